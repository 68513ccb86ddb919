"""A JACK server without a sound card: one at a time on this machine."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import rtmidi

from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.running import eventually

# JACK knows so many servers on a machine. One that was killed keeps its place until another of its
# name comes: so all are of one name, and wait for each other.
SERVERS = 8
NAME = f"melobridge-{os.getuid()}"
LOCK = Path(tempfile.gettempdir(), f"{NAME}-jack.lock")
TURN_SECONDS = 180.0
MEMORY = Path("/dev/shm")
REGISTRY = MEMORY / "jack-shm-registry"
# By these programs find it.
ENVIRONMENT = {
    "JACK_DEFAULT_SERVER": NAME,
    "JACK_NO_AUDIO_RESERVATION": "1",
    "JACK_NO_START_SERVER": "1",
    "MELOBRIDGE_MIDI": "jack",
}


def forget_the_dead() -> None:
    """Let JACK's list of servers begin anew if it is full of killed ones.

    To be called before this process or its children look for a server.
    """
    with contextlib.suppress(FileNotFoundError, PermissionError):
        listed = len(re.findall(rb"jack-\d+:[^:\0]+:", REGISTRY.read_bytes()))
        if listed >= SERVERS and not any(name.startswith("jackd") for name in _programs()):
            REGISTRY.unlink()


class Jack:
    """`with Jack(path):` with ENVIRONMENT programs find it."""

    def __init__(self, jackd: Path) -> None:
        self._jackd = jackd

    def start(self) -> None:
        """Start it, and wait until programs find it."""
        # In real time where that is allowed: else a killed program may hold up the others.
        mode = "-R" if os.geteuid() == 0 else "-r"
        driver = "-S", "-p", "128", "-d", "dummy", "-r", "48000", "-p", "256"
        self._program = Program(
            str(self._jackd), mode, "-n", NAME, *driver, environment=dict(os.environ)
        )
        self._program.wait_for("realtime mode", PATIENCE_SECONDS)
        assert eventually(_answers, PATIENCE_SECONDS)

    def kill(self) -> None:
        """Let it die, and wait until it is gone."""
        self._program.kill()
        self._program.end()

    def close(self) -> None:
        """End it, and take away what it leaves in memory."""
        self._program.end()
        for left in MEMORY.glob(f"jack*{NAME}*"):
            left.unlink(missing_ok=True)

    def __enter__(self) -> Jack:
        with contextlib.ExitStack() as stack:
            lock = stack.enter_context(LOCK.open("w"))
            assert eventually(lambda: _locks(lock), TURN_SECONDS), f"{LOCK} is held by another"
            stack.callback(self.close)
            self.start()
            self._held = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()


def _programs() -> Iterator[str]:
    for path in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            yield path.read_text()


def _locks(file: IO[str]) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _answers() -> bool:
    with contextlib.suppress(rtmidi.RtMidiError):
        rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="looker").delete()
        return True
    return False
