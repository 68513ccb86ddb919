"""What the README and the pages of docs/ show still works as shown."""

import os
import re
import shlex
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

import melobridge
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_checkpoint, player_for
from bridge.client import Client
from bridge.osc import codec
from bridge.server.dispatcher import Responder
from tests.support.commands import MOST_SECONDS
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import Running

ROOT = Path(__file__).parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
}
README, BENCHMARKS = PAGES["README.md"], PAGES["docs/benchmarks.md"]
READERS = {"i": int, "f": float, "s": str}
MOST_LINES = 199
# The page of each agent, by its name.
AGENT_PAGES = {Path(page).stem: page for page in PAGES if page.startswith("docs/agents/")}
# Of the repository; a path in them is meant as it stands.
FOLDERS = ("agent", "benchmarks", "bridge", "docs", "max_patches", "supercollider", "tests")


def without_comment(line: str) -> list[str]:
    return shlex.split(line, comments=True)


def lines(pattern: str) -> list[str]:
    """What a pattern finds at the beginning of lines of all pages, each once."""
    found = chain.from_iterable(re.findall(pattern, page, re.MULTILINE) for page in PAGES.values())
    return list(dict.fromkeys(shlex.join(without_comment(line)) for line in found))


def blocks(language: str, page: str) -> list[str]:
    """The code of a language on a page; '' is what has none."""
    found = re.findall(r"^```(\w*)$\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)
    return [code for name, code in found if name == language]


def table(page: str, corner: str) -> list[list[str]]:
    """The cells of the rows of the first table on a page that begins with `corner`."""
    rows = page[page.index(f"\n{corner}") + 1 :].split("\n\n", maxsplit=1)[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


COMMANDS = lines(r"^melobridge ((?:generate|evaluate|agents|train \w+ --help).*)$")
OSCSEND = lines(r"^oscsend localhost 6356 (.*)$")


# What the test can't know: agents and corpora of one's own. What takes long has tests of its own.
NOT_HERE = ("classic-0", "mine", "tunes.jsonl.gz", "--report", "--scales")


def quick(words: list[str]) -> list[str]:
    """A command that needs less than a minute: fewer takes to measure."""
    return [*words, "--takes", "20"] if words[0] == "evaluate" and "classic" not in words else words


@pytest.mark.parametrize(
    "command", [line for line in COMMANDS if not any(word in line for word in NOT_HERE)]
)
def test_commands_run(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", *quick(without_comment(command))],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "MELOBRIDGE_AGENTS": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/terminal.md", *AGENT_PAGES.values()])
def test_the_piece_is_what_the_shipped_agent_composes(page: str, tmp_path: Path) -> None:
    shown = blocks("", page)
    at = next(number for number, block in enumerate(shown) if block.startswith("piece.mid  "))
    command, *words = without_comment(shown[at - 1].splitlines()[0])
    assert command == "melobridge"
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", *words],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=True,
    )
    assert done.stdout.split() == shown[at].split()


def test_each_shipped_agent_has_a_page() -> None:
    assert set(AGENT_PAGES) == {path.stem for path in shipped_folder().glob("*.safetensors")}
    assert all(f"[`{name}`](agents/{name}.md)" in PAGES["docs/agents.md"] for name in AGENT_PAGES)


@pytest.mark.parametrize("name", ["all", "fiddle", "hymn", "lied", "song"])
def test_the_figures_of_a_page_are_those_beside_real_tunes(name: str) -> None:
    (corner, *columns), *rows = table(BENCHMARKS, "| as `generate` plays ")
    at = columns.index(name)
    beside = [[corner, *columns[at : at + 2]], *([row[0], *row[at + 1 : at + 3]] for row in rows)]
    shown = table(PAGES[AGENT_PAGES[name]], "| as `generate` plays ")
    assert len(shown) == 7
    assert [row for row in shown if row not in beside] == []


@pytest.mark.parametrize(
    ("name", "corner"), [("pop", "| | off beat "), ("classic", "| agent | start ")]
)
def test_the_rows_of_a_page_are_among_the_benchmarks(name: str, corner: str) -> None:
    shown = table(PAGES[AGENT_PAGES[name]], corner)
    assert len(shown) >= 3
    assert [row for row in shown if row not in table(BENCHMARKS, corner)] == []


def test_oscsend_lines_are_answered_without_an_error() -> None:
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


@pytest.mark.parametrize(("page", "notes"), [("README.md", 8), ("docs/python.md", 16)])
def test_python_plays(
    page: str,
    notes: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, *more = blocks("python", page)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    with Running(tmp_path) as server, Client(port=server.port, timeout=PATIENCE_SECONDS) as melo:
        monkeypatch.setattr("melobridge.Client", lambda: melo)
        exec(code, names)
        assert f"{notes} notes, A minor, 4/4" in capsys.readouterr().out
    assert list(tmp_path.glob("*.mid"))
    for block in more[:1]:  # with a server of its own
        exec(block, names)
        assert "16 notes, F major, 3/4" in capsys.readouterr().out


def test_python_composes_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = [block for block in blocks("python", "docs/python.md") if "generate" in block]
    exec(code, {"melobridge": melobridge})
    assert blocks("", "docs/python.md") == [capsys.readouterr().out]


def test_python_plays_to_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = [block for block in blocks("python", "docs/python.md") if "bars=4" in block]
    with melobridge.serve(seed=1) as melo:
        exec(code, {"melo": melo})
    assert capsys.readouterr().out.startswith("<VoiceNote 0: ")


def test_the_lines_for_supercollider_are_of_those_that_a_real_one_plays() -> None:
    [short], [whole] = (
        blocks("supercollider", page) for page in ("README.md", "docs/supercollider.md")
    )
    assert set(short.splitlines()) < set(whole.splitlines())


def test_messages_are_answered_without_an_error() -> None:
    found = (
        re.findall(r"`(/melo/\w+ lead [^`]+)`", page.replace("\n", " ")) for page in PAGES.values()
    )
    messages = set(chain.from_iterable(found))
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


def test_the_figures_of_the_shipped_agent_are_in_the_agent() -> None:
    scores = load_checkpoint(shipped_folder() / "classic.safetensors").header.scores
    names = ("start", "primers", "settings_mean", "settings_worst")
    cells = " | ".join(f"{scores[name]:.1%}".replace("%", " %") for name in names)
    assert f"| classic-0 (shipped) | {cells} |" in BENCHMARKS


def test_the_figures_of_the_melody_agents_are_in_the_agents() -> None:
    bits = [
        load_checkpoint(shipped_folder() / f"{name}.safetensors").header.scores["bits"]
        for name in ("fiddle", "hymn", "lied", "song")
    ]
    cells = " | ".join(f"{value:.2f}" for value in bits)
    assert f"| prior of the agent of that character | | {cells} |" in BENCHMARKS


def test_a_melody_agent_is_a_file_of_three_megabytes_at_most() -> None:
    sizes = {path.stem: path.stat().st_size for path in shipped_folder().glob("*.safetensors")}
    assert set(sizes) == {"all", "classic", "fiddle", "hymn", "lied", "pop", "song"}
    assert max(sizes.values()) <= 3_000_000


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    text = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        path = page.parent / target if target else page
        assert path.exists(), link
        assert not anchor or anchor in anchors(path.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", [*PAGES, "CONTRIBUTING.md"])
def test_paths_that_are_named_exist(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`", page)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES
