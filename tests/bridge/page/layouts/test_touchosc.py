import zlib
from xml.etree.ElementTree import Element, fromstring

from bridge.osc.keys import KEYS
from bridge.page.layouts.touchosc import HEIGHT, WIDTH, layout, xml

TYPED = {"character", "chord", "chords", "durations", "bars", "listen", "morph_to", "seed", "agent"}


def screen() -> Element:
    node = fromstring(xml()).find("node")
    assert node is not None
    return node


def text(element: Element, path: str) -> str:
    found = element.find(path)
    assert found is not None
    assert found.text is not None
    return found.text


def sending() -> list[Element]:
    return [node for node in screen().iter("node") if node.find("messages") is not None]


def address(node: Element) -> str:
    return text(node, "messages/osc/path/partial/value")


def test_the_file_is_packed_xml() -> None:
    assert zlib.decompress(layout()) == xml()


def test_each_key_that_needs_no_typing_is_sent_to_its_address() -> None:
    names = {address(node).removeprefix("/voice/lead/") for node in sending()}
    assert names == (KEYS.keys() - TYPED) | {"reward", "release"}


def test_a_fader_sends_the_range_of_its_key() -> None:
    [low] = [node for node in sending() if address(node) == "/voice/lead/high"]
    argument = "messages/osc/arguments/partial/"
    parts = ("type", "conversion", "value", "scaleMin", "scaleMax")
    assert low.get("type") == "FADER"
    assert [text(low, argument + part) for part in parts] == ["VALUE", "INTEGER", "x", "0", "127"]
    assert text(low, "values/value/default") == "1"


def test_a_button_sends_its_word_when_it_is_pushed() -> None:
    pushed = [node for node in sending() if address(node) == "/voice/lead/chord_tones"]
    argument = "messages/osc/arguments/partial/"
    assert [text(node, argument + "value") for node in pushed] == ["free", "strong", "all"]
    assert {text(node, argument + "conversion") for node in pushed} == {"STRING"}
    assert {text(node, "messages/osc/triggers/trigger/condition") for node in pushed} == {"RISE"}


def test_everything_lies_on_the_screen_and_has_an_id_of_its_own() -> None:
    nodes = list(screen().iter("node"))
    for node in nodes:
        x, y, w, h = (
            int(text(node, f"properties/property[@type='r']/value/{part}")) for part in "xywh"
        )
        assert 0 <= x < x + w <= WIDTH
        assert 0 <= y < y + h <= HEIGHT
    assert len({node.get("ID") for node in nodes}) == len(nodes)
