import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.processes.framing import Frames, frame
from bridge.server.worker_messages import (
    ASKED,
    BEGIN,
    EVICTED,
    LINE,
    NOT_SAVED,
    SAVE,
    SWAPPED,
    TAKEN,
)
from tests.support.commands import environment
from tests.support.melody_agent import save_melody_agent
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Asking, Running, eventually

ME = ("127.0.0.1", 5000)
LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")


class Working:
    """A worker process, to which a test sends the frames."""

    def __init__(self, folder: Path, log: str = "") -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bridge.worker.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env=environment(folder) | {"TMPDIR": str(folder)},
        )
        self.send(BEGIN, log, "", {}, (), ())

    def send(self, *values: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(frame(*values))

    def reports(self) -> Iterator[tuple[object, ...]]:
        assert self.process.stdout is not None
        frames = Frames()
        while piece := self.process.stdout.read(65536):
            yield from frames.feed(piece)

    def end(self) -> tuple[list[tuple[object, ...]], str]:
        """What it still had to say, and its lines."""
        output, lines = self.process.communicate(timeout=PATIENCE_SECONDS)
        assert self.process.returncode == 0
        return list(Frames().feed(output)), lines.decode()


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Working]:
    worker = Working(tmp_path, log=str(tmp_path / "session.jsonl"))
    yield worker
    worker.process.kill()
    worker.process.communicate()


def alive(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return False
    return "State:\tZ" not in status


def test_it_prints_lines_with_the_time(working: Working) -> None:
    working.send(LINE, "a client")
    assert re.fullmatch(r"\d\d:\d\d:\d\d a client\n", working.end()[1])


def test_it_writes_the_session_log_in_order(working: Working) -> None:
    working.send(ASKED, 0.5, ME, b"nonsense", [])
    working.send(SWAPPED, 0.6, "mine", "ab12")
    working.send(EVICTED, 0.7)
    working.end()
    lines = (working.folder / "session.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line[:9] for line in lines] == ['{"t": 0.5', '{"t": 0.6', '{"t": 0.7']


def test_a_session_log_on_a_full_disk_is_one_line(tmp_path: Path) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("needs the device /dev/full")
    worker = Working(tmp_path, log="/dev/full")
    for _ in range(3):
        worker.send(EVICTED, 0.7)
        time.sleep(0.05)
    lines = worker.end()[1]
    assert lines.count("\n") == 1
    assert "/dev/full can't be written (No space left on device): the session log ends" in lines


def test_it_saves_presets_and_tells_where_it_cant(working: Working) -> None:
    working.send(SAVE, "preset", "verse", {"key": 2}, ME)
    working.send(SAVE, "preset", "../verse", {"key": 2}, ME)
    reports, lines = working.end()
    assert (working.folder / "presets" / "verse.json").is_file()
    assert reports == [
        (
            NOT_SAVED,
            "preset",
            "the preset '../verse' is kept until the server ends only: no place for the preset "
            "'../verse'",
            ME,
        )
    ]
    assert "can't be written" in lines


def test_a_task_that_fails_doesnt_end_the_others(working: Working) -> None:
    working.send("nonsense", 1, 2)
    working.send(LINE, "still there")
    _, lines = working.end()
    assert "KeyError in the worker (nonsense): please report it" in lines
    assert "still there" in lines
    assert "Traceback" not in lines


def test_it_leaves_no_file_behind(working: Working) -> None:
    (working.folder / "agents").mkdir()
    save_melody_agent(working.folder / "agents" / "mine.safetensors")
    reports = working.reports()
    while (report := next(reports))[1] != "mine":
        pass
    shared = report[-1]
    assert isinstance(shared, tuple)
    assert Path(shared[0]).is_file()
    working.send(TAKEN, shared[0])
    assert eventually(lambda: not Path(shared[0]).exists())
    working.end()
    assert list(working.folder.glob("melobridge-*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_dont_end_it_before_its_work_is_done(working: Working, number: int) -> None:
    working.send(SAVE, "preset", "first", {}, ME)
    assert eventually((working.folder / "presets" / "first.json").is_file)
    working.process.send_signal(number)
    working.send(SAVE, "preset", "second", {}, ME)
    working.end()
    assert (working.folder / "presets" / "second.json").is_file()


def test_a_terminal_that_stands_still_holds_up_nothing_else(tmp_path: Path) -> None:
    ours, terminal = os.pipe()
    worker = subprocess.Popen(
        [sys.executable, "-m", "bridge.worker.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=environment(tmp_path),
    )
    os.close(terminal)
    lines = [frame(LINE, "x" * 1000) for _ in range(2000)]
    commands = [frame(BEGIN, "", "", {}, (), ()), *lines, frame(SAVE, "preset", "verse", {}, ME)]
    worker.communicate(b"".join(commands), timeout=PATIENCE_SECONDS)
    assert worker.returncode == 0
    assert (tmp_path / "presets" / "verse.json").is_file()
    os.close(ours)


@LINUX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_its_server(tmp_path: Path, number: int) -> None:
    with Running(tmp_path) as server:
        worker = server.worker()
        server.end(number)
    assert eventually(lambda: not alive(worker))


@LINUX
def test_the_server_answers_on_without_its_worker(tmp_path: Path) -> None:
    with Running(tmp_path) as server:
        os.kill(server.worker(), signal.SIGKILL)
        with Asking(server.port) as client:
            for token in range(5):
                assert client.ask("/melo/ping", token) == [(token,)]
        assert server.end()[0] == 0
