"""The core of a MIDI process: sends in time, receives, leads or follows the time of a song.

It reads no clock and no pipe: `bridge.midi.process` does that. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bridge.midi import commands
from bridge.midi.clock.clock_out import END, ClockOut, TimedMessage
from bridge.midi.clock.source import Changes, ClockSource
from bridge.midi.events import LogLine, MidiReceived, SentLate, Transport
from bridge.midi.messages import NOTE_ON, SYSTEM
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import Emit, PortSet
from bridge.midi.schedule import Due, Schedule

# How often inputs are polled; where there are none, the clock source.
POLL_SECONDS, STEP_SECONDS = 1e-3, 1e-2
# How far ahead ticks of the clock are scheduled.
CLOCK_AHEAD_SECONDS = 0.03
LATE_SECONDS = 5e-3
# A note that would begin later than this after its time is left out.
STALE_SECONDS = 0.5
# How often ports are looked for: when nothing is due for a moment, or else when it is overdue.
LOOK_SECONDS, QUIET_SECONDS, OVERDUE_SECONDS = 0.5, 3e-3, 2.0
REPORT_SECONDS = 1.0
# A parent that is silent for so long hangs: what sounds is ended.
SILENT_SECONDS = 3.0
HUNG = "the player stood still: what sounded was ended"


class Engine:
    """Carries out commands, and emits events."""

    def __init__(
        self,
        ports: PortSet,
        source: ClockSource,
        emit: Emit,
        now: float,
        *,
        clock_out: bool = False,
    ) -> None:
        """source: leads the song's time; clock_out: send MIDI clock to all outputs."""
        self._ports, self._source, self._emit = ports, source, emit
        self._schedule = Schedule()
        self._sends_clock = clock_out
        # Each open output has a clock of its own, ahead by the output's latency.
        self._clocks: dict[int, ClockOut] = {}
        self._song: Transport | None = None
        self._late, self._worst = 0, 0.0
        self._look_at = self._report_at = now
        self._pinged = now
        self._commands: dict[str, Callable[..., None]] = {
            commands.SEND: self._put,
            commands.DROP: self._drop,
            commands.PANIC: self._panic,
            commands.OPEN: lambda *port: ports.open_output(Port(*port)),
        }
        self._song_commands: dict[str, Callable[..., Changes]] = {
            commands.START: source.start,
            commands.STOP: source.stop,
            commands.TEMPO: source.set_tempo,
        }
        self._update_song(source.begin(now), now)

    def do(self, kind: str, values: Iterable[Any], now: float) -> None:
        """Carry out a command, of a kind of `bridge.midi.commands`."""
        self._pinged = now
        if kind in self._commands:
            self._commands[kind](*values)
        elif kind in self._song_commands:
            self._update_song(self._song_commands[kind](*values, now), now)

    def step(self, now: float) -> None:
        """Do all that is due."""
        self._send(now)
        self._receive(now)
        self._update_song(self._source.step(now), now)
        self._tick(now)
        self._send(now)
        self._maintain(now)

    def next(self, now: float) -> float:
        """The time of the next `step`."""
        pause = POLL_SECONDS if self._ports.inputs else STEP_SECONDS
        return min(self._schedule.next, now + pause)

    def close(self) -> None:
        """Stop the clocks, silence the outputs and close the ports."""
        for port, clock in self._clocks.items():
            if clock.playing:
                self._ports.outputs[port].send(END)
        self._ports.silence()
        self._ports.close()

    # What is sent

    def _put(self, deadline: float, port: int, message: bytes) -> None:
        self._schedule.put(deadline - self._ports.outputs[port].early, port, message)

    def _drop(self, port: int, channel: int, after: float) -> None:
        self._schedule.cut(after - self._ports.outputs[port].early, port, channel)

    def _panic(self) -> None:
        self._schedule.keep(lambda due: due.channel is None)
        self._ports.silence()

    def _send(self, now: float) -> None:
        """Send the messages that are due."""
        for due in self._schedule.due(now):
            output = self._ports.outputs[due.port]
            if due.cut is not None:
                output.end_notes(due.cut)
            elif not self._stale(due, now):
                output.send(due.message)

    def _stale(self, due: Due, now: float) -> bool:
        """Whether it's too late for a message; counts late ones."""
        late = now - due.deadline
        if late > LATE_SECONDS:
            self._late, self._worst = self._late + 1, max(self._worst, late)
        return late > STALE_SECONDS and due.message[0] & 0xF0 == NOTE_ON

    # What is received

    def _receive(self, now: float) -> None:
        for number, input_port in enumerate(self._ports.inputs):
            for time, message in input_port.messages(now):
                if message[0] < SYSTEM:
                    self._emit(MidiReceived(number, time, message))
                else:
                    self._update_song(self._source.receive(message, time, number), now)

    # The time of the song

    def _update_song(self, changes: Changes, now: float) -> None:
        """Emit what has changed about the song, and pass it on to the clocks."""
        for event in changes:
            self._emit(event)
            if isinstance(event, Transport):
                self._song = event
                for port in self._clocks:
                    self._update_clock(port, event, now)

    def _update_clock(self, port: int, event: Transport, now: float) -> None:
        """Send a change to an output's clock, in place of the messages that were due later."""
        early = self._ports.outputs[port].early
        messages = self._clocks[port].update(event, now + early)
        if messages is not None:
            self._schedule.keep(
                lambda due: (
                    due.port != port
                    or due.channel is not None
                    or due.deadline + early <= event.time
                )
            )
            self._put_all(port, messages)

    def _tick(self, now: float) -> None:
        """Schedule the next ticks of every output."""
        if not self._sends_clock or self._song is None:
            return
        for port, output in enumerate(self._ports.outputs):
            if not output.is_open:
                self._clocks.pop(port, None)
                continue
            if port not in self._clocks:
                self._clocks[port] = ClockOut(self._song.line, now)
                joined = self._song._replace(time=max(self._song.time, now))
                self._update_clock(port, joined, now)
            until = now + CLOCK_AHEAD_SECONDS + output.early
            self._put_all(port, self._clocks[port].due(until))

    def _put_all(self, port: int, messages: Iterable[TimedMessage]) -> None:
        for time, message in messages:
            self._put(time, port, message)

    # Maintenance

    def _maintain(self, now: float) -> None:
        if now >= self._look_at and (
            self._schedule.next > now + QUIET_SECONDS or now > self._look_at + OVERDUE_SECONDS
        ):
            self._look_at = now + LOOK_SECONDS
            self._ports.look()
        if now >= self._report_at:
            self._report_at = now + REPORT_SECONDS
            self._report()
            self._check_parent(now)

    def _report(self) -> None:
        """Emit how many messages were late since the last report."""
        if self._late:
            self._emit(SentLate(self._late, round(self._worst * 1000, 1)))
        self._late, self._worst = 0, 0.0

    def _check_parent(self, now: float) -> None:
        """End what sounds where the parent hangs: nobody else would."""
        if now > self._pinged + SILENT_SECONDS and any(o.is_sounding for o in self._ports.outputs):
            self._panic()
            self._emit(LogLine(HUNG))
