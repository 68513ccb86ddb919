"""What a player process is told and says: frames of plain values, and what stands in them."""

from __future__ import annotations

from typing import NamedTuple

from bridge.osc.parameters import Value

BEGIN = "begin"  # a Stage: the first frame of all
SEAT = "seat"  # a Place: a voice plays from now on
LEAVE = "leave"  # name: it plays no more
GO = "go"  # the song begins, if it hasn't: the own clock's, or that of a Link session
TEMPO = "tempo"  # quarters a minute
# What it says, beats as times:
SEATED = "seated"  # name, name of the output
REFUSED = "refused"  # name, one sentence
NOTE = "note"  # voice, index, pitch, velocity, onset, end (inf: not known yet)
HEARD = "heard"  # input, pitch, velocity, beat
KNOB = "knob"  # voice, key, value
THUMB = "thumb"  # voice, value, index, notes that were credited, thumbs in all
SERVER = "server"  # voice, whether it answers
PORT = "port"  # name, whether it is there
PEERS = "peers"  # how many others share the Link session
LATE = "late"  # messages that were sent late, and by how many milliseconds at worst
SAY = "say"  # one sentence
TIME = "time"  # beat, quarters a minute, whether the song goes on

PortSpec = tuple[str, bool, float]
"""Name (or a part of it), whether it is a virtual one of our own, latency in milliseconds."""


class Stage(NamedTuple):
    """Where a player plays. sync: internal, midi or link; map: (kind, number, channel, name, low,
    high) of each control; record: a MIDI file, or ''; meter: of the recording."""

    outputs: tuple[PortSpec, ...]
    inputs: tuple[PortSpec, ...]
    sync: str
    bpm: float
    clock_out: bool
    map: tuple[tuple[str, int, int, str, float, float], ...]
    record: str
    meter: str


class Place(NamedTuple):
    """A voice that is to play.

    server: host and port; envelope: see `bridge.osc.forwarding`, or nothing for a voice of our own;
    voice: its name at the server; output: its port; channel: 1-16; hears: the channel that it
    listens to, 0 = all; chords: how many bars its progression has; rest: beats that end a call;
    trade: bars that are traded, 0 = until a rest.
    """

    name: str
    server: tuple[str, int]
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
