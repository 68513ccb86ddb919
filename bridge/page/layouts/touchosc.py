"""A layout of TouchOSC for one voice: XML, packed by zlib. It is laid out for a landscape screen.

What has to be typed has no control here: TouchOSC has no field for it.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from bridge.page.layouts.controls import (
    LET_GO,
    THUMBS,
    VOICE,
    Fader,
    Menu,
    PushButton,
    controls,
)
from bridge.page.oscquery.addresses import address_of

FORMAT = "3"
WIDTH, HEIGHT, GAP = 1280, 800, 4
NAME_HEIGHT, FADER_HEIGHT, THUMB_HEIGHT, ROW_HEIGHT = 24, 240, 80, 36
MOST_IN_A_ROW = 12
TEXT_SIZE = 12
FIRST_CONNECTION = "00001"
"""Of the five that TouchOSC has, from the last to the first."""


class Frame(NamedTuple):
    """Where something lies on the screen, in pixels."""

    x: int
    y: int
    w: int
    h: int


class Colour(NamedTuple):
    """Parts from 0 to 1."""

    r: float
    g: float
    b: float
    a: float = 1.0


class Sent(NamedTuple):
    """What is sent. is_constant: `value` as it is; else the control's own, from least to most."""

    name: str
    conversion: str
    value: str = "x"
    is_constant: bool = False
    least: float = 0.0
    most: float = 1.0


DARK, BLUE, GREEN, RED, GREY = (
    Colour(0.07, 0.08, 0.1),
    Colour(0.36, 0.62, 0.9),
    Colour(0.4, 0.75, 0.45),
    Colour(0.85, 0.4, 0.35),
    Colour(0.5, 0.52, 0.56),
)


def layout() -> bytes:
    """The whole file."""
    return zlib.compress(xml(), 9)


def xml() -> bytes:
    """The file before it is packed."""
    root = Element("lexml", version=FORMAT)
    screen = _node(root, "GROUP", VOICE, Frame(0, 0, WIDTH, HEIGHT), DARK)
    below = SubElement(screen, "children")
    found = controls()
    _add_faders(below, [control for control in found if isinstance(control, Fader)])
    top = NAME_HEIGHT + FADER_HEIGHT + GAP
    for button, colour, frame in zip(
        (*THUMBS, LET_GO), (GREEN, RED, GREY), _row(3, top, THUMB_HEIGHT), strict=True
    ):
        _add_button(below, button, colour, frame)
    top += THUMB_HEIGHT + GAP
    for menu in found:
        if isinstance(menu, Menu):
            top = _add_menu(below, menu, top)
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def _row(count: int, top: int, height: int) -> list[Frame]:
    """Frames side by side over the whole width."""
    width = WIDTH // count
    return [Frame(number * width, top, width - GAP, height) for number in range(count)]


def _add_faders(below: Element, faders: Sequence[Fader]) -> None:
    for fader, frame in zip(faders, _row(len(faders), NAME_HEIGHT, FADER_HEIGHT), strict=True):
        _add_text(below, fader.name, frame._replace(y=0, h=NAME_HEIGHT))
        node = _node(below, "FADER", fader.name, frame, BLUE, interactive=True)
        share = (fader.default - fader.least) / (fader.most - fader.least)
        _add_value(node, "x", f"{share:g}")
        conversion = "INTEGER" if fader.is_whole else "FLOAT"
        _add_message(node, "ANY", Sent(fader.name, conversion, least=fader.least, most=fader.most))


def _add_button(below: Element, button: PushButton, colour: Colour, frame: Frame) -> None:
    sent = Sent(button.name, "FLOAT", f"{button.value:g}", is_constant=True)
    _add_push(below, button.label, colour, frame, sent)


def _add_menu(below: Element, menu: Menu, top: int) -> int:
    """A button for each word, in rows from `top`; returns where the next one goes."""
    for start in range(0, len(menu.values), MOST_IN_A_ROW):
        words = menu.values[start : start + MOST_IN_A_ROW]
        for word, frame in zip(words, _row(MOST_IN_A_ROW, top, ROW_HEIGHT), strict=False):
            sent = Sent(menu.name, "STRING", word, is_constant=True)
            _add_push(below, word, GREY, frame, sent)
        top += ROW_HEIGHT + GAP
    return top


def _add_push(below: Element, label: str, colour: Colour, frame: Frame, sent: Sent) -> None:
    """A button that sends when it is pushed, not when it is let go of; and its label on it."""
    node = _node(below, "BUTTON", f"{sent.name} {label}", frame, colour, interactive=True)
    _add_value(node, "x", "0")
    _add_message(node, "RISE", sent)
    _add_text(below, label, frame)


def _add_text(below: Element, text: str, frame: Frame) -> None:
    node = _node(below, "LABEL", f"label {text}", frame, DARK, background=False, textSize=TEXT_SIZE)
    _add_value(node, "text", text)


def _node(
    parent: Element,
    kind: str,
    name: str,
    frame: Frame,
    colour: Colour,
    *,
    interactive: bool = False,
    **more: bool | int,
) -> Element:
    """A node with its properties. The ID depends on kind and name alone."""
    node = SubElement(parent, "node", ID=str(uuid5(NAMESPACE_URL, f"{kind} {name}")), type=kind)
    properties = SubElement(node, "properties")
    values = {"name": name, "frame": frame, "color": colour, "interactive": interactive, **more}
    for key, value in values.items():
        _add_property(properties, key, value)
    SubElement(node, "values")
    return node


def _add_property(parent: Element, key: str, value: object) -> None:
    types = {str: "s", bool: "b", int: "i", Frame: "r", Colour: "c"}
    element = SubElement(parent, "property", type=types[type(value)])
    SubElement(element, "key").text = key
    inside = SubElement(element, "value")
    if isinstance(value, Frame | Colour):
        for part, number in value._asdict().items():
            SubElement(inside, part).text = f"{number:g}"
    else:
        inside.text = str(int(value) if isinstance(value, bool) else value)


def _add_value(node: Element, key: str, default: str) -> None:
    values = node.find("values")
    assert values is not None
    value = SubElement(values, "value")
    _add_texts(
        value, key=key, locked="0", lockedDefaultCurrent="0", default=default, defaultPull="0"
    )


def _add_message(node: Element, condition: str, sent: Sent) -> None:
    """The OSC message of a control. condition: of its value x, ANY change or RISE."""
    osc = SubElement(SubElement(node, "messages"), "osc")
    _add_texts(osc, enabled="1", send="1", receive="1", feedback="0", connections=FIRST_CONNECTION)
    trigger = SubElement(SubElement(osc, "triggers"), "trigger")
    _add_texts(trigger, var="x", condition=condition)
    _add_partial(SubElement(osc, "path"), "CONSTANT", "STRING", address_of(VOICE, sent.name), 0, 1)
    kind = "CONSTANT" if sent.is_constant else "VALUE"
    arguments = SubElement(osc, "arguments")
    _add_partial(arguments, kind, sent.conversion, sent.value, sent.least, sent.most)


def _add_partial(
    parent: Element, kind: str, conversion: str, value: str, least: float, most: float
) -> None:
    partial = SubElement(parent, "partial")
    _add_texts(
        partial,
        type=kind,
        conversion=conversion,
        value=value,
        scaleMin=f"{least:g}",
        scaleMax=f"{most:g}",
    )


def _add_texts(parent: Element, **texts: str) -> None:
    for tag, text in texts.items():
        SubElement(parent, tag).text = text
