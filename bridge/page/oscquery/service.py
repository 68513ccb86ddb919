"""The surface on its sockets: one for controllers, one to the server, and websockets.

While nobody asks or turns anything, nothing is sent to the server and nothing is watched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from http import HTTPStatus

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.codec import Message
from bridge.osc.forwarding import envelope
from bridge.osc.requests import WATCH
from bridge.page.oscquery.listeners import Send
from bridge.page.oscquery.query import HostInfo, QueryAnswer, answer, asks_for_host_info
from bridge.page.oscquery.surface import HandOver, Surface
from bridge.page.tabs.relay import Relay

STEP_SECONDS = 1.0
WATCH_SECONDS = 10.0
FLUSH_SECONDS = 0.05
"""The latest of each address is sent so often: a fader says more than a voice can make use of."""

FIRST_LOOK_SECONDS = 0.4
"""So long whoever asks first waits, until voices that play have shown themselves."""

ANSWER_SECONDS = 0.1
"""So long whoever asks waits for keys that the server is asked for."""


class ControlService:
    """Answers OSCQuery, and passes on what controllers turn.

    server: the answering loop. secret: see `bridge.osc.forwarding`. host: what controllers are
    told. hand_over: see `bridge.page.oscquery.surface.HandOver`. report: says a line.
    """

    def __init__(
        self,
        server: Address,
        secret: bytes,
        host: HostInfo,
        hand_over: HandOver,
        report: Callable[[str], None],
    ) -> None:
        self._address, self._secret, self._host = server, secret, host
        self._surface = Surface(self._ask, hand_over, report)
        self._clock = asyncio.get_running_loop().time
        self._server: Relay | None = None
        """Kept once it is open, so that to the server this stays one client."""
        self._watching: asyncio.Task[None] | None = None
        self._pause: asyncio.TimerHandle | None = None

    async def answer(self, path: str, query: str) -> QueryAnswer:
        """Answer an HTTP request, after a moment where voices have to be looked for first."""
        if asks_for_host_info(query):
            return QueryAnswer(HTTPStatus.OK, self._host.as_json())
        self._surface.read(self._clock())
        if self._watch():
            await asyncio.sleep(FIRST_LOOK_SECONDS)
        if self._surface.ask_missing(self._clock()):
            await asyncio.sleep(ANSWER_SECONDS)
        return answer(path, query, self._surface.description())

    def add(self, send: Send) -> None:
        """A websocket is open."""
        self._surface.add(send)
        self._watch()

    def drop(self, send: Send) -> None:
        """A websocket is closed."""
        self._surface.drop(send)

    def command(self, send: Send, text: str) -> None:
        """Do what a websocket says in text."""
        self._surface.command(send, text, self._clock())

    def see(self, client: str, did: Sequence[Message]) -> None:
        """Learn from what a client did, which somebody else watched."""
        self._surface.see(client, did, self._clock())
        self._flush()

    def take(self, datagram: bytes) -> None:
        """Take in what a controller sends."""
        self._surface.take(datagram, self._clock())
        if self._surface.is_used(self._clock()):
            self._watch()
        self._flush()

    async def close(self) -> None:
        """Watch and send no more."""
        if self._pause is not None:
            self._pause.cancel()
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._server is not None:
            self._server.close()

    def _watch(self) -> bool:
        """Watch from now on; whether that is new."""
        is_new = self._watching is None
        if is_new:
            self._watching = asyncio.create_task(self._run())
        return is_new

    async def _run(self) -> None:
        """Watch until nobody uses it any more."""
        if self._server is None:
            self._server = await Relay.open(self._address, self._receive)
        self._surface.begin()
        try:
            while self._surface.is_used(now := self._clock()):
                self._server.send(codec.encode(WATCH.address, WATCH_SECONDS))
                self._surface.ask_missing(now)
                self._surface.forget(now)
                await asyncio.sleep(STEP_SECONDS)
        finally:
            self._server.send(codec.encode(WATCH.address, 0.0))
            self._surface.end()
            self._watching = None

    def _receive(self, datagram: bytes) -> None:
        self._surface.receive(datagram, self._clock())
        self._flush()

    def _ask(self, client: str, datagram: bytes) -> None:
        host, _, port = client.rpartition(":")
        if self._server is not None:
            self._server.send(envelope(self._secret, (host, int(port))) + datagram)

    def _flush(self) -> None:
        """Send what was turned, unless something was sent just now."""
        if self._pause is None and self._server is not None and self._surface.flush():
            loop = asyncio.get_running_loop()
            self._pause = loop.call_later(FLUSH_SECONDS, self._go_on)

    def _go_on(self) -> None:
        self._pause = None
        self._flush()
