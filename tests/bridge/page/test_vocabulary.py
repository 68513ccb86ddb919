import json

import pytest

from agent.errors import TaskError
from agent.player.checkpoint import Header
from bridge.osc.keys import KEYS
from bridge.page.vocabulary import progression, protocol

MELODY_TERMS = ("harmony", "smoothness", "variety", "style", "form")
FIDDLE = Header("melody", True, MELODY_TERMS, {"character": "fiddle"})
ALL = Header("melody", True, MELODY_TERMS, {"character": "any"})
CLASSIC = Header("classic", True, MELODY_TERMS[:3])


def test_every_key_has_its_row_with_range_and_default() -> None:
    rows = {row["name"]: row for row in protocol([])["keys"]}
    assert list(rows) == list(KEYS)
    assert rows["harmony"] == {
        "name": "harmony",
        "kind": "f",
        "low": 0.0,
        "high": 2.0,
        "default": 1.0,
        "text": "weight of consonance and chord tones (1 = as trained)",
    }
    assert rows["meter"]["choices"][:6] == ["4/4", "2/2", "3/4", "2/4", "6/8", "9/8"]
    assert rows["character"]["choices"] == ["any", "fiddle", "hymn", "lied", "song"]
    assert rows["tempo"]["default"] == 120.0


def test_meters_have_their_bars_in_quarters() -> None:
    meters = {meter["name"]: meter for meter in protocol([])["meters"]}
    whole = {"meter": "6/8", "start": 0.0, "length": 3.0, "place": 0.0}
    assert meters["6/8"] == {"name": "6/8", "bar": 3.0, "beats": [0.0, 1.5], "parts": [whole]}
    assert meters["7/8"] == {
        "name": "7/8",
        "bar": 3.5,
        "beats": [0.0, 1.0, 2.0],
        "parts": [
            {"meter": "4/4", "start": 0.0, "length": 2.0, "place": 0.0},
            {"meter": "6/8", "start": 2.0, "length": 1.5, "place": 1.5},
        ],
    }
    assert [part["length"] for part in meters["3/8"]["parts"]] == [1.5]


def test_scales_have_their_steps_in_semitones() -> None:
    vocabulary = protocol([])
    assert vocabulary["scale_steps"]["dorian"] == [0, 2, 3, 5, 7, 9, 10]
    assert list(vocabulary["scale_steps"]) == vocabulary["scales"]


def test_agents_say_what_they_play_like() -> None:
    agents = protocol([("all", ALL), ("fiddle", FIDDLE), ("classic", CLASSIC)])["agents"]
    assert [agent["characters"] for agent in agents] == [
        ["any", "fiddle", "hymn", "lied", "song"],
        ["fiddle"],
        [],
    ]
    assert agents[1]["about"] == "reels, jigs and airs"


def test_it_is_json() -> None:
    assert json.loads(json.dumps(protocol([("all", ALL)])))["limits"]["notes"] == 64


def test_a_progression_is_read_as_the_agents_read_it() -> None:
    assert progression("Am | F C/G") == [
        {"symbol": "Am", "root": 9, "pitch_classes": [9, 0, 4]},
        {"symbol": "F", "root": 5, "pitch_classes": [5, 9, 0]},
        {"symbol": "C/G", "root": 0, "pitch_classes": [0, 4, 7]},
    ]
    assert progression("none") == [{"symbol": "none", "root": -1, "pitch_classes": []}]


@pytest.mark.parametrize("text", ["", "Am Hmol", "Am " * 65])
def test_what_is_no_progression_is_one_sentence(text: str) -> None:
    with pytest.raises(TaskError):
        progression(text)
