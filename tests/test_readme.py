"""What the README shows still works as shown."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_checkpoint, player_for
from bridge.client import Client
from bridge.osc import codec
from bridge.server.dispatcher import Responder
from tests.support.running import Running

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(
    r"^melobridge ((?:generate|evaluate|agents|train \w+ --help).*)$", README, re.MULTILINE
)
OSCSEND = re.findall(r"^oscsend localhost 6356 (.*)$", README, re.MULTILINE)
READERS = {"i": int, "f": float, "s": str}


# What the test can't know: agents and corpora of one's own. The page has tests of its own.
NOT_HERE = ("classic-0", "mine", "tunes.jsonl.gz", "--report")


def without_comment(line: str) -> list[str]:
    return shlex.split(line, comments=True)


def quick(words: list[str]) -> list[str]:
    """A command that needs less than a minute: fewer takes to measure."""
    return [*words, "--takes", "20"] if words[0] == "evaluate" and "classic" not in words else words


@pytest.mark.parametrize(
    "command", [line for line in COMMANDS if not any(word in line for word in NOT_HERE)]
)
def test_its_commands_run(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", *quick(without_comment(command))],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "MELOBRIDGE_AGENTS": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_its_piece_is_what_the_shipped_agent_composes(tmp_path: Path) -> None:
    shown = re.search(
        r"^piece.mid  all, seed (\d+).*?^\d+ notes .*?$", README, re.MULTILINE | re.DOTALL
    )
    assert shown is not None
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "bridge.cli",
            "generate",
            "--seed",
            shown[1],
            "--bars",
            "8",
            "--key",
            "G",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == shown[0].split()


def test_its_oscsend_lines_are_answered_without_an_error() -> None:
    assert len(OSCSEND) == 4
    player = player_for(load_checkpoint(shipped_folder() / "all.safetensors"))
    responder = Responder({"all": player}, "all", seed=0)
    for line in OSCSEND:
        address, types, *words = without_comment(line)
        values = [READERS[kind](word) for kind, word in zip(types, words, strict=True)]
        answer = responder.answer(codec.encode(address, *values), ("127.0.0.1", 40001))
        addresses = [codec.decode(packet.data)[0][0] for packet in answer.packets]
        assert "/melo/error" not in addresses
        assert {packet.to[1] for packet in answer.packets} <= {9000}


def test_its_python_plays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"^```python$(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    with Running(tmp_path) as server, Client(port=server.port) as melo:
        exec(code, {"Client": lambda: melo})
    assert capsys.readouterr().out.count("Note(index=") == 16


def test_its_messages_are_answered_without_an_error() -> None:
    messages = re.findall(r"`(/melo/\w+ lead [^`]+)`", README.replace("\n", " "))
    assert len(messages) == 6
    paths = {name: shipped_folder() / f"{name}.safetensors" for name in ("all", "fiddle")}
    players = {name: player_for(load_checkpoint(path)) for name, path in paths.items()}
    responder = Responder(players, "all", seed=0)
    for message in sorted(messages, key=lambda message: "/melo/next" not in message):
        address, *words = message.split()
        values = [int(word) if word.isdigit() else word for word in words]
        answer = responder.answer(codec.encode(address, *values), ("127.0.0.1", 40001))
        addresses = {codec.decode(packet.data)[0][0] for packet in answer.packets}
        assert addresses
        assert "/melo/error" not in addresses


def test_its_figures_of_the_shipped_agent_are_in_the_agent() -> None:
    scores = load_checkpoint(shipped_folder() / "classic.safetensors").header.scores
    names = ("start", "primers", "settings_mean", "settings_worst")
    cells = " | ".join(f"{scores[name]:.1%}".replace("%", " %") for name in names)
    assert f"| classic-0 (shipped) | {cells} |" in README


def test_its_figures_of_the_melody_agents_are_in_the_agents() -> None:
    bits = [
        load_checkpoint(shipped_folder() / f"{name}.safetensors").header.scores["bits"]
        for name in ("fiddle", "hymn", "lied", "song")
    ]
    cells = " | ".join(f"{value:.2f}" for value in bits)
    assert f"| prior of the agent of that character | | {cells} |" in README


def test_a_melody_agent_is_a_file_of_three_megabytes_at_most() -> None:
    sizes = {path.stem: path.stat().st_size for path in shipped_folder().glob("*.safetensors")}
    assert set(sizes) == {"all", "classic", "fiddle", "hymn", "lied", "song"}
    assert max(sizes.values()) <= 3_000_000


def test_its_links_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
