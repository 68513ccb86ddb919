"""What waits to be sent to a tab: bounded, so that a tab that doesn't read holds up nothing."""

from __future__ import annotations

import asyncio
from collections import deque

MOST_WAITING = 512
MOST_FEED = 16
"""Beyond this, what other clients do is left out first."""


class Mailbox:
    """A queue of frames for one tab: bytes are binary frames, str are text frames."""

    def __init__(self) -> None:
        self.left_out = 0
        """Lines of the feed that were left out since this was last read and set to 0."""
        self._frames = deque[bytes | str]()
        self._filled = asyncio.Event()

    def put(self, frame: bytes | str) -> None:
        """Queue a frame; the oldest one is lost where too many wait, as it would be over UDP."""
        if len(self._frames) >= MOST_WAITING:
            self._frames.popleft()
        self._frames.append(frame)
        self._filled.set()

    def put_feed(self, frame: str, lines: int) -> None:
        """Queue so many lines of what other clients do, unless several frames wait."""
        if len(self._frames) >= MOST_FEED:
            self.left_out += lines
        else:
            self.put(frame)

    async def take(self) -> bytes | str:
        """The next frame."""
        while not self._frames:
            self._filled.clear()
            await self._filled.wait()
        return self._frames.popleft()
