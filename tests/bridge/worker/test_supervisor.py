import gc
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bridge.processes import child
from bridge.server.dispatcher import Responder
from bridge.server.loop import Loop, stopwatch
from bridge.server.sockets import bind
from bridge.server.worker_messages import BEGIN, LINE
from bridge.worker import supervisor as module
from bridge.worker.supervisor import MOST_WAITING_BYTES, START_AGAIN_SECONDS, Supervisor
from tests.support.children import DEAF, DYING, ECHO, KINDS
from tests.support.melody_agent import save_melody_agent
from tests.support.running import Asking, eventually
from tests.support.scripts import AsModule


@pytest.fixture(params=KINDS, autouse=True)
def pipes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either kind of pipes, whatever this system would take."""
    monkeypatch.setattr(child, "PIPES", request.param)


@pytest.fixture(params=[ECHO])
def supervisor(
    request: pytest.FixtureRequest, as_module: AsModule, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Supervisor]:
    """With a script in place of the worker."""
    monkeypatch.setattr(module, "MODULE", as_module(request.param))
    monkeypatch.setattr(module, "LAST_WORDS_SECONDS", 0.5)
    with closing(Supervisor("session.jsonl", "", {})) as supervising:
        yield supervising


def heard(supervisor: Supervisor, count: int, now: float = 1.0) -> list[tuple[object, ...]]:
    received: list[tuple[object, ...]] = []

    def enough() -> bool:
        received.extend(supervisor.received(now))
        return len(received) >= count

    assert eventually(enough)
    return received


def process(supervisor: Supervisor) -> subprocess.Popen[bytes]:
    return supervisor._child._process


def replaced(supervisor: Supervisor, now: float) -> None:
    died = process(supervisor)
    assert eventually(lambda: supervisor.received(now) or process(supervisor) is not died)


def test_the_worker_hears_how_to_begin_and_then_all_in_order(supervisor: Supervisor) -> None:
    for number in range(5000):
        supervisor.send(LINE, f"{number} " + "x" * 100)
    begin, *lines = heard(supervisor, 5001)
    assert begin == (BEGIN, "session.jsonl", "", {}, (), ())
    assert [str(line[1]).split()[0] for line in lines] == [str(number) for number in range(5000)]
    assert supervisor.lost == 0


@pytest.mark.parametrize("supervisor", [DEAF], indirect=True)
def test_a_worker_that_doesnt_listen_holds_up_nothing(supervisor: Supervisor) -> None:
    line = "x" * 100_000
    for _ in range(3 * MOST_WAITING_BYTES // len(line)):
        supervisor.send(LINE, line)
    assert supervisor.received(1.0) == []
    assert supervisor.lost > 0
    assert supervisor._child.waiting <= MOST_WAITING_BYTES


@pytest.mark.parametrize(("lost", "messages"), [(1, "1 message"), (3, "3 messages")])
def test_what_was_lost_is_reported_when_there_is_room(
    supervisor: Supervisor, lost: int, messages: str
) -> None:
    supervisor.lost = lost
    *_, line = heard(supervisor, 2)
    assert line[1] == f"the worker process missed {messages}: the session log has gaps"


def test_a_dead_worker_is_replaced_and_the_new_one_begins_anew(supervisor: Supervisor) -> None:
    heard(supervisor, 1)
    process(supervisor).kill()
    process(supervisor).wait()
    for _ in range(2):
        supervisor.send(LINE, "x" * (1 << 20))
        supervisor.received(START_AGAIN_SECONDS - 1)
    assert process(supervisor).poll() is not None, "it isn't started again at once"
    received = heard(supervisor, 4, START_AGAIN_SECONDS + 1)
    assert [kind for kind, *_ in received] == [BEGIN, LINE, LINE, LINE]
    assert received[-1][1] == "the worker process had ended (status -9): another one was started"


@pytest.mark.parametrize("supervisor", [DYING], indirect=True)
def test_after_workers_that_died_at_once_the_next_one_hears_one_begin(
    supervisor: Supervisor, as_module: AsModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 4):
        if number == 3:
            monkeypatch.setattr(module, "MODULE", as_module(ECHO))
        replaced(supervisor, number * (START_AGAIN_SECONDS + 1))
    received = heard(supervisor, 2, 3 * (START_AGAIN_SECONDS + 1))
    assert [kind for kind, *_ in received if kind == BEGIN] == [received[0][0]]


def test_the_real_worker_prints_lines_and_ends(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(Supervisor("", "", {})) as supervising:
        supervising.send(LINE, "a line")
    assert process(supervising).returncode == 0
    assert capfd.readouterr().err.endswith(" a line\n")


def test_a_whole_server_plays_logs_saves_and_takes_up_agents(
    responder: Responder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    agents, log = tmp_path / "agents", tmp_path / "session.jsonl"
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(agents))
    agents.mkdir()
    threads = threading.active_count()
    with closing(Supervisor(str(log), "", {})) as supervising, bind("127.0.0.1", 0) as sock:
        loop = Loop(sock, responder, stopwatch(), helper=supervising)
        looping = threading.Thread(target=loop.run)
        looping.start()
        with Asking(sock.getsockname()[1]) as client:
            save_melody_agent(agents / "fresh.safetensors")
            client.ask("/melo/next", "lead", 1, 0, 8, replies=8)
            client.ask("/melo/preset", "lead", "save", "verse")
            assert eventually((tmp_path / "presets" / "verse.json").is_file)
            assert eventually(lambda: "agent fresh: new weights" in capfd.readouterr().err)
            assert client.ask("/melo/agent", "lead", "fresh")[0][0] == "fresh"
        loop.stop()
        looping.join()
        gc.unfreeze()
    assert process(supervising).returncode == 0
    assert '"ask": ["/melo/agent", "lead", "fresh"]' in log.read_text(encoding="utf-8")
    assert threading.active_count() == threads
