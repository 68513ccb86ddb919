import pytest

from bridge.midi.clock.clock_out import ClockOut, TimedMessage
from bridge.midi.events import Timeline, Transport
from bridge.midi.messages import song_position

TICK, START, CONTINUE, STOP = (bytes([status]) for status in (0xF8, 0xFA, 0xFB, 0xFC))
STANDING = Timeline(10.0, 0.0, 120.0)
PERIOD = 60 / 120 / 24


def clock() -> ClockOut:
    """One that was told that the song stands, at 10.0 s."""
    clock = ClockOut(STANDING, 10.0)
    assert turn(clock, Transport(False, 10.0, STANDING)) is None
    return clock


def turn(clock: ClockOut, changes: Transport) -> list[TimedMessage] | None:
    """Turn a clock in time."""
    return clock.update(changes, changes.time)


def started(at: float = 20.0, beat: float = 0.0, bpm: float = 120.0) -> Transport:
    return Transport(True, at, Timeline(at, beat, bpm))


def times(clock: ClockOut, until: float) -> list[float]:
    """When ticks are, as offsets from 20 s."""
    ticks = list(clock.due(until))
    assert {message for _, message in ticks} <= {TICK}
    return [round(time - 20.0, 4) for time, _ in ticks]


def test_ticks_come_24_to_a_beat_while_the_song_stands_too() -> None:
    ticks = list(clock().due(11.0))
    assert len(ticks) == 48
    assert [time for time, _ in ticks[:3]] == pytest.approx([10.0, 10 + PERIOD, 10 + 2 * PERIOD])


def test_every_tick_comes_once() -> None:
    out = clock()
    first, second = list(out.due(10.5)), list(out.due(11.0))
    assert len(first) + len(second) == 48
    assert second[0][0] == pytest.approx(first[-1][0] + PERIOD)


def test_a_start_comes_at_beat_0_and_the_first_tick_with_it() -> None:
    out = clock()
    list(out.due(19.99))
    assert turn(out, started()) == [(20.0, START)]
    assert 0.0 in times(out, 20.1)


def test_between_ticks_from_before_and_the_first_one_of_the_song_there_is_room() -> None:
    out = clock()
    list(out.due(19.99))
    turn(out, started(at=20.005))
    ticks = times(out, 20.1)
    assert ticks[0] == 0.005
    assert ticks[1] == round(0.005 + PERIOD, 4)


def test_a_song_that_goes_on_within_is_sent_as_its_position_and_a_continue_on_the_sixteenth() -> (
    None
):
    out = clock()
    list(out.due(20.0))
    sent = turn(out, started(beat=16.1))
    assert sent is not None
    (first, position), (then, go_on) = sent
    assert (first, position) == (20.0, song_position(65))
    assert (round(then, 6), go_on) == (20.075, CONTINUE)
    assert 0.075 in times(out, 20.2)


def test_a_song_that_goes_on_a_hair_after_a_sixteenth_is_on_it() -> None:
    sent = turn(clock(), started(beat=16.001))
    assert sent == [(20.0, song_position(64)), (20.0, CONTINUE)]


def test_a_start_among_ticks_that_were_given_out_already_has_its_first_tick() -> None:
    out = clock()
    list(out.due(20.1))
    turn(out, started())
    assert times(out, 20.05) == [0.0, 0.0208, 0.0417]


def test_a_stop_is_sent_when_it_is() -> None:
    out = clock()
    turn(out, started())
    assert out.playing
    assert turn(out, Transport(False, 21.0, started().line)) == [(21.0, STOP)]
    assert not out.playing


def test_a_jump_is_a_stop_a_position_and_a_continue() -> None:
    out = clock()
    turn(out, started())
    list(out.due(21.0))
    sent = turn(out, started(at=21.0, beat=32.0))
    assert sent == [(21.0, STOP), (21.0, song_position(128)), (21.0, CONTINUE)]


def test_another_tempo_is_sent_by_the_ticks_alone() -> None:
    out = clock()
    turn(out, started())
    times(out, 21.0)
    assert turn(out, Transport(True, 21.0, started().line.turned(21.0, 240.0))) is None
    ticks = times(out, 21.5)
    assert len(ticks) == 48
    assert ticks[1] - ticks[0] == pytest.approx(PERIOD / 2, abs=1e-3)


def test_a_song_from_before_beat_0_begins_at_beat_0() -> None:
    """Others share a session that counts in."""
    out = clock()
    assert turn(out, started(at=20.0, beat=-1.0)) == [(20.5, START)]


def test_ticks_that_are_gone_arent_given_out_again() -> None:
    out = clock()
    turn(out, started())
    list(out.due(21.1))
    assert out.update(Transport(False, 21.0, started().line), 21.1) == [(21.0, STOP)]
    assert times(out, 21.15) == [1.1042, 1.125, 1.1458]


def test_a_start_that_comes_too_late_catches_up_with_its_ticks() -> None:
    out = clock()
    list(out.due(20.05))
    assert out.update(started(), 20.05) == [(20.0, START)]
    assert times(out, 20.07) == [0.0417, 0.0417, 0.0417, 0.0625]
