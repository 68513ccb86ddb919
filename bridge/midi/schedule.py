"""A queue of messages by deadline."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from itertools import count
from math import inf
from typing import NamedTuple

from bridge.midi.messages import SYSTEM


class Due(NamedTuple):
    """A message for an output; those of the same deadline keep their order.

    deadline: seconds; cut: if set, end what sounds on this channel instead of sending a message.
    """

    deadline: float
    order: int
    port: int
    message: bytes
    cut: int | None = None

    @property
    def channel(self) -> int | None:
        """Its channel, 0-15; None if it is for the whole port."""
        if self.cut is not None:
            return self.cut
        status = self.message[0]
        return None if status >= SYSTEM else status & 0x0F


class Schedule:
    """The messages to be sent. Times are seconds, channels 0-15."""

    def __init__(self) -> None:
        self._heap: list[Due] = []
        self._order = count()

    @property
    def next(self) -> float:
        """The first deadline; inf if there is none."""
        return self._heap[0].deadline if self._heap else inf

    def put(self, deadline: float, port: int, message: bytes) -> None:
        """Add a message."""
        heapq.heappush(self._heap, Due(deadline, next(self._order), port, message))

    def cut(self, after: float, port: int, channel: int) -> None:
        """Drop what is due after a time on a channel of a port, and end then what sounds on it."""
        self.keep(lambda due: due.deadline <= after or (due.port, due.channel) != (port, channel))
        heapq.heappush(self._heap, Due(after, next(self._order), port, b"", channel))

    def keep(self, wanted: Callable[[Due], bool]) -> None:
        """Drop every message that isn't wanted."""
        self._heap = [due for due in self._heap if wanted(due)]
        heapq.heapify(self._heap)

    def due(self, now: float) -> Iterator[Due]:
        """Remove and give what is due by now, in order."""
        while self._heap and self._heap[0].deadline <= now:
            yield heapq.heappop(self._heap)
