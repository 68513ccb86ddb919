"""Ports of loopback on which nobody listens."""

from __future__ import annotations

import socket
from contextlib import closing

HOST = "127.0.0.1"


def udp_port() -> int:
    """One of UDP."""
    return _free(socket.SOCK_DGRAM)


def tcp_port() -> int:
    """One of TCP."""
    return _free(socket.SOCK_STREAM)


def _free(kind: socket.SocketKind) -> int:
    with closing(socket.socket(socket.AF_INET, kind)) as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port
