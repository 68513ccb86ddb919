"""The parent's side of a MIDI process: starts it, sends it commands, receives its events.

It starts the process again when that dies or hangs: a JACK server that ends may leave it in a loop
inside of the driver.
"""

from __future__ import annotations

import time
from collections import deque

from bridge.errors import PlayError
from bridge.midi import commands
from bridge.midi.commands import MidiSetup
from bridge.midi.events import KINDS, Event, LogLine, PortList, Transport, from_values, now
from bridge.midi.messages import SoundingNotes
from bridge.midi.ports.names import Port, checked
from bridge.processes.child import Child
from bridge.processes.framing import Values, frame

MODULE = "bridge.midi.process"
BEGIN_SECONDS = 10.0
LOOK_SECONDS = 0.005
LAST_SECONDS = 2.0
# A process that is silent for so long is started again; its first frame may take longer.
SILENT_SECONDS, FIRST_SILENCE_SECONDS = 1.5, 10.0
PING_SECONDS = 0.25
AGAIN_SECONDS = 1.0
DIED_TEXT = "the MIDI process had ended ({}): another one was started"
HUNG_TEXT = "the MIDI process stood still: another one was started"


class MidiProcess:
    """A MIDI process. Only the constructor and `close` wait.

    Times are seconds of `bridge.midi.events.now`; ports are numbers, in the order of the setup and
    of `open_output`; channels are 0-15.
    """

    def __init__(self, setup: MidiSetup) -> None:
        """Raises PlayError with one sentence: for a port that can't be opened, a machine without
        MIDI, or an extra that isn't installed."""
        outputs, inputs = (tuple(map(checked, ports)) for ports in (setup.outputs, setup.inputs))
        self._setup = setup._replace(outputs=outputs, inputs=inputs)
        self._sounding = [SoundingNotes() for _ in outputs]
        self._events = list[Event]()
        self._ports = PortList((), ())
        self._pinged = 0.0
        self._start()
        self._wait_until_ready()

    def fileno(self) -> int:
        """The file on which `select` sees events; it changes when the process is started again."""
        return self._child.fileno()

    @property
    def ports(self) -> PortList:
        """The ports of the machine."""
        return self._ports

    def send(self, deadline: float, port: int, message: bytes) -> None:
        """Send a message at a time; to be called 0.1 s before it, plus the port's latency."""
        self._sounding[port].track(message)
        self._child.send(commands.SEND, deadline, port, message)

    def drop(self, port: int, channel: int, after: float) -> None:
        """Drop what is due after a time on a channel, and end then what sounds on it."""
        self._child.send(commands.DROP, port, channel, after)

    def panic(self) -> None:
        """Silence all channels of all outputs at once, and drop what is due."""
        self._child.send(commands.PANIC)

    def open_output(self, port: Port) -> int:
        """Open one more output, unless it is open already. Returns its number.

        Where that fails later, there is an event `bridge.midi.events.PortRefused`.
        """
        if port in self._setup.outputs:
            return self._setup.outputs.index(port)
        self._setup = self._setup._replace(outputs=(*self._setup.outputs, checked(port)))
        self._sounding.append(SoundingNotes())
        self._child.send(commands.OPEN, *port)
        return len(self._sounding) - 1

    def start(self) -> None:
        """Start the song: at once, or with Link at the next bar line. A MIDI clock that is followed
        starts by itself."""
        self._child.send(commands.START)

    def stop(self) -> None:
        """Stop the song."""
        self._child.send(commands.STOP)

    def set_tempo(self, bpm: float) -> None:
        """Change the tempo, with Link that of all peers."""
        self._setup = self._setup._replace(bpm=bpm)
        self._child.send(commands.TEMPO, bpm)

    def events(self) -> list[Event]:
        """The events since the last call: to be called many times a second."""
        at = now()
        self._receive(at)
        if self._child.ended:
            self._start_again(at, DIED_TEXT)
        elif at > self._silent_at:
            self._start_again(at, HUNG_TEXT)
        if at >= self._pinged + PING_SECONDS:
            self._pinged = at
            self._child.send(commands.PING)
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        """Silence everything and end the process."""
        self._child.close(LAST_SECONDS)

    def _start(self) -> None:
        at = now()
        first = frame(commands.BEGIN, *self._setup.values())
        self._child = Child(MODULE, deque([first]))
        self._looked, self._began = at, at
        self._silent_at = at + FIRST_SILENCE_SECONDS

    def _wait_until_ready(self) -> None:
        """Wait until the ports are open. Raises PlayError."""
        while now() < self._silent_at and not self._child.ended:
            frames = self._receive(now())
            if (commands.READY,) in frames:
                return
            for kind, *values in frames:
                if kind == commands.UNABLE:
                    self._child.close(LAST_SECONDS)
                    raise PlayError(*values)
            time.sleep(LOOK_SECONDS)
        self._child.kill()
        raise PlayError("MIDI didn't begin: please report it")

    def _receive(self, at: float) -> list[Values]:
        """Take in the frames of the process. Returns them."""
        frames = self._child.receive()
        paused = at > self._looked + PING_SECONDS  # it was our own process that hung
        self._looked = at
        if frames or paused:
            self._silent_at = max(self._silent_at if paused else 0.0, at + SILENT_SECONDS)
        for values in frames:
            if values[0] in KINDS:
                self._take(from_values(values))
        return frames

    def _take(self, event: Event) -> None:
        if isinstance(event, Transport):
            self._setup = self._setup._replace(
                playing=event.playing, line=event.line, bpm=event.line.bpm
            )
        elif isinstance(event, PortList):
            self._ports = event
        self._events.append(event)

    def _start_again(self, at: float, reason: str) -> None:
        """Start another process, at most once a second."""
        if at < self._began + AGAIN_SECONDS:
            return
        status, _ = self._child.kill()
        note_offs = tuple(tuple(sounding.note_offs()) for sounding in self._sounding)
        self._setup = self._setup._replace(again=True, note_offs=note_offs)
        self._start()
        self._events.append(LogLine(reason.format(status)))
