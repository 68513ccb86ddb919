import gc
import socket
import subprocess
import sys

import pytest

from bridge.client.served import ServedClient
from bridge.errors import ProtocolError, ServeError
from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS


def is_free(port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.bind((HOST, port))
        except OSError:
            return False
    return True


def port_of(client: ServedClient) -> int:
    return int(client.place.split(":")[1])


def test_several_serve_at_once_and_end_with_their_blocks() -> None:
    with ServedClient("all") as one, ServedClient("classic") as other:
        ports = [port_of(one), port_of(other)]
        assert len(set(ports)) == 2
        assert [len(melo.voice("lead").next(4)) for melo in (one, other)] == [4, 4]
        assert [melo.default_agent() for melo in (one, other)] == ["all", "classic"]
        assert not any(map(is_free, ports))
    assert all(map(is_free, ports))
    one.close()  # again is no fault


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_a_server_ends_with_its_last_voice() -> None:
    lead = ServedClient("classic").voice("lead")
    port = port_of(lead._client)  # type: ignore[arg-type]
    gc.collect()
    assert not is_free(port)
    del lead
    gc.collect()
    assert is_free(port)


def test_a_server_ends_with_the_program() -> None:
    code = (
        "from bridge.client.served import ServedClient\n"
        "melo = ServedClient('classic'); print(melo.place)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    assert is_free(int(done.stdout.split(":")[1]))
    assert done.stderr == ""


def test_a_server_that_doesnt_start_says_why() -> None:
    with pytest.raises(ServeError, match="there is no agent 'nobody': use one of all"):
        ServedClient("nobody")
    with pytest.raises(ProtocolError, match="seed is -1: use 0 to 2"):
        ServedClient("all", seed=-1)
