from itertools import pairwise

import pytest

from agent.music.note import Note
from agent.music.swing import straight, straight_note, swung, swung_span

TRIPLETS = 2 / 3


@pytest.mark.parametrize(
    ("tick", "triplets", "dotted"),
    [(0, 0, 0), (6, 8, 9), (12, 16, 18), (18, 20, 21), (24, 24, 24), (108, 112, 114)],
)
def test_the_second_eighth_of_a_quarter_comes_late(
    tick: int, triplets: float, dotted: float
) -> None:
    assert swung(tick, 96, 24, 0) == tick
    assert swung(tick, 96, 24, TRIPLETS) == pytest.approx(triplets)
    assert swung(tick, 96, 24, 1) == pytest.approx(dotted)


def test_in_compound_time_sixteenths_swing() -> None:
    assert [swung(tick, 72, 36, 1) for tick in (0, 6, 12, 18, 36)] == [0, 9, 12, 21, 36]


def test_where_beats_differ_sixteenths_swing_and_groups_stay() -> None:
    assert [swung(tick, 84, 12, 1) for tick in (0, 6, 12, 36, 42, 84)] == [0, 9, 12, 36, 45, 84]


@pytest.mark.parametrize(("bar", "beat"), [(96, 24), (96, 48), (72, 36), (84, 12)])
@pytest.mark.parametrize("swing", [0, 0.3, TRIPLETS, 1])
def test_time_goes_on_evenly_and_bar_lines_stay(bar: int, beat: int, swing: float) -> None:
    times = [swung(tick, bar, beat, swing) for tick in range(3 * bar + 1)]
    assert all(0.4 < after - before < 1.6 for before, after in pairwise(times))
    assert times[::bar] == [0, bar, 2 * bar, 3 * bar]
    assert [straight(time, bar, beat, swing) for time in times] == pytest.approx(
        list(range(3 * bar + 1))
    )


def test_notes_that_join_still_join() -> None:
    assert swung_span(96, 12, 96, 24, 1) == (96, 18)
    assert swung_span(108, 12, 96, 24, 1) == (114, 6)
    assert swung_span(108, 24, 96, 24, 1) == (114, 24)


def test_what_is_played_with_swing_is_meant_straight() -> None:
    played = Note(62, 0.6, 0.25, 0.75)
    assert straight_note(played, 96, 24, 1) == Note(62, 0.6, 0.5, 0.5)
    assert straight_note(played, 96, 24, 0) == played
