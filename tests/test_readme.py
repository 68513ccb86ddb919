"""What the README shows still works as shown."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from agent.catalogue import shipped_folder
from agent.checkpoint import load_checkpoint
from agent.player import Player
from bridge import osc
from bridge.responder import Responder

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(
    r"^melobridge ((?:generate|evaluate|agents|train --help).*)$", README, re.MULTILINE
)
OSCSEND = re.findall(r"^oscsend localhost 6356 (.*)$", README, re.MULTILINE)
READERS = {"i": int, "f": float, "s": str}


def without_comment(line: str) -> list[str]:
    return shlex.split(line, comments=True)


@pytest.mark.parametrize("command", [line for line in COMMANDS if "classic-0" not in line])
def test_its_commands_run(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", *without_comment(command)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "MELOBRIDGE_AGENTS": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_its_piece_is_what_the_shipped_agent_composes(tmp_path: Path) -> None:
    shown = re.search(r"^piece.mid  seed (\d+).*?^reward .*?$", README, re.MULTILINE | re.DOTALL)
    assert shown is not None
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "generate", "--seed", shown[1]],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == shown[0].split()


def test_its_oscsend_lines_are_answered_without_an_error() -> None:
    assert len(OSCSEND) == 3
    player = Player(load_checkpoint(shipped_folder() / "classic.safetensors"))
    responder = Responder({"classic": player}, "classic", seed=0)
    for line in OSCSEND:
        address, types, *words = without_comment(line)
        values = [READERS[kind](word) for kind, word in zip(types, words, strict=True)]
        answer = responder.answer(osc.encode(address, *values), ("127.0.0.1", 40001))
        addresses = [osc.decode(packet.data)[0][0] for packet in answer.packets]
        assert "/melo/error" not in addresses
        assert {packet.to[1] for packet in answer.packets} <= {9000}


def test_its_figures_of_the_shipped_agent_are_in_the_agent() -> None:
    scores = load_checkpoint(shipped_folder() / "classic.safetensors").header.scores
    names = ("start", "primers", "settings_mean", "settings_worst")
    cells = " | ".join(f"{scores[name]:.1%}".replace("%", " %") for name in names)
    assert f"| classic-0 (shipped) | {cells} |" in README


def test_its_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
