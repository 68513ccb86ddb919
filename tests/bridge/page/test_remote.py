from collections.abc import Iterator
from contextlib import closing

import pytest

from bridge.page import remote as module
from bridge.page.remote import AGAIN_SECONDS, PageProcess
from bridge.page.setup import PageSetup, VoiceOfClient
from tests.support.running import eventually
from tests.support.scripts import AsModule

SETUP = PageSetup(-1, "127.0.0.1", 0, "127.0.0.1", "127.0.0.1", 1, bytes(16), "", False, "", "")
LEAD: VoiceOfClient = (("127.0.0.1", 57120), "lead")
BASS: VoiceOfClient = (("127.0.0.1", 57120), "bass")
# Says how it was set up and what it took over, and dies.
SCRIPT = f"""
import os, sys
from bridge.processes.framing import Frames, frame
[setup] = Frames().feed(os.read(0, 65536))
for values in (("line", f"set up with {{setup[-1]}}"), ("taken", *{LEAD!r}), ("taken", *{BASS!r}),
               ("released", *{BASS!r})):
    os.write(1, frame(*values))
sys.exit(3)
"""


@pytest.fixture
def page(as_module: AsModule, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageProcess]:
    monkeypatch.setattr(module, "MODULE", as_module(SCRIPT))
    lines.clear()
    with closing(PageProcess(SETUP, lines.append, now=0.0)) as process:
        yield process


lines: list[str] = []


def said(page: PageProcess, now: float, count: int) -> list[str]:
    def enough() -> bool:
        page.look_after(now)
        return len(lines) >= count

    assert eventually(enough)
    return lines


def test_a_page_that_died_is_started_again_and_told_what_is_to_be_released(
    page: PageProcess,
) -> None:
    assert said(page, now=1.0, count=1) == ["set up with ()"]
    assert said(page, now=AGAIN_SECONDS, count=3) == [
        "set up with ()",
        "the page process had ended (status 3): another one was started",
        f"set up with {(LEAD,)!r}",
    ]


def test_but_not_at_once(page: PageProcess) -> None:
    said(page, now=AGAIN_SECONDS - 0.1, count=1)
    assert eventually(lambda: page._child._process.poll() is not None)
    page.look_after(AGAIN_SECONDS - 0.1)
    page.look_after(AGAIN_SECONDS - 0.1)
    assert len(lines) == 1
