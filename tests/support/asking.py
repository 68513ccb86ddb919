"""A server without a socket, asked in messages instead of datagrams."""

from bridge.osc import codec
from bridge.osc.address import Address
from bridge.server.dispatcher import Responder

ME, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)
Values = tuple[codec.Argument, ...]


def ask(
    responder: Responder,
    *message: codec.Argument,
    sender: Address = ME,
    arrived: float = 0.0,
) -> list[tuple[str, Values]]:
    """The replies to one request, wherever they go."""
    address, *arguments = message
    assert isinstance(address, str)
    answer = responder.answer(codec.encode(address, *arguments), sender, arrived)
    return [codec.decode(packet.data)[0] for packet in answer.packets]


def notes(responder: Responder, index: int, count: int, *keys: codec.Argument) -> list[Values]:
    """What follows voice, epoch and index in the notes of the voice 'lead'."""
    replies = ask(responder, "/melo/next", "lead", 1, index, count, *keys)
    assert all(address == "/melo/note" for address, _ in replies), replies
    return [values[3:] for _, values in replies]


def number(value: codec.Argument) -> float:
    assert isinstance(value, int | float)
    return value
