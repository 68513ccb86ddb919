import math

import pytest

from agent.metrics.notes import notes_of
from agent.metrics.syncopation import held_off_beats, periods, syncopated, syncopation
from tests.support.tunes import tune


@pytest.mark.parametrize(
    ("bar", "beat", "levels"),
    [
        (96, 24, (96, 48, 24, 12, 6, 3)),
        (96, 48, (96, 48, 24, 12, 6, 3)),
        (72, 24, (72, 24, 12, 6, 3)),
        (72, 36, (72, 36, 12, 6, 3)),
        (144, 36, (144, 72, 36, 12, 6, 3)),
    ],
)
def test_levels_are_those_of_the_meter(bar: int, beat: int, levels: tuple[int, ...]) -> None:
    assert periods(bar, beat) == levels


@pytest.mark.parametrize(
    ("meter", "notes", "which"),
    [
        # The quarter between two eighths lasts over the second beat.
        ("4/4", "0/12 0/24 0/12 0/48", [False, True, False, False]),
        # A half note on the second beat lasts over the third; in 3/4 that is no stronger.
        ("4/4", "0 0/48 0", [False, True, False]),
        ("3/4", "0 0/48", [False, False]),
        # The second half note lasts to the bar line, not over it; the last one over it.
        ("4/4", "0/48 0/48", [False, False]),
        ("4/4", "0/72 0/48", [False, True]),
        # A dotted quarter on the downbeat is as strong as it can be.
        ("4/4", "0/36 0/12 0/48", [False, False, False]),
        # The last of three eighths is held over the second dotted quarter.
        ("6/8", "0/24 0/24 0/24", [False, True, False]),
    ],
)
def test_a_note_that_lasts_over_a_stronger_place_is_syncopated(
    meter: str, notes: str, which: list[bool]
) -> None:
    assert syncopated(notes_of(tune(notes, meter=meter))).tolist() == which


def test_the_share_is_of_all_notes() -> None:
    assert syncopation(notes_of(tune("0/12 0/24 0/12 0/48"))) == 0.25


def test_off_beats_are_held_over_the_next_beat_or_not() -> None:
    assert held_off_beats(notes_of(tune("0/12 0/24 0/12 0/12 0/12"))) == 1 / 3
    assert math.isnan(held_off_beats(notes_of(tune("0 2 4"))))
