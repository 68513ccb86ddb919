"""The parent's side of a page process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from bridge.page.setup import LINE, RELEASED, TAKEN, PageSetup, VoiceOfClient
from bridge.processes.child import Child
from bridge.processes.framing import frame

MODULE = "bridge.page.process"
LAST_SECONDS = 2.0
AGAIN_SECONDS = 3.0
"""Between a start and the next one, at least."""


class PageProcess:
    """A page process that is started again when it dies, AGAIN_SECONDS after its start or later.

    say: writes a line to the log. Times are arguments, in seconds. Only `close` waits.
    """

    def __init__(self, setup: PageSetup, say: Callable[[str], None], now: float) -> None:
        self._setup, self._say = setup, say
        self._taken = dict[VoiceOfClient, None]()
        self._start(now)

    def look_after(self, now: float) -> None:
        """Take in what it reports; to be called now and then."""
        for kind, *values in self._child.receive():
            self._take(kind, values)
        if self._child.ended and now >= self._again_at:
            status, _ = self._child.kill()
            self._start(now)
            self._say(f"the page process had ended (status {status}): another one was started")

    def close(self) -> None:
        """End it; by force after LAST_SECONDS."""
        self._child.close(LAST_SECONDS)

    def _start(self, now: float) -> None:
        self._again_at = now + AGAIN_SECONDS
        setup = self._setup._replace(taken=tuple(self._taken))
        self._taken.clear()
        self._child = Child(MODULE, deque([frame(*setup)]), files=setup.inherited)

    def _take(self, kind: str, values: list[Any]) -> None:
        if kind == LINE:
            self._say(*values)
            return
        client, voice = values
        if kind == TAKEN:
            self._taken[client, voice] = None
        elif kind == RELEASED:
            self._taken.pop((client, voice), None)
