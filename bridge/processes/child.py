"""Processes that belong to another one: started by it, ended by the end of their standard input."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import Any

from bridge.processes.framing import Frames, Values, frame
from bridge.processes.pipes import PIPES

STDIN, STDOUT, STDERR = 0, 1, 2
# Out of reach of the terminal's Ctrl-C: a child has to outlive its parent by a moment.
PROCESS_GROUP = 0 if os.name == "posix" else None
if sys.platform == "win32":
    NEW_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
    BELOW_NORMAL = subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    NEW_GROUP = BELOW_NORMAL = 0


class Child:
    """The parent's side: a module of this Python that runs, and frames to and from it.

    Nothing waits but `close`.
    """

    def __init__(self, module: str, frames: deque[bytes], *, background: bool = False) -> None:
        """frames: what to tell it first; background: it may give way to others."""
        self._process = subprocess.Popen(
            (sys.executable, "-m", module),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=PROCESS_GROUP,
            creationflags=NEW_GROUP | (BELOW_NORMAL if background else 0),
        )
        self._pipes = PIPES(self._process, frames)
        self._incoming = Frames()

    @property
    def ended(self) -> bool:
        """Whether it closed its side, and all it said was heard."""
        return self._pipes.ended

    @property
    def waiting(self) -> int:
        """How many bytes weren't handed over yet."""
        return self._pipes.waiting

    def fileno(self) -> int:
        """The file on which `select` sees that it says something."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def put(self, told: bytes) -> None:
        """Tell it a frame, at the next `news` or before."""
        self._pipes.put(told)

    def tell(self, *values: Any) -> None:
        """Tell it something, now if it listens."""
        self._pipes.put(frame(*values))
        self._pipes.flush()

    def news(self) -> list[Values]:
        """What it said since the last time."""
        self._pipes.flush()
        return list(self._incoming.feed(self._pipes.received()))

    def close(self, seconds: float) -> None:
        """Let it finish what it was told, and end it; by force if it takes more than that."""
        self._pipes.finish(seconds)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()

    def kill(self) -> tuple[int, deque[bytes]]:
        """End it by force, if it isn't dead yet. Returns its status, and what it didn't get."""
        self._process.kill()
        return self._process.wait(), self._pipes.close()


def outlive_signals() -> None:
    """The child's side: only the end of the standard input is the sign to end."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
