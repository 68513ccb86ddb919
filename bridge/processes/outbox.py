"""The output of a child process: frames to its parent."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

from bridge.processes.framing import frame

MOST_UNSENT_BYTES = 1 << 20


class Outbox:
    """Sends frames through a file, from any thread, without ever waiting for the reader."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._waiting, self._lock = bytearray(), threading.Lock()
        if os.name == "posix":
            os.set_blocking(file, False)

    def send(self, *values: object) -> None:
        """Send values as one frame; they are lost where 1 MiB waits to be read already."""
        with self._lock, suppress(OSError):
            if len(self._waiting) < MOST_UNSENT_BYTES:
                self._waiting += frame(*values)
            while self._waiting:
                del self._waiting[: os.write(self._file, self._waiting)]
