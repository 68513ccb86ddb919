import numpy as np
import pytest

from agent.melody.loops import looping
from agent.melody.vocabulary import ACTIONS, NO_PITCH
from tests.support.lines import action, line_of, random_line

BAR, OTHER, THIRD = "0 2 4 5 |", "7 5 4 2 |", "9 7 5 4 |"
NOTHING: set[int] = set()
RESTS = {number for number, (pitch, _) in enumerate(ACTIONS) if pitch == NO_PITCH}


def of_pitch(pitch: int) -> set[int]:
    return {number for number, known in enumerate(ACTIONS) if known.pitch == pitch}


def forbidden(text: str, bar: int = 96, start: int = 0) -> set[int]:
    mask = looping(line_of(text, start), bar)
    return NOTHING if mask is None else set(np.flatnonzero(mask).tolist())


@pytest.mark.parametrize(
    "text",
    [
        BAR * 2 + "0 2 4",
        OTHER + BAR * 2 + "0 2 4",
        (BAR + "2 4 7 5 |") * 2 + BAR + "2 4 7",
        (OTHER + THIRD + OTHER + BAR) * 2 + OTHER + THIRD + OTHER + "0 2 4",
    ],
)
def test_the_third_playing_of_a_passage_may_not_be_completed(text: str) -> None:
    assert forbidden(text) == {action("5")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        BAR + "0 2 4",
        BAR * 2 + "0 2",
        BAR * 2 + "0 4 4",
        BAR + OTHER + "0 2 4",
        "5 2 4 5 |" + BAR + "0 2 4",
        (BAR + OTHER + THIRD) * 2 + BAR + OTHER + "9 7 5",
        "./96 ./96",
        ". . . . |" * 2 + ". . .",
    ],
)
def test_what_is_no_third_playing_is_free(text: str) -> None:
    assert forbidden(text) == NOTHING


def test_a_bar_of_one_note_may_not_come_a_third_time() -> None:
    assert forbidden("0/96 0/96") == {action("0/96")}
    assert forbidden("0/72 0/72", bar=72) == {action("0/72")}


def test_a_bar_that_ends_in_silence_may_not_fall_silent_a_third_time() -> None:
    assert forbidden("0 2 4 . | 0 2 4 . | 0 2 4") == RESTS
    assert forbidden("0 2 ./36 ./12 | 0 2 ./36 ./12 | 0 2") == RESTS
    assert forbidden("0 2 4 . | 0 2 5 . | 0 2 4") == NOTHING


def test_a_playing_that_the_line_does_not_hold_from_its_beginning_does_not_count() -> None:
    assert forbidden("2 4 5 |" + BAR + "0 2 4", start=24) == NOTHING


def test_a_pitch_may_not_come_eight_times() -> None:
    assert forbidden("4 4 4/12 4/12 4 . 4/48 4") == of_pitch(4)
    assert forbidden("4 4 4/12 4/12 4 . 4/48 4 .") == of_pitch(4)
    assert forbidden("4 4/12 4/12 4 4/48 4 .") == NOTHING
    assert forbidden("4 4 4/12 5/12 4 4/48 4 4") == NOTHING


def test_two_pitches_may_not_alternate_for_eight_notes() -> None:
    assert forbidden("0 7 0/12 7 . 0 7 0") == of_pitch(7)
    assert forbidden("7 0 7 0 7 . 0 7 . .") == of_pitch(0)
    assert forbidden("0 7 0 7 0 7") == NOTHING
    assert forbidden("0 7 0 4 0 7 0") == NOTHING


def test_several_loops_at_once_are_all_forbidden() -> None:
    assert forbidden("0 0 0 0 | 0 0 0 0 | 0 0 0") == of_pitch(0)
    assert forbidden("0/48 7/48 | 0/48 7/48 | 0/48 . 7/24") == NOTHING


def test_any_line_is_told_something() -> None:
    random = np.random.default_rng(0)
    for _ in range(300):
        mask = looping(random_line(random, 60), 96)
        assert mask is None or mask.any()
