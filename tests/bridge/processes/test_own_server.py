import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from bridge.client import Client
from bridge.errors import ServeError
from bridge.processes.own_server import OwnServer
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import eventually


def answers(server: OwnServer) -> bool:
    with Client(port=server.port, timeout=PATIENCE_SECONDS) as client:
        return "all" in client.agents()


def test_a_server_of_ones_own_comes_back_where_it_was_and_ends_with_us() -> None:
    server = OwnServer("all")
    port, process = server.port, server._process
    assert answers(server)
    assert not server.look_after()
    process.kill()
    process.wait()
    assert server.look_after()
    assert server.port == port
    assert answers(server)
    server.close()
    assert server._process.returncode == 0


def test_a_server_ends_when_its_parent_is_killed() -> None:
    code = (
        "import os, time; from bridge.processes.own_server import OwnServer\n"
        "server = OwnServer('all'); print(server._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert eventually(lambda: not alive(pid))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_server_that_doesnt_start_says_why() -> None:
    with pytest.raises(ServeError, match="there is no agent 'nobody': use one of all"):
        OwnServer("nobody")


def test_voices_of_a_seeded_server_are_the_same_each_time() -> None:
    notes = []
    for _ in range(2):
        with (
            closing(OwnServer("all", seed=3)) as server,
            Client(port=server.port, timeout=PATIENCE_SECONDS) as client,
        ):
            notes.append(client.voice("lead").next(8))
    assert notes[0] == notes[1]
