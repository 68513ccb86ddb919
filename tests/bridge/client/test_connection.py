import socket

from bridge.client import Client, Voice
from tests.support.free_ports import HOST


def test_a_client_catches_up_where_somebody_else_used_a_higher_epoch(
    melo: Client, lead: Voice
) -> None:
    lead.next()
    melo.ask("/melo/next", "lead", 2_000_000_000, 1, 1)
    melo.catch_up("lead")
    lead.rewind(1, 1.0)
    assert [note.index for note in lead.next()] == [1]


def test_an_envelope_stands_before_each_datagram() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind((HOST, 0))
        listening.settimeout(10)
        with Client(port=listening.getsockname()[1], envelope=b"seal") as melo:
            melo.send("/melo/ping", 1)
        assert listening.recv(100).startswith(b"seal/melo/ping\0")


def test_the_agent_that_plays_new_voices_is_told(melo: Client) -> None:
    assert melo.default_agent() == "little"
