"""The address of each key of a voice, and the request that a message to it comes to.

`/voice/lead/harmony 1.5` turns a key and holds it, `/voice/lead/release 1` lets go of all that is
held, and `/voice/lead/reward 1` is a thumb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bridge.errors import Code, ProtocolError
from bridge.osc import codec
from bridge.osc.codec import Argument, Message
from bridge.osc.keys import KEYS, unknown_key
from bridge.osc.parameters import LONGEST_NAME, Parameter, Value
from bridge.osc.requests import HOLD, REWARD

VOICES = "voice"
THUMB = Parameter("reward", REWARD.arguments[1].kind, REWARD.arguments[1].text, -10, 10)
RELEASE = Parameter("release", "i", "1 lets go of all keys that were turned from here", 0, 1)
PARAMETERS = {**KEYS, THUMB.name: THUMB, RELEASE.name: RELEASE}
"""All that lies below a voice, by its name."""

_PLAIN_NAME = re.compile(rf"[A-Za-z0-9_-][A-Za-z0-9_.-]{{,{LONGEST_NAME - 1}}}")


class Turn(NamedTuple):
    """One value for one parameter of a voice, by its name."""

    voice: str
    name: str
    value: Value

    @property
    def is_button_up(self) -> bool:
        """Whether it is the 0 that a button sends when it is let go of, which asks for nothing."""
        return self.name not in KEYS and self.value == 0

    @property
    def request(self) -> bytes:
        """The request to send on behalf of the voice's client, as a datagram."""
        if self.name == THUMB.name:
            return codec.encode(REWARD.address, self.voice, self.value)
        if self.name == RELEASE.name:
            return codec.encode(HOLD.address, self.voice)
        return codec.encode(HOLD.address, self.voice, self.name, self.value)


def has_address(voice: str) -> bool:
    """Whether a voice's name can be part of an address: letters, digits, dot, - and _."""
    return _PLAIN_NAME.fullmatch(voice) is not None


def address_of(voice: str, name: str) -> str:
    """The address of a parameter of a voice."""
    return f"/{VOICES}/{voice}/{name}"


def turn_of(message: Message) -> Turn:
    """What a message to such an address means. Raises ProtocolError."""
    address, arguments = message
    voice, name = _parts(address)
    parameter = PARAMETERS.get(name)
    if parameter is None:
        raise unknown_key(name, PARAMETERS)
    return Turn(voice, name, parameter.check(_only(address, arguments)))


def _parts(address: str) -> tuple[str, str]:
    """The voice and the name of the parameter."""
    empty, *parts = address.split("/")
    if empty or len(parts) != 3 or parts[0] != VOICES or not has_address(parts[1]):
        raise ProtocolError(
            Code.UNKNOWN_ADDRESS,
            f"there is no {address}: use {address_of('NAME', 'KEY')} with a voice and a key",
        )
    return parts[1], parts[2]


def _only(address: str, arguments: Sequence[Argument]) -> Argument:
    if len(arguments) != 1:
        raise ProtocolError(
            Code.WRONG_ARGUMENTS, f"{address} takes one value and got {len(arguments)}"
        )
    return arguments[0]
