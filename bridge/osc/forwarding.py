"""Asking on behalf of a client: how a player of the server's own asks for the notes of others.

Before the datagram stand a secret that only the server and its player know, and the client's
address. The server answers as if the client had asked, but sends the replies to the player.
"""

from __future__ import annotations

import struct

from bridge.osc.address import Address

SECRET_BYTES = 16
# No OSC datagram begins so.
MARK = b"\0melo"
PORT = struct.Struct(">H")
HOST_BYTES = 4


def seal(secret: bytes) -> bytes:
    """What every such datagram begins with."""
    return MARK + secret


def envelope(secret: bytes, client: Address) -> bytes:
    """What to put before the datagrams of a client (an IPv4 address and a port)."""
    host, port = client
    return seal(secret) + bytes(map(int, host.split("."))) + PORT.pack(port)


def opened(seal: bytes, datagram: bytes) -> tuple[bytes, Address]:
    """The datagram in an envelope of this seal, and its client. It has to begin with the seal."""
    start = len(seal) + HOST_BYTES
    host = ".".join(map(str, datagram[len(seal) : start]))
    content = datagram[start + PORT.size :]
    port = datagram[start : start + PORT.size]
    return content, (host, PORT.unpack(port)[0] if len(port) == PORT.size else 0)
