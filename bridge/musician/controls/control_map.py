"""What the knobs, pedals, pads and program changes of a MIDI controller do.

That is the default map, or one of a TOML file on top of it (`bridge.musician.controls.map_file`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from agent.player.knobs import KNOB_RANGES
from bridge.midi.messages import CONTROL_CHANGE, NOTE_ON
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value

CC, NOTE, PROGRAM = "cc", "note", "program"
KINDS = (CC, NOTE, PROGRAM)
PROGRAM_CHANGE = 0xC0
DOWN = 64
"""A pedal at this value or above is down."""
FIRST_MODE = 120
"""From this number on control changes are channel mode messages: their value doesn't matter."""

GOOD, BAD, UNDO, PANIC = "good", "bad", "undo", "panic"
ACTIONS = {
    GOOD: "thumbs up for the note that sounds",
    BAD: "thumbs down for it",
    UNDO: "takes the last thumb back",
    PANIC: "silence at once",
}
AGENT, NOTHING = "agent", "none"
# The knobs that a controller can turn, with their ranges.
RANGES: dict[str, tuple[float, float]] = {
    name: (low, high) for name, (low, high) in KNOB_RANGES.items() if name != "bars"
} | {"morph": (0.0, 1.0)}
DECIMALS = 2


class Source(NamedTuple):
    """A control. kind: one of KINDS; number: 0-127; channel: 1-16, 0 = any."""

    kind: str
    number: int
    channel: int = 0


class Target(NamedTuple):
    """What a control does. name: a knob, "agent" or an action; low, high: the range of a knob."""

    name: str
    low: float = 0.0
    high: float = 0.0


class KnobChange(NamedTuple):
    """A key of the protocol gets a value. channel: 1-16, of the control."""

    key: str
    value: Value
    channel: int


class Press(NamedTuple):
    """An action, one of ACTIONS. channel: 1-16, of the control."""

    name: str
    channel: int


class ProgramChange(NamedTuple):
    """The agent of a number, in the order of the server. channel: 1-16."""

    number: int
    channel: int


ControlAction: TypeAlias = KnobChange | Press | ProgramChange
Targets: TypeAlias = Mapping[Source, Target]


def target(name: str) -> Target:
    """A knob over its whole range, or an action."""
    return Target(name, *RANGES.get(name, (0.0, 0.0)))


# The first eight are the knobs of many a small controller.
DEFAULT: dict[Source, Target] = {
    Source(CC, number): target(name)
    for number, name in {
        16: "harmony",
        17: "smoothness",
        18: "variety",
        19: "style",
        20: "form",
        21: "temperature",
        22: "follow",
        23: "taste",
        24: "density",
        25: "morph",
        26: "syncopation",
        27: "rests",
        28: "swing",
        29: "colour",
        64: GOOD,
        67: BAD,
        80: GOOD,
        81: BAD,
        82: UNDO,
        120: PANIC,
        123: PANIC,
    }.items()
}


class Controls:
    """A map, and the positions of the pedals."""

    def __init__(self, targets: Targets = DEFAULT) -> None:
        self.targets = dict(targets)
        self._values: dict[Source, int] = {}

    def takes(self, message: bytes) -> bool:
        """Whether a message is a control rather than music."""
        source = source_of(message)
        return source is not None and (source.kind != NOTE or self._target(source) is not None)

    def action(self, message: bytes) -> ControlAction | None:
        """What a message causes, if anything."""
        source = source_of(message)
        if source is None:
            return None
        found = self._target(source)
        if found is None:
            if source.kind == PROGRAM and self._mapped(source) is None:
                return ProgramChange(source.number, source.channel)
            return None
        if source.kind == PROGRAM:
            return KnobChange(AGENT, found.name, source.channel)
        value = message[2]
        if found.name in ACTIONS:
            return self._pressed(source, found.name, value)
        return KnobChange(found.name, scaled(found, value), source.channel)

    def _target(self, source: Source) -> Target | None:
        found = self._mapped(source)
        return None if found is None or found.name == NOTHING else found

    def _mapped(self, source: Source) -> Target | None:
        """The map's entry for a source, which may be NOTHING."""
        return self.targets.get(source) or self.targets.get(source._replace(channel=0))

    def _pressed(self, source: Source, action: str, value: int) -> Press | None:
        """The action, if a pad is hit or a pedal goes down."""
        before = self._values.get(source, 0)
        self._values[source] = value
        if source.kind == NOTE:
            pressed = value > 0
        else:
            pressed = source.number >= FIRST_MODE or value >= DOWN > before
        return Press(action, source.channel) if pressed else None


def source_of(message: bytes) -> Source | None:
    """The control that a message comes from; None for other messages."""
    kinds = {NOTE_ON: NOTE, CONTROL_CHANGE: CC, PROGRAM_CHANGE: PROGRAM}
    kind = kinds.get(message[0] & 0xF0) if message else None
    if kind is None or len(message) != (2 if kind == PROGRAM else 3):
        return None
    return Source(kind, message[1], (message[0] & 0x0F) + 1)


def scaled(target: Target, value: int) -> Value:
    """The value of a knob for a controller's 0-127."""
    number = target.low + (target.high - target.low) * value / 127
    return round(number) if KEYS[target.name].kind in "ikp" else round(number, DECIMALS)
