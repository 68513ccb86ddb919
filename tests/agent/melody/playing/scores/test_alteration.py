import numpy as np
import pytest

from agent.melody.playing.scores.alteration import alteration, altered
from agent.melody.vocabulary import ACTION_COUNT, ACTIONS, NUMBER, Action
from agent.music.chords import chord_of
from agent.music.scales import scale_mask


def pairs(symbol: str, scale: str = "major") -> set[tuple[int, int]]:
    """Pitch classes outside the scale of C, and what each alters."""
    chord = chord_of(symbol)
    found = alteration(scale_mask(scale), (chord.root, chord.mask))
    if found is None:
        return set()
    both = zip(found.outside.tolist(), found.altered.tolist(), strict=True)
    return {(ACTIONS[out].pitch % 12, ACTIONS[of].pitch % 12) for out, of in both}


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("A7", {(1, 0)}),
        ("D7", {(6, 5)}),
        ("E7", {(8, 7)}),
        ("C7", {(10, 11)}),
        ("Fm", {(8, 9)}),
        ("Eb", {(3, 4), (10, 11)}),
        ("Ab", {(8, 9), (3, 4)}),
        ("Bdim7", {(8, 7)}),
        ("Caug", {(8, 7)}),
        ("Bbaug", {(10, 11), (6, 5)}),
        ("F#", {(6, 5), (10, 9), (1, 0)}),
        ("C", set()),
        ("G7", set()),
    ],
)
def test_a_chord_alters_the_degrees_of_its_own_letters(
    symbol: str, expected: set[tuple[int, int]]
) -> None:
    assert pairs(symbol) == expected


def test_what_is_in_the_scale_is_no_alteration() -> None:
    assert pairs("A7", "chromatic") == set()
    assert pairs("Cm", "minor") == set()


def test_the_likelier_score_is_that_of_the_note_outside() -> None:
    found = alteration(scale_mask("major"), (9, chord_of("A7").mask))
    assert found is not None
    natural, sharp = NUMBER[Action(0, 12)], NUMBER[Action(1, 12)]
    scores = np.zeros(ACTION_COUNT, dtype=np.float32)
    scores[natural] = 3
    after = altered(scores, found)
    assert (after[natural], after[sharp], scores[natural]) == (0, 3, 3)
    scores[sharp] = 5
    assert altered(scores, found)[[natural, sharp]].tolist() == [3, 5]
