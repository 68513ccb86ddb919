import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from queue import Queue

import pytest

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.codec import Message
from bridge.page.tabs import feed as module
from bridge.page.tabs.feed import Feed
from bridge.server.voices.watchers import copies
from tests.support.free_ports import HOST, udp_port
from tests.support.patience import PATIENCE_SECONDS
from tests.support.udp_listener import UdpListener

SYNTH: Address = ("127.0.0.1", 57120)


class AskedServer(UdpListener):
    """A server that answers /melo/stats only, and begins a watch with what a client does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Queue[Message]()

    def take(self, datagram: bytes, sender: Address) -> None:
        [message] = codec.decode(datagram)
        self.asked.put(message)
        if message[0] == "/melo/stats":
            self._socket.sendto(codec.encode("/melo/statistics", "voices", 3), sender)
        elif message == ("/melo/watch", (10.0,)):
            request, reply = codec.encode("/melo/get", "a", "key"), codec.encode("/melo/value", 1)
            for told in (
                *copies(SYNTH, [request, reply]),
                b"nonsense",
                *copies(SYNTH, [request, reply]),
                b"#bundle\0" + bytes(8),
                b"/melo/from\0\0,\0\0\0",
            ):
                self._socket.sendto(told, sender)


@asynccontextmanager
async def watching(server: Address) -> AsyncIterator[tuple[Feed, asyncio.Queue[str]]]:
    """A feed that is open, and what it tells."""
    told = asyncio.Queue[str]()
    feed = Feed(server, told.put_nowait, lambda lines: told.put_nowait(repr(lines)))
    feed.open()
    try:
        yield feed, told
    finally:
        feed.close()


def test_it_asks_once_for_all_and_tells_what_others_did() -> None:
    async def watch(server: AskedServer) -> None:
        async with watching((HOST, server.port)) as (_, told):
            lines = [await told.get() for _ in range(2)]
        messages = '[["/melo/get",["a","key"]],["/melo/value",[1]]]'
        did = f'{{"client":"127.0.0.1:57120","messages":{messages}}}'
        assert lines == [
            '{"type":"status","up":true,"figures":{"voices":3}}',
            repr([("127.0.0.1:57120", did)] * 2),
        ]

    with AskedServer() as server:
        asyncio.run(asyncio.wait_for(watch(server), PATIENCE_SECONDS))
        asked = [server.asked.get(timeout=PATIENCE_SECONDS) for _ in range(3)]
    assert asked == [("/melo/watch", (10.0,)), ("/melo/stats", ()), ("/melo/watch", (0.0,))]


def test_without_a_server_the_status_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.001)

    async def watch() -> str:
        async with watching((HOST, udp_port())) as (_, told):
            return await told.get()

    status = json.loads(asyncio.run(asyncio.wait_for(watch(), PATIENCE_SECONDS)))
    assert status == {"type": "status", "up": False, "figures": {}}


def test_the_watch_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.001)

    async def watch(server: AskedServer) -> None:
        async with watching((HOST, server.port)):
            while server.asked.qsize() < 7:
                await asyncio.sleep(0.01)

    with AskedServer() as server:
        asyncio.run(asyncio.wait_for(watch(server), PATIENCE_SECONDS))
        asked = [server.asked.get(timeout=PATIENCE_SECONDS)[0] for _ in range(7)]
    stats = ["/melo/stats"] * 4
    assert asked == ["/melo/watch", *stats, "/melo/watch", "/melo/stats"]
