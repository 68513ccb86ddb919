"""A UDP socket that is read now and then: what comes wakes nobody up."""

from __future__ import annotations

import socket
from contextlib import suppress

from bridge.osc.address import Address
from bridge.osc.codec import MAX_DATAGRAM_BYTES


class PolledSocket:
    """A connected UDP socket. Never blocks."""

    def __init__(self, server: Address) -> None:
        """Raises OSError."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.connect(server)

    def send(self, datagram: bytes) -> None:
        """Send a datagram; it is lost where the server can't be reached."""
        with suppress(OSError):
            self._socket.send(datagram)

    def received(self, most: int) -> list[bytes]:
        """What has come since the last call, and no more than `most`: the rest waits."""
        found = list[bytes]()
        with suppress(BlockingIOError):
            while len(found) < most:
                with suppress(ConnectionError):  # an earlier datagram came to a closed port
                    found.append(self._socket.recv(MAX_DATAGRAM_BYTES + 1))
        return found

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()
