"""What the MIDI process tells: values, with a form for frames.

Times are seconds of `now`, the same clock in every process of a machine.
"""

from __future__ import annotations

import time
from typing import Any, NamedTuple, TypeAlias

from bridge.processes.framing import Values

now = time.perf_counter
"""On Windows `time.monotonic` goes in steps of 16 ms; elsewhere the two are the same."""


class Timeline(NamedTuple):
    """A song's time: a straight line through a beat (a quarter note) at a time, of a tempo."""

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
        """The line that goes on from a time at another tempo."""
        return Timeline(time, self.beat(time), bpm)


class Heard(NamedTuple):
    """A message came. port: number of the input; data: the message, without clock or sysex."""

    port: int
    time: float
    data: bytes


class Transport(NamedTuple):
    """From a time on the song goes (or stands) like this. While it stands, its line runs on."""

    playing: bool
    time: float
    line: Timeline


class PortLost(NamedTuple):
    """A port disappeared; it is waited for. port: its number among the outputs or inputs."""

    port: int
    output: bool
    name: str


class PortBack(NamedTuple):
    """A port that was lost is there again, and was taken."""

    port: int
    output: bool
    name: str


class Refused(NamedTuple):
    """An output that was asked for can't be opened. text: why, and what to do."""

    port: int
    text: str


class Ports(NamedTuple):
    """The names of all ports of the machine but our own, at first and when they change."""

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]


class Late(NamedTuple):
    """In the last second so many messages were sent too late, and how late the worst one was."""

    messages: int
    worst_ms: float


class Peers(NamedTuple):
    """How many others share a Link session."""

    others: int


class Said(NamedTuple):
    """A line for the log."""

    text: str


Event: TypeAlias = Heard | Transport | PortLost | PortBack | Refused | Ports | Late | Peers | Said
KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (Heard, Transport, PortLost, PortBack, Refused, Ports, Late, Peers, Said)
}


def to_values(event: Event) -> Values:
    """An event as plain values for a frame."""
    return type(event).__name__, *(tuple(v) if isinstance(v, tuple) else v for v in event)


def from_values(values: Values) -> Event:
    """The event of plain values."""
    kind, *fields = values
    if kind == Transport.__name__:
        playing, time, line = fields
        return Transport(playing, time, Timeline(*line))
    event: Event = KINDS[kind](*fields)
    return event
