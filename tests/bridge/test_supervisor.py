import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bridge import supervisor as module
from bridge.frames import BEGIN, LINE
from bridge.supervisor import MOST_WAITING_BYTES, START_AGAIN_SECONDS, Supervisor
from tests.bridge.running import eventually

pytestmark = pytest.mark.skipif(os.name != "posix", reason="non-blocking pipes")

ECHO = "import os\nwhile piece := os.read(0, 65536): os.write(1, piece)"
DEAF = "import time\ntime.sleep(60)"
DYING = "pass"


@pytest.fixture(params=[ECHO])
def supervisor(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Supervisor]:
    """With a script in place of the worker."""
    monkeypatch.setattr(module, "COMMAND", (sys.executable, "-c", request.param))
    monkeypatch.setattr(module, "LAST_WORDS_SECONDS", 0.5)
    with closing(Supervisor("session.jsonl", "", {})) as supervising:
        yield supervising


def heard(supervisor: Supervisor, count: int, now: float = 1.0) -> list[tuple[object, ...]]:
    news: list[tuple[object, ...]] = []

    def enough() -> bool:
        news.extend(supervisor.news(now))
        return len(news) >= count

    assert eventually(enough)
    return news


def test_the_worker_hears_how_to_begin_and_then_all_in_order(supervisor: Supervisor) -> None:
    for number in range(5000):
        supervisor.tell(LINE, f"{number} " + "x" * 100)
    begin, *lines = heard(supervisor, 5001)
    assert begin == (BEGIN, "session.jsonl", "", {})
    assert [str(line[1]).split()[0] for line in lines] == [str(number) for number in range(5000)]
    assert supervisor.lost == 0


@pytest.mark.parametrize("supervisor", [DEAF], indirect=True)
def test_a_worker_that_doesnt_listen_holds_up_nothing(supervisor: Supervisor) -> None:
    line = "x" * 100_000
    for _ in range(3 * MOST_WAITING_BYTES // len(line)):
        supervisor.tell(LINE, line)
    assert supervisor.news(1.0) == []
    assert supervisor.lost > 0
    assert supervisor._waiting <= MOST_WAITING_BYTES


def test_what_was_lost_is_told_when_there_is_room(supervisor: Supervisor) -> None:
    supervisor.lost = 3
    *_, line = heard(supervisor, 2)
    assert line[1] == "3 messages to the worker process were lost: the session log has gaps"


def test_a_dead_worker_is_replaced_and_the_new_one_begins_anew(supervisor: Supervisor) -> None:
    heard(supervisor, 1)
    os.kill(supervisor._process.pid, signal.SIGKILL)
    supervisor._process.wait()
    for _ in range(2):
        supervisor.tell(LINE, "x" * (1 << 20))
        supervisor.news(START_AGAIN_SECONDS - 1)
    assert supervisor._process.poll() is not None, "it isn't started again at once"
    news = heard(supervisor, 4, START_AGAIN_SECONDS + 1)
    assert [kind for kind, *_ in news] == [BEGIN, LINE, LINE, LINE]
    assert news[-1][1] == "the worker process had ended (status -9): another one was started"


@pytest.mark.parametrize("supervisor", [DYING], indirect=True)
def test_a_worker_that_always_dies_begins_with_one_begin(supervisor: Supervisor) -> None:
    for round_number in range(1, 4):
        supervisor._process.wait()
        supervisor.news(round_number * (START_AGAIN_SECONDS + 1))
    begins = [told for told in supervisor._frames if BEGIN.encode() in told]
    assert len(begins) <= 1


def test_the_real_worker_prints_lines_and_ends(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(Supervisor("", "", {})) as supervising:
        supervising.tell(LINE, "a line")
        process = supervising._process
    assert process.returncode == 0
    assert capfd.readouterr().err.endswith(" a line\n")
