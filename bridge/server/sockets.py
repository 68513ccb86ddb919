"""The UDP socket of the server: buffer sizes, receiving with a timeout, kernel statistics."""

from __future__ import annotations

import errno
import os
import select
import socket
import struct
import sys
import time
from contextlib import suppress

from bridge.errors import ServeError
from bridge.osc.address import Address
from bridge.osc.codec import MAX_DATAGRAM_BYTES

BUFFER_BYTES = 1 << 20
# Timeout of a receive, after which the loop can do its periodic work.
WAKE_UP_SECONDS = 0.1
LINUX = sys.platform == "linux"
# Linux's socket options that Python doesn't define.
SO_SNDBUFFORCE, SO_RCVBUFFORCE = 32, 33
SO_TIMESTAMPNS, SO_MEMINFO = 35, 55
MEMINFO = struct.Struct("9I")
TIMESTAMP = struct.Struct("qq")
NOTES_BYTES = 64
DONT_WAIT = getattr(socket, "MSG_DONTWAIT", 0)
"""The flag for a non-blocking receive; 0 where there is none (Windows)."""

Received = tuple[bytes, Address, float | None]
"""A datagram, its sender, and for how many seconds it waited (None: unknown)."""


def bind(host: str, port: int) -> socket.socket:
    """A bound UDP socket. Raises ServeError if the address isn't available."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    _enlarge(sock, socket.SO_RCVBUF, SO_RCVBUFFORCE)
    _enlarge(sock, socket.SO_SNDBUF, SO_SNDBUFFORCE)
    try:
        sock.bind((host, port))
    except (OSError, UnicodeError) as error:  # UnicodeError: a name that no network can have
        sock.close()
        raise ServeError(f"can't listen on {host}:{port}: {_reason(error)}") from None
    _limit_blocking(sock)
    return sock


def _reason(error: OSError | UnicodeError) -> str:
    """Why a socket can't listen, and what to do."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return "there is no host of this name; use an address such as 127.0.0.1"
    match error.errno:
        case errno.EADDRNOTAVAIL:
            return (
                "this isn't an address of this machine; --host 127.0.0.1 is for its own programs, "
                "0.0.0.0 opens it to the network"
            )
        case errno.EADDRINUSE:
            return "is another melobridge running there? Stop it, or choose another --port"
        case errno.EACCES:
            return "the system doesn't allow it; choose a --port above 1023"
    return f"{error.strerror or error}; choose another --host or --port"


def receive(sock: socket.socket, *, wait: bool = True) -> Received | None:
    """The next datagram, its sender, and for how many seconds it waited (None: unknown).

    None if none came within WAKE_UP_SECONDS, or at once without `wait`. Raises OSError.
    """
    flags = 0 if wait else DONT_WAIT
    try:
        if not LINUX:
            return _receive_plainly(sock, flags, wait)
        datagram, notes, _, sender = sock.recvmsg(MAX_DATAGRAM_BYTES + 1, NOTES_BYTES, flags)
    except (BlockingIOError, TimeoutError):
        return None
    if not notes:
        return datagram, sender, None
    seconds, nanoseconds = TIMESTAMP.unpack(notes[0][2])
    return datagram, sender, max(time.time() - seconds - nanoseconds * 1e-9, 0.0)


def _receive_plainly(sock: socket.socket, flags: int, wait: bool) -> Received | None:
    """Receive on systems without timestamps of datagrams, such as Windows."""
    while wait or DONT_WAIT or select.select([sock], [], [], 0)[0]:
        # Windows reports here that an earlier reply went to a closed port: ignore it.
        with suppress(ConnectionResetError):
            return *sock.recvfrom(MAX_DATAGRAM_BYTES + 1, flags), None
    return None


def kernel_drops(sock: socket.socket) -> int:
    """Number of datagrams that the kernel dropped because of a full buffer; 0 if unknown."""
    if not LINUX:
        return 0
    with suppress(OSError):
        *_, drops = MEMINFO.unpack(sock.getsockopt(socket.SOL_SOCKET, SO_MEMINFO, MEMINFO.size))
        return int(drops)
    return 0


def _enlarge(sock: socket.socket, option: int, by_force: int) -> None:
    """Set a buffer to BUFFER_BYTES, or to as much as is allowed."""
    for name in (option, by_force) if LINUX else (option,):
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, name, BUFFER_BYTES)


def _limit_blocking(sock: socket.socket) -> None:
    """Set the timeout of receives in the kernel: Python's own timeout doubles the system calls."""
    if os.name != "posix":
        sock.settimeout(WAKE_UP_SECONDS)
        return
    limit = struct.pack("ll", 0, int(WAKE_UP_SECONDS * 1e6))
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    if LINUX:
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
