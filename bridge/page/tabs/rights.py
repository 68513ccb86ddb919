"""What a tab may do for another client of the server, whose voices it shows. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bridge.errors import Code, ProtocolError
from bridge.osc import codec, requests
from bridge.osc.address import Address
from bridge.osc.parameters import VOICE
from bridge.page.setup import VoiceOfClient

ALWAYS = frozenset({requests.GET.address, requests.WHY.address})
WHEN_TAKEN = frozenset({requests.HOLD.address, requests.REWARD.address, requests.TASTE.address})
CLIENT = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})", re.ASCII)
PATTERN = "host and port, such as 127.0.0.1:57120"


class BehalfRequest(NamedTuple):
    """A request on behalf of a client."""

    client: Address
    voice: str
    address: str
    datagram: bytes


def behalf_request(message: Mapping[str, Any]) -> BehalfRequest:
    """Read an 'as' message of a tab. Raises ProtocolError."""
    client = client_of(message)
    try:
        datagram = base64.b64decode(str(message.get("osc", "")), validate=True)
        [(address, arguments)] = codec.decode(datagram)
    except (binascii.Error, codec.OscError, ValueError):
        raise _refused("osc must be one OSC message in base64") from None
    if address not in ALWAYS | WHEN_TAKEN:
        allowed = ", ".join(sorted(ALWAYS | WHEN_TAKEN))
        raise _refused(f"{address} can't be asked on behalf of another client: use {allowed}")
    return BehalfRequest(client, _voice(arguments[0] if arguments else None), address, datagram)


def voice_of(message: Mapping[str, Any]) -> VoiceOfClient:
    """The voice that a 'take' or 'release' message names. Raises ProtocolError."""
    return client_of(message), _voice(message.get("voice"))


def client_of(message: Mapping[str, Any]) -> Address:
    """The client that a message names. Raises ProtocolError."""
    found = CLIENT.fullmatch(str(message.get("client", "")))
    if found is None:
        raise _refused(f"client must be {PATTERN}")
    numbers = [int(number) for number in found[1].split(".")]
    port = int(found[2])
    if max(numbers) > 255 or not 0 < port < 1 << 16:
        raise _refused(f"client must be {PATTERN}")
    return ".".join(map(str, numbers)), port


def _voice(name: object) -> str:
    return str(VOICE.check(name if isinstance(name, str) else None))


def _refused(text: str) -> ProtocolError:
    return ProtocolError(Code.WRONG_ARGUMENTS, text)
