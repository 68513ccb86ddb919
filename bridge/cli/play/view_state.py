"""The state that `melobridge play` shows, built from the reports of its player."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.cli.play.voice_spec import VoiceSpec
from bridge.midi.events import LinkPeers, LogLine, PortBack, PortLost, SentLate
from bridge.musician.controls.control_map import ACTIONS, CC, PANIC, RANGES, Source, Target
from bridge.musician.events import Tone
from bridge.musician.messages import (
    KeyHeard,
    KnobTurned,
    NotePlayed,
    OutputNamed,
    Report,
    ServerAnswers,
    SongPosition,
    ThumbGiven,
)
from bridge.osc.parameters import Value

KEPT_TONES, KEPT_HEARD, KEPT_LINES = 128, 12, 3


class Control(NamedTuple):
    """What turns a knob between two values. source: as maps write it, 'CC 16'."""

    knob: str
    low: float
    high: float
    source: str


@dataclass
class VoiceState:
    """A voice. port: its output; answers: whether its server does; thumbs: those of its taste."""

    spec: VoiceSpec
    port: str
    knobs: dict[str, Value]
    tones: deque[Tone] = field(default_factory=lambda: deque(maxlen=KEPT_TONES))
    answers: bool = True
    thumbs: int = 0


class ViewState:
    """All that is shown.

    record: a file, or ''; missing: ports that disappeared; peers: others in the Link session, None
    until they are known; late: how many messages were sent late; unheard: whether nothing is
    connected to our own port, None where that isn't known.
    """

    def __init__(
        self,
        voices: Mapping[str, VoiceState],
        *,
        targets: Mapping[Source, Target],
        sync: str = "internal",
        bpm: float = 120.0,
        meter: str = "4/4",
        record: str = "",
    ) -> None:
        self.voices = dict(voices)
        self.sync, self.bpm, self.meter, self.record = sync, bpm, meter, record
        self.controls, self.actions = knob_controls(targets), action_controls(targets)
        self.beat, self.playing = 0.0, False
        self.heard: deque[int] = deque(maxlen=KEPT_HEARD)
        self.lines: deque[str] = deque(maxlen=KEPT_LINES)
        self.missing: set[str] = set()
        self.late = 0
        self.peers: int | None = None
        self.unheard: bool | None = None

    def take(self, report: Report) -> None:
        """Take in a report of the player."""
        match report:
            case SongPosition(beat, bpm, playing):
                self.beat, self.bpm, self.playing = beat, bpm, playing
            case NotePlayed(voice):
                self.voices[voice].tones.append(report.tone)
            case KeyHeard(pitch=pitch):
                self.heard.append(pitch)
            case KnobTurned(voice, key, value):
                self.voices[voice].knobs[key] = value
            case ThumbGiven(voice, action, note, thumbs=thumbs):
                self.voices[voice].thumbs = thumbs
                self.lines.append(f"{voice}: {action} (note {note}, thumbs in all: {thumbs})")
            case ServerAnswers(voice, answers):
                self.voices[voice].answers = answers
            case LinkPeers(others):
                self.peers = others
            case SentLate(messages):
                self.late += messages
            case LogLine(text):
                self.lines.append(text)
            case OutputNamed() | PortLost() | PortBack():
                self._take_port(report)

    def _take_port(self, report: OutputNamed | PortLost | PortBack) -> None:
        match report:
            case OutputNamed(wanted, name):
                for voice in self.voices.values():
                    if voice.spec.port == wanted:
                        voice.port = name
            case PortLost(name=name):
                self.missing.add(name)
            case PortBack(name=name):
                self.missing.discard(name)


def knob_controls(targets: Mapping[Source, Target]) -> list[Control]:
    """The controls that turn knobs, in the order of RANGES."""
    found = [
        Control(target.name, target.low, target.high, source_name(source))
        for source, target in targets.items()
        if target.name in RANGES
    ]
    return sorted(found, key=lambda control: list(RANGES).index(control.knob))


def action_controls(targets: Mapping[Source, Target]) -> str:
    """The controls of actions: 'good CC 64, bad CC 67'."""
    shown = [name for name in ACTIONS if name != PANIC]
    sources = {name: [s for s, target in targets.items() if target.name == name] for name in shown}
    return ", ".join(f"{name} {source_name(min(of))}" for name, of in sources.items() if of)


def source_name(source: Source) -> str:
    """A control as maps write it: 'CC 16', 'note 10/36' where only channel 10 counts."""
    kind = "CC" if source.kind == CC else source.kind
    channel = f"{source.channel}/" if source.channel else ""
    return f"{kind} {channel}{source.number}"
