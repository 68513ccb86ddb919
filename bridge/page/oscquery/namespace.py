"""The description of all addresses as JSON, by the OSCQuery proposal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from agent.player.knobs import KNOB_CHOICES
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Parameter, Value
from bridge.page.oscquery.addresses import PARAMETERS, VOICES, address_of, has_address

Node: TypeAlias = dict[str, Any]
"""A node of the description: what the proposal calls attributes, by name."""

NO_VALUE, WRITE_ONLY, READ_AND_WRITE = 0, 2, 3
TYPE_TAGS = {"f": "f", "i": "i", "k": "i", "p": "i", "s": "s", "t": "s"}
DIGITS = 6
"""A float of 32 bits has no more behind the point that mean anything here."""

UNITS = {"tempo": "time.bpm"}
"""Those of floats only: ossia takes whatever has a unit, also a whole number, for a float."""


def namespace(voices: Mapping[str, Mapping[str, Value]]) -> Node:
    """The root node. voices: by name the values of keys, as far as they are known.

    Voices whose names can't be part of an address are left out.
    """
    nodes = {
        voice: _container(
            f"/{VOICES}/{voice}", "a voice: its keys and thumbs", _keys(voice, values)
        )
        for voice, values in sorted(voices.items())
        if has_address(voice)
    }
    below = {VOICES: _container(f"/{VOICES}", "the voices, by name", nodes)}
    return _container("/", "melobridge: melodies by trained agents", below)


def _container(path: str, text: str, contents: Mapping[str, Node]) -> Node:
    return {
        "FULL_PATH": path,
        "DESCRIPTION": text,
        "ACCESS": NO_VALUE,
        "CONTENTS": contents,
    }


def _keys(voice: str, values: Mapping[str, Value]) -> dict[str, Node]:
    return {
        name: _method(address_of(voice, name), parameter, values.get(name))
        for name, parameter in PARAMETERS.items()
    }


def _method(path: str, parameter: Parameter, value: Value | None) -> Node:
    """The node of one parameter. value: None where it isn't known, or there is none."""
    node: Node = {
        "FULL_PATH": path,
        "DESCRIPTION": parameter.text,
        "TYPE": TYPE_TAGS[parameter.kind],
        "ACCESS": READ_AND_WRITE if parameter.name in KEYS else WRITE_ONLY,
    }
    if limits := _range(parameter):
        node["RANGE"] = [limits]
    if parameter.name in UNITS:
        node["UNIT"] = [UNITS[parameter.name]]
    if value is not None:
        node["VALUE"] = [round(value, DIGITS) if isinstance(value, float) else value]
    return node


def _range(parameter: Parameter) -> dict[str, Any]:
    """The values that are allowed: a list, or the ends. Empty for any string."""
    if parameter.name in KNOB_CHOICES:
        return {"VALS": list(KNOB_CHOICES[parameter.name])}
    if TYPE_TAGS[parameter.kind] == "s":
        return {}
    number = float if parameter.kind == "f" else int
    return {"MIN": number(parameter.least), "MAX": number(parameter.most)}
