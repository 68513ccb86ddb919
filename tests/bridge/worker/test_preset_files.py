import json
from pathlib import Path

import pytest

from agent.taste.features import FEATURES
from agent.taste.model import KEPT_THUMBS, NO_TASTE
from bridge.osc.limits import MOST_PRESETS
from bridge.worker.preset_files import MOST_BYTES, keep, kept


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(tmp_path / "agents"))
    return tmp_path


def test_without_a_folder_there_is_nothing(home: Path) -> None:
    assert kept("preset") == kept("taste") == ({}, [])


def test_what_is_kept_is_there_again(home: Path) -> None:
    keep("preset", "verse", {"harmony": 1.5, "key": 2, "chord": "Am"})
    keep("preset", "verse", {"harmony": 0.5})
    keep("taste", "mine", NO_TASTE.as_json())
    assert kept("preset") == ({"verse": {"harmony": 0.5}}, [])
    assert kept("taste") == ({"mine": NO_TASTE.as_json()}, [])
    assert sorted(path.name for path in home.rglob("*.*")) == ["mine.json", "verse.json"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [("preset", "../verse"), ("preset", ""), ("preset", "a/b"), ("agent", "all"), ("..", "x")],
)
def test_nothing_is_written_anywhere_else(home: Path, kind: str, name: str) -> None:
    with pytest.raises(ValueError, match="no place for"):
        keep(kind, name, {})
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["nonsense", "[1]", '{"key": [1]}', '{"key": 1' + " " * MOST_BYTES + "}"],
    ids=["no JSON", "no object", "no value", "too long"],
)
def test_a_damaged_preset_is_left_out_with_a_line(home: Path, content: str) -> None:
    keep("preset", "good", {"key": 2})
    (home / "presets" / "bad.json").write_text(content, encoding="utf-8")
    found, [fault] = kept("preset")
    assert found == {"good": {"key": 2}}
    assert fault.startswith("left out: the preset ")
    assert "bad.json is damaged" in fault


def test_a_damaged_taste_is_left_out_with_a_line(home: Path) -> None:
    keep("taste", "bad", {"weights": ["x"]})
    found, faults = kept("taste")
    assert found == {}
    assert len(faults) == 1


def test_the_longest_taste_there_can_be_is_there_again(home: Path) -> None:
    longest = {
        "weights": [-9.1234] * FEATURES,
        "values": [-9.1234] * KEPT_THUMBS,
        "lessons": [[-9.1234] * FEATURES] * KEPT_THUMBS,
        "thumbs": KEPT_THUMBS,
    }
    keep("taste", "mine", longest)
    found, faults = kept("taste")
    assert faults == []
    assert list(found) == ["mine"]


@pytest.mark.slow
def test_no_more_are_read_than_the_server_keeps(home: Path) -> None:
    (home / "presets").mkdir()
    for number in range(MOST_PRESETS + 5):
        (home / "presets" / f"p{number:03}.json").write_text(json.dumps({"key": 1}), "utf-8")
    assert len(kept("preset")[0]) == MOST_PRESETS
