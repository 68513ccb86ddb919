"""The player's handle of a MIDI process: starts it, tells it things, hears its events.

It starts the process again when that dies or stands still: a JACK server that goes away may leave
it in a loop inside of the driver.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence

from bridge.errors import PlayError
from bridge.midi import commands
from bridge.midi.commands import Setup
from bridge.midi.events import KINDS, Event, Ports, Said, Transport, from_values, now
from bridge.midi.messages import Held
from bridge.midi.ports.names import Port, checked
from bridge.processes.child import Child
from bridge.processes.framing import Values, frame

MODULE = "bridge.midi.process"
BEGIN_SECONDS = 10.0
LOOK_SECONDS = 0.005
LAST_SECONDS = 2.0
# A process that says nothing for so long is started again; the first words may take longer.
SILENT_SECONDS, FIRST_SILENCE_SECONDS = 1.5, 10.0
PING_SECONDS = 0.25
AGAIN_SECONDS = 1.0
DIED = "the MIDI process had ended ({}): another one was started"
STOOD = "the MIDI process stood still: another one was started"


class Midi:
    """A MIDI process. Nothing waits but the beginning and `close`.

    Times are seconds of `bridge.midi.events.now`; ports are numbers, in the order in which they
    were named; channels are 0-15.
    """

    def __init__(
        self,
        *,
        outputs: Sequence[Port],
        inputs: Sequence[Port] = (),
        tempo: str = commands.INTERNAL,
        bpm: float = 120.0,
        bar: float = 4.0,
        clock_out: bool = False,
        realtime: bool = True,
    ) -> None:
        """tempo: who leads, "internal", "midi" (a clock that comes to an input) or "link".

        bar: beats, for a quantised start. Raises PlayError where a port can't be opened, with one
        sentence; MIDI or an extra that isn't there is told so too.
        """
        outputs, inputs = (tuple(map(checked, ports)) for ports in (outputs, inputs))
        self._setup = Setup(outputs, inputs, tempo, bpm, bar, clock_out, realtime)
        self._held = [Held() for _ in outputs]
        self._events = list[Event]()
        self._ports = Ports((), ())
        self._pinged = 0.0
        self._start()
        self._wait_until_ready()

    def fileno(self) -> int:
        """The file on which `select` sees events; another one after the process was lost."""
        return self._child.fileno()

    @property
    def ports(self) -> Ports:
        """The ports of the machine, known from the beginning on."""
        return self._ports

    def send(self, deadline: float, port: int, message: bytes) -> None:
        """Send a message at a time: hand it over 0.1 s before, and the port's latency more."""
        self._held[port].take(message)
        self._child.tell(commands.SEND, deadline, port, message)

    def drop(self, port: int, channel: int, after: float) -> None:
        """Forget what is due later than a time on a channel; what sounds then ends then."""
        self._child.tell(commands.DROP, port, channel, after)

    def panic(self) -> None:
        """Silence all channels of all outputs at once, and forget what is due."""
        self._child.tell(commands.PANIC)

    def open_output(self, port: Port) -> int:
        """Open one more output, or find the one that is open. Returns its number.

        It may turn out later that it can't be opened: then there is an event `Refused`.
        """
        if port in self._setup.outputs:
            return self._setup.outputs.index(port)
        self._setup = self._setup._replace(outputs=(*self._setup.outputs, checked(port)))
        self._held.append(Held())
        self._child.tell(commands.OPEN, *port)
        return len(self._held) - 1

    def start(self) -> None:
        """Let the song begin: at once, with Link at the next bar line. A clock that is followed
        starts by itself."""
        self._child.tell(commands.START)

    def stop(self) -> None:
        """Let the song stand still."""
        self._child.tell(commands.STOP)

    def tempo(self, bpm: float) -> None:
        """Change the tempo, with Link for all."""
        self._setup = self._setup._replace(bpm=bpm)
        self._child.tell(commands.TEMPO, bpm)

    def events(self) -> list[Event]:
        """What happened since the last time: to be asked many times a second."""
        at = now()
        self._hear(at)
        if self._child.ended:
            self._start_again(at, DIED)
        elif at > self._silent_at:
            self._start_again(at, STOOD)
        if at >= self._pinged + PING_SECONDS:
            self._pinged = at
            self._child.tell(commands.PING)
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
        """Wait for the first word. Raises PlayError."""
        while now() < self._silent_at and not self._child.ended:
            news = self._hear(now())
            if (commands.READY,) in news:
                return
            for kind, *values in news:
                if kind == commands.UNABLE:
                    self._child.close(LAST_SECONDS)
                    raise PlayError(*values)
            time.sleep(LOOK_SECONDS)
        self._child.kill()
        raise PlayError("MIDI didn't begin: please report it")

    def _hear(self, at: float) -> list[Values]:
        """Take in what the process says. Returns it."""
        news = self._child.news()
        stood = at > self._looked + PING_SECONDS  # it was this process that stood still
        self._looked = at
        if news or stood:
            self._silent_at = max(self._silent_at if stood else 0.0, at + SILENT_SECONDS)
        for values in news:
            if values[0] in KINDS:
                self._take(from_values(values))
        return news

    def _take(self, event: Event) -> None:
        if isinstance(event, Transport):
            self._setup = self._setup._replace(
                playing=event.playing, line=event.line, bpm=event.line.bpm
            )
        elif isinstance(event, Ports):
            self._ports = event
        self._events.append(event)

    def _start_again(self, at: float, reason: str) -> None:
        """Start another process, unless that was done just now."""
        if at < self._began + AGAIN_SECONDS:
            return
        status, _ = self._child.kill()
        held = tuple(tuple(held.endings()) for held in self._held)
        self._setup = self._setup._replace(again=True, held=held)
        self._start()
        self._events.append(Said(reason.format(status)))
