"""What `melobridge play` knows of its players: made of their news, shown by `staging`."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bridge.cli.play.voice_spec import Voicing
from bridge.musician import messages
from bridge.musician.controls.control_map import ACTIONS, CC, PANIC, RANGES, Source, Target
from bridge.musician.events import Tone
from bridge.osc.parameters import Value

KEPT_TONES, KEPT_HEARD, KEPT_LINES = 128, 12, 3


class Control(NamedTuple):
    """What turns a knob, between two values: 'CC 16'."""

    knob: str
    low: float
    high: float
    source: str


@dataclass
class Performer:
    """A voice. port: its output; answers: whether its server does; thumbs: how many it knows."""

    voicing: Voicing
    port: str
    knobs: dict[str, Value]
    tones: deque[Tone] = field(default_factory=lambda: deque(maxlen=KEPT_TONES))
    answers: bool = True
    thumbs: int = 0


class Scene:
    """All there is to see. record: a file, or ''; missing: ports that went away; peers: others in
    the Link session; late: messages that were sent late."""

    def __init__(
        self,
        performers: Mapping[str, Performer],
        *,
        targets: Mapping[Source, Target],
        sync: str = "internal",
        bpm: float = 120.0,
        meter: str = "4/4",
        record: str = "",
    ) -> None:
        self.performers = dict(performers)
        self.sync, self.bpm, self.meter, self.record = sync, bpm, meter, record
        self.controls, self.actions = knob_controls(targets), action_controls(targets)
        self.beat, self.playing = 0.0, False
        self.heard: deque[int] = deque(maxlen=KEPT_HEARD)
        self.lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.missing: set[str] = set()
        self.peers = self.late = 0

    def take(self, kind: str, *values: Any) -> None:
        """Take in what a player says."""
        if kind == messages.TIME:
            self.beat, self.bpm, self.playing = values
        elif kind == messages.NOTE:
            self.performers[values[0]].tones.append(Tone(*values[1:]))
        elif kind == messages.HEARD:
            self.heard.append(values[1])
        elif kind == messages.KNOB:
            name, key, value = values
            self.performers[name].knobs[key] = value
        elif kind == messages.THUMB:
            name, action, index, _, thumbs = values
            self.performers[name].thumbs = thumbs
            self.lines.append(f"{name}: {action} (note {index}, {thumbs} thumbs in all)")
        elif kind == messages.SERVER:
            self.performers[values[0]].answers = values[1]
        elif kind == messages.PORT:
            name, there = values
            (self.missing.discard if there else self.missing.add)(name)
        elif kind == messages.PEERS:
            [self.peers] = values
        elif kind == messages.LATE:
            self.late += values[0]
        elif kind == messages.SAY:
            self.lines.append(values[0])


def knob_controls(targets: Mapping[Source, Target]) -> list[Control]:
    """What turns the knobs."""
    found = [
        Control(target.name, target.low, target.high, source_name(source))
        for source, target in targets.items()
        if target.name in RANGES
    ]
    return sorted(found, key=lambda control: list(RANGES).index(control.knob))


def action_controls(targets: Mapping[Source, Target]) -> str:
    """What the pedals and pads do: 'good CC 64, bad CC 67'."""
    shown = [name for name in ACTIONS if name != PANIC]
    sources = {name: [s for s, target in targets.items() if target.name == name] for name in shown}
    return ", ".join(f"{name} {source_name(min(of))}" for name, of in sources.items() if of)


def source_name(source: Source) -> str:
    """A control as maps write it: 'CC 16', 'note 10/36' where only channel 10 counts."""
    kind = "CC" if source.kind == CC else source.kind
    channel = f"{source.channel}/" if source.channel else ""
    return f"{kind} {channel}{source.number}"
