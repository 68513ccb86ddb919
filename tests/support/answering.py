"""A server in a thread that answers as a test says."""

from __future__ import annotations

from collections.abc import Callable

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.codec import Argument
from bridge.server.dispatcher import Responder
from tests.support.free_ports import HOST
from tests.support.udp_listener import UdpListener

Message = tuple[Argument, ...]
Script = Callable[[int, Message], list[Message]]


class Answering(UdpListener):
    """`with Answering(script) as server: Client(port=server.port)`.

    script: gets the number of the datagram, from 0, and its message; gives the replies. port: 0 is
    any that is free.
    """

    def __init__(self, script: Script, port: int = 0) -> None:
        super().__init__(port)
        self._script = script
        self.asked: list[Message] = []

    def take(self, datagram: bytes, sender: Address) -> None:
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
