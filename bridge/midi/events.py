"""The events of the MIDI process, and their form in frames.

Times are seconds of `now`, the same clock in every process of a machine.
"""

from __future__ import annotations

import time
from typing import Any, NamedTuple, TypeAlias, get_args

from bridge.processes.framing import Values

now = time.perf_counter
"""Seconds. On Windows `time.monotonic` goes in steps of 16 ms; elsewhere the two are the same."""


class Timeline(NamedTuple):
    """A song's time as a straight line: at_beat (quarter notes) falls on at_time (seconds)."""

    at_time: float
    at_beat: float
    bpm: float

    def beat(self, time: float) -> float:
        """The beat at a time."""
        return self.at_beat + (time - self.at_time) * self.bpm / 60

    def time(self, beat: float) -> float:
        """The time of a beat."""
        return self.at_time + (beat - self.at_beat) * 60 / self.bpm

    def turned(self, time: float, bpm: float) -> Timeline:
        """The line that continues from a time at another tempo."""
        return Timeline(time, self.beat(time), bpm)


class MidiReceived(NamedTuple):
    """A message arrived at an input. port: its number; data: any message but clock and sysex."""

    port: int
    time: float
    data: bytes


class Transport(NamedTuple):
    """From a time on the song plays on this line, or stands still; the line runs on meanwhile."""

    playing: bool
    time: float
    line: Timeline


class PortLost(NamedTuple):
    """A port disappeared; it is opened again when it is back.

    port: its number among the outputs or inputs.
    """

    port: int
    output: bool
    name: str


class PortBack(NamedTuple):
    """A port that was lost came back, and is open again."""

    port: int
    output: bool
    name: str


class PortRefused(NamedTuple):
    """An output that was asked for can't be opened. text: why, and what to do about it."""

    port: int
    text: str


class PortList(NamedTuple):
    """The names of all ports of the machine but our own: emitted at first and when they change."""

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]


class SentLate(NamedTuple):
    """How many messages were sent late in the last second, and how late the worst of them was."""

    messages: int
    worst_ms: float


class LinkPeers(NamedTuple):
    """How many other peers are in the Link session."""

    others: int


class LogLine(NamedTuple):
    """A line for the log."""

    text: str


Event: TypeAlias = (
    MidiReceived
    | Transport
    | PortLost
    | PortBack
    | PortRefused
    | PortList
    | SentLate
    | LinkPeers
    | LogLine
)
KINDS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Event)}


def to_values(event: Event) -> Values:
    """An event as the plain values of a frame."""
    return type(event).__name__, *(tuple(v) if isinstance(v, tuple) else v for v in event)


def from_values(values: Values) -> Event:
    """The event of a frame's values."""
    kind, *fields = values
    if kind == Transport.__name__:
        playing, time, line = fields
        return Transport(playing, time, Timeline(*line))
    event: Event = KINDS[kind](*fields)
    return event
