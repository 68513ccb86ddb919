"""The MIDI process: nothing else runs here, so that no message waits for other work.

`bridge.midi.remote.MidiProcess` starts it and sends it commands on its standard input. It ends with
that input, and in silence, even where its parent was killed.
"""

from __future__ import annotations

import gc
import os
import select
import sys
import threading
import time
from collections import deque
from contextlib import suppress

from agent.errors import MeloError
from bridge.errors import PlayError
from bridge.midi import commands as kinds
from bridge.midi.clock.clock_in import ClockIn
from bridge.midi.clock.source import ClockSource, InternalClock
from bridge.midi.commands import MidiSetup
from bridge.midi.engine import Engine
from bridge.midi.events import Event, LogLine, now, to_values
from bridge.midi.ports.backend import Backend
from bridge.midi.ports.names import advice
from bridge.midi.ports.port_set import MidiLost, PortSet
from bridge.processes.child import STDERR, STDIN, STDOUT, outlive_signals
from bridge.processes.framing import PIECE_BYTES, Frames, Values
from bridge.processes.outbox import Outbox
from bridge.processes.priority import raise_priority

ALIVE_SECONDS = 0.25
# Between two checks of what made a driver write an error.
CHECK_SECONDS = 1.0
SLICE_SECONDS = 1e-3
FIRST_SECONDS = 1.0
NO_LIBRARY = (
    "there is no MIDI library here, python-rtmidi: in melobridge's folder, "
    "pip install -c constraints.txt -e '.[midi]' builds it where there is a C++ compiler and, on "
    "Linux, the headers of ALSA (Debian: build-essential, libasound2-dev); OSC goes without it."
)


class CommandReader:
    """Reads commands, where files can be waited for. ended: whether the parent closed its end."""

    ended = False

    def __init__(self, errors: int) -> None:
        """errors: another file whose content ends the wait."""
        self._incoming, self._files = Frames(), [STDIN, errors]

    def wait(self, seconds: float) -> list[Values]:
        """Wait for commands, at most so many seconds. Returns those that came."""
        ready, _, _ = select.select(self._files, [], [], seconds)
        if STDIN not in ready:
            return []
        piece = os.read(STDIN, PIECE_BYTES)
        self.ended = not piece
        return list(self._incoming.feed(piece))


class ThreadedCommandReader:
    """A `CommandReader` where only sockets can be waited for: a thread reads. Never yet run on
    Windows."""

    def __init__(self, errors: int) -> None:
        self._pieces, self._incoming = deque[bytes](), Frames()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def ended(self) -> bool:
        return not (self._reader.is_alive() or self._pieces)

    def wait(self, seconds: float) -> list[Values]:
        until = now() + seconds
        while not self._pieces and (left := until - now()) > 0 and self._reader.is_alive():
            time.sleep(min(left, SLICE_SECONDS))
        pieces = [self._pieces.popleft() for _ in range(len(self._pieces))]
        return list(self._incoming.feed(b"".join(pieces)))

    def _read(self) -> None:
        while piece := os.read(STDIN, PIECE_BYTES):
            self._pieces.append(piece)


class EventOutbox(Outbox):
    """An outbox for events."""

    def emit(self, event: Event) -> None:
        """Send an event, unless too much waits to be read."""
        self.send(*to_values(event))


class DriverErrors:
    """What drivers write to the standard error: kept from the terminal, but noticed.

    file: the reading end of a pipe.
    """

    def __init__(self) -> None:
        self.file, into = os.pipe()
        self._captures = os.name == "posix"
        if self._captures:
            os.set_blocking(self.file, False)
            os.dup2(into, STDERR)

    def any(self) -> bool:
        """Whether anything was written since the last call."""
        with suppress(BlockingIOError):
            return self._captures and bool(os.read(self.file, PIECE_BYTES))
        return False


class EngineLoop:
    """Runs the engine in time, checks its drivers, and shows its parent that it is alive."""

    def __init__(self, setup: MidiSetup, outbox: EventOutbox, errors: DriverErrors) -> None:
        """Raises PlayError for a port that can't be opened, MissingExtra without Link."""
        at = now()
        self._outbox, self._errors = outbox, errors
        self._ports = PortSet(setup.outputs, setup.inputs, connect, outbox.emit)
        source = clock_source(setup, at)
        if setup.again:
            self._ports.begin_again(setup.note_offs)
        else:
            self._ports.begin()
        self._engine = Engine(self._ports, source, outbox.emit, at, clock_out=setup.clock_out)
        self._alive_at = self._check_at = at
        self._complained = False

    def run(self, commands: CommandReader | ThreadedCommandReader) -> None:
        """Run until the commands end. Raises MidiLost where the system's MIDI went away."""
        gc.collect()
        gc.freeze()
        gc.disable()
        while not commands.ended:
            at = now()
            for kind, *values in commands.wait(max(0.0, self._engine.next(at) - at)):
                self._engine.do(kind, values, now())
            at = now()
            self._engine.step(at)
            self._maintain(at)

    def close(self) -> None:
        """Silence the outputs and close the ports."""
        self._engine.close()

    def _maintain(self, at: float) -> None:
        self._complained |= self._errors.any()
        if self._complained and at >= self._check_at:
            self._complained, self._check_at = False, at + CHECK_SECONDS
            self._ports.check()
        if at >= self._alive_at:
            self._alive_at = at + ALIVE_SECONDS
            self._outbox.send(kinds.ALIVE)
            gc.collect(0)


def connect() -> Backend:
    """The system's MIDI. Raises PlayError."""
    try:
        from bridge.midi.ports.rtmidi_backend import RtBackend
    except ModuleNotFoundError:
        raise PlayError(NO_LIBRARY) from None
    except ImportError as error:
        raise PlayError(f"MIDI isn't available on this machine ({error}). {advice()}.") from None
    return RtBackend()


def clock_source(setup: MidiSetup, at: float) -> ClockSource:
    """What leads the song's time. Raises MissingExtra."""
    if setup.sync == kinds.CLOCK:
        return ClockIn(at, setup.bpm, playing=setup.playing, line=setup.line)
    if setup.sync == kinds.LINK:
        from bridge.midi.clock.link_clock import LinkClock

        return LinkClock(at, setup.bpm, setup.bar, playing=setup.playing)
    return InternalClock(at, setup.bpm, playing=setup.playing, line=setup.line)


def read_setup(commands: CommandReader | ThreadedCommandReader) -> MidiSetup | None:
    """The setup in the first frame; None if the parent ended before."""
    while not commands.ended:
        for _, *values in commands.wait(FIRST_SECONDS):
            return MidiSetup.of(tuple(values))
    return None


def main() -> None:
    outlive_signals()
    outbox, errors = EventOutbox(os.dup(STDOUT)), DriverErrors()
    os.dup2(STDERR, STDOUT)  # what drivers print is no frame
    commands = READER(errors.file)
    setup = read_setup(commands)
    if setup is None:
        return
    try:
        loop = EngineLoop(setup, outbox, errors)
    except MeloError as error:
        outbox.send(kinds.UNABLE, str(error))
        return
    outbox.emit(LogLine(f"MIDI: {raise_priority(realtime=setup.realtime)}"))
    outbox.send(kinds.READY)
    try:
        loop.run(commands)
    except MidiLost:  # its ports may block for ever: nothing is closed
        os._exit(1)
    except Exception as error:  # whatever it is, nothing sounds on
        outbox.emit(LogLine(f"{type(error).__name__} in the MIDI process: please report it"))
        loop.close()
        sys.exit(1)
    loop.close()


READER = CommandReader if os.name == "posix" else ThreadedCommandReader

if __name__ == "__main__":
    main()
