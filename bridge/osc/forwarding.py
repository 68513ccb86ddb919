"""Forwarded requests: how the server's MIDI player requests notes of a client's voice.

The datagram is preceded by a secret that only the server and its player know, and by the client's
address. The server answers as if the client had asked, but sends the replies to the player.
"""

from __future__ import annotations

import struct

from bridge.osc.address import Address

SECRET_BYTES = 16
# OSC datagrams begin with "/" or "#", so that a zero byte marks a forwarded one.
MARK = b"\0melo"
PORT = struct.Struct(">H")
HOST_BYTES = 4


def seal(secret: bytes) -> bytes:
    """The first bytes of every forwarded datagram."""
    return MARK + secret


def envelope(secret: bytes, client: Address) -> bytes:
    """The prefix of forwarded datagrams of a client. client: an IPv4 address and a port."""
    host, port = client
    return seal(secret) + bytes(map(int, host.split("."))) + PORT.pack(port)


def opened(seal: bytes, datagram: bytes) -> tuple[bytes, Address]:
    """Unwrap a forwarded datagram: its content and its client (port 0 if it is cut off)."""
    start = len(seal) + HOST_BYTES
    host = ".".join(map(str, datagram[len(seal) : start]))
    content = datagram[start + PORT.size :]
    port = datagram[start : start + PORT.size]
    return content, (host, PORT.unpack(port)[0] if len(port) == PORT.size else 0)
