"""A UDP socket of its own to the answering loop: whoever has one is a client of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Self

from bridge.osc.address import Address

Receive = Callable[[bytes], None]


class Relay(asyncio.DatagramProtocol):
    """A connected UDP socket. receive: called with each datagram that comes."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def open(cls, server: Address, receive: Receive) -> Self:
        """A socket to a server. Raises OSError."""
        loop = asyncio.get_running_loop()
        _, relay = await loop.create_datagram_endpoint(lambda: cls(receive), remote_addr=server)
        return relay

    @property
    def name(self) -> str:
        """Its own address as the server sees it: '127.0.0.1:40001'."""
        assert self._transport is not None
        host, port = self._transport.get_extra_info("sockname")
        return f"{host}:{port}"

    def send(self, datagram: bytes) -> None:
        """Send a datagram; it is lost where the server can't be reached."""
        assert self._transport is not None
        self._transport.sendto(datagram)

    def close(self) -> None:
        """Close the socket."""
        assert self._transport is not None
        self._transport.close()

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._receive(data)

    def error_received(self, exc: Exception) -> None:
        """Nobody listens at the server's port: a client finds that out by the silence."""
