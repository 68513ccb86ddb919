import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.client import Client
from bridge.errors import NoAnswer, ServeError
from bridge.responder import Responder
from bridge.server import LOG_LINES_PER_SECOND, Reporter, bind, serve

MELOBRIDGE = [sys.executable, "-m", "bridge.cli"]


class Running:
    """A real `melobridge serve` on a free port of loopback."""

    def __init__(self, *options: str, agents: Path | None = None) -> None:
        environment = os.environ | ({"MELOBRIDGE_AGENTS": str(agents)} if agents else {})
        self.process = subprocess.Popen(
            [*MELOBRIDGE, "serve", "--port", "0", "--seed", "1", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.greeting = [self.process.stdout.readline() for _ in range(6)]
        self.port = int(self.greeting[0].split(":")[-1].split()[0])

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal; exit status and log."""
        self.process.send_signal(number)
        _, log = self.process.communicate(timeout=10)
        return self.process.returncode, log


@pytest.fixture
def running() -> Iterator[Running]:
    server = Running()
    yield server
    if server.process.poll() is None:
        server.end(signal.SIGKILL)


def test_it_says_at_a_glance_where_it_listens_who_plays_and_how_to_connect(
    running: Running,
) -> None:
    text = "".join(running.greeting)
    assert f"melobridge listens on 127.0.0.1:{running.port} (UDP)" in text
    assert re.search(r"agent +all: task melody, character any, \d\.\d bits an event", text)
    assert "also loaded: classic, fiddle, hymn, lied, song" in text
    assert f'NetAddr("127.0.0.1", {running.port})' in text
    assert f"[udpsend 127.0.0.1 {running.port}]" in text
    assert "Ctrl-C stops" in text


def test_a_real_client_plays_eight_bars(running: Running) -> None:
    with Client(port=running.port) as client:
        notes = [reply.values for reply in client.notes("lead", 1, 0, 32)]
    assert [note[2] for note in notes] == list(range(32))
    assert {int(note[3]) % 12 for note in notes if note[3] != -1} <= {0, 2, 4, 5, 7, 9, 11}


def test_garbage_between_requests_changes_nothing(running: Running) -> None:
    with Client(port=running.port) as client:
        first = client.notes("lead", 1, 0, 8)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as vandal:
            for garbage in (
                b"",
                b"\0" * 9000,
                b"#bundle\0" + b"\xff" * 12,
                b"/melo/next\0\0,s\0\0",
            ):
                vandal.sendto(garbage, ("127.0.0.1", running.port))
        assert client.notes("lead", 1, 0, 8) == first


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_it_cleanly(running: Running, number: int) -> None:
    with Client(port=running.port) as client:
        client.ask("/melo/hello", 0, "me")
        client.ask("/melo/ping", 1)
    status, log = running.end(number)
    assert status == 0
    assert "client 'me' 127.0.0.1:" in log
    assert log.rstrip().endswith("stopped")
    assert "Traceback" not in log


def test_it_never_imports_torch(running: Running) -> None:
    with Client(port=running.port) as client:
        client.notes("lead", 1, 0, 8)
    maps = Path(f"/proc/{running.process.pid}/maps")
    if not maps.exists():
        pytest.skip("needs Linux's /proc")
    assert "torch" not in maps.read_text()


def test_a_busy_port_is_one_clear_sentence(running: Running) -> None:
    second = subprocess.run(
        [*MELOBRIDGE, "serve", "--port", str(running.port)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr.startswith(f"melobridge: can't listen on 127.0.0.1:{running.port}")
    assert "choose another --port" in second.stderr
    assert second.stderr.count("\n") == 1


def test_an_address_that_isnt_ours_is_refused() -> None:
    with pytest.raises(ServeError, match=r"can't listen on 192.0.2.1:6356"):
        bind("192.0.2.1", 6356)


def test_a_damaged_agent_is_left_out_with_a_line(tmp_path: Path) -> None:
    (tmp_path / "broken.safetensors").write_bytes(b"nonsense")
    server = Running(agents=tmp_path)
    with Client(port=server.port) as client:
        listed = client.ask("/melo/agents", replies=6)
    assert "broken" not in [reply.values[0] for reply in listed]
    _, log = server.end(signal.SIGTERM)
    assert "left out:" in log
    assert "broken.safetensors is no safetensors file" in log


def test_a_closed_reply_port_doesnt_disturb_the_others(responder: Responder) -> None:
    sock = bind("127.0.0.1", 0)
    port = sock.getsockname()[1]
    threading.Thread(target=serve, args=(sock, responder), daemon=True).start()
    with Client(port=port) as gone:
        gone.send("/melo/next", "lead", 1, 0, 64)
    with Client(port=port) as client:
        assert client.ask("/melo/ping", 7)[0].values == (7,)


def test_nobody_there_is_one_clear_sentence() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with Client(port=port, timeout=0.05) as client, pytest.raises(NoAnswer) as caught:
            client.ask("/melo/ping", 1)
    assert str(caught.value) == (
        f"no answer from 127.0.0.1:{port}: is 'melobridge serve' running there?"
    )


def test_a_flood_of_faults_is_logged_in_few_lines(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([5.0] * 100 + [6.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    reporter = Reporter()
    with caplog.at_level(logging.INFO, logger="melobridge"):
        for _ in range(101):
            reporter.report("a fault")
    assert caplog.messages.count("a fault") == LOG_LINES_PER_SECOND + 1
    assert f"{100 - LOG_LINES_PER_SECOND} more lines withheld" in caplog.messages
