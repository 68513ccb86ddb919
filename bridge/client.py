"""A small Python client (python-osc inside), for `melobridge doctor`, the tests and examples."""

from __future__ import annotations

import socket
import time
from types import TracebackType
from typing import NamedTuple

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import build_msg

from bridge.errors import NoAnswer
from bridge.protocol import DEFAULT_HOST, DEFAULT_PORT

OscValue = int | float | str


class Reply(NamedTuple):
    """One message from the server."""

    address: str
    values: tuple[OscValue, ...]


class Client:
    """Asks a melobridge server: `with Client() as melo: melo.ask("/melo/ping", 1)`."""

    def __init__(
        self, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, timeout: float = 1.0
    ) -> None:
        self._server = (host, port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(timeout)

    def send(self, address: str, *values: OscValue) -> None:
        """Send without waiting for a reply."""
        self._socket.sendto(build_msg(address, list(values)).dgram, self._server)

    def receive(self) -> Reply:
        """The next reply. Raises NoAnswer when none comes in time."""
        host, port = self._server
        try:
            message = OscMessage(self._socket.recv(65536))
        except OSError:
            raise NoAnswer(
                f"no answer from {host}:{port}: is 'melobridge serve' running there?"
            ) from None
        return Reply(message.address, tuple(message.params))

    def ask(self, address: str, *values: OscValue, replies: int = 1) -> list[Reply]:
        """Send a request and wait for its replies. Raises NoAnswer."""
        self.send(address, *values)
        return [self.receive() for _ in range(replies)]

    def notes(self, voice: str, epoch: int, index: int, count: int, *keys: OscValue) -> list[Reply]:
        """The notes index .. index + count - 1 of a voice."""
        return self.ask("/melo/next", voice, epoch, index, count, *keys, replies=count)

    def round_trip_ms(self, tries: int = 200) -> float:
        """Median round trip of a ping in milliseconds. Raises NoAnswer."""
        times = []
        for token in range(tries):
            start = time.perf_counter()
            self.ask("/melo/ping", token)
            times.append(time.perf_counter() - start)
        return sorted(times)[tries // 2] * 1000

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
