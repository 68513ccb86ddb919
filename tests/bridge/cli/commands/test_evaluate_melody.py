"""`melobridge evaluate` of a melody agent, as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agent.corpus.songbook import songbook_path
from agent.evaluation import long_pieces, scale_colours
from agent.evaluation import panel as panels
from agent.music.tune import write_tunes
from bridge.cli.app import app
from tests.support.commands import MOST_SECONDS
from tests.support.halves import split_songbook
from tests.support.melody_agent import save_melody_agent

SMALL = ["--takes", "10", "--bars", "4"]


@pytest.fixture(autouse=True)
def own_agents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two own agents, a corpus and a damaged one; short tests of the constraints and knobs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(tmp_path / "agents"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(panels, "CONSTRAINED_PIECES", 2)
    monkeypatch.setattr(panels, "TAKES_PER_KNOB", 2)
    for seed, name in enumerate(("one", "two")):
        save_melody_agent(tmp_path / "agents" / f"{name}.safetensors", seed)
    write_tunes(tmp_path / "tunes.jsonl.gz", split_songbook())
    (tmp_path / "damaged.jsonl.gz").write_bytes(songbook_path().read_bytes()[:999])


def evaluate(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["evaluate", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_takes_are_measured_beside_a_corpus_and_rivals() -> None:
    text = evaluate("one", *SMALL, "--corpus", "tunes.jsonl.gz", "--against", "two")
    assert (
        "10 takes of 4 bars, and as many under briefs, beside 20 held-out tunes of tunes.jsonl.gz"
        in text
    )
    lines = {line.split("  ")[0]: line.split() for line in text.splitlines() if line}
    assert lines["like real tunes"][-5:] == [
        "one",
        "one",
        "briefed",
        "two",
        "real",
    ]
    for title in ("endings", "loops", "form", "contour", "against the beat"):
        assert title in lines
    for title in ("rules of RL Tuner", "statistics", "bits an event", "broken constraints"):
        assert title in lines
    assert lines["Markov 5"][-1] == lines["Markov 5"][2]
    assert lines["takes"][2:] == lines["random settings"][3:] == ["0"] * 4
    assert "nan" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_without_a_corpus_the_built_in_reference_counts() -> None:
    report = json.loads(evaluate("one", "--takes", "10", "--against", "noise", "--json"))
    assert report["of_what"].startswith("1,115 tunes of the built-in reference")
    assert [column["name"] for column in report["columns"]] == [
        "one",
        "one briefed",
        "noise",
        "real",
    ]
    assert report["predicted_of"].startswith("40 tunes of the songbook")
    assert list(report["bits"]) == ["one"]
    assert report["columns"][0]["copies"] is None


def test_the_same_command_prints_the_same() -> None:
    command = "two", *SMALL, "--corpus", "tunes.jsonl.gz", "--json"
    assert evaluate(*command) == evaluate(*command)


def test_scales_and_long_pieces_have_tables_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_colours, "TAKES", 1)
    monkeypatch.setattr(long_pieces, "PIECES", 1)
    few = *SMALL, "--corpus", "tunes.jsonl.gz"
    lines = [line.split() for line in evaluate("one", *few, "--scales", "--long").splitlines()]
    [lydian] = [line for line in lines if line[:2] == ["lydian", "#4"]]
    assert lydian[3:] == ["14.3", "-", "0"]
    assert [line[0] for line in lines if line and line[0] in long_pieces.STARTS] == [
        "beginning",
        "middle",
        "end",
    ]
    assert not [line for line in evaluate("one", *few).splitlines() if "lydian" in line]


def test_a_narrow_terminal_has_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, *lines = evaluate("one", *SMALL, "--corpus", "tunes.jsonl.gz").splitlines()
    assert max(map(len, lines)) <= 40
    rows = [line.split("  ")[0] for line in lines]
    assert {"endings", "closing tonic", "loops", "sequences", "contour"} <= set(rows)


def test_a_report_is_written_and_named(tmp_path: Path) -> None:
    text = evaluate("one", *SMALL, "--corpus", "tunes.jsonl.gz", "--report", "page")
    assert text.endswith("read and hear it: page/index.html\n")
    assert "follow" in text
    page = (tmp_path / "page" / "index.html").read_text(encoding="utf-8")
    assert page.count("What the knobs do") == 1
    assert len(list((tmp_path / "page").glob("*.mid"))) == 8


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["jazz"], "there is no agent 'jazz': use one of "),
        (["one", "--against", "jazz"], "there is no agent 'jazz'"),
        (["one", "--against", "one"], "two agents of the name 'one' can't be told apart"),
        (["one", "--against", "classic"], "it is of the task classic, not melody; use a melody"),
        (["one", "--corpus", "gone.jsonl.gz"], "gone.jsonl.gz can't be read as a corpus"),
        (["one", "--corpus", "damaged.jsonl.gz"], "damaged.jsonl.gz can't be read as a corpus"),
        (["one", "--bars", "8"], "the built-in reference is of 16 bars: for takes of 8 give"),
        (
            ["one", "--report", "tunes.jsonl.gz/page"],
            "page/index.html can't be written (Not a directory)",
        ),
        (["classic", "--takes", "50"], "--takes is for melody agents: classic is of the task"),
        (["classic", "--long"], "--long is for melody agents"),
        (["classic", "--corpus", "tunes.jsonl.gz"], "--corpus is for melody agents"),
    ],
)
def test_faults_are_told_in_one_sentence(arguments: list[str], fault: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "evaluate", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[4])},
        timeout=MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert fault in done.stderr
    assert done.stderr.startswith("melobridge: ")
    assert done.stderr.count("\n") == 1
