import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from agent.player.protocol import AnyPlayer
from bridge.cli.commands.stats import Moment, duration, sparkline, view
from bridge.server.dispatcher import Responder
from tests.support.answering import Answering, answering
from tests.support.commands import melobridge
from tests.support.patience import PATIENCE_SECONDS

FIGURES: dict[str, int | float] = {
    "uptime": 3725.4,
    "clients": 3,
    "voices": 12,
    "notes_per_second": 1234.5,
    "p50_us": 85.2,
    "p99_us": 230.0,
    "max_us": 1240.0,
    "late": 0,
    "fallbacks": 7,
    "dropped": 1,
    "kernel_drops": 2,
    "limited": 3,
    "errors": 0,
}


GREEN_FRAME = "\x1b[32m╰"


def moment(**figures: float) -> Moment:
    return Moment("0.1.0", "all", FIGURES | figures)


def drawn(*moments: Moment, silence: float = 0.0, columns: int = 80) -> list[str]:
    """The lines of the view in a terminal of so many columns, without its frame."""
    console = Console(file=StringIO(), width=columns, color_system=None)
    console.print(view("127.0.0.1:6356", moments, silence))
    assert isinstance(console.file, StringIO)
    return [line.strip("│╭╮╰╯─ ") for line in console.file.getvalue().splitlines()]


def test_the_view_shows_all_figures_in_80_columns() -> None:
    assert drawn(moment(notes_per_second=600), moment()) == [
        "melobridge 0.1.0 on 127.0.0.1:6356",
        "",
        "agent all   voices 12   clients 3 with this one   up 1:02:05",
        "",
        "notes/s       1,234  ▄█",
        "answer p50    85 us",
        "answer p99   230 us  ██",
        "answer max   1.2 ms",
        "",
        "fallbacks 7   late 0   dropped 6   errors 0",
        "",
        "Ctrl-C ends this view",
    ]


def test_a_narrow_terminal_gets_a_narrow_view() -> None:
    assert "answer p50    85 us" in drawn(moment(), columns=50)


def test_a_narrow_view_keeps_its_names_and_the_latest_of_its_history() -> None:
    calm, busy = moment(notes_per_second=100), moment(notes_per_second=800)
    lines = drawn(*[calm] * 47, busy, columns=40)
    assert "notes/s         800  ▂▂▂▂▂▂▂▂▂▂▂▂█" in lines
    assert "answer p50    85 us" in lines


def test_a_server_that_is_gone_is_waited_for() -> None:
    lines = drawn(moment(), silence=12.3)
    assert "no answer for 12 s: waiting for 'melobridge serve' to come back" in lines


def test_figures_that_a_server_doesnt_tell_are_nought() -> None:
    lines = drawn(Moment("0.1.0", "all", {"voices": 1}))
    assert "fallbacks 0   late 0   dropped 0   errors 0" in lines


def test_bars_stand_on_nought() -> None:
    assert sparkline([0, 1, 4, 8, 7]) == "▁▂▅█▇"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


def test_durations_are_short() -> None:
    assert [duration(us) for us in (0, 85.4, 1240, 2.5e6)] == ["0 us", "85 us", "1.2 ms", "2.5 s"]


@pytest.fixture
def responder(player: AnyPlayer) -> Responder:
    return Responder({"classic": player}, "classic", seed=0, statistics=lambda: FIGURES)


@pytest.fixture
def server(responder: Responder) -> Iterator[Answering]:
    with answering(responder) as server:
        yield server


def test_once_prints_the_figures_and_ends(server: Answering, tmp_path: Path) -> None:
    shown = melobridge(tmp_path, "stats", "--once", "--port", str(server.port)).stdout
    assert f"on 127.0.0.1:{server.port}" in shown
    assert "agent classic   voices 12   clients 3 with this one   up 1:02:05" in shown


def test_json_is_for_programs(server: Answering, tmp_path: Path) -> None:
    printed = melobridge(tmp_path, "stats", "--json", "--port", str(server.port)).stdout
    figures = json.loads(printed)
    assert (figures["agent"], figures["voices"], figures["late"]) == ("classic", 12, 0)


@pytest.mark.parametrize("options", [(), ("--once",), ("--json",)])
def test_without_a_server_it_says_so_and_fails(tmp_path: Path, options: tuple[str, ...]) -> None:
    with answering(Responder({}, "none", seed=0)) as nobody:
        port = str(nobody.port)
    done = melobridge(tmp_path, "stats", "--port", port, *options, status=1)
    assert done.stderr == (
        f"melobridge: no answer from 127.0.0.1:{port}: is 'melobridge serve' running there?\n"
    )


class Terminal:
    """A terminal of 80 columns, and what was written to it."""

    def __init__(self) -> None:
        try:
            self.own, self.other = pty.openpty()
        except OSError as error:
            pytest.skip(f"no pseudo-terminal is to be had here: {error}")
        fcntl.ioctl(self.other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.text = ""

    def wait_for(self, text: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Read on until a text comes."""
        begin, deadline = len(self.text), time.monotonic() + seconds
        while text not in self.text[begin:]:
            assert time.monotonic() < deadline, self.text
            if select.select([self.own], [], [], 0.1)[0]:
                self.text += os.read(self.own, 65536).decode(errors="replace")


@contextmanager
def watching(port: int) -> Iterator[tuple[subprocess.Popen[bytes], Terminal]]:
    """`melobridge stats` in a terminal."""
    terminal = Terminal()
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "stats", "--port", str(port)],
        stdin=terminal.other,
        stdout=terminal.other,
        stderr=terminal.other,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80"},
    )
    try:
        yield process, terminal
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(terminal.own)
        os.close(terminal.other)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_the_live_view_cleanly(server: Answering, number: int) -> None:
    with watching(server.port) as (process, terminal):
        terminal.wait_for("Ctrl-C ends this view")
        process.send_signal(number)
        terminal.wait_for("\x1b[?25h")  # shows the cursor again
        assert process.wait(PATIENCE_SECONDS) == 0
    assert "Traceback" not in terminal.text


def test_the_live_view_goes_on_when_the_server_is_back(responder: Responder) -> None:
    with ExitStack() as before:
        server = before.enter_context(answering(responder))
        with watching(server.port) as (_, terminal):
            terminal.wait_for(GREEN_FRAME)
            before.close()
            terminal.wait_for("waiting for 'melobridge serve' to come back")
            with answering(responder, server.port):
                terminal.wait_for(GREEN_FRAME)
