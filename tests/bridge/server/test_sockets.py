import socket
import sys
import time
from collections.abc import Iterator

import pytest

from bridge.errors import ServeError
from bridge.osc.address import Address
from bridge.server import sockets
from bridge.server.sockets import bind, kernel_drops, receive

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")


@pytest.fixture
def sock() -> Iterator[socket.socket]:
    with bind("127.0.0.1", 0) as listening:
        yield listening


def send(sock: socket.socket, datagram: bytes, times: int = 1) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(times):
            sender.sendto(datagram, sock.getsockname())


def test_a_receive_ends_after_a_while(sock: socket.socket) -> None:
    assert receive(sock) is None
    assert receive(sock, wait=False) is None


def test_what_came_is_received_with_its_sender(sock: socket.socket) -> None:
    send(sock, b"hello", 2)
    received, waiting = receive(sock), receive(sock, wait=False)
    assert received is not None
    assert received[0] == b"hello"
    assert waiting is not None
    assert waiting[:2] == received[:2]


@LINUX
def test_how_long_a_datagram_waited_is_known(sock: socket.socket) -> None:
    send(sock, b"hello")
    time.sleep(0.05)
    received = receive(sock, wait=False)
    assert received is not None
    assert received[2] is not None
    assert 0.05 <= received[2] < 10


@LINUX
def test_what_the_system_gave_up_is_known() -> None:
    with bind("127.0.0.1", 0) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        assert kernel_drops(sock) == 0
        send(sock, bytes(1000), 100)
        assert 0 < kernel_drops(sock) <= 100


@pytest.mark.parametrize(
    ("host", "why"),
    [
        ("192.0.2.1", "this isn't an address of this machine; --host 127.0.0.1"),
        ("nowhere.invalid", "there is no host of this name; use an address"),
        ("::1", "there is no host of this name; use an address"),
        ("a" * 70, "there is no host of this name; use an address"),
    ],
)
def test_an_address_that_isnt_ours_is_refused(host: str, why: str) -> None:
    with pytest.raises(ServeError, match=f"^can't listen on {host}:6356: {why}"):
        bind(host, 6356)


def test_a_port_that_is_taken_is_refused(sock: socket.socket) -> None:
    port = sock.getsockname()[1]
    with pytest.raises(ServeError, match=f":{port}: is another melobridge running there?"):
        bind("127.0.0.1", port)


class Windows(socket.socket):
    """A socket where replies to closed ports come back, as on Windows."""

    resets = 3

    def recvfrom(self, *arguments: int) -> tuple[bytes, Address]:
        if self.resets:
            self.resets -= 1
            raise ConnectionResetError
        return super().recvfrom(*arguments)


def test_closed_ports_of_others_and_no_flag_are_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "LINUX", False)
    monkeypatch.setattr(sockets, "DONT_WAIT", 0)
    with Windows(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(0.1)
        assert receive(sock, wait=False) is None
        send(sock, b"hello", 2)
        received, waiting = receive(sock), receive(sock, wait=False)
        assert received is not None
        assert received[0] == b"hello"
        assert waiting is not None
        assert waiting[:2] == received[:2]
        assert receive(sock, wait=False) is None
        assert receive(sock) is None
