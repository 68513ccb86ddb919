"""A stand-in for scsynth that keeps which synths were started, and for when."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from bridge.osc import codec
from bridge.osc.address import Address
from tests.support.udp_listener import UdpListener

SECONDS_FROM_1900_TO_1970 = 2_208_988_800
# sclang sends the number of a command in place of its address.
S_NEW = struct.pack(">i", 9)


class Sounded(NamedTuple):
    """The start of a synth: MIDI pitch, and when in seconds since 1970."""

    pitch: float
    time: float


class Synth(UdpListener):
    """`with Synth() as synth:` listens at `synth.port`; what came is in `synth.sounded`."""

    def __init__(self) -> None:
        super().__init__()
        self.sounded: list[Sounded] = []

    def take(self, datagram: bytes, sender: Address) -> None:
        if datagram.startswith(b"#bundle\0"):
            self.sounded += sounded(datagram)


def sounded(bundle: bytes) -> Iterator[Sounded]:
    """The synths that a bundle starts."""
    (ticks,) = struct.unpack_from(">Q", bundle, 8)
    position = 16
    while position < len(bundle):
        (size,) = struct.unpack_from(">i", bundle, position)
        message = bundle[position + 4 : position + 4 + size]
        if message.startswith(S_NEW):
            yield Sounded(pitch(message), ticks / 2**32 - SECONDS_FROM_1900_TO_1970)
        position += 4 + size


def pitch(message: bytes) -> float:
    """The MIDI pitch of a synth: its arguments are definition, node, action, target, then pairs."""
    [(_, arguments)] = codec.decode(message.replace(S_NEW, b"/s_new\0\0", 1))
    frequency = dict(zip(arguments[4::2], arguments[5::2], strict=True))["freq"]
    assert isinstance(frequency, float)
    return 69 + 12 * log2(frequency / 440)
