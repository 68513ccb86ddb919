"""The sources of a song's time: our own clock here, MIDI clock in `bridge.midi.clock.clock_in`,
Ableton Link in `bridge.midi.clock.link_clock`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from bridge.midi.events import LinkPeers, Timeline, Transport

# From the start command to the first beat: its notes have to be composed and sent.
LEAD_SECONDS = 0.2
# A new line is reported where the one reported before would be this far off after so much time.
OFF_SECONDS, SOON_SECONDS = 5e-4, 0.25

Changes: TypeAlias = Sequence[Transport | LinkPeers]


def differs(line: Timeline, reported: Timeline, now: float) -> bool:
    """Whether a listener could tell a line from the one that was reported."""
    soon = now + SOON_SECONDS
    return abs(reported.time(line.beat(soon)) - soon) > OFF_SECONDS


class ClockSource(Protocol):
    """What leads the song's time. Times are seconds; methods return what has changed."""

    def begin(self, now: float) -> Changes:
        """The state of the song at first."""

    def start(self, now: float) -> Changes:
        """Start the song, if this source can."""

    def stop(self, now: float) -> Changes:
        """Stop the song, if this source can."""

    def set_tempo(self, bpm: float, now: float) -> Changes:
        """Change the tempo, if this source can."""

    def receive(self, message: bytes, time: float, port: int) -> Changes:
        """Take in a system message (clock, start, stop ...) that arrived at an input."""

    def step(self, now: float) -> Changes:
        """What has changed by itself; to be called a hundred times a second."""


class InternalClock:
    """Our own clock."""

    def __init__(self, now: float, bpm: float, *, playing: bool, line: Timeline | None) -> None:
        """playing, line: the state of a song that goes on; no line for a new one."""
        self._line = line or Timeline(now, 0.0, bpm)
        self._playing = playing

    def begin(self, now: float) -> Changes:
        return [Transport(self._playing, now, self._line)]

    def start(self, now: float) -> Changes:
        """Start from the first beat."""
        if self._playing:
            return []
        self._playing, first = True, now + LEAD_SECONDS
        self._line = Timeline(first, 0.0, self._line.bpm)
        return self.begin(first)

    def stop(self, now: float) -> Changes:
        self._playing = False
        return self.begin(now)

    def set_tempo(self, bpm: float, now: float) -> Changes:
        self._line = self._line.turned(now, bpm)
        return self.begin(now)

    def receive(self, message: bytes, time: float, port: int) -> Changes:
        """Other clocks have no effect."""
        return []

    def step(self, now: float) -> Changes:
        return []
