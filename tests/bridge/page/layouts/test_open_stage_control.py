import json
from collections.abc import Iterator
from typing import Any

from bridge.osc.keys import KEYS
from bridge.page.layouts.open_stage_control import session

Widget = dict[str, Any]


def widgets(widget: Widget) -> Iterator[Widget]:
    yield widget
    for inside in widget.get("widgets", ()):
        yield from widgets(inside)


def sending() -> list[Widget]:
    return [widget for widget in widgets(json.loads(session())["content"]) if "address" in widget]


def test_each_key_is_sent_to_its_address() -> None:
    addresses = [widget["address"] for widget in sending()]
    assert sorted(addresses) == sorted(
        [f"/voice/lead/{key}" for key in KEYS]
        + ["/voice/lead/reward", "/voice/lead/reward", "/voice/lead/release"]
    )
    assert {tuple(widget["target"]) for widget in sending()} == {("127.0.0.1:6357",)}


def test_a_fader_has_the_range_of_its_key() -> None:
    by_id = {widget["id"]: widget for widget in sending()}
    harmony = by_id["harmony"]
    assert (harmony["type"], harmony["range"], harmony["default"], harmony["typeTags"]) == (
        "fader",
        {"min": 0, "max": 2},
        1.0,
        "f",
    )
    low = by_id["low"]
    assert (low["typeTags"], low["decimals"], low["steps"]) == ("i", 0, 128)
    assert by_id["meter"]["values"][0] == "4/4"
    assert by_id["more_of_this"]["on"] == 1.0


def test_no_two_widgets_have_one_name() -> None:
    names = [widget["id"] for widget in widgets(json.loads(session())["content"])]
    assert len(set(names)) == len(names)
