"""The MIDI process: nothing else runs here, so that nothing comes between a message and its time.

It is started by `handle.Midi`, hears it on its standard input, and ends when that ends: with
silence, even where the player was killed.
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
from bridge.midi.clock.clock_in import Follower
from bridge.midi.clock.source import Internal, Tempo
from bridge.midi.commands import Setup
from bridge.midi.engine import Engine
from bridge.midi.events import Event, Said, now, to_values
from bridge.midi.ports.backend import Backend
from bridge.midi.ports.names import advice
from bridge.midi.ports.port_set import Gone, Rig
from bridge.processes.child import STDERR, STDIN, STDOUT, outlive_signals
from bridge.processes.framing import Frames, Values
from bridge.processes.outbox import Outbox
from bridge.processes.priority import raise_priority

PIECE_BYTES = 1 << 16
ALIVE_SECONDS = 0.25
# Between two looks for what made a driver complain.
CHECK_SECONDS = 1.0
SLICE_SECONDS = 1e-3
FIRST_SECONDS = 1.0
NO_LIBRARY = (
    "there is no MIDI library here, python-rtmidi: in melobridge's folder, "
    "pip install -c constraints.txt -e '.[midi]' builds it where there is a C++ compiler and, on "
    "Linux, the headers of ALSA (Debian: build-essential, libasound2-dev); OSC goes without it."
)


class Commands:
    """What the player says, where files can be waited for. ended: it will say no more."""

    ended = False

    def __init__(self, noise: int) -> None:
        """noise: another file to wait for."""
        self._incoming, self._files = Frames(), [STDIN, noise]

    def wait(self, seconds: float) -> list[Values]:
        """What it says within so many seconds at most."""
        ready, _, _ = select.select(self._files, [], [], seconds)
        if STDIN not in ready:
            return []
        piece = os.read(STDIN, PIECE_BYTES)
        self.ended = not piece
        return list(self._incoming.feed(piece))


class ThreadedCommands:
    """The same where only sockets can be waited for: a thread reads. Nobody has run it on Windows
    yet."""

    def __init__(self, noise: int) -> None:
        self._pieces, self._incoming = deque[bytes](), Frames()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def ended(self) -> bool:
        """See `Commands`."""
        return not (self._reader.is_alive() or self._pieces)

    def wait(self, seconds: float) -> list[Values]:
        """See `Commands`."""
        until = now() + seconds
        while not self._pieces and (left := until - now()) > 0 and self._reader.is_alive():
            time.sleep(min(left, SLICE_SECONDS))
        pieces = [self._pieces.popleft() for _ in range(len(self._pieces))]
        return list(self._incoming.feed(b"".join(pieces)))

    def _read(self) -> None:
        while piece := os.read(STDIN, PIECE_BYTES):
            self._pieces.append(piece)


class EventOutbox(Outbox):
    """Says events too."""

    def event(self, event: Event) -> None:
        """Tell an event, unless nobody listened for long."""
        self.say(*to_values(event))


class Noise:
    """What drivers complain of on the standard error: hidden, but heard. file: where it is read."""

    def __init__(self) -> None:
        self.file, into = os.pipe()
        self._listens = os.name == "posix"
        if self._listens:
            os.set_blocking(self.file, False)
            os.dup2(into, STDERR)

    def heard(self) -> bool:
        """Whether there was some since the last time."""
        with suppress(BlockingIOError):
            return self._listens and bool(os.read(self.file, PIECE_BYTES))
        return False


class Process:
    """Runs the engine in time, and looks after its surroundings."""

    def __init__(self, setup: Setup, outbox: EventOutbox, noise: Noise) -> None:
        """Raises MeloError where something that is wanted isn't there."""
        at = now()
        self._outbox, self._noise = outbox, noise
        self._rig = Rig(setup.outputs, setup.inputs, connect, outbox.event)
        tempo = tempo_of(setup, at)
        if setup.again:
            self._rig.begin_again(setup.held)
        else:
            self._rig.begin()
        self._engine = Engine(self._rig, tempo, outbox.event, at, clock_out=setup.clock_out)
        self._alive_at = self._check_at = at
        self._noisy = False

    def run(self, commands: Commands | ThreadedCommands) -> None:
        """Work until the player says no more. Raises Gone where MIDI went away."""
        gc.collect()
        gc.freeze()
        gc.disable()
        while not commands.ended:
            at = now()
            for kind, *values in commands.wait(max(0.0, self._engine.next(at) - at)):
                self._engine.do(kind, values, now())
            at = now()
            self._engine.step(at)
            self._look_after(at)

    def close(self) -> None:
        """End with silence."""
        self._engine.close()

    def _look_after(self, at: float) -> None:
        self._noisy |= self._noise.heard()
        if self._noisy and at >= self._check_at:
            self._noisy, self._check_at = False, at + CHECK_SECONDS
            self._rig.check()
        if at >= self._alive_at:
            self._alive_at = at + ALIVE_SECONDS
            self._outbox.say(kinds.ALIVE)
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


def tempo_of(setup: Setup, at: float) -> Tempo:
    """Who leads the time. Raises MissingExtra."""
    if setup.tempo == kinds.CLOCK:
        return Follower(at, setup.bpm, playing=setup.playing, line=setup.line)
    if setup.tempo == kinds.LINK:
        from bridge.midi.clock.link_clock import LinkTempo

        return LinkTempo(at, setup.bpm, setup.bar, playing=setup.playing)
    return Internal(at, setup.bpm, playing=setup.playing, line=setup.line)


def begun(commands: Commands | ThreadedCommands) -> Setup | None:
    """The first frame; None if the player ended before."""
    while not commands.ended:
        for _, *values in commands.wait(FIRST_SECONDS):
            return Setup.of(tuple(values))
    return None


def main() -> None:
    outlive_signals()
    outbox, noise = EventOutbox(os.dup(STDOUT)), Noise()
    os.dup2(STDERR, STDOUT)  # what drivers print is no frame
    commands = COMMANDS(noise.file)
    setup = begun(commands)
    if setup is None:
        return
    try:
        process = Process(setup, outbox, noise)
    except MeloError as error:
        outbox.say(kinds.UNABLE, str(error))
        return
    outbox.event(Said(f"MIDI: {raise_priority(realtime=setup.realtime)}"))
    outbox.say(kinds.READY)
    try:
        process.run(commands)
    except Gone:  # its ports may block for ever: nothing is closed
        os._exit(1)
    except Exception as error:  # whatever it is, nothing sounds on
        outbox.event(Said(f"{type(error).__name__} in the MIDI process: please report it"))
        process.close()
        sys.exit(1)
    process.close()


COMMANDS = Commands if os.name == "posix" else ThreadedCommands

if __name__ == "__main__":
    main()
