"""Forwarded requests: how the server's own MIDI player asks for the notes of a client's voice.

Before the datagram stand a secret that only the server and its player know, and the client's
address. The server answers as if the client had asked, but sends the replies to the player.
"""

from __future__ import annotations

import struct

from bridge.osc.address import Address

SECRET_BYTES = 16
# An OSC datagram begins with "/" or "#", never with a zero byte.
MARK = b"\0melo"
PORT = struct.Struct(">H")
HOST_BYTES = 4


def seal(secret: bytes) -> bytes:
    """What every forwarded datagram begins with."""
    return MARK + secret


def envelope(secret: bytes, client: Address) -> bytes:
    """What to put before the datagrams of a client. client: an IPv4 address and a port."""
    host, port = client
    return seal(secret) + bytes(map(int, host.split("."))) + PORT.pack(port)


def opened(seal: bytes, datagram: bytes) -> tuple[bytes, Address]:
    """The datagram in an envelope that begins with this seal, and its client (port 0: cut off)."""
    start = len(seal) + HOST_BYTES
    host = ".".join(map(str, datagram[len(seal) : start]))
    content = datagram[start + PORT.size :]
    port = datagram[start : start + PORT.size]
    return content, (host, PORT.unpack(port)[0] if len(port) == PORT.size else 0)
