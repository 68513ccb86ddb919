from collections.abc import Sequence
from itertools import pairwise

import pytest

from bridge.midi import commands
from bridge.midi.clock.clock_in import Follower
from bridge.midi.clock.source import Internal, Tempo
from bridge.midi.engine import POLL_SECONDS, SILENT_SECONDS, STOOD, Engine
from bridge.midi.events import (
    Event,
    Heard,
    Late,
    PortBack,
    PortLost,
    Ports,
    Refused,
    Said,
    Timeline,
    Transport,
)
from bridge.midi.messages import note_off, note_on, silence, song_position
from bridge.midi.ports.loopback import Device, Loopback
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import Rig

ON, OFF, OTHER_ON = note_on(0, 60, 100), note_off(0, 60), note_on(1, 62, 100)
SILENCE = [message for channel in range(16) for message in silence(channel)]
TICK, START, CONTINUE, STOP = (bytes([status]) for status in (0xF8, 0xFA, 0xFB, 0xFC))


class Stage:
    """An engine with a synthesiser and keys in memory, whose clock a test turns from 10.0 s on."""

    def __init__(
        self,
        *,
        latency_ms: float = 0.0,
        clock_out: bool = False,
        tempo: Tempo | None = None,
        inputs: Sequence[Port] = (),
    ) -> None:
        self.now = 10.0
        self.system = Loopback("synth", "keys")
        self.told: list[Event] = []
        outputs = [Port("synth", latency_ms=latency_ms)]
        rig = Rig(outputs, inputs, lambda: self.system, self.told.append)
        rig.begin()
        leads = tempo or Internal(10.0, 120.0, playing=False, line=None)
        self.engine = Engine(rig, leads, self.told.append, 10.0, clock_out=clock_out)
        self.news()

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

    def news(self) -> Sequence[Event]:
        """What was told since the last time, without lists of ports."""
        news = [event for event in self.told if not isinstance(event, Ports)]
        self.told.clear()
        return news


def test_a_message_is_sent_when_it_is_due_and_not_before() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.1, 0, ON)
    stage.do(commands.SEND, 10.2, 0, OFF)
    assert stage.timed(10.3) == [(10.1, ON), (10.2, OFF)]


def test_the_engine_asks_to_be_woken_when_the_next_message_is_due() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.004, 0, ON)
    assert stage.engine.next(10.0) == 10.004


def test_inputs_are_polled_every_millisecond() -> None:
    stage = Stage(inputs=[Port("keys")])
    assert stage.engine.next(10.0) == 10.0 + POLL_SECONDS


@pytest.mark.parametrize(("latency_ms", "sent_at"), [(20.0, 10.08), (-20.0, 10.12)])
def test_a_ports_latency_is_taken_off_every_deadline(latency_ms: float, sent_at: float) -> None:
    stage = Stage(latency_ms=latency_ms)
    stage.do(commands.SEND, 10.1, 0, ON)
    assert stage.timed(10.3) == [(sent_at, ON)]


def test_a_drop_forgets_what_is_later_and_ends_there_what_sounds() -> None:
    stage = Stage()
    for deadline, message in ((10.1, ON), (10.1, OTHER_ON), (10.4, OFF), (10.5, ON)):
        stage.do(commands.SEND, deadline, 0, message)
    stage.until(10.15)
    stage.do(commands.DROP, 0, 0, 10.2)
    assert stage.timed(10.6) == [(10.2, OFF)]


def test_a_drop_is_as_early_as_the_messages_of_its_port() -> None:
    stage = Stage(latency_ms=20.0)
    stage.do(commands.SEND, 10.1, 0, ON)
    stage.do(commands.DROP, 0, 0, 10.2)
    assert stage.timed(10.6) == [(10.08, ON), (10.18, OFF)]


def test_a_panic_silences_at_once_and_forgets_what_is_due() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.1, 0, ON)
    stage.do(commands.SEND, 10.3, 0, OTHER_ON)
    stage.until(10.2)
    stage.do(commands.PANIC)
    assert stage.until(10.5) == [OFF, *SILENCE]


def test_the_end_is_silence() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.1, 0, ON)
    stage.until(10.2)
    stage.engine.close()
    assert stage.system.devices["synth"].received == [OFF, *SILENCE]
    assert not stage.system.devices["synth"].open


def test_what_was_sent_too_late_is_counted_once_a_second() -> None:
    stage = Stage()
    stage.until(10.5)
    stage.do(commands.SEND, 10.46, 0, ON)
    stage.do(commands.SEND, 10.49, 0, OFF)
    stage.until(12.5)
    (late,) = stage.news()
    assert isinstance(late, Late)
    assert late.messages == 2
    assert late.worst_ms == pytest.approx(41, abs=1)


def test_a_note_half_a_second_late_is_left_out_but_its_end_is_sent() -> None:
    stage = Stage()
    stage.until(11.0)
    stage.do(commands.SEND, 10.4, 0, ON)
    stage.do(commands.SEND, 10.45, 0, OFF)
    assert stage.until(11.1) == [OFF]


def test_a_player_that_stands_still_is_silenced_once() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.1, 0, ON)
    assert stage.until(10.0 + SILENT_SECONDS) == [ON]
    assert stage.until(18.0) == [OFF, *SILENCE]
    assert stage.news() == [Said(STOOD)]


def test_a_player_that_says_it_is_alive_may_hold_a_note() -> None:
    stage = Stage()
    stage.do(commands.SEND, 10.1, 0, ON)
    for second in range(11, 20):
        stage.do(commands.PING)
        assert OFF not in stage.until(float(second))


def test_notes_and_controls_are_heard_but_neither_clock_nor_sysex() -> None:
    stage = Stage(inputs=[Port("keys", latency_ms=10.0)])
    stage.system.devices["keys"].played += [ON, TICK, b"\xf0\x7e\xf7", b"\xfe", OFF]
    stage.until(10.001)
    assert stage.news() == [Heard(0, 10.001 - 0.01, ON), Heard(0, 10.001 - 0.01, OFF)]


def test_a_start_is_told_and_begins_a_moment_later() -> None:
    stage = Stage()
    stage.do(commands.START)
    assert stage.news() == [Transport(True, 10.2, Timeline(10.2, 0.0, 120.0))]
    stage.do(commands.TEMPO, 60.0)
    stage.do(commands.STOP)
    turned, stopped = stage.news()
    assert isinstance(turned, Transport)
    assert turned.line.bpm == 60.0
    assert isinstance(stopped, Transport)
    assert not stopped.playing


def test_a_clock_that_is_heard_leads_with_the_latency_of_its_input() -> None:
    stage = Stage(tempo=Follower(10.0, 120.0), inputs=[Port("keys", latency_ms=10.0)])
    stage.system.devices["keys"].played += [START, TICK]
    stage.until(10.001)
    (began,) = stage.news()
    assert isinstance(began, Transport)
    assert (began.playing, began.line.at_beat) == (True, 0.0)
    assert began.time == pytest.approx(9.991)


def test_our_clock_starts_others_with_the_first_beat_and_stops_them() -> None:
    stage = Stage(clock_out=True)
    stage.until(10.5)
    stage.do(commands.START)
    first = stage.timed(10.71)
    assert [time for time, message in first if message == START] == [10.7]
    assert first[-2:] == [(10.7, START), (10.7, TICK)]
    assert stage.until(11.205).count(TICK) == 24
    stage.do(commands.STOP)
    assert stage.until(11.21)[0] == STOP


def test_our_clock_is_as_early_as_its_port_asks_for() -> None:
    stage = Stage(clock_out=True, latency_ms=50.0)
    stage.until(10.5)
    stage.do(commands.START)
    assert [time for time, message in stage.timed(10.8) if message == START] == [10.65]


def test_ticks_are_as_early_as_their_port_asks_for_and_a_stop_doubles_none() -> None:
    stage = Stage(clock_out=True, latency_ms=100.0)
    stage.until(10.5)
    stage.do(commands.START)
    stage.until(11.2)
    stage.do(commands.STOP)
    heard = [time + 0.1 - 10.7 for time, message in stage.timed(12.2) if message == TICK]
    gaps = [later - earlier for earlier, later in pairwise(heard)]
    assert min(gaps) > 0.019
    assert all(abs(time * 48 - round(time * 48)) < 0.06 for time in heard)


def test_a_start_that_is_taken_back_at_once_reaches_nobody() -> None:
    stage = Stage(clock_out=True)
    stage.do(commands.START)
    stage.until(10.1)
    stage.do(commands.STOP)
    assert START not in stage.until(11.0)


def test_a_start_that_is_heard_before_its_stop_is_kept() -> None:
    stage = Stage(clock_out=True, latency_ms=-100.0)
    stage.do(commands.START)
    stage.until(10.25)
    stage.do(commands.STOP)
    told = [(time, message) for time, message in stage.timed(11.0) if message != TICK]
    assert told == [(10.3, START), (10.35, STOP)]


def test_our_clock_goes_on_through_a_panic() -> None:
    stage = Stage(clock_out=True)
    stage.until(10.5)
    stage.do(commands.PANIC)
    assert stage.until(11.0).count(TICK) == 24


def test_at_the_end_those_who_follow_our_clock_are_stopped() -> None:
    stage = Stage(clock_out=True)
    stage.do(commands.START)
    stage.until(10.5)
    stage.engine.close()
    assert stage.system.devices["synth"].received == [STOP, *SILENCE]


def test_a_lost_port_is_waited_for_while_the_rest_goes_on() -> None:
    stage = Stage()
    synth = stage.system.devices.pop("synth")
    stage.engine.step(11.0)
    assert stage.news() == [PortLost(0, True, "synth")]
    assert not synth.open
    stage.do(commands.SEND, 11.1, 0, ON)
    stage.engine.step(11.1)
    stage.system.devices["synth"] = Device()
    stage.engine.step(12.0)
    assert stage.news() == [PortBack(0, True, "synth")]
    assert stage.system.devices["synth"].received == SILENCE


def test_an_output_that_is_added_is_played() -> None:
    stage = Stage()
    stage.do(commands.OPEN, "keys", False, 0.0)
    stage.do(commands.SEND, 10.1, 1, ON)
    stage.until(10.2)
    assert stage.system.devices["keys"].received == [ON]
    stage.do(commands.OPEN, "organ", False, 0.0)
    assert isinstance(stage.news()[-1], Refused)


def test_an_output_that_is_added_follows_our_clock_from_where_the_song_is() -> None:
    stage = Stage(clock_out=True)
    stage.do(commands.START)
    stage.until(12.21)
    stage.do(commands.OPEN, "keys", False, 0.0)
    assert stage.until(12.4) == [TICK] * 9, "nobody else notices"
    received = stage.system.devices["keys"].received
    assert [message for message in received if message != TICK] == [song_position(17), CONTINUE]
    assert received[received.index(CONTINUE) + 1 :] == [TICK] * 4


def test_an_output_that_is_back_follows_our_clock_from_where_the_song_is() -> None:
    stage = Stage(clock_out=True)
    stage.do(commands.START)
    stage.until(12.0)
    del stage.system.devices["synth"]
    stage.now = 13.0
    stage.engine.step(stage.now)
    stage.system.devices["synth"] = Device()
    song = [message for message in stage.until(13.8) if message not in (*SILENCE, TICK)]
    assert song == [song_position(27), CONTINUE]


def test_an_output_that_is_added_while_the_song_stands_gets_ticks_from_then_on() -> None:
    stage = Stage(clock_out=True)
    stage.until(12.21)
    stage.do(commands.OPEN, "keys", False, 0.0)
    stage.until(12.71)
    assert stage.system.devices["keys"].received == [TICK] * 24
