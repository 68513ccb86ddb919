"""A network that loses, doubles and delays messages."""

from __future__ import annotations

import heapq
import random
import select
import socket
import threading
import time
from itertools import count

from bridge.osc.address import Address
from tests.support.free_ports import HOST

LONGEST_DELAY_SECONDS = 0.005
# Of so many messages in a row the share gets lost, at random places: never all of a burst.
BLOCK = 10


class LossyRelay:
    """Stands between a client and a server, and loses a share of what passes, either way.

    doubled: the share that arrives twice; delayed: the share that later messages overtake. The
    server sees the client at `client_port`.
    """

    def __init__(
        self,
        server_port: int,
        share: float,
        doubled: float = 0.0,
        delayed: float = 0.0,
        seed: int = 7,
    ) -> None:
        self._server = HOST, server_port
        self._share, self._doubled, self._delayed = share, doubled, delayed
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._back = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind((HOST, 0))
        self._back.bind((HOST, 0))
        self.port: int = self._front.getsockname()[1]
        self.client_port: int = self._back.getsockname()[1]
        self._client: Address | None = None
        self.lost = self.twice = self.late = 0
        self._random = random.Random(seed)
        self._fates: list[bool] = []
        # (when, a number that keeps the order, from which socket, what, to whom)
        self._waiting: list[tuple[float, int, socket.socket, bytes, Address]] = []
        self._numbers = count()
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
        while not self._stop.is_set():
            wait = self._waiting[0][0] - time.monotonic() if self._waiting else 0.1
            for sock in select.select([self._front, self._back], [], [], max(0.0, wait))[0]:
                datagram, sender = sock.recvfrom(8192)
                if sock is self._front:
                    self._client = sender
                    self._pass_on(self._back, datagram, self._server)
                elif self._client is not None:
                    self._pass_on(self._front, datagram, self._client)
            while self._waiting and self._waiting[0][0] <= time.monotonic():
                _, _, sock, datagram, target = heapq.heappop(self._waiting)
                sock.sendto(datagram, target)

    def _is_lost(self) -> bool:
        if not self._fates:
            self._fates = [number < round(self._share * BLOCK) for number in range(BLOCK)]
            self._random.shuffle(self._fates)
        return self._fates.pop()

    def _pass_on(self, sock: socket.socket, datagram: bytes, target: Address) -> None:
        """Lose a message, or send it once or twice, at once or later."""
        if self._is_lost():
            self.lost += 1
            return
        twice = self._random.random() < self._doubled
        self.twice += twice
        for _ in range(1 + twice):
            late = self._random.random() < self._delayed
            self.late += late
            when = time.monotonic() + late * self._random.uniform(0.0, LONGEST_DELAY_SECONDS)
            heapq.heappush(self._waiting, (when, next(self._numbers), sock, datagram, target))
