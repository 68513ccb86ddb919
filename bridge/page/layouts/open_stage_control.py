"""A session of Open Stage Control for one voice."""

from __future__ import annotations

import json
from typing import Any

from bridge.osc.protocol import DEFAULT_HOST
from bridge.page.layouts.controls import (
    LET_GO,
    PORT,
    THUMBS,
    VOICE,
    Fader,
    Field,
    Menu,
    PushButton,
    controls,
)
from bridge.page.oscquery.addresses import address_of

VERSION = "1.29.2"
"""Of the program whose sessions have this form; later ones convert older sessions."""

Widget = dict[str, Any]
LABEL_HEIGHT, FIELDS_HEIGHT, BUTTON_HEIGHT, FADER_WIDTH = 20, 170, 80, 60
COLOURS = "#4fa866", "#c8605a", "auto"


def session() -> str:
    """The session as JSON."""
    found = controls()
    faders = [_strip(control) for control in found if isinstance(control, Fader)]
    rest = [_cell(control) for control in found if not isinstance(control, Fader)]
    buttons = [
        {**_button(button), "colorWidget": colour}
        for button, colour in zip((*THUMBS, LET_GO), COLOURS, strict=True)
    ]
    rows = [
        _panel("faders", "horizontal", faders, expand=True),
        _panel("fields", "grid", rest, gridTemplate=6, height=FIELDS_HEIGHT),
        _panel("buttons", "horizontal", buttons, height=BUTTON_HEIGHT),
    ]
    content = {"type": "root", "id": "root", "layout": "vertical", "widgets": rows}
    whole = {"version": VERSION, "createdWith": "melobridge", "type": "session", "content": content}
    return json.dumps(whole, indent=2) + "\n"


def _strip(fader: Fader) -> Widget:
    """A fader below its name and value."""
    name = fader.name
    widget = _sending(
        {
            "type": "fader",
            "id": name,
            "range": {"min": fader.least, "max": fader.most},
            "default": fader.default,
            "doubleTap": True,
            "design": "compact",
            "expand": True,
        },
        name,
        "i" if fader.is_whole else "f",
    )
    if fader.is_whole:
        widget |= {"decimals": 0, "steps": int(fader.most - fader.least) + 1}
    value = _text(f"{name}_value", f"@{{{name}}}")
    return _panel(
        f"{name}_strip",
        "vertical",
        [_text(f"{name}_name", name), widget, value],
        width=FADER_WIDTH,
        expand=True,
    )


def _cell(control: Menu | Field) -> Widget:
    """A menu or a field below its name."""
    widget: Widget = {"id": control.name, "default": control.default, "expand": True}
    if isinstance(control, Menu):
        widget |= {"type": "dropdown", "values": list(control.values)}
        tag = "s"
    else:
        widget |= {"type": "input", "numeric": control.tag == "i"}
        tag = control.tag
    below = _sending(widget, control.name, tag)
    return _panel(
        f"{control.name}_cell", "vertical", [_text(f"{control.name}_name", control.name), below]
    )


def _button(button: PushButton) -> Widget:
    widget: Widget = {
        "type": "button",
        "id": button.label.replace(" ", "_"),
        "label": button.label,
        "mode": "tap",
        "on": button.value,
        "expand": True,
    }
    return _sending(widget, button.name, "f")


def _sending(widget: Widget, name: str, tag: str) -> Widget:
    target = [f"{DEFAULT_HOST}:{PORT}"]
    return {**widget, "address": address_of(VOICE, name), "typeTags": tag, "target": target}


def _text(name: str, value: str) -> Widget:
    return {"type": "text", "id": name, "value": value, "height": LABEL_HEIGHT, "bypass": True}


def _panel(name: str, layout: str, widgets: list[Widget], **more: Any) -> Widget:
    return {"type": "panel", "id": name, "layout": layout, "widgets": widgets, **more}
