"""The controls for one voice, whatever the program: one for each key, and buttons."""

from __future__ import annotations

from typing import NamedTuple

from agent.library.catalogue import DEFAULT_AGENT
from agent.music.scales import SCALES
from agent.player.knobs import KNOB_CHOICES
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Parameter
from bridge.osc.protocol import DEFAULT_PORT
from bridge.page.oscquery.addresses import RELEASE, THUMB
from bridge.server.voices.voice import VoiceSettings

VOICE = "lead"
PORT = DEFAULT_PORT + 1
WIDEST = 400
"""A fader that goes further is too coarse for a finger: such a number is typed."""

SEED = "seed"


class Fader(NamedTuple):
    """A fader for a number from `least` to `most`."""

    name: str
    least: float
    most: float
    default: float
    is_whole: bool


class Menu(NamedTuple):
    """A choice of one of several words."""

    name: str
    values: tuple[str, ...]
    default: str


class Field(NamedTuple):
    """A field to type into. tag: the OSC type of what is sent."""

    name: str
    default: str
    tag: str


class PushButton(NamedTuple):
    """A button that sends one value when it is pushed. name: the last part of its address."""

    label: str
    name: str
    value: float


FADERS_OF_KINDS = "fikp"
THUMBS = (PushButton("more of this", THUMB.name, 1.0), PushButton("less of this", THUMB.name, -1.0))
LET_GO = PushButton("let go", RELEASE.name, 1.0)


def controls() -> tuple[Fader | Menu | Field, ...]:
    """A control for each key, in the order of the table."""
    settings = VoiceSettings(DEFAULT_AGENT, seed=0)
    return tuple(_control(key, settings.value(key.name)) for key in KEYS.values())


def _control(key: Parameter, default: float | str) -> Fader | Menu | Field:
    choices = tuple(SCALES) if key.name == "scale" else KNOB_CHOICES.get(key.name)
    if choices is not None:
        return Menu(key.name, tuple(choices), str(default))
    if key.kind not in FADERS_OF_KINDS:
        return Field(key.name, str(default), "s")
    if key.most - key.least > WIDEST:
        return Field(key.name, f"{default}", "i")
    return Fader(key.name, key.least, key.most, float(default), key.kind != "f")
