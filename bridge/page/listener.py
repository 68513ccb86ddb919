"""The TCP socket on which browsers find the page: opened by `serve`, handed down to the process.

So a port that is taken is noticed at the start; whoever connects while the page process starts, or
is started again, waits and isn't refused.
"""

from __future__ import annotations

import os
import socket

from bridge.errors import ServeError

BACKLOG = 64
HANDS_DOWN = os.name == "posix"
"""Whether a child process can inherit a socket by its number."""


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket. Raises ServeError if the address isn't available."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if HANDS_DOWN:  # elsewhere the option would share a port with any other program
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise ServeError(
            f"the page can't listen on {host}:{port} ({error.strerror or error}): choose another "
            "port with --page, or leave the page out with --no-page"
        ) from None
    return sock


def handed_down(file: int, host: str, port: int) -> socket.socket:
    """The socket that was handed down as a file, or a new one for -1. Raises ServeError."""
    return socket.socket(fileno=file) if file >= 0 else listen(host, port)
