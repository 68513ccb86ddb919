from collections.abc import Sequence

import pytest

from bridge.midi.clock.source import InternalClock, differs
from bridge.midi.events import LinkPeers, Timeline, Transport

LINE = Timeline(10.0, 4.0, 120.0)


def internal(*, playing: bool = False, line: Timeline | None = None) -> InternalClock:
    return InternalClock(10.0, 120.0, playing=playing, line=line)


def only(changes: Sequence[Transport | LinkPeers]) -> Transport:
    (event,) = changes
    assert isinstance(event, Transport)
    return event


def test_a_line_differs_where_it_would_soon_be_heard() -> None:
    assert not differs(LINE, LINE, 20.0)
    assert not differs(LINE.turned(10.0, 120.1), LINE, 10.0)
    assert differs(LINE.turned(10.0, 121.0), LINE, 10.0)
    assert differs(Timeline(10.001, 4.0, 120.0), LINE, 10.0)


def test_at_first_the_song_stands_at_beat_0() -> None:
    assert internal().begin(10.0) == [Transport(False, 10.0, Timeline(10.0, 0.0, 120.0))]


def test_a_start_gives_beat_0_a_fifth_of_a_second_to_be_prepared() -> None:
    assert internal().start(20.0) == [Transport(True, 20.2, Timeline(20.2, 0.0, 120.0))]


def test_a_second_start_changes_nothing() -> None:
    clock = internal()
    clock.start(20.0)
    assert clock.start(21.0) == []


def test_a_stop_is_at_once_and_the_next_start_begins_anew() -> None:
    clock = internal()
    clock.start(20.0)
    stopped = only(clock.stop(21.0))
    assert (stopped.playing, stopped.time) == (False, 21.0)
    assert only(clock.start(30.0)).line == Timeline(30.2, 0.0, 120.0)


def test_another_tempo_goes_on_from_the_beat_where_it_is() -> None:
    clock = internal()
    clock.start(20.0)
    turned = only(clock.set_tempo(60.0, 21.2))
    assert turned.playing
    assert turned.line.bpm == 60.0
    assert [turned.line.beat(time) for time in (21.2, 22.2)] == pytest.approx([2.0, 3.0])


def test_a_song_that_goes_on_keeps_its_line() -> None:
    assert internal(playing=True, line=LINE).begin(12.0) == [Transport(True, 12.0, LINE)]


def test_nobody_else_leads() -> None:
    clock = internal()
    assert clock.receive(bytes([0xFA]), 11.0, 0) == []
    assert clock.step(11.0) == []
