"""The view of `melobridge play` in a terminal, with programs on JACK."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.commands import environment
from tests.support.jack import Jack
from tests.support.midi_programs import Synth
from tests.support.running import eventually

COLUMNS = "100"
# With this a view ends.
LAST = "Ctrl-C ends"
UNHEARD = "nothing is connected to the port melobridge"


class Terminal:
    """`melobridge play` in a terminal."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._drawn = ""
        self._screen, end = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bridge.cli", "play", "--seed", "1", *options],
            stdin=end,
            stdout=end,
            stderr=end,
            cwd=folder,
            env=environment(folder) | {"COLUMNS": COLUMNS, "LINES": "40", "TERM": "xterm"},
        )
        os.close(end)

    def shows(self, true: Callable[[str], bool]) -> bool:
        """Whether something comes true of a whole view that is drawn anew."""
        self._drawn = ""

        def drawn() -> bool:
            ready, _, _ = select.select([self._screen], [], [], 0)
            if ready:
                self._drawn += os.read(self._screen, 1 << 16).decode(errors="replace")
            return any(map(true, self._drawn.split(LAST)[1:-1]))

        return eventually(drawn)

    def close(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._screen)


@pytest.fixture
def synth(jack: Jack) -> Iterator[Synth]:
    with closing(Synth()) as synth:
        yield synth


def test_it_says_that_nothing_is_connected_until_something_is(
    synth: Synth, require_client: Callable[[str], Path], tmp_path: Path
) -> None:
    require_client("jack_lsp")
    with closing(Terminal(tmp_path)) as terminal:
        assert terminal.shows(lambda text: UNHEARD in text)
        synth.connect()
        assert terminal.shows(lambda text: "hears" in text and UNHEARD not in text)


def test_a_port_that_was_named_by_a_part_has_its_full_name(synth: Synth, tmp_path: Path) -> None:
    synth.open()
    with closing(Terminal(tmp_path, "--port", "synth")) as terminal:
        assert terminal.shows(lambda text: "synth:in" in text)
