"""Who leads the time of a song: our own clock here; see `follower` and `link` for the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from bridge.midi.events import Peers, Timeline, Transport

# Between the wish to begin and the first beat: what sounds there has to be composed and sent.
LEAD_SECONDS = 0.2
# A new line is told where the one told before would be so far off, so soon.
OFF_SECONDS, SOON_SECONDS = 5e-4, 0.25

News: TypeAlias = Sequence[Transport | Peers]


def differs(line: Timeline, told: Timeline, now: float) -> bool:
    """Whether a line is another one than was told, to an ear."""
    soon = now + SOON_SECONDS
    return abs(told.time(line.beat(soon)) - soon) > OFF_SECONDS


class Tempo(Protocol):
    """Who leads. Times are seconds; answers are what has changed, or nothing."""

    def begin(self, now: float) -> News:
        """How the song stands, or goes, at first."""

    def start(self, now: float) -> News:
        """Somebody here wants the song to begin."""

    def stop(self, now: float) -> News:
        """Somebody here wants it to stand still."""

    def turn(self, bpm: float, now: float) -> News:
        """Somebody here wants another tempo."""

    def hear(self, message: bytes, time: float, port: int) -> News:
        """A message of the system came to an input."""

    def step(self, now: float) -> News:
        """What has changed of itself; to be asked a hundred times a second."""


class Internal:
    """Our own clock. line: where the song was, if it goes on."""

    def __init__(self, now: float, bpm: float, *, playing: bool, line: Timeline | None) -> None:
        self._line = line or Timeline(now, 0.0, bpm)
        self._playing = playing

    def begin(self, now: float) -> News:
        """See `Tempo`."""
        return [Transport(self._playing, now, self._line)]

    def start(self, now: float) -> News:
        """See `Tempo`: from the first beat on."""
        if self._playing:
            return []
        self._playing, first = True, now + LEAD_SECONDS
        self._line = Timeline(first, 0.0, self._line.bpm)
        return self.begin(first)

    def stop(self, now: float) -> News:
        """See `Tempo`."""
        self._playing = False
        return self.begin(now)

    def turn(self, bpm: float, now: float) -> News:
        """See `Tempo`."""
        self._line = self._line.turned(now, bpm)
        return self.begin(now)

    def hear(self, message: bytes, time: float, port: int) -> News:
        """See `Tempo`: nobody else leads."""
        return []

    def step(self, now: float) -> News:
        """See `Tempo`."""
        return []
