"""The page of a server, as `serve` opens it: its socket, its token, its link."""

from __future__ import annotations

import logging
import secrets
import socket
from contextlib import suppress

from bridge.errors import ServeError
from bridge.page.listener import HANDS_DOWN, listen
from bridge.page.security import is_loopback, link

TOKEN_BYTES = 16
ANYWHERE, THIS_MACHINE = "0.0.0.0", "127.0.0.1"
# Of a network for documentation: nothing is sent there, but the system says from where it would be.
ELSEWHERE = ("192.0.2.1", 9)

log = logging.getLogger("melobridge")


class PageSocket:
    """Where browsers find the page, until `close`.

    file: the socket to be handed down, -1 where that isn't possible. token: what the link holds, ''
    where only this machine reaches it.
    """

    def __init__(self, host: str, port: int) -> None:
        """host: an IPv4 address. port: 0 is any. Raises ServeError if that isn't available."""
        self.host, self._socket = host, listen(host, port)
        self.port: int = self._socket.getsockname()[1]
        if not HANDS_DOWN:
            self._socket.close()
        self.file = self._socket.fileno()
        self.token = "" if is_loopback(host) else secrets.token_urlsafe(TOKEN_BYTES)
        self.link = link(_network_address() if host == ANYWHERE else host, self.port, self.token)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


def page_socket(host: str, port: int | None, beside: int) -> PageSocket | None:
    """The socket at a port, or where that is None at the one after the server's: `beside`.

    Raises ServeError if that isn't available; where the port wasn't asked for, it is a warning.
    """
    if port is not None:
        return PageSocket(host, port)
    try:
        return PageSocket(host, beside and (beside + 1) % (1 << 16))
    except ServeError as error:
        log.warning("no page: %s", error)
        return None


def _network_address() -> str:
    """The address at which other machines of the network find this one, if it has one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, suppress(OSError):
        sock.connect(ELSEWHERE)
        address: str = sock.getsockname()[0]
        return address
    return THIS_MACHINE
