import numpy as np
import pytest

from agent.classic import task
from agent.classic.rewards import TERMS, rewards
from agent.classic.task import START, ClassicTask
from agent.pieces.piece import reward_terms
from tests.support.melodies import OPTIMAL, degrees, term_of_last

EIGHTH = 0.125


def test_the_terms_are_the_tasks() -> None:
    assert tuple(TERMS) == task.TERMS == ("harmony", "smoothness", "variety")


@pytest.mark.parametrize(
    ("melody", "eighths", "why"),
    [
        ("C", 6, "chord tone on beat 1"),
        ("D", -4, "non-chord tone on beat 1"),
        ("C E", 2 + 1, "major third into a chord tone on beat 2"),
        ("C D", 1 + 0, "a passing tone by step on a weak beat costs nothing"),
        ("C F", 2 + 0 - 3, "a weak non-chord tone reached by leap"),
        ("C D E", 1 + 4, "the passing tone is left by step"),
        ("C D G", 2 + 4 - 6, "the passing tone is left by leap"),
        ("C B", -6 + 0 - 3, "a major seventh"),
        ("F B", -6 + 0 - 3 - 6, "the tritone, out of and into a dissonance"),
    ],
)
def test_harmony_pays_for_one_note(melody: str, eighths: int, why: str) -> None:
    assert term_of_last(melody, "harmony") == eighths * EIGHTH, why


@pytest.mark.parametrize(
    ("last", "eighths", "why"),
    [
        ("G", 0 + 1 + 8, "a tone of V closes the first phrase by half cadence"),
        ("A", 1 + 0 - 4, "no tone of V"),
    ],
)
def test_harmony_pays_for_the_half_cadence(last: str, eighths: int, why: str) -> None:
    melody = f"C C C C | C C C C | C C C C | G G G {last}"
    assert term_of_last(melody, "harmony") == eighths * EIGHTH, why


@pytest.mark.parametrize(
    ("ending", "eighths", "why"),
    [
        ("G E D C", 1 + 1 + 16 + 8, "the tonic by step, out of a passing tone"),
        ("G E E C", 2 + 1 + 16, "the tonic by leap"),
        ("G E D E", 1 + 1 + 4, "the tonic's third"),
        ("G E C D", 1 + 0 - 8, "no tone of the tonic triad"),
    ],
)
def test_harmony_pays_for_the_final_cadence(ending: str, eighths: int, why: str) -> None:
    melody = " ".join(["C"] * 28) + " " + ending
    assert term_of_last(melody, "harmony") == eighths * EIGHTH, why


@pytest.mark.parametrize(
    ("melody", "eighths", "why"),
    [
        ("C", 0, "one note alone moves nowhere"),
        ("C C", 0, "unison"),
        ("C D", 4, "second"),
        ("C E", 2, "third"),
        ("C F", 1, "fourth"),
        ("C G", 0, "fifth"),
        ("C A", -2, "sixth"),
        ("C B", -4, "seventh"),
        ("C G F", 4 + 2, "a leap turned back by step"),
        ("C G E", 2 + 2, "a leap turned back by a third"),
        ("C G D", 1 - 8, "a leap turned back by a fourth is none"),
        ("C G A", 4 - 8, "a leap that goes on"),
        ("C D E F", 4 - 4, "the third move in one direction"),
        ("C D E D", 4, "a turn"),
    ],
)
def test_smoothness_pays_for_one_note(melody: str, eighths: int, why: str) -> None:
    assert term_of_last(melody, "smoothness") == eighths * EIGHTH, why


@pytest.mark.parametrize(
    ("melody", "eighths", "why"),
    [
        ("C", 0, "too early to judge"),
        ("C C", -3, "a repeat"),
        ("C D E F", 2, "four distinct notes"),
        ("C D E D", 1, "three"),
        ("C D C D", -2 - 3, "two, and a loop A B A B"),
        ("C C C C", -6 - 3, "one, repeated"),
    ],
)
def test_variety_pays_for_one_note(melody: str, eighths: int, why: str) -> None:
    assert term_of_last(melody, "variety") == eighths * EIGHTH, why


@pytest.mark.parametrize(
    ("phrase", "eighths", "why"),
    [
        ("C D E D | C E F E | D B A G | F G E D", 2 + 24 + 40, "all notes, one peak in bar 3"),
        ("C D E D | C E F E | D A G A | F G E D", 2 + 20 - 16, "six notes, the peak sounds twice"),
        ("C B E D | C E F E | D E G A | F G E D", 2 + 24 + 0, "the peak in bar 1"),
        ("C D E D | C E D E | D E G E | D E D C", 1 - 8 + 40, "four notes, the peak in bar 3"),
    ],
)
def test_variety_pays_for_the_shape_of_a_phrase(phrase: str, eighths: int, why: str) -> None:
    assert term_of_last(phrase, "variety") == eighths * EIGHTH, why


def test_an_optimal_melody_earns_53_75() -> None:
    terms = reward_terms(ClassicTask(), degrees(OPTIMAL))
    assert terms == {"harmony": 20.0, "smoothness": 12.75, "variety": 21.0}


def test_a_batch_is_paid_like_its_notes_one_by_one() -> None:
    task, random = ClassicTask(), np.random.default_rng(0)
    states = np.append(random.integers(0, 2**18, 500), START)
    steps, notes = random.integers(0, 32, 501), random.integers(0, 7, 501)
    batch = rewards(task, states, steps, notes)
    single = [rewards(task, *map(np.array, one)) for one in zip(states, steps, notes, strict=True)]
    assert batch.shape == (501, len(TERMS))
    assert np.array_equal(batch, np.array(single))


def test_every_reward_is_a_whole_number_of_eighths() -> None:
    random = np.random.default_rng(1)
    states, steps = random.integers(0, 2**18, 10_000), random.integers(0, 32, 10_000)
    paid = rewards(ClassicTask(), states, steps, random.integers(0, 7, 10_000))
    assert np.array_equal(paid * 8, np.round(paid * 8))
    assert np.abs(paid).max() <= 10
