"""The messages between a player process and its parent, and their form in frames.

A frame is the name of a message's class and its fields, which are plain values.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, get_args

from bridge.midi.events import LinkPeers, LogLine, PortBack, PortLost, SentLate
from bridge.musician.events import Tone
from bridge.osc.address import Address
from bridge.osc.parameters import Value
from bridge.processes.framing import Values

PortSpec = tuple[str, bool, float]
"""The fields of a `bridge.midi.ports.names.Port`: name, virtual, latency in milliseconds."""
ControlSpec = tuple[str, int, int, str, float, float]
"""The fields of a `Source` and a `Target` of `bridge.musician.controls.control_map`."""


# To the player


class PlayerSetup(NamedTuple):
    """How a player is to run: the first message of all.

    sync: what leads the time, one of `bridge.midi.commands.SYNC_SOURCES`; bpm: quarter notes a
    minute; clock_out: send MIDI clock to all outputs; controls: what each control does; record: a
    MIDI file, or ''; meter: of the recording.
    """

    outputs: tuple[PortSpec, ...]
    inputs: tuple[PortSpec, ...]
    sync: str
    bpm: float
    clock_out: bool
    controls: tuple[ControlSpec, ...]
    record: str
    meter: str


class VoiceSetup(NamedTuple):
    """A voice that is to play from now on, in place of one of the same name.

    server: where it listens; envelope: of requests for a client (`bridge.osc.forwarding`), or b''
    for a voice of our own; voice: its name at the server; keys: the knobs to set; channel: 1-16;
    hears: the channel that it listens to, 0 = all; chords: length of its progression in bars;
    rest: beats that end a call; trade: bars that are traded, 0 = until a rest.
    """

    name: str
    server: Address
    envelope: bytes
    voice: str
    keys: dict[str, Value]
    output: PortSpec
    channel: int
    hears: int
    mode: str
    meter: str
    chords: int
    rest: float
    trade: int


class RemoveVoice(NamedTuple):
    """A voice that is to end."""

    name: str


class StartSong(NamedTuple):
    """Start the song, once: that of our own clock, or that of a Link session."""


class SetTempo(NamedTuple):
    """Change the tempo, in quarter notes a minute."""

    bpm: float


Command: TypeAlias = VoiceSetup | RemoveVoice | StartSong | SetTempo


# From the player; times are beats of the song


class PlayerRefused(NamedTuple):
    """The player can't start. text: why, in one sentence."""

    text: str


class OutputNamed(NamedTuple):
    """An output that was found by a part of its name.

    wanted: the part; name: the whole name.
    """

    wanted: str
    name: str


class VoiceAdded(NamedTuple):
    """A voice plays. output: the name of its port."""

    name: str
    output: str


class VoiceRefused(NamedTuple):
    """A voice can't play. text: why, in one sentence."""

    name: str
    text: str


class NotePlayed(NamedTuple):
    """A note of a voice began. number: its index at the server; end: inf where it isn't known."""

    voice: str
    number: int
    pitch: int
    velocity: float
    onset: float
    end: float

    @classmethod
    def of(cls, voice: str, tone: Tone) -> NotePlayed:
        """The report of a tone."""
        return cls(voice, *tone)

    @property
    def tone(self) -> Tone:
        """The note alone."""
        return Tone(self.number, self.pitch, self.velocity, self.onset, self.end)


class KeyHeard(NamedTuple):
    """A key was pressed. input: number of the MIDI input; velocity: 0-1."""

    input: int
    pitch: int
    velocity: float
    beat: float


class KnobTurned(NamedTuple):
    """A controller turned a knob of a voice."""

    voice: str
    key: str
    value: Value


class ThumbGiven(NamedTuple):
    """A controller gave a thumb, or took one back.

    note: the index of the note that sounded; credited: how many notes it counts for; thumbs: how
    many the taste knows.
    """

    voice: str
    action: str
    note: int
    credited: int
    thumbs: int


class ServerAnswers(NamedTuple):
    """Whether the server of a voice answers, where that has changed."""

    voice: str
    answers: bool


class SongPosition(NamedTuple):
    """Where the song is, some times a second. bpm: quarter notes a minute."""

    beat: float
    bpm: float
    playing: bool


Report: TypeAlias = (
    PlayerRefused
    | OutputNamed
    | VoiceAdded
    | VoiceRefused
    | NotePlayed
    | KeyHeard
    | KnobTurned
    | ThumbGiven
    | ServerAnswers
    | SongPosition
    | PortLost
    | PortBack
    | LinkPeers
    | SentLate
    | LogLine
)

COMMANDS = {kind.__name__: kind for kind in get_args(Command)}
REPORTS = {kind.__name__: kind for kind in get_args(Report)}


def to_values(message: PlayerSetup | Command | Report) -> Values:
    """A message as the plain values of a frame."""
    return type(message).__name__, *message


def setup_of(values: Values) -> PlayerSetup:
    """The setup of the first frame's values."""
    return PlayerSetup(*values[1:])


def command_of(values: Values) -> Command:
    """The command of a frame's values."""
    kind, *fields = values
    command: Command = COMMANDS[kind](*fields)
    return command


def report_of(values: Values) -> Report:
    """The report of a frame's values."""
    kind, *fields = values
    report: Report = REPORTS[kind](*fields)
    return report
