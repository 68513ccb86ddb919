"""`melobridge agents` as a person runs it."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from agent.library.catalogue import open_agent, shipped_folder
from bridge.cli.tables.agents import KnownAgent, in_full, overview, scores
from tests.support.commands import melobridge


def unpadded(text: str) -> str:
    """A text without spaces at the ends of its lines."""
    return re.sub(" +$", "", text, flags=re.MULTILINE)


def test_a_damaged_agent_is_shown_as_damaged(folder: Path) -> None:
    whole = (shipped_folder() / "classic.safetensors").read_bytes()
    (folder / "agents" / "cut.safetensors").write_bytes(whole[:1000])
    listing = melobridge(folder, "agents").stdout
    assert "damaged" in listing
    done = melobridge(folder, "generate", "cut", status=1)
    assert "cut.safetensors is no safetensors file or is cut short" in done.stderr


def test_the_listing_speaks_of_music_and_of_no_figures(folder: Path) -> None:
    listing = unpadded(melobridge(folder, "agents").stdout)
    assert "fiddle   reels, jigs, airs\n" in listing
    assert "learned from 3,331 fiddle tunes and airs in prints of 1778 to 1903\n" in listing
    assert not re.search(r"\d{4}-\d\d-\d\d|bits|AUC", listing)
    assert "On tunes never learned from: bits" in melobridge(folder, "agents", "--scores").stdout


def test_a_file_is_shown_as_a_name_is(folder: Path) -> None:
    file = shipped_folder() / "classic.safetensors"
    shown = melobridge(folder, "agents", str(file)).stdout
    assert shown == melobridge(folder, "agents", "classic").stdout
    assert shown.startswith("classic (comes with melobridge)\n")


def test_what_the_file_of_an_own_agent_doesnt_say_isnt_made_up(folder: Path) -> None:
    mine = folder / "mine.safetensors"
    mine.write_bytes((shipped_folder() / "hymn.safetensors").read_bytes())
    shown = unpadded(melobridge(folder, "agents", "./mine.safetensors").stdout)
    assert "plays like    the character hymn\n" in shown
    assert shown.startswith("mine (your own)\n")
    assert "learned from  what its file doesn't say\n" in shown


def test_json_is_all_that_the_files_say(folder: Path) -> None:
    (folder / "agents" / "cut.safetensors").write_bytes(b"cut")
    every = json.loads(melobridge(folder, "agents", "--json").stdout)
    assert every["fiddle"]["task_settings"] == {"character": "fiddle"}
    assert "cut.safetensors is no safetensors file" in every["cut"]["damaged"]
    assert json.loads(melobridge(folder, "agents", "fiddle", "--json").stdout) == every["fiddle"]


@pytest.mark.parametrize("width", [40, 80])
def test_nothing_is_cut_in_any_width(width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    paths = sorted(shipped_folder().glob("*.safetensors"))
    known = [KnownAgent(path.stem, path, open_agent(str(path))[1].header) for path in paths]
    overview(console, known, {})
    in_full(console, known[0])
    scores(console, known)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    assert {path.stem for path in paths} <= set(text.split())
