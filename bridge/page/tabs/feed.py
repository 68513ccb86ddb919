"""One watcher for all tabs: it asks the server how it is doing, and what its clients do.

With no tab open it asks nothing. What comes is looked at a few times a second only, since it is for
eyes: on a small machine each time that this process woke up could hold up an answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import count

from bridge.errors import ProtocolError
from bridge.osc import codec, requests
from bridge.osc.address import Address
from bridge.osc.codec import Message
from bridge.osc.parameters import Value
from bridge.osc.replies import FROM, STATISTICS
from bridge.page.tabs import messages
from bridge.page.tabs.polled_socket import PolledSocket

LOOK_SECONDS = 0.05
LOOKS_A_STATUS = 20
STATUSES_A_WATCH = 4
"""The watch is renewed once in so many rounds of the status."""
WATCH_SECONDS = 10.0
MOST_A_LOOK = 50
"""Requests of others; what is more waits, and is lost where too much waits."""

Tell = Callable[[str], None]
Line = tuple[str, str]
"""A client, host:port, and what it did, as JSON."""

TellFeed = Callable[[Sequence[Line]], None]
Overhear = Callable[[str, Sequence[Message]], None]
"""Takes a client, host:port, and what it did: its request, then the replies."""


def hear_nothing(client: str, did: Sequence[Message]) -> None:
    """For those who needn't know."""


class Feed:
    """Watches a server while it is open.

    tell: passes on a status, a JSON text. tell_feed: passes on what clients did since the look
    before. overhear: gets the same, one by one, as messages.
    """

    def __init__(
        self, server: Address, tell: Tell, tell_feed: TellFeed, overhear: Overhear = hear_nothing
    ) -> None:
        self._server, self._tell, self._tell_feed = server, tell, tell_feed
        self._overhear = overhear
        self._figures: Mapping[str, Value] | None = None
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._run())

    def close(self) -> None:
        """End to watch."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _run(self) -> None:
        with closing(PolledSocket(self._server)) as sock:
            try:
                for number in count():
                    self._ask(sock, number)
                    for _ in range(LOOKS_A_STATUS):
                        await asyncio.sleep(LOOK_SECONDS)
                        self._look(sock)
            finally:
                sock.send(codec.encode(requests.WATCH.address, 0.0))

    def _ask(self, sock: PolledSocket, number: int) -> None:
        """Ask for the figures. number: of times before; if none came since, the server is down."""
        if number and self._figures is None:
            self._tell(messages.status(False, {}))
        self._figures = None
        if number % STATUSES_A_WATCH == 0:
            sock.send(codec.encode(requests.WATCH.address, WATCH_SECONDS))
        sock.send(codec.encode(requests.STATS.address))

    def _look(self, sock: PolledSocket) -> None:
        """Pass on what has come: all that clients did at once, since each frame costs a tab more
        than what is in it."""
        lines = [line for datagram in sock.received(MOST_A_LOOK) for line in self._read(datagram)]
        if lines:
            self._tell_feed(lines)

    def _read(self, datagram: bytes) -> Iterator[Line]:
        """Take in what the server sent: a line of the feed, or figures; the rest is left out."""
        with suppress(codec.OscError, ProtocolError):
            for address, values in (received := codec.decode(datagram))[:1]:
                if address == FROM.address:
                    client, did = FROM.decode(values).client, received[1:]
                    self._overhear(client, did)
                    yield client, messages.line(client, did)
                elif address == STATISTICS.address:
                    self._figures = STATISTICS.decode(values).figures
                    self._tell(messages.status(True, self._figures))
