"""UDP between a patch in virtual time and a real server in real time.

After each event that sent something, `settle` asks the server by a ping of its own, from the same
socket, and waits for its pong: by then the server has answered what came before. What it answered
lies at the sockets of the patch, and is handed on at a virtual time.
"""

from __future__ import annotations

import os
import select
import socket
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Final, NamedTuple

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.scheduler import Scheduler
from tests.support.patience import PATIENCE_SECONDS

HOST: Final = "127.0.0.1"
_numbers = count()
LATENCY_MS: Final = 2.0
LARGEST_DATAGRAM: Final = 65536


class Packet(NamedTuple):
    """A message that was sent or arrived. time: virtual ms; port: the server's, or the patch's."""

    time: float
    port: int
    address: str
    arguments: tuple[Atom, ...]


def own_host() -> str:
    """A loopback address that nobody else uses, or the usual one where there is no other.

    To the server each is another client: patches with fixed ports don't meet those of other tests.
    """
    if not sys.platform.startswith("linux"):
        return HOST
    process, number = os.getpid(), next(_numbers)
    return f"127.{1 + process % 250}.{process // 250 % 250}.{1 + number % 250}"


Fate = Callable[[Packet], float | None]
Deliver = Callable[[str, tuple[Atom, ...]], None]


def encode(address: str, arguments: tuple[Atom, ...]) -> bytes:
    """The datagram as `udpsend` writes it: numbers of 32 bits and strings."""
    builder = OscMessageBuilder(address=address)
    for argument in arguments:
        kind = {int: "i", float: "f", str: "s"}[type(argument)]
        builder.add_arg(argument, kind)
    return builder.build().dgram


def decode(datagram: bytes) -> tuple[str, tuple[Atom, ...]]:
    """A message of the server. Raises MaxError for what `udpreceive` has no atom for."""
    read = OscMessage(datagram)
    if wrong := [value for value in read.params if type(value) not in (int, float, str)]:
        raise MaxError(f"{read.address} carries {wrong}: Max gets ints, floats and strings only")
    return read.address, tuple(read.params)


class Sender:
    """The socket of a `udpsend`."""

    def __init__(self, network: Network, host: str, port: int) -> None:
        self._network = network
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((network.host, 0))
        self.host, self.port = host, port
        network.senders.append(self)

    def send(self, address: str, arguments: tuple[Atom, ...]) -> None:
        """Send a message to where the object points now."""
        self._network.sent(Packet(self._network.now, self.port, address, arguments))
        self.write(encode(address, arguments))
        self._network.unsettled.add(self)

    def write(self, datagram: bytes) -> None:
        """Send a datagram. Connected, so that the system says at once that nobody is there."""
        self._socket.connect((self.host, self._network.doors.get(self.port, self.port)))
        try:
            self._socket.send(datagram)
        except ConnectionRefusedError:  # by an earlier one: this one was not sent
            self._socket.send(datagram)

    def refused(self, seconds: float, beside: socket.socket) -> bool | None:
        """Whether nobody is there; None when `beside` has something to read instead."""
        readable, _, _ = select.select([beside, self._socket], [], [], seconds)
        if beside in readable:
            return None
        if self._socket in readable:
            try:
                self._socket.recv(LARGEST_DATAGRAM)
            except ConnectionRefusedError:
                return True
        return False

    def close(self) -> None:
        """The object is freed."""
        self._network.unsettled.discard(self)
        self._network.senders.remove(self)
        self._socket.close()


class Listener:
    """A `udpreceive` at a port. Raises OSError where the port is taken."""

    def __init__(self, network: Network, port: int, deliver: Deliver) -> None:
        self._network, self.port, self.deliver = network, port, deliver
        shared = next((other for other in network.listeners if other.port == port), None)
        if shared is not None and network.ports_shared:
            self._socket: socket.socket = shared._socket.dup()
        else:
            self._socket = _bound(network.host, port)
        network.listeners.append(self)

    def read(self) -> list[bytes]:
        """What has arrived."""
        datagrams = []
        while True:
            try:
                datagrams.append(self._socket.recv(LARGEST_DATAGRAM))
            except BlockingIOError:
                return datagrams

    def close(self) -> None:
        """The object is freed, or listens elsewhere."""
        self._network.listeners.remove(self)
        self._socket.close()


def _bound(host: str, port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.setblocking(False)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


class Network:
    """All sockets of an application, and what passed: `requests` and `replies`.

    fate: how many virtual ms a reply takes; None loses it. doors: which real port stands for one
    that patches know, so that tests stay away from the server's usual port. ports_shared: whether
    several listeners may have one port.
    """

    def __init__(self, scheduler: Scheduler, ports_shared: bool = False) -> None:
        self._scheduler, self.ports_shared = scheduler, ports_shared
        self.host = own_host()
        self.fate: Fate = lambda _: LATENCY_MS
        self.doors: dict[int, int] = {}
        self.requests: list[Packet] = []
        self.replies: list[Packet] = []
        self.unsettled: set[Sender] = set()
        self.senders: list[Sender] = []
        self.listeners: list[Listener] = []
        self._tokens = count(1)
        self._fence = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._fence.bind((self.host, 0))
        self._fence_port: int = self._fence.getsockname()[1]

    @property
    def now(self) -> float:
        """The virtual time in ms."""
        return self._scheduler.now

    def sent(self, packet: Packet) -> None:
        """Note what was sent."""
        self.requests.append(packet)

    def settle(self) -> None:
        """Wait until all that was asked is answered, and hand on what has arrived."""
        if not self.unsettled:
            return
        for sender in list(self.unsettled):
            self._await(sender)
        self.unsettled.clear()
        for listener in list(self.listeners):
            for datagram in listener.read():
                self._hand_on(listener.port, datagram)

    def close(self) -> None:
        """Close what is still open."""
        self._fence.close()
        for sender in list(self.senders):
            sender.close()
        for listener in list(self.listeners):
            listener.close()

    def _await(self, sender: Sender) -> None:
        token = next(self._tokens)
        sender.write(encode("/melo/ping", (token, "reply_port", self._fence_port)))
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            gone = sender.refused(left, self._fence)
            if gone:
                return
            if gone is None and decode(self._fence.recv(LARGEST_DATAGRAM))[1] == (token,):
                return
        raise MaxError(f"the server at port {sender.port} didn't answer")

    def _hand_on(self, port: int, datagram: bytes) -> None:
        packet = Packet(self.now, port, *decode(datagram))
        delay = self.fate(packet)
        if delay is not None:
            self._scheduler.after(delay, lambda: self._deliver(packet))

    def _deliver(self, packet: Packet) -> None:
        listeners = [listener for listener in self.listeners if listener.port == packet.port]
        if listeners:
            self.replies.append(packet._replace(time=self.now))
        for listener in listeners:
            listener.deliver(packet.address, packet.arguments)
