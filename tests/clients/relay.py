"""A network that loses messages."""

from __future__ import annotations

import random
import select
import socket
import threading

from tests.clients.conftest import HOST


class LossyRelay:
    """Stands between a client and a server, and loses a share of what passes, either way.

    The server sees the client at `client_port`.
    """

    def __init__(self, server_port: int, share: float) -> None:
        self._server, self._share = (HOST, server_port), share
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._back = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind((HOST, 0))
        self._back.bind((HOST, 0))
        self.port: int = self._front.getsockname()[1]
        self.client_port: int = self._back.getsockname()[1]
        self.lost = 0
        self._random = random.Random(7)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._relay)

    def __enter__(self) -> LossyRelay:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._front.close()
        self._back.close()

    def _relay(self) -> None:
        client = HOST, 0
        while not self._stop.is_set():
            for sock in select.select([self._front, self._back], [], [], 0.1)[0]:
                datagram, sender = sock.recvfrom(8192)
                if sock is self._front:
                    client = sender
                if self._random.random() < self._share:
                    self.lost += 1
                elif sock is self._front:
                    self._back.sendto(datagram, self._server)
                else:
                    self._front.sendto(datagram, client)
