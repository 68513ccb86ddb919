import os
import select
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.processes import child as module
from bridge.processes.child import Child
from bridge.processes.framing import Values, frame
from tests.support.children import DEAF, DYING, ECHO, KINDS
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import eventually
from tests.support.scripts import AsModule

LAST_WORDS = """
import pathlib, sys
received = sys.stdin.buffer.read()
pathlib.Path({path!r}).write_bytes(received)
"""
OUTLIVING = "from bridge.processes.child import outlive_signals\noutlive_signals()\n" + ECHO

Start = Callable[..., Child]


@pytest.fixture(params=KINDS)
def start(
    request: pytest.FixtureRequest, as_module: AsModule, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """A child that runs a script, with either kind of pipes."""
    monkeypatch.setattr(module, "PIPES", request.param)
    running: list[Child] = []

    def starting(script: str, *frames: bytes) -> Child:
        running.append(Child(as_module(script), deque(frames)))
        return running[-1]

    yield starting
    for child in running:
        child.kill()


def process(child: Child) -> subprocess.Popen[bytes]:
    return child._process


def heard(child: Child, count: int) -> list[Values]:
    """So many things that it says."""
    received: list[Values] = []

    def enough() -> bool:
        received.extend(child.receive())
        return len(received) >= count

    assert eventually(enough)
    return received


def test_what_it_is_sent_first_and_later_arrives_in_order(start: Start) -> None:
    child = start(ECHO, frame("first", 1))
    child.send("second", 2.5, b"bytes")
    child.put(frame("third", ("a", "tuple")))
    assert heard(child, 3) == [("first", 1), ("second", 2.5, b"bytes"), ("third", ("a", "tuple"))]
    assert child.waiting == 0


@pytest.mark.skipif(os.name != "posix", reason="only sockets can be waited for")
def test_what_it_says_can_be_waited_for(as_module: AsModule) -> None:
    child = Child(as_module(ECHO), deque())
    assert select.select([child], [], [], 0.0)[0] == []
    child.send("something")
    assert select.select([child], [], [], PATIENCE_SECONDS)[0] == [child]
    assert child.receive() == [("something",)]
    child.kill()


def test_one_that_died_has_ended_and_leaves_its_status_and_what_it_didnt_get(
    start: Start,
) -> None:
    child = start("raise SystemExit(3)")
    assert eventually(lambda: child.receive() or child.ended)
    child.put(frame("unheard"))
    status, unheard = child.kill()
    assert status == 3
    assert list(unheard) == [frame("unheard")]


def test_one_that_listens_has_not_ended(start: Start) -> None:
    child = start(ECHO, frame("first"))
    heard(child, 1)
    assert not child.ended


def test_closing_lets_it_finish_what_it_was_sent(start: Start, tmp_path: Path) -> None:
    child = start(LAST_WORDS.format(path=str(tmp_path / "received")), frame("first"))
    child.send("last")
    child.close(10.0)
    assert (tmp_path / "received").read_bytes() == frame("first") + frame("last")
    assert process(child).returncode == 0


def test_one_that_doesnt_end_is_ended_by_force(start: Start) -> None:
    child = start(DEAF)
    child.close(0.1)
    assert process(child).returncode not in (None, 0)


def test_one_that_is_dead_can_be_closed(start: Start) -> None:
    child = start(DYING)
    assert eventually(lambda: child.receive() or child.ended)
    child.close(1.0)
    assert process(child).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="no such signals")
def test_it_outlives_every_signal_that_a_terminal_sends_but_not_its_input(start: Start) -> None:
    child = start(OUTLIVING, frame("ready"))
    heard(child, 1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        process(child).send_signal(number)
    child.send("alive")
    assert heard(child, 1) == [("alive",)]
    child.close(10.0)
    assert process(child).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="no process groups")
def test_a_terminals_ctrl_c_doesnt_reach_it(start: Start) -> None:
    child = start(ECHO, frame("ready"))
    heard(child, 1)
    assert os.getpgid(process(child).pid) != os.getpgid(0)
