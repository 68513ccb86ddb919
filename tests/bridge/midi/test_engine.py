from collections.abc import Sequence
from itertools import pairwise

import pytest

from bridge.midi import commands
from bridge.midi.clock.clock_in import ClockIn
from bridge.midi.clock.source import ClockSource, InternalClock
from bridge.midi.engine import HUNG, POLL_SECONDS, SILENT_SECONDS, Engine
from bridge.midi.events import (
    Event,
    LogLine,
    MidiReceived,
    PortBack,
    PortList,
    PortLost,
    PortRefused,
    SentLate,
    Timeline,
    Transport,
)
from bridge.midi.messages import note_off, note_on, silence, song_position
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import PortSet

ON, OFF, OTHER_ON = note_on(0, 60, 100), note_off(0, 60), note_on(1, 62, 100)
SILENCE = [message for channel in range(16) for message in silence(channel)]
TICK, START, CONTINUE, STOP = (bytes([status]) for status in (0xF8, 0xFA, 0xFB, 0xFC))


class EngineBench:
    """An engine with a synthesiser and keys in memory, whose clock a test turns from 10.0 s on."""

    def __init__(
        self,
        *,
        latency_ms: float = 0.0,
        clock_out: bool = False,
        tempo: ClockSource | None = None,
        inputs: Sequence[Port] = (),
    ) -> None:
        self.now = 10.0
        self.system = Loopback("synth", "keys")
        self.emitted: list[Event] = []
        outputs = [Port("synth", latency_ms=latency_ms)]
        ports = PortSet(outputs, inputs, lambda: self.system, self.emitted.append)
        ports.begin()
        leads = tempo or InternalClock(10.0, 120.0, playing=False, line=None)
        self.engine = Engine(ports, leads, self.emitted.append, 10.0, clock_out=clock_out)
        self.new_events()

    def do(self, kind: str, *values: object) -> None:
        self.engine.do(kind, values, self.now)

    def until(self, time: float) -> list[bytes]:
        """Run to a time in steps of a millisecond. Returns what the synthesiser got meanwhile."""
        return [message for _, message in self.timed(time)]

    def timed(self, time: float) -> list[tuple[float, bytes]]:
        """The same, each with the time it was sent at."""
        got: list[tuple[float, bytes]] = []
        received = self.system.devices["synth"].received
        while self.now < time - 1e-9:
            self.now = min(round(self.now + 0.001, 6), time)
            self.engine.step(self.now)
            got += [(self.now, message) for message in received]
            received.clear()
        return got

    def new_events(self) -> Sequence[Event]:
        """What was emitted since the last time, without lists of ports."""
        new_events = [event for event in self.emitted if not isinstance(event, PortList)]
        self.emitted.clear()
        return new_events


def test_a_message_is_sent_when_it_is_due_and_not_before() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.1, 0, ON)
    bench.do(commands.SEND, 10.2, 0, OFF)
    assert bench.timed(10.3) == [(10.1, ON), (10.2, OFF)]


def test_the_engine_asks_to_be_woken_when_the_next_message_is_due() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.004, 0, ON)
    assert bench.engine.next(10.0) == 10.004


def test_inputs_are_polled_every_millisecond() -> None:
    bench = EngineBench(inputs=[Port("keys")])
    assert bench.engine.next(10.0) == 10.0 + POLL_SECONDS


@pytest.mark.parametrize(("latency_ms", "sent_at"), [(20.0, 10.08), (-20.0, 10.12)])
def test_a_ports_latency_is_taken_off_every_deadline(latency_ms: float, sent_at: float) -> None:
    bench = EngineBench(latency_ms=latency_ms)
    bench.do(commands.SEND, 10.1, 0, ON)
    assert bench.timed(10.3) == [(sent_at, ON)]


def test_a_drop_forgets_what_is_later_and_ends_there_what_sounds() -> None:
    bench = EngineBench()
    for deadline, message in ((10.1, ON), (10.1, OTHER_ON), (10.4, OFF), (10.5, ON)):
        bench.do(commands.SEND, deadline, 0, message)
    bench.until(10.15)
    bench.do(commands.DROP, 0, 0, 10.2)
    assert bench.timed(10.6) == [(10.2, OFF)]


def test_a_drop_is_as_early_as_the_messages_of_its_port() -> None:
    bench = EngineBench(latency_ms=20.0)
    bench.do(commands.SEND, 10.1, 0, ON)
    bench.do(commands.DROP, 0, 0, 10.2)
    assert bench.timed(10.6) == [(10.08, ON), (10.18, OFF)]


def test_a_panic_silences_at_once_and_forgets_what_is_due() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.1, 0, ON)
    bench.do(commands.SEND, 10.3, 0, OTHER_ON)
    bench.until(10.2)
    bench.do(commands.PANIC)
    assert bench.until(10.5) == [OFF, *SILENCE]


def test_the_end_is_silence() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.1, 0, ON)
    bench.until(10.2)
    bench.engine.close()
    assert bench.system.devices["synth"].received == [OFF, *SILENCE]
    assert not bench.system.devices["synth"].open


def test_what_was_sent_too_late_is_counted_once_a_second() -> None:
    bench = EngineBench()
    bench.until(10.5)
    bench.do(commands.SEND, 10.46, 0, ON)
    bench.do(commands.SEND, 10.49, 0, OFF)
    bench.until(12.5)
    (late,) = bench.new_events()
    assert isinstance(late, SentLate)
    assert late.messages == 2
    assert late.worst_ms == pytest.approx(41, abs=1)


def test_a_note_half_a_second_late_is_left_out_but_its_end_is_sent() -> None:
    bench = EngineBench()
    bench.until(11.0)
    bench.do(commands.SEND, 10.4, 0, ON)
    bench.do(commands.SEND, 10.45, 0, OFF)
    assert bench.until(11.1) == [OFF]


def test_a_player_that_stands_still_is_silenced_once() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.1, 0, ON)
    assert bench.until(10.0 + SILENT_SECONDS) == [ON]
    assert bench.until(18.0) == [OFF, *SILENCE]
    assert bench.new_events() == [LogLine(HUNG)]


def test_a_player_that_says_it_is_alive_may_hold_a_note() -> None:
    bench = EngineBench()
    bench.do(commands.SEND, 10.1, 0, ON)
    for second in range(11, 20):
        bench.do(commands.PING)
        assert OFF not in bench.until(float(second))


def test_notes_and_controls_are_heard_but_neither_clock_nor_sysex() -> None:
    bench = EngineBench(inputs=[Port("keys", latency_ms=10.0)])
    bench.system.devices["keys"].played += [ON, TICK, b"\xf0\x7e\xf7", b"\xfe", OFF]
    bench.until(10.001)
    assert bench.new_events() == [
        MidiReceived(0, 10.001 - 0.01, ON),
        MidiReceived(0, 10.001 - 0.01, OFF),
    ]


def test_a_start_is_reported_and_begins_a_moment_later() -> None:
    bench = EngineBench()
    bench.do(commands.START)
    assert bench.new_events() == [Transport(True, 10.2, Timeline(10.2, 0.0, 120.0))]
    bench.do(commands.TEMPO, 60.0)
    bench.do(commands.STOP)
    turned, stopped = bench.new_events()
    assert isinstance(turned, Transport)
    assert turned.line.bpm == 60.0
    assert isinstance(stopped, Transport)
    assert not stopped.playing


def test_a_clock_that_is_heard_leads_with_the_latency_of_its_input() -> None:
    bench = EngineBench(tempo=ClockIn(10.0, 120.0), inputs=[Port("keys", latency_ms=10.0)])
    bench.system.devices["keys"].played += [START, TICK]
    bench.until(10.001)
    (began,) = bench.new_events()
    assert isinstance(began, Transport)
    assert (began.playing, began.line.at_beat) == (True, 0.0)
    assert began.time == pytest.approx(9.991)


def test_our_clock_starts_others_with_the_first_beat_and_stops_them() -> None:
    bench = EngineBench(clock_out=True)
    bench.until(10.5)
    bench.do(commands.START)
    first = bench.timed(10.71)
    assert [time for time, message in first if message == START] == [10.7]
    assert first[-2:] == [(10.7, START), (10.7, TICK)]
    assert bench.until(11.205).count(TICK) == 24
    bench.do(commands.STOP)
    assert bench.until(11.21)[0] == STOP


def test_our_clock_is_as_early_as_its_port_asks_for() -> None:
    bench = EngineBench(clock_out=True, latency_ms=50.0)
    bench.until(10.5)
    bench.do(commands.START)
    assert [time for time, message in bench.timed(10.8) if message == START] == [10.65]


def test_ticks_are_as_early_as_their_port_asks_for_and_a_stop_doubles_none() -> None:
    bench = EngineBench(clock_out=True, latency_ms=100.0)
    bench.until(10.5)
    bench.do(commands.START)
    bench.until(11.2)
    bench.do(commands.STOP)
    heard = [time + 0.1 - 10.7 for time, message in bench.timed(12.2) if message == TICK]
    gaps = [later - earlier for earlier, later in pairwise(heard)]
    assert min(gaps) > 0.019
    assert all(abs(time * 48 - round(time * 48)) < 0.06 for time in heard)


def test_a_start_that_is_taken_back_at_once_reaches_nobody() -> None:
    bench = EngineBench(clock_out=True)
    bench.do(commands.START)
    bench.until(10.1)
    bench.do(commands.STOP)
    assert START not in bench.until(11.0)


def test_a_start_that_is_heard_before_its_stop_is_kept() -> None:
    bench = EngineBench(clock_out=True, latency_ms=-100.0)
    bench.do(commands.START)
    bench.until(10.25)
    bench.do(commands.STOP)
    emitted = [(time, message) for time, message in bench.timed(11.0) if message != TICK]
    assert emitted == [(10.3, START), (10.35, STOP)]


def test_our_clock_goes_on_through_a_panic() -> None:
    bench = EngineBench(clock_out=True)
    bench.until(10.5)
    bench.do(commands.PANIC)
    assert bench.until(11.0).count(TICK) == 24


def test_at_the_end_those_who_follow_our_clock_are_stopped() -> None:
    bench = EngineBench(clock_out=True)
    bench.do(commands.START)
    bench.until(10.5)
    bench.engine.close()
    assert bench.system.devices["synth"].received == [STOP, *SILENCE]


def test_a_lost_port_is_waited_for_while_the_rest_goes_on() -> None:
    bench = EngineBench()
    synth = bench.system.devices.pop("synth")
    bench.engine.step(11.0)
    assert bench.new_events() == [PortLost(0, True, "synth")]
    assert not synth.open
    bench.do(commands.SEND, 11.1, 0, ON)
    bench.engine.step(11.1)
    bench.system.devices["synth"] = Device()
    bench.engine.step(12.0)
    assert bench.new_events() == [PortBack(0, True, "synth")]
    assert bench.system.devices["synth"].received == SILENCE


def test_an_output_that_is_added_is_played() -> None:
    bench = EngineBench()
    bench.do(commands.OPEN, "keys", False, 0.0)
    bench.do(commands.SEND, 10.1, 1, ON)
    bench.until(10.2)
    assert bench.system.devices["keys"].received == [ON]
    bench.do(commands.OPEN, "organ", False, 0.0)
    assert isinstance(bench.new_events()[-1], PortRefused)


def test_an_output_that_is_added_follows_our_clock_from_where_the_song_is() -> None:
    bench = EngineBench(clock_out=True)
    bench.do(commands.START)
    bench.until(12.21)
    bench.do(commands.OPEN, "keys", False, 0.0)
    assert bench.until(12.4) == [TICK] * 9, "nobody else notices"
    received = bench.system.devices["keys"].received
    assert [message for message in received if message != TICK] == [song_position(17), CONTINUE]
    assert received[received.index(CONTINUE) + 1 :] == [TICK] * 4


def test_an_output_that_is_back_follows_our_clock_from_where_the_song_is() -> None:
    bench = EngineBench(clock_out=True)
    bench.do(commands.START)
    bench.until(12.0)
    del bench.system.devices["synth"]
    bench.now = 13.0
    bench.engine.step(bench.now)
    bench.system.devices["synth"] = Device()
    song = [message for message in bench.until(13.8) if message not in (*SILENCE, TICK)]
    assert song == [song_position(27), CONTINUE]


def test_an_output_that_is_added_while_the_song_stands_gets_ticks_from_then_on() -> None:
    bench = EngineBench(clock_out=True)
    bench.until(12.21)
    bench.do(commands.OPEN, "keys", False, 0.0)
    bench.until(12.71)
    assert bench.system.devices["keys"].received == [TICK] * 24
