"""Child processes: started by their parent, ended by the end of their standard input."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bridge.processes.framing import Frames, Values, frame
from bridge.processes.pipes import PIPES

STDIN, STDOUT, STDERR = 0, 1, 2
# In a group of its own the terminal's Ctrl-C doesn't reach a child: it outlives its parent briefly.
PROCESS_GROUP = 0 if os.name == "posix" else None
if sys.platform == "win32":
    NEW_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
    BELOW_NORMAL = subprocess.BELOW_NORMAL_PRIORITY_CLASS
else:
    NEW_GROUP = BELOW_NORMAL = 0


class Child:
    """The parent's side of a child process that runs a module. Only `close` waits."""

    def __init__(
        self,
        module: str,
        frames: deque[bytes],
        *,
        background: bool = False,
        files: Sequence[int] = (),
    ) -> None:
        """frames: the first to send; background: run below the usual priority (Windows); files:
        descriptors that it inherits (none on Windows)."""
        self._process = subprocess.Popen(
            (sys.executable, "-m", module),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=files,
            process_group=PROCESS_GROUP,
            creationflags=NEW_GROUP | (BELOW_NORMAL if background else 0),
        )
        self._pipes = PIPES(self._process, frames)
        self._incoming = Frames()

    @property
    def ended(self) -> bool:
        """Whether it closed its end, and all its frames were received."""
        return self._pipes.ended

    @property
    def waiting(self) -> int:
        """How many bytes weren't written to its pipe yet."""
        return self._pipes.waiting

    def fileno(self) -> int:
        """The file on which `select` sees that frames come."""
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    def put(self, frame: bytes) -> None:
        """Send a frame, at the next `receive` or before."""
        self._pipes.put(frame)

    def send(self, *values: Any) -> None:
        """Send values as one frame, now if there is room in the pipe."""
        self._pipes.put(frame(*values))
        self._pipes.flush()

    def receive(self) -> list[Values]:
        """The frames since the last call."""
        self._pipes.flush()
        return list(self._incoming.feed(self._pipes.received()))

    def close(self, seconds: float) -> None:
        """Let it finish, and end it: by force after so many seconds."""
        self._pipes.finish(seconds)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()

    def kill(self) -> tuple[int, deque[bytes]]:
        """End it by force. Returns its exit status, and the frames that it didn't receive."""
        self._process.kill()
        return self._process.wait(), self._pipes.close()


def outlive_signals() -> None:
    """The child's side: ignore signals, so that only the end of the standard input ends it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
