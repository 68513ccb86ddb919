"""What a MIDI process does: sends in time, hears, and leads or follows the time of a song.

It reads no clock and no pipe: `process` does that. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bridge.midi import commands
from bridge.midi.clock.clock_out import END, ClockOut, Timed
from bridge.midi.clock.source import News, Tempo
from bridge.midi.events import Heard, Late, Said, Transport
from bridge.midi.messages import NOTE_ON, SYSTEM
from bridge.midi.ports.names import Port
from bridge.midi.ports.port_set import Rig, Tell
from bridge.midi.schedule import Due, Schedule

# So often inputs are polled, and without any, what leads the time.
POLL_SECONDS, STEP_SECONDS = 1e-3, 1e-2
# Ticks of the clock are put on the schedule so far ahead.
CLOCK_AHEAD_SECONDS = 0.03
LATE_SECONDS = 5e-3
# A note that would begin later than this is left out.
STALE_SECONDS = 0.5
# So often ports are looked for, when nothing is due for a moment; or else when that is overdue.
LOOK_SECONDS, QUIET_SECONDS, OVERDUE_SECONDS = 0.5, 3e-3, 2.0
REPORT_SECONDS = 1.0
# A player that says nothing for so long stands still: what sounds is ended.
SILENT_SECONDS = 3.0
STOOD = "the player stood still: what sounded was ended"


class Engine:
    """Does what commands ask for, and tells what happens.

    rig: the ports; tempo: who leads; clock_out: whether a MIDI clock is sent to all outputs.
    """

    def __init__(
        self, rig: Rig, tempo: Tempo, tell: Tell, now: float, *, clock_out: bool = False
    ) -> None:
        self._rig, self._tempo, self._tell = rig, tempo, tell
        self._schedule = Schedule()
        self._sends_clock = clock_out
        # Every output has a clock of its own: it begins when that is taken, and is as early.
        self._clocks: dict[int, ClockOut] = {}
        self._song: Transport | None = None
        self._late, self._worst = 0, 0.0
        self._look_at = self._report_at = now
        self._pinged = now
        self._commands: dict[str, Callable[..., None]] = {
            commands.SEND: self._put,
            commands.DROP: self._drop,
            commands.PANIC: self._panic,
            commands.OPEN: lambda *port: rig.open_output(Port(*port)),
        }
        self._wishes: dict[str, Callable[..., News]] = {
            commands.START: tempo.start,
            commands.STOP: tempo.stop,
            commands.TEMPO: tempo.turn,
        }
        self._turn(tempo.begin(now), now)

    def do(self, kind: str, values: Iterable[Any], now: float) -> None:
        """Do what a command asks for: the kinds of `wire`."""
        self._pinged = now
        if kind in self._commands:
            self._commands[kind](*values)
        elif kind in self._wishes:
            self._turn(self._wishes[kind](*values, now), now)

    def step(self, now: float) -> None:
        """Do what is due."""
        self._send(now)
        self._hear(now)
        self._turn(self._tempo.step(now), now)
        self._tick(now)
        self._send(now)
        self._look_after(now)

    def next(self, now: float) -> float:
        """When something is due again."""
        pause = POLL_SECONDS if self._rig.inlets else STEP_SECONDS
        return min(self._schedule.next, now + pause)

    def close(self) -> None:
        """End with silence; who follows our clock stops."""
        for port, clock in self._clocks.items():
            if clock.playing:
                self._rig.outlets[port].send(END)
        self._rig.silence()
        self._rig.close()

    # What is sent

    def _put(self, deadline: float, port: int, message: bytes) -> None:
        self._schedule.put(deadline - self._rig.outlets[port].early, port, message)

    def _drop(self, port: int, channel: int, after: float) -> None:
        self._schedule.cut(after - self._rig.outlets[port].early, port, channel)

    def _panic(self) -> None:
        self._schedule.keep(lambda due: due.channel is None)
        self._rig.silence()

    def _send(self, now: float) -> None:
        """Send what is due."""
        for due in self._schedule.due(now):
            outlet = self._rig.outlets[due.port]
            if due.cut is not None:
                outlet.end(due.cut)
            elif not self._stale(due, now):
                outlet.send(due.message)

    def _stale(self, due: Due, now: float) -> bool:
        """Whether it's too late for a message; count how late it is."""
        late = now - due.deadline
        if late > LATE_SECONDS:
            self._late, self._worst = self._late + 1, max(self._worst, late)
        return late > STALE_SECONDS and due.message[0] & 0xF0 == NOTE_ON

    # What is heard

    def _hear(self, now: float) -> None:
        for number, inlet in enumerate(self._rig.inlets):
            for time, message in inlet.messages(now):
                if message[0] < SYSTEM:
                    self._tell(Heard(number, time, message))
                else:
                    self._turn(self._tempo.hear(message, time, number), now)

    # The time of the song

    def _turn(self, news: News, now: float) -> None:
        """Pass on what is new about the song."""
        for event in news:
            self._tell(event)
            if isinstance(event, Transport):
                self._song = event
                for port in self._clocks:
                    self._turn_clock(port, event, now)

    def _turn_clock(self, port: int, event: Transport, now: float) -> None:
        """Tell it to those who follow the clock of an output, in place of what was due later."""
        early = self._rig.outlets[port].early
        told = self._clocks[port].turn(event, now + early)
        if told is not None:
            self._schedule.keep(
                lambda due: (
                    due.port != port
                    or due.channel is not None
                    or due.deadline + early <= event.time
                )
            )
            self._put_all(port, told)

    def _tick(self, now: float) -> None:
        """Put the next ticks on the schedule."""
        if not self._sends_clock or self._song is None:
            return
        for port, outlet in enumerate(self._rig.outlets):
            if not outlet.taken:
                self._clocks.pop(port, None)
                continue
            if port not in self._clocks:
                self._clocks[port] = ClockOut(self._song.line, now)
                joined = self._song._replace(time=max(self._song.time, now))
                self._turn_clock(port, joined, now)
            until = now + CLOCK_AHEAD_SECONDS + outlet.early
            self._put_all(port, self._clocks[port].due(until))

    def _put_all(self, port: int, messages: Iterable[Timed]) -> None:
        for time, message in messages:
            self._put(time, port, message)

    # Now and then

    def _look_after(self, now: float) -> None:
        if now >= self._look_at and (
            self._schedule.next > now + QUIET_SECONDS or now > self._look_at + OVERDUE_SECONDS
        ):
            self._look_at = now + LOOK_SECONDS
            self._rig.look()
        if now >= self._report_at:
            self._report_at = now + REPORT_SECONDS
            self._report()
            self._miss_player(now)

    def _report(self) -> None:
        """Tell of what was late since the last report."""
        if self._late:
            self._tell(Late(self._late, round(self._worst * 1000, 1)))
        self._late, self._worst = 0, 0.0

    def _miss_player(self, now: float) -> None:
        """Where the player stands still, nobody would end what sounds."""
        if now > self._pinged + SILENT_SECONDS and any(o.sounds for o in self._rig.outlets):
            self._panic()
            self._tell(Said(STOOD))
