import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_classic, player_for
from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.codec import Argument
from bridge.osc.forwarding import opened, seal
from bridge.page.oscquery.query import HostInfo
from bridge.page.oscquery.service import ControlService
from bridge.server.dispatcher import Responder
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS
from tests.support.udp_listener import UdpListener

SECRET = bytes(16)
SYNTH: Address = ("127.0.0.1", 57120)


class SealedServer(UdpListener):
    """A server's answers, also to forwarded requests; and a client of it that plays."""

    def __init__(self) -> None:
        super().__init__()
        player = player_for(load_classic(shipped_folder() / "classic.safetensors"))
        self._responder = Responder({"classic": player}, "classic", seed=1)
        self.asked: list[str] = []
        """Addresses of what came over the network."""

    def take(self, datagram: bytes, sender: Address) -> None:
        client = sender
        if datagram.startswith(seal(SECRET)):
            datagram, client = opened(seal(SECRET), datagram)
        self.asked.append(codec.decode(datagram)[0][0])
        self._answer(datagram, client, sender)

    def play(self, *keys: Argument) -> None:
        """The client asks for the first note of its voice again."""
        self._answer(codec.encode("/melo/next", "lead", 1, 0, 1, *keys), SYNTH, None)

    def value(self, key: str) -> Any:
        """How a key of the client's voice stands."""
        answer = self._responder.answer(codec.encode("/melo/get", "lead", key), SYNTH)
        return codec.decode(answer.packets[0].data)[0][1][2]

    def _answer(self, datagram: bytes, client: Address, back: Address | None) -> None:
        response = self._responder.answer(datagram, client, time.monotonic())
        for packet in response.packets if back else ():
            self._socket.sendto(packet.data, back or packet.to)
        for packet in response.copies:
            self._socket.sendto(packet.data, packet.to)


@asynccontextmanager
async def service(server: SealedServer) -> AsyncIterator[ControlService]:
    lines: list[str] = []
    host = HostInfo("melobridge", HOST, 6357)
    running = ControlService((HOST, server.port), SECRET, host, lambda *_: False, lines.append)
    try:
        yield running
    finally:
        await running.close()
    assert lines == []


async def eventually(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            await asyncio.sleep(0.01)


async def play_until(server: SealedServer, true: Callable[[], object], *keys: Argument) -> None:
    """Play again and again until something is true, as a client does for as long as it plays."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            server.play(*keys)
            await asyncio.sleep(0.02)


def test_nothing_is_sent_while_nobody_asks() -> None:
    async def run() -> None:
        async with service(server):
            await asyncio.sleep(0)

    with SealedServer() as server:
        asyncio.run(run())
        assert server.asked == []


def test_host_info_and_buttons_that_go_up_ask_the_server_nothing() -> None:
    async def run() -> None:
        async with service(server) as running:
            running.take(codec.encode("/voice/lead/reward", 0.0))
            status, body = await running.answer("/", "HOST_INFO")
            assert (status, body["OSC_PORT"]) == (200, 6357)

    with SealedServer() as server:
        asyncio.run(run())
        assert server.asked == []


def test_whoever_asks_sees_a_voice_that_plays_with_all_its_keys() -> None:
    async def run() -> Any:
        async with service(server) as running:
            asking = asyncio.create_task(running.answer("/voice/lead", ""))
            await play_until(server, asking.done, "harmony", 1.5)
            status, body = await running.answer("/voice/lead", "")
            assert status == 200
            return body["CONTENTS"]

    with SealedServer() as server:
        contents = asyncio.run(run())
    assert contents["harmony"]["VALUE"] == [1.5]
    assert all("VALUE" in node for node in contents.values() if node["ACCESS"] == 3)


def test_what_a_controller_turns_reaches_the_voice() -> None:
    async def run() -> None:
        async with service(server) as running:
            running.take(codec.encode("/voice/lead/harmony", 1.5))
            await play_until(server, lambda: server.value("harmony") == 1.5, "harmony", 1.0)
            running.take(codec.encode("/voice/lead/harmony", 0.5))
            await eventually(lambda: server.value("harmony") == 0.5)
            running.take(codec.encode("/voice/lead/release", 1))
            await eventually(lambda: server.value("harmony") == 1.0)

    with SealedServer() as server:
        asyncio.run(run())
        assert "/melo/get" not in server.asked


def test_a_listener_gets_what_others_turn() -> None:
    got: list[str | bytes] = []

    async def run() -> None:
        async with service(server) as running:
            running.add(got.append)
            listen = {"COMMAND": "LISTEN", "DATA": "/voice/lead/harmony"}
            running.command(got.append, json.dumps(listen))
            await play_until(server, lambda: len(got) > 2, "harmony", 0.25)
            running.take(codec.encode("/voice/lead/harmony", 1.5))
            await eventually(lambda: codec.encode("/voice/lead/harmony", 1.5) in got)
            running.drop(got.append)

    with SealedServer() as server:
        asyncio.run(run())
    assert json.loads(got[0]) == {"COMMAND": "PATH_ADDED", "DATA": "/voice/lead"}
    assert got[2:] == [codec.encode("/voice/lead/harmony", value) for value in (0.25, 1.5)]


def test_a_fader_that_moves_does_not_flood_the_server() -> None:
    async def run() -> None:
        async with service(server) as running:
            running.add(lambda _: None)
            await play_until(server, lambda: "/melo/get" in server.asked)
            for step in range(200):
                running.take(codec.encode("/voice/lead/harmony", step / 100))
            running.take(codec.encode("/voice/lead/harmony", 2.0))
            await eventually(lambda: server.value("harmony") == 2.0)

    with SealedServer() as server:
        asyncio.run(run())
        assert server.asked.count("/melo/hold") == 2


def test_the_watch_ends_with_the_service() -> None:
    async def run() -> None:
        async with service(server) as running:
            running.add(lambda _: None)
            await eventually(lambda: "/melo/watch" in server.asked)
        await eventually(lambda: server.asked.count("/melo/watch") == 2)

    with SealedServer() as server:
        asyncio.run(run())
