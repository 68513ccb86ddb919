"""`melobridge ports` as a synthesizer at JACK hears it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commands import environment, melobridge
from tests.support.midi_programs import Synth

C4 = [[0x90, 60, 96], [0x80, 60, 0]]


def test_a_port_is_listed_and_plays_a_note(tmp_path: Path, synth: Synth) -> None:
    names = json.loads(melobridge(tmp_path, "ports", "--json").stdout)
    assert names == {"outputs": ["synth:in"], "inputs": []}
    done = melobridge(tmp_path, "ports", "--test", "synth")
    assert done.stdout == "C4 on synth:in, channel 1\n"
    assert synth.hears(lambda: len(synth.messages) > len(C4))
    assert synth.messages[:2] == C4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_note_ends_whatever_ends_the_command(
    tmp_path: Path, synth: Synth, number: signal.Signals
) -> None:
    with note_on(tmp_path, "synth") as process:
        assert synth.hears(lambda: synth.sounding)
        process.send_signal(number)
        assert synth.hears(lambda: not synth.sounding)


@pytest.mark.usefixtures("jack")
def test_without_a_port_it_says_how_to_make_one(tmp_path: Path) -> None:
    lines = melobridge(tmp_path, "ports").stdout.splitlines()
    assert lines[:2] == ["There are no MIDI outputs.", "There are no MIDI inputs."]
    fault = melobridge(tmp_path, "ports", "--test", "synth", status=1).stderr
    assert "there is no MIDI output 'synth', nor any other: plug in a device" in fault


@contextmanager
def note_on(folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that plays a note."""
    command = [sys.executable, "-m", "bridge.cli", "ports", "--test", name]
    with subprocess.Popen(command, cwd=folder, env=environment(folder)) as process:
        try:
            yield process
        finally:
            process.kill()
