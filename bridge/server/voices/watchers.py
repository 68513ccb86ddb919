"""Who watches: clients that get a copy of what all clients do, at a bounded cost."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

from bridge.errors import Code, ProtocolError
from bridge.osc.address import Address
from bridge.osc.limits import MOST_COPIES, MOST_WATCHERS
from bridge.osc.replies import FROM

# An OSC bundle without a time of its own: the timetag 1 means "now".
HEAD = b"#bundle\0" + struct.pack(">Q", 1)
SIZE = struct.Struct(">i")
ELEMENTS = 63
"""Most messages after the first one of a bundle: the codec reads up to 64."""


class Watchers:
    """Addresses that watch, each until a time in seconds."""

    def __init__(self) -> None:
        self.until: dict[Address, float] = {}
        self._second = self._copies = 0

    def watch(self, client: Address, seconds: float, now: float) -> None:
        """Let a client watch for so long; 0 ends it. Raises ProtocolError if too many watch."""
        self._end(now)
        self.until.pop(client, None)
        if not seconds:
            return
        if len(self.until) >= MOST_WATCHERS:
            text = f"{MOST_WATCHERS} clients watch already, which is the most: end one of them"
            raise ProtocolError(Code.OUT_OF_RANGE, text)
        self.until[client] = now + seconds

    def for_copy(self, now: float) -> list[Address]:
        """Who gets a copy now: nobody once there were MOST_COPIES in this second."""
        self._end(now)
        if int(now) != self._second:
            self._second, self._copies = int(now), 0
        self._copies += 1
        return list(self.until) if self._copies <= MOST_COPIES else []

    def _end(self, now: float) -> None:
        """Remove those whose time is over."""
        for client in [client for client, until in self.until.items() if until <= now]:
            del self.until[client]


def copies(client: Address, messages: Sequence[bytes]) -> Iterator[bytes]:
    """Bundles of `/melo/from` and the messages of a client: its request, and the replies."""
    first = FROM.encode(f"{client[0]}:{client[1]}")
    for start in range(0, len(messages), ELEMENTS):
        yield _bundle((first, *messages[start : start + ELEMENTS]))


def _bundle(messages: Iterable[bytes]) -> bytes:
    return HEAD + b"".join([SIZE.pack(len(message)) + message for message in messages])
