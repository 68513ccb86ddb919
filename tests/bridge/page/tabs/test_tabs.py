import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from starlette.websockets import WebSocket

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.page.setup import PageSetup
from bridge.page.tabs import feed
from bridge.page.tabs.mailbox import MOST_FEED
from bridge.page.tabs.tabs import Tabs
from bridge.server.voices.watchers import copies
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.udp_listener import UdpListener

SYNTH: Address = ("127.0.0.1", 57120)
A_FRAME = 5
LINES = A_FRAME * MOST_FEED + 100


class ScriptedSocket:
    """A WebSocket whose browser sends what a test puts, and reads only while it is let."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.reads, self.coming = asyncio.Event(), asyncio.Queue[dict[str, Any]]()
        self.news = asyncio.Condition()

    async def accept(self) -> None:
        pass

    async def receive(self) -> dict[str, Any]:
        return await self.coming.get()

    async def send_bytes(self, data: bytes) -> None:
        await self.reads.wait()

    async def send_text(self, data: str) -> None:
        await self.reads.wait()
        async with self.news:
            self.sent.append(json.loads(data))
            self.news.notify_all()

    async def until(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        """The messages of a kind, as soon as there are so many."""

        def found() -> list[dict[str, Any]]:
            return [message for message in self.sent if message["type"] == kind]

        async with self.news:
            await self.news.wait_for(lambda: len(found()) >= count)
        return found()

    async def lines(self, count: int) -> list[dict[str, Any]]:
        """The lines of the feed, as soon as there are so many."""

        def found() -> list[dict[str, Any]]:
            frames = [message for message in self.sent if message["type"] == "feed"]
            return [line for frame in frames for line in frame["lines"]]

        async with self.news:
            await self.news.wait_for(lambda: len(found()) >= count)
        return found()


class BusyServer(UdpListener):
    """A server on which others do a lot as soon as somebody watches."""

    def take(self, datagram: bytes, sender: Address) -> None:
        if codec.decode(datagram) == [("/melo/watch", (10.0,))]:
            for number in range(LINES):
                [line] = copies(SYNTH, [codec.encode("/melo/ping", number)])
                self._socket.sendto(line, sender)


def setup(port: int) -> PageSetup:
    return PageSetup(-1, HOST, 0, HOST, HOST, port, bytes(16), "", False, "", "")


@asynccontextmanager
async def opened(tabs: Tabs, *sockets: ScriptedSocket) -> AsyncIterator[None]:
    running = [asyncio.create_task(tabs.run(cast(WebSocket, socket))) for socket in sockets]
    try:
        yield
    finally:
        for socket in sockets:
            socket.coming.put_nowait({"type": "websocket.disconnect"})
        await asyncio.gather(*running)


def test_a_tab_that_doesnt_read_loses_lines_and_is_told_and_others_lose_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed, "MOST_A_LOOK", A_FRAME)
    monkeypatch.setattr(feed, "LOOK_SECONDS", 0.01)

    async def watch(server: BusyServer) -> None:
        deaf, other = ScriptedSocket(), ScriptedSocket()
        other.reads.set()
        async with opened(Tabs(setup(server.port), lambda *_: None), deaf, other):
            lines = await other.lines(LINES)
            assert [line["messages"][0][1][0] for line in lines] == list(range(LINES))
            deaf.reads.set()
            [told] = await deaf.until("refused")
            left_out = int(told["text"].split()[5].replace(",", ""))
            assert told["text"].startswith("this tab reads too slowly: ")
            assert len(await deaf.lines(1)) + left_out <= LINES
            assert left_out >= 100

    with BusyServer() as server:
        asyncio.run(asyncio.wait_for(watch(server), PATIENCE_SECONDS))


class NotingServer(UdpListener):
    """A server that notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bytes] = []

    def take(self, datagram: bytes, sender: Address) -> None:
        self.asked.append(datagram)


@pytest.mark.parametrize("frame", [{"bytes": b"/" * 8196}, {"text": "{}"}, {"bytes": b"\0melo"}])
def test_a_tab_is_told_what_isn_t_passed_on(frame: dict[str, Any]) -> None:
    async def send(server: NotingServer) -> None:
        socket = ScriptedSocket()
        socket.reads.set()
        async with opened(Tabs(setup(server.port), lambda *_: None), socket):
            socket.coming.put_nowait({"type": "websocket.receive", **frame})
            await socket.until("refused")

    with NotingServer() as server:
        asyncio.run(asyncio.wait_for(send(server), PATIENCE_SECONDS))
    addresses = {codec.decode(datagram)[0][0] for datagram in server.asked}
    assert addresses <= {"/melo/watch", "/melo/stats"}
