"""`melobridge play --sound` with a real FluidSynth on JACK."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import rtmidi

from bridge.cli.play.synthesiser import Synthesiser
from bridge.export.fluidsynth import find_fluidsynth
from tests.support.commands import environment
from tests.support.jack import Jack
from tests.support.patience import PATIENCE_SECONDS
from tests.support.requirements import missing
from tests.support.running import eventually


@pytest.fixture
def sound(jack: Jack) -> None:
    """FluidSynth and a soundfont are installed."""
    if find_fluidsynth() is None:
        missing("FluidSynth or a soundfont isn't installed")


def inputs(name: str) -> list[str]:
    """The MIDI inputs of programs with this in their name."""
    looker = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="looker")
    names = [port for port in looker.get_ports() if name in port]
    looker.delete()
    return names


def connected(jack_lsp: Path, part: str) -> bool:
    """Whether anything is connected to a port with this in its name."""
    done = subprocess.run([jack_lsp, "-c"], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    at = [number for number, line in enumerate(lines) if line.startswith(part)]
    return any(line.startswith(" ") for number in at for line in lines[number + 1 : number + 2])


@pytest.mark.usefixtures("sound")
def test_a_synthesiser_is_there_as_long_as_it_is_open() -> None:
    with closing(Synthesiser()) as synthesiser:
        assert len(inputs(synthesiser.port)) == 1
    assert inputs(synthesiser.port) == []


@pytest.mark.usefixtures("sound")
def test_a_newcomer_hears_it_without_a_daw(
    require_client: Callable[[str], Path], tmp_path: Path
) -> None:
    jack_lsp = require_client("jack_lsp")
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "play", "--sound"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    name = f"melosound{process.pid}"
    try:
        assert eventually(lambda: connected(jack_lsp, f"{name}:midi"))
        assert connected(jack_lsp, f"{name}:left"), "it goes to the loudspeakers"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        assert inputs(name) == []
    finally:
        process.kill()
        process.communicate()


@pytest.mark.usefixtures("sound")
def test_it_ends_with_a_command_that_is_killed(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "play", "--sound"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    name = f"melosound{process.pid}"
    try:
        assert eventually(lambda: inputs(name))
    finally:
        process.kill()
        process.wait()
    assert eventually(lambda: not inputs(name))
