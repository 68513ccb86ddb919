import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.melody.intervals import move
from agent.melody.line import KEPT_EVENTS, KEPT_MOVES, KEPT_TICKS, Line, action_of, scale_of
from agent.melody.vocabulary import ACTIONS, NO_PITCH, Action, rests
from tests.support.lines import action, actions, line_of


def test_every_event_has_its_place() -> None:
    line = line_of("0 2/12 . 4/48", start=72)
    assert line.actions == "".join(map(chr, actions("0 2/12 . 4/48")))
    assert line.onsets == (72, 96, 108, 132)
    assert line.tick == 180


def test_a_line_is_a_value() -> None:
    line = line_of("0")
    line.played(action("2"))
    assert line == line_of("0")


def test_rests_fill_the_time_up_to_a_later_event() -> None:
    assert line_of("0").played(action("4"), 60) == line_of("0 ./36 4")
    assert line_of("0").played(action("4"), 24) == line_of("0 4")


def test_before_the_first_event_there_is_nothing() -> None:
    assert Line().played(action("4"), 60) == line_of("4", start=60)


def test_what_was_heard_stays_as_it_is() -> None:
    line = Line(heard="abc").played(action("0")).played(action("2"), 48)
    assert line.heard == "abc"


@given(st.lists(st.tuples(st.integers(0, 287), st.integers(0, 300)), max_size=40))
def test_onsets_rise_and_the_next_event_begins_where_the_last_one_ends(
    events: list[tuple[int, int]],
) -> None:
    line = Line()
    for number, gap in events:
        line = line.played(number, line.tick + gap)
    assert list(line.onsets) == sorted(set(line.onsets))
    assert len(line.onsets) <= len(line.actions)
    if events:
        assert line.actions[-1] == chr(events[-1][0])
        assert line.tick == line.onsets[-1] + ACTIONS[events[-1][0]].duration


def test_only_the_latest_512_events_are_kept() -> None:
    line = line_of(" ".join(["0 2 4"] * 200))
    assert KEPT_EVENTS == len(line.actions) == 512
    assert line.tick == 600 * 24


def test_onsets_are_kept_as_far_back_as_sixteen_bars_of_nine_eighths() -> None:
    line = line_of(" ".join(["0 2 4"] * 200))
    assert KEPT_TICKS == 16 * 108
    assert line.onsets == tuple(range(599 * 24 - 1728, 600 * 24, 24))


def test_as_many_events_as_onsets_are_kept_where_all_begin_at_once() -> None:
    line = Line()
    for _ in range(600):
        line = line.played(action("0"))._replace(tick=0)
    assert line.onsets == (0,) * 512
    assert len(line.actions) == 512


def test_the_latest_moves_are_kept_beside_the_events() -> None:
    line = line_of("0 . 4/12 2")
    steps = [("0", "."), (".", "4/12"), ("4/12", "2")]
    assert line.moves == "".join(move(action(a), action(b)) for a, b in steps)
    assert len(line_of(" ".join(["0 2 4"] * 200)).moves) == KEPT_MOVES == 127


def test_a_full_line_takes_less_than_three_and_a_half_kilobytes() -> None:
    line = line_of(" ".join(["0/12 2/12 4/12 5/12 7/144"] * 200))
    parts = [line, *line, *line.onsets]
    assert sum(map(sys.getsizeof, parts)) < 3_500


@pytest.mark.parametrize("gap", [144 * 512, 144 * 513 + 50, 144 * 1000 + 3])
def test_after_a_long_gap_the_latest_rests_are_remembered(gap: int) -> None:
    slowly = line_of("0 2")
    for event in rests(48, gap):
        slowly = slowly.played(event.action)
    expected = slowly._replace(tick=48 + gap).played(action("4"))
    assert line_of("0 2").played(action("4"), 48 + gap) == expected


def test_a_gap_of_weeks_is_gone_through_at_once() -> None:
    began = time.thread_time()
    line = line_of("0").played(action("4"), 24_000_000)
    assert time.thread_time() - began < 0.2
    assert line.tick == 24_000_024


def test_a_note_is_taken_by_its_length_in_quarters() -> None:
    assert ACTIONS[action_of(4, 0.5)] == Action(4, 12)
    assert ACTIONS[action_of(4, 1 / 3)] == Action(4, 8)
    assert ACTIONS[action_of(4, 0)] == Action(4, 3)
    assert ACTIONS[action_of(NO_PITCH, 2)] == Action(NO_PITCH, 48)


def test_a_mode_has_its_scale_and_any_other_has_all_notes() -> None:
    assert scale_of("dorian") == "dorian"
    assert scale_of("other") == "chromatic"
