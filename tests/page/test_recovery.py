"""The page goes on with its melody when its server, or what serves the page, was killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit, Visitor, link, visits
from tests.support.page import page_port
from tests.support.running import Running, eventually

LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
LOST = "The page lost its server and tries again"


@pytest.fixture
def melobridge(tmp_path: Path) -> Iterator[Running]:
    """A server that a test may kill."""
    with Running(tmp_path, page=True) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, melobridge: Running) -> Iterator[Visit]:
    with visits(browser, page_port(melobridge)) as visit:
        yield visit


def page_process(server: Running) -> int:
    """The child of the worker."""
    worker = server.worker()
    found: list[int] = []

    def there() -> bool:
        lists = [
            path.read_text("ascii") for path in Path(f"/proc/{worker}/task").glob("*/children")
        ]
        found[:] = map(int, " ".join(lists).split())
        return bool(found)

    assert eventually(there)
    return found[0]


def plays_on(visitor: Visitor) -> None:
    """Wait until eight more notes sounded; what sounds is still the same melody."""
    before = visitor.played()
    visitor.heard(len(before) + 8)
    after = visitor.played()
    assert after[: len(before)] == before
    assert visitor.get("melobridge.player.playing")
    onsets = [note.onset for note in after]
    assert onsets == sorted(set(onsets))


def forgive_the_lost_connection(visitor: Visitor) -> None:
    """A browser says of each try that nobody is there."""
    visitor.complaints[:] = [
        text for text in visitor.complaints if "WebSocket connection to" not in text
    ]


@LINUX
def test_a_killed_server_comes_back_and_the_melody_goes_on(
    visit: Visit, melobridge: Running, tmp_path: Path
) -> None:
    visitor = visit(link())
    visitor.play(notes=6)
    visitor.knob("low", "PageUp")
    melobridge.end(signal.SIGKILL)
    visitor.page.get_by_text(LOST).wait_for()
    again = ("--port", str(melobridge.port), "--page", str(visitor.port))
    with Running(tmp_path, *again, page=True):
        visitor.page.locator("#status").get_by_text("notes/s").wait_for()
        plays_on(visitor)
        forgive_the_lost_connection(visitor)
        low = (
            "async () => (await melobridge.connection.ask('/melo/get', ['lead', 'low']))[0].args[2]"
        )
        assert visitor.get(low) == visitor.get("melobridge.settings.state.voices[0].low")


@LINUX
def test_a_killed_page_process_comes_back_and_the_melody_goes_on(
    visit: Visit, melobridge: Running
) -> None:
    visitor = visit(link())
    visitor.play(notes=6)
    os.kill(page_process(melobridge), signal.SIGKILL)
    visitor.until("!melobridge.connection.isOpen")
    visitor.until("melobridge.connection.isOpen")
    plays_on(visitor)
    forgive_the_lost_connection(visitor)


@LINUX
def test_a_server_that_is_silent_for_a_while_is_said_and_waited_for(
    visit: Visit, melobridge: Running
) -> None:
    visitor = visit(link())
    visitor.play(notes=6)
    os.kill(melobridge.process.pid, signal.SIGSTOP)
    try:
        visitor.page.locator("#status").get_by_text("The server doesn't answer").wait_for()
    finally:
        os.kill(melobridge.process.pid, signal.SIGCONT)
    visitor.page.locator("#status").get_by_text("notes/s").wait_for()
    plays_on(visitor)
