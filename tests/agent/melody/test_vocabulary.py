from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.melody.vocabulary import (
    ACTION_DURATION,
    ACTION_PITCH,
    ACTIONS,
    DURATIONS,
    NO_PITCH,
    NUMBER,
    Action,
    Event,
    events_of,
    lengths,
    nearest_action,
    rests,
    rests_within_bars,
    sounding,
)
from agent.music.tune import Tune, TuneNote
from tests.support.lines import actions
from tests.support.tunes import tune


def test_there_are_288_distinct_actions() -> None:
    assert len(ACTIONS) == len(set(ACTIONS)) == 288
    assert [NUMBER[action] for action in ACTIONS] == list(range(288))
    assert [Action(*pair) for pair in zip(ACTION_PITCH, ACTION_DURATION, strict=True)] == [*ACTIONS]


def test_durations_go_from_a_32nd_to_a_dotted_whole_note_with_triplets() -> None:
    assert DURATIONS == (3, 4, 6, 8, 9, 12, 16, 18, 24, 30, 36, 48, 60, 72, 96, 144)


def test_every_rest_is_there_and_every_pitch_as_a_quarter_and_as_an_eighth() -> None:
    expected = {Action(NO_PITCH, duration) for duration in DURATIONS}
    expected |= {Action(pitch, duration) for pitch in range(-12, 24) for duration in (12, 24)}
    assert expected <= set(ACTIONS)
    assert {action.pitch for action in ACTIONS} == {NO_PITCH, *range(-12, 24)}


@pytest.mark.parametrize(
    ("pitch", "duration", "nearest"),
    [
        (0, 24, Action(0, 24)),
        (0, 26, Action(0, 24)),
        (0, 1, Action(0, 3)),
        (0, 999, Action(0, 144)),
        (0, 21, Action(0, 18)),
        (6, 144, Action(6, 48)),
        (24, 24, Action(12, 24)),
        (47, 24, Action(23, 24)),
        (-13, 24, Action(-1, 24)),
        (-36, 24, Action(-12, 24)),
        (NO_PITCH, 25, Action(NO_PITCH, 24)),
        (NO_PITCH, 1, Action(NO_PITCH, 3)),
    ],
)
def test_a_note_goes_to_its_nearest_action(pitch: int, duration: int, nearest: Action) -> None:
    assert ACTIONS[nearest_action(pitch, duration)] == nearest


@given(st.integers(-60, 80), st.integers(1, 400))
def test_the_nearest_action_keeps_the_pitch_or_moves_it_by_octaves(pitch: int, ticks: int) -> None:
    found = ACTIONS[nearest_action(pitch, ticks)]
    assert (found.pitch - pitch) % 12 == 0
    assert found.pitch == pitch or not -12 <= pitch <= 23
    lengths = [action.duration for action in ACTIONS if action.pitch == found.pitch]
    assert abs(found.duration - ticks) == min(abs(length - ticks) for length in lengths)


def ticks_of(events: list[Event]) -> list[tuple[int, int]]:
    return [(tick, ACTIONS[action].duration) for tick, action in events]


def test_rests_fill_a_gap_with_the_longest_first() -> None:
    assert ticks_of(rests(10, 100)) == [(10, 96), (106, 4)]
    assert ticks_of(rests(0, 3)) == [(0, 3)]
    assert rests(0, 2) == []


def test_rests_within_bars_end_at_bar_lines() -> None:
    assert ticks_of(rests_within_bars(84, 36, 96)) == [(84, 12), (96, 24)]
    assert ticks_of(rests_within_bars(96, 96, 96)) == [(96, 96)]
    silent = tune("0/72 ./48 2/72")
    assert ticks_of(events_of(silent, barred=True)) == [(0, 72), (72, 24), (96, 24), (120, 72)]
    assert ticks_of(events_of(silent)) == [(0, 72), (72, 48), (120, 72)]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_rests_follow_each_other_and_leave_less_than_a_32nd(tick: int, gap: int) -> None:
    end = tick
    for begin, duration in ticks_of(rests(tick, gap)):
        assert begin == end
        end += duration
    assert 0 <= tick + gap - end < 3


def written(tune: Tune) -> str:
    """The events of a tune as 'tick:pitch/duration', a dot for a rest."""
    words = []
    for tick, number in events_of(tune):
        pitch, duration = ACTIONS[number]
        words.append(f"{tick}:{'.' if pitch == NO_PITCH else pitch}/{duration}")
    return " ".join(words)


def test_a_tune_is_its_notes_and_rests() -> None:
    assert written(tune("0 2/12 . 4/48")) == "0:0/24 24:2/12 36:./24 60:4/48"


def test_a_gap_of_up_to_a_sixteenth_belongs_to_the_note_before() -> None:
    assert written(tune("0/18 ./6 2")) == "0:0/24 24:2/24"
    assert written(tune("0/16 ./8 2")) == "0:0/16 16:./8 24:2/24"


def test_a_note_that_is_still_held_ends_where_the_next_begins() -> None:
    one_by_one = tune("0 2 4")
    held = replace(one_by_one, notes=(TuneNote(0, 48, 0), TuneNote(24, 96, 2), TuneNote(48, 24, 4)))
    assert written(held) == written(one_by_one) == "0:0/24 24:2/24 48:4/24"


def test_a_note_that_is_no_action_keeps_its_place() -> None:
    assert written(tune("0/20 ./100 25/144 2")) == "0:0/18 20:./96 116:./4 120:13/36 264:2/24"


def test_the_most_used_pitches_have_the_most_durations() -> None:
    lengths = Counter(action.pitch for action in ACTIONS)
    assert lengths[0] > lengths[1] > lengths[-11]
    assert lengths[7] == max(lengths[pitch] for pitch in range(-12, 24))


def test_pitches_and_lengths_of_events_as_bytes() -> None:
    events = "".join(map(chr, actions("-12/24 ./48 0/12 23/24")))
    assert list(sounding(events)) == [0, 12, 35]
    assert list(lengths(events)) == [24, 48, 12, 24]
    assert sounding("") == lengths("") == b""
