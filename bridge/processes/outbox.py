"""What a process says to the one that started it, as frames."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

from bridge.processes.framing import frame

MOST_UNTOLD_BYTES = 1 << 20


class Outbox:
    """Says things through a file, from any thread, without ever waiting for who listens."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._waiting, self._lock = bytearray(), threading.Lock()
        if os.name == "posix":
            os.set_blocking(file, False)

    def say(self, *values: object) -> None:
        """Say a frame, unless nobody listened for long."""
        with self._lock, suppress(OSError):
            if len(self._waiting) < MOST_UNTOLD_BYTES:
                self._waiting += frame(*values)
            while self._waiting:
                del self._waiting[: os.write(self._file, self._waiting)]
