import json
import re
from pathlib import Path

import pytest

from tests.support.commands import melobridge


def test_every_note_of_a_take_is_explained(tmp_path: Path) -> None:
    asked = ["--seed", "3", "--bars", "2", "--key", "D", "--pickup", "0"]
    shown = melobridge(tmp_path, "explain", *asked).stdout
    head, columns, *rows = shown.splitlines()
    assert head == "all, seed 3, D major, 4/4"
    assert columns.split()[:6] == ["bar", "beat", "note", "chance", "rank", "prior"]
    assert "follow" not in columns, "nothing was heard"
    assert re.match(r" *1 +1 +1 [A-G][#b]?\d:\S+ +\d+% +\d+/\d+ ", rows[0])
    assert "+0.7 doubles the odds of a note" in shown


def test_a_take_is_the_same_as_the_generated_one(tmp_path: Path) -> None:
    options = ["--seed", "3", "--bars", "2"]
    generated = melobridge(tmp_path, "generate", "classic", *options).stdout
    notes = [note["name"] for note in explained(tmp_path, "classic", *options)]
    assert re.findall(r"[A-G]\d", generated.split("\n")[2]) == [str(n).split(":")[0] for n in notes]


def test_the_notes_of_a_pickup_lie_in_bar_0(tmp_path: Path) -> None:
    shown = melobridge(tmp_path, "explain", "--seed", "3", "--bars", "1", "--pickup", "1").stdout
    assert re.match(r" *1 +0 +4 [A-G]", shown.splitlines()[2])
    assert re.search(r"\n *\d +1 +1 [A-G]", shown)


def explained(folder: Path, *arguments: str) -> list[dict[str, object]]:
    done = melobridge(folder, "explain", *arguments, "--json")
    found: list[dict[str, object]] = json.loads(done.stdout)["notes"]
    return found


def test_json_has_all_of_it(tmp_path: Path) -> None:
    [note] = explained(tmp_path, "--seed", "3", "--bars", "1", "--note", "2")
    assert set(note) == {
        "name",
        "pitch",
        "velocity",
        "duration",
        "onset",
        "parts",
        "probability",
        "rank",
        "allowed",
        "candidates",
        "alternatives",
    }
    assert note["candidates"] == 288
    alternatives = note["alternatives"]
    assert isinstance(alternatives, list)
    assert {"name", "note", "probability"} == set(alternatives[0])


def test_how_far_it_is_is_told_apart_from_the_reasons(tmp_path: Path) -> None:
    done = melobridge(tmp_path, "explain", "--seed", "3", "--bars", "1")
    assert done.stderr.splitlines() == ["explaining ...", "writing it down ..."]
    assert done.stdout.startswith("all, seed 3, C major, 4/4\n")


def test_one_note_in_full(tmp_path: Path) -> None:
    shown = melobridge(tmp_path, "explain", "classic", "--seed", "3", "--note", "2").stdout
    assert "note 2, bar 1, beat 2:" in shown
    assert "consonance, chord tones" in shown
    assert re.search(r"together: \d\S* times the average odds", shown)
    assert "likeliest of the 7 candidates (of 7)" in shown


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--bars", "1", "--note", "99"], "--note is 99: the last one of this take is"),
        (["--chord", "C", "--progression", "C"], "--chord sounds all the time, --progression"),
        (["classic", "--progression", "C"], "knows one progression only, I vi IV V"),
    ],
)
def test_faults_are_said_in_a_sentence(tmp_path: Path, arguments: list[str], fault: str) -> None:
    assert fault in melobridge(tmp_path, "explain", *arguments, status=1).stderr
