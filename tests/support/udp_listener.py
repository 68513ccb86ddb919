"""A UDP socket that a thread listens to."""

from __future__ import annotations

import socket
import threading
from abc import ABC, abstractmethod
from typing import Self

from bridge.osc.address import Address
from tests.support.free_ports import HOST

LOOK_SECONDS = 0.05


class UdpListener(ABC):
    """`with Listener() as listener:` takes what comes to `listener.port`.

    port: 0 is any that is free.
    """

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((HOST, port))
        self._socket.settimeout(LOOK_SECONDS)
        self.port: int = self._socket.getsockname()[1]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()

    @abstractmethod
    def take(self, datagram: bytes, sender: Address) -> None:
        """Take a datagram, in the thread."""

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                datagram, sender = self._socket.recvfrom(65_536)
            except TimeoutError:
                continue
            self.take(datagram, sender)
