"""One watcher for all tabs: it asks the server how it is doing, and what its clients do.

With no tab open it asks nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from bridge.osc import codec, requests
from bridge.osc.address import Address
from bridge.osc.codec import Message
from bridge.osc.parameters import Value
from bridge.osc.replies import FROM, STATISTICS
from bridge.page.tabs import messages
from bridge.page.tabs.relay import Relay

STATUS_SECONDS = 1.0
RENEW_STATUSES = 4
"""The watch is renewed once in so many rounds of the status."""
WATCH_SECONDS = 10.0

Tell = Callable[[str], None]
TellFeed = Callable[[str, str], None]
Overhear = Callable[[str, Sequence[Message]], None]
"""Takes a client, host:port, and what it did: its request, then the replies."""


def hear_nothing(client: str, did: Sequence[Message]) -> None:
    """For those who needn't know."""


class Feed:
    """Watches a server while it is open.

    tell: passes on a status, a JSON text. tell_feed: passes on a client, and what it did, as JSON.
    overhear: gets the same as messages.
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
        relay = await Relay.open(self._server, self._receive)
        try:
            while True:
                for number in range(RENEW_STATUSES):
                    await self._ask(relay, renew=number == 0)
        finally:
            relay.send(codec.encode(requests.WATCH.address, 0.0))
            relay.close()

    async def _ask(self, relay: Relay, *, renew: bool) -> None:
        """Ask for the figures, and say after STATUS_SECONDS whether they came."""
        self._figures = None
        if renew:
            relay.send(codec.encode(requests.WATCH.address, WATCH_SECONDS))
        relay.send(codec.encode(requests.STATS.address))
        await asyncio.sleep(STATUS_SECONDS)
        if self._figures is None:
            self._tell(messages.status(False, {}))

    def _receive(self, datagram: bytes) -> None:
        with suppress(codec.OscError):
            received = codec.decode(datagram)
            address, values = received[0]
            if address == FROM.address:
                self._pass_on(str(values[0]), received[1:])
            elif address == STATISTICS.address:
                self._figures = STATISTICS.decode(values).figures
                self._tell(messages.status(True, self._figures))

    def _pass_on(self, client: str, received: list[Message]) -> None:
        self._tell_feed(client, messages.feed(client, received))
        self._overhear(client, received)
