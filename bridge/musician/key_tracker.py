"""Keys as a melody: what a person plays, one note after the other. Times are beats."""

from __future__ import annotations

from typing import NamedTuple

from bridge.osc.parameters import DURATION

# Keys pressed within so many beats are one chord: its highest note counts.
CHORD_BEATS = 0.06


class Key(NamedTuple):
    """A key that was pressed. pitch: MIDI; velocity: 0-1."""

    pitch: int
    velocity: float
    onset: float


class HeardNote(NamedTuple):
    """A note that was played. pitch: MIDI; velocity: 0-1; onset, duration: beats."""

    pitch: int
    velocity: float
    onset: float
    duration: float


class Ear:
    """Follows the melody in what a person plays: the latest key, of a chord the highest.

    held: pitches of the keys that are down; since: the beat of the latest event.
    """

    def __init__(self) -> None:
        self.held: set[int] = set()
        self.since = 0.0
        self._key: Key | None = None

    def press(self, key: Key) -> list[HeardNote]:
        """A key goes down. Returns the note that it ends, if any."""
        self.held.add(key.pitch)
        self.since = key.onset
        current = self._key
        if current is not None and key.onset - current.onset < CHORD_BEATS:
            self._key = max(current, key._replace(onset=current.onset))
            return []
        ended = self._ended(key.onset)
        self._key = key
        return ended

    def release(self, pitch: int, beat: float) -> list[HeardNote]:
        """A key goes up. Returns the note that it ends, if any."""
        self.held.discard(pitch)
        self.since = beat
        return self._ended(beat) if self._key is not None and self._key.pitch == pitch else []

    def cut(self, beat: float) -> list[HeardNote]:
        """What sounds is taken to end here. Returns it, if any."""
        return self._ended(beat)

    def _ended(self, beat: float) -> list[HeardNote]:
        key, self._key = self._key, None
        if key is None or beat <= key.onset:
            return []
        return [HeardNote(key.pitch, key.velocity, key.onset, min(beat - key.onset, DURATION.most))]
