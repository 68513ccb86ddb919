import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.classic.task import NO_NOTE, START, ClassicTask, pack, unpack
from agent.errors import TaskError
from tests.support.melodies import state_after


def numbers(state: int) -> list[int]:
    """last, second, third, used, peak of a packed state."""
    return [int(part) for part in unpack(np.array(state))]


@given(st.integers(0, 2**18 - 1))
def test_packing_is_the_inverse_of_unpacking(state: int) -> None:
    assert pack(unpack(np.array(state))) == state


def test_nothing_is_remembered_at_the_start() -> None:
    assert numbers(START) == [NO_NOTE, NO_NOTE, NO_NOTE, 0, 0]


def test_the_last_three_notes_are_remembered() -> None:
    assert numbers(state_after("C D E F"))[:3] == [3, 2, 1]


def test_the_notes_of_the_phrase_are_remembered() -> None:
    assert unpack(np.array(state_after("C E C E"))).used == 0b0000101


@pytest.mark.parametrize(
    ("melody", "peak"),
    [
        ("C D E D", 1),
        ("C D E E", 0),
        ("C D E D | C C C C | F", 2),
        ("C D E D | C C C C | F D D D | G", 3),
        ("C D E D | C C C C | F D D D | F", 0),
    ],
    ids=["bars 1-2", "twice", "bar 3", "bar 4", "bars 3 and 4"],
)
def test_the_place_of_the_one_peak_is_remembered(melody: str, peak: int) -> None:
    assert unpack(np.array(state_after(melody))).peak == peak


def test_a_phrase_that_ended_is_forgotten_but_its_last_notes_are_not() -> None:
    state = state_after("C D E F | G A B A | G F E D | C D E F")
    assert numbers(state) == [3, 2, 1, 0, 0]


def test_the_default_task_is_the_textbooks() -> None:
    task = ClassicTask()
    assert (task.bars, task.beats_per_bar, task.steps) == (8, 4, 32)
    assert task.progression == ("I", "vi", "IV", "V", "I", "IV", "V", "I")


@pytest.mark.parametrize(
    ("task", "fault"),
    [
        (lambda: ClassicTask(progression=("I", "V")), "must fill phrases of 4 bars"),
        (lambda: ClassicTask(progression=()), "must fill phrases"),
        (lambda: ClassicTask(progression=("I",), phrase_bars=1, beats_per_bar=3), "four quarters"),
        (lambda: ClassicTask(beats_per_bar=5), "1 to 4 beats"),
        (lambda: ClassicTask(weights=(0.0, 0.0, 0.0)), "not all of them 0"),
        (lambda: ClassicTask(weights=(1.0, -1.0, 1.0)), "weights of at least 0"),
        (lambda: ClassicTask(weights=(1.0, 1.0)), "need weights"),
        (lambda: ClassicTask(progression=("I", "X", "V", "I")), "'X' is no Roman numeral"),
    ],
)
def test_an_impossible_task_is_refused(task: object, fault: str) -> None:
    assert callable(task)
    with pytest.raises(TaskError, match=fault):
        task()
