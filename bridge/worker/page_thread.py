"""Keeps the page process of a server running."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from bridge.page.remote import PageProcess
from bridge.page.setup import PageSetup

LOOK_SECONDS = 0.5
LAST_SECONDS = 3.0


class PageThread:
    """Looks after a page process in a separate thread, so that it inherits its usual priority.

    say: writes a line to the log.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._setup: PageSetup | None = None
        self._begun, self._ending = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def open(self, setup: PageSetup) -> None:
        """Start a page process, and keep it running."""
        self._setup = setup
        self._begun.set()

    def close(self) -> None:
        """End it."""
        self._ending.set()
        self._begun.set()
        self._thread.join(LAST_SECONDS)

    def _run(self) -> None:
        self._begun.wait()
        if self._setup is None:
            return
        page = PageProcess(self._setup, self._say, time.monotonic())
        while not self._ending.wait(LOOK_SECONDS):
            page.look_after(time.monotonic())
        page.close()
