"""Who listens to which address, and what they are sent: the websocket of the OSCQuery proposal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from bridge.errors import Code, ProtocolError
from bridge.osc import codec
from bridge.osc.parameters import Value
from bridge.page.oscquery.addresses import VOICES, address_of

LISTEN, IGNORE = "LISTEN", "IGNORE"
ADDED, REMOVED, CHANGED = "PATH_ADDED", "PATH_REMOVED", "PATH_CHANGED"
MOST_ADDRESSES = 8192
"""Most addresses that one connection listens to: more than there can be."""

Send = Callable[[str | bytes], None]
"""Sends text or binary to one connection; it must not wait."""


class Listeners:
    """The connections that are open, each with the addresses that it listens to."""

    def __init__(self) -> None:
        self._addresses: dict[Send, set[str]] = {}

    def __len__(self) -> int:
        return len(self._addresses)

    def add(self, send: Send) -> None:
        """A connection is open."""
        self._addresses[send] = set()

    def drop(self, send: Send) -> None:
        """A connection is closed."""
        self._addresses.pop(send, None)

    def do(self, send: Send, text: str) -> None:
        """Do the command of a connection, LISTEN or IGNORE. Raises ProtocolError."""
        command, address = _command(text)
        addresses = self._addresses[send]
        if command == IGNORE:
            addresses.discard(address)
        elif len(addresses) >= MOST_ADDRESSES:
            text = f"one connection listens to at most {MOST_ADDRESSES} addresses"
            raise ProtocolError(Code.OUT_OF_RANGE, text)
        else:
            addresses.add(address)

    def tell_value(self, voice: str, name: str, value: Value) -> None:
        """Send a new value to those who listen to its address."""
        address = address_of(voice, name)
        for send in self._to(address):
            send(codec.encode(address, value))

    def tell_added(self, voice: str) -> None:
        """Tell all that a voice has come."""
        self._tell_all(ADDED, f"/{VOICES}/{voice}")
        self._tell_all(CHANGED, f"/{VOICES}")

    def tell_removed(self, voice: str) -> None:
        """Tell all that a voice has gone, and listen to none of its addresses any more."""
        below = f"/{VOICES}/{voice}/"
        for addresses in self._addresses.values():
            addresses -= {address for address in addresses if address.startswith(below)}
        self._tell_all(REMOVED, f"/{VOICES}/{voice}")
        self._tell_all(CHANGED, f"/{VOICES}")

    def _to(self, address: str) -> Iterator[Send]:
        return iter([send for send, listens in self._addresses.items() if address in listens])

    def _tell_all(self, command: str, path: str) -> None:
        text = json.dumps({"COMMAND": command, "DATA": path})
        for send in list(self._addresses):
            send(text)


def _command(text: str) -> tuple[str, str]:
    """The command and its address. Raises ProtocolError."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, dict):
        command, address = said.get("COMMAND"), said.get("DATA")
        known = command in (LISTEN, IGNORE)
        if known and isinstance(address, str) and len(address) <= codec.MAX_ADDRESS_BYTES:
            return str(command), address
    raise ProtocolError(
        Code.WRONG_ARGUMENTS, f'say {{"COMMAND": "{LISTEN}" or "{IGNORE}", "DATA": an address}}'
    )
