import socket
from contextlib import closing

from bridge.page.tabs.polled_socket import PolledSocket
from tests.support.free_ports import HOST, udp_port
from tests.support.patience import PATIENCE_SECONDS


def test_what_came_waits_until_it_is_looked_at() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as server:
        server.bind((HOST, 0))
        server.settimeout(PATIENCE_SECONDS)
        with closing(PolledSocket(server.getsockname())) as polled:
            assert polled.received(10) == []
            polled.send(b"hello")
            _, client = server.recvfrom(100)
            for number in range(5):
                server.sendto(bytes([number]), client)
            assert polled.received(3) == [b"\0", b"\1", b"\2"]
            assert polled.received(10) == [b"\3", b"\4"]


def test_a_server_that_isn_t_there_is_silence() -> None:
    with closing(PolledSocket((HOST, udp_port()))) as polled:
        for _ in range(3):
            polled.send(b"hello")
            assert polled.received(10) == []


def test_nobody_else_is_heard() -> None:
    with (
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as server,
        closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as stranger,
    ):
        server.bind((HOST, 0))
        server.settimeout(PATIENCE_SECONDS)
        with closing(PolledSocket(server.getsockname())) as polled:
            polled.send(b"hello")
            _, client = server.recvfrom(100)
            stranger.sendto(b"stranger", client)
            server.sendto(b"server", client)
            assert polled.received(10) == [b"server"]
