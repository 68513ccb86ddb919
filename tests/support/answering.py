"""A server in a thread that answers as a test says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

from bridge.osc import codec
from bridge.osc.codec import Argument
from bridge.server.dispatcher import Responder
from tests.support.free_ports import HOST

Message = tuple[Argument, ...]
Script = Callable[[int, Message], list[Message]]


class Answering:
    """`with Answering(script) as server: Client(port=server.port)`.

    script: gets the number of the datagram, from 0, and its message; gives the replies. port: 0 is
    any that is free.
    """

    def __init__(self, script: Script, port: int = 0) -> None:
        self._script = script
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((HOST, port))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[Message] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._answer)

    def __enter__(self) -> Answering:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()

    def _answer(self) -> None:
        while not self._stop.is_set():
            try:
                datagram, sender = self._socket.recvfrom(8192)
            except TimeoutError:
                continue
            [(address, arguments)] = codec.decode(datagram)
            self.asked.append((address, *arguments))
            for reply in self._script(len(self.asked) - 1, self.asked[-1]):
                self._socket.sendto(encoded(reply), sender)


def encoded(message: Message) -> bytes:
    """The datagram of an address and its values."""
    address, *values = message
    assert isinstance(address, str)
    return codec.encode(address, *values)


def answering(responder: Responder, port: int = 0) -> Answering:
    """A real server's answers, to one client."""

    def script(number: int, message: Message) -> list[Message]:
        answer = responder.answer(encoded(message), (HOST, 1), float(number))
        replies = [codec.decode(packet.data)[0] for packet in answer.packets]
        return [(reply, *values) for reply, values in replies]

    return Answering(script, port)
