"""The keys that a person plays, as a melody: one note after the other. Times are beats."""

from __future__ import annotations

from typing import NamedTuple

from bridge.osc.parameters import DURATION

# Keys pressed within so many beats are one chord: its highest note counts.
CHORD_BEATS = 0.06


class KeyPress(NamedTuple):
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


class KeyTracker:
    """Follows the melody of what a person plays: the latest key, of a chord the highest.

    held: pitches of the keys that are down; since: the beat of the latest event.
    """

    def __init__(self) -> None:
        self.held: set[int] = set()
        self.since = 0.0
        self._current: KeyPress | None = None

    def press(self, key: KeyPress) -> list[HeardNote]:
        """A key goes down. Returns the note that it ends, if any."""
        self.held.add(key.pitch)
        self.since = key.onset
        current = self._current
        if current is not None and key.onset - current.onset < CHORD_BEATS:
            self._current = max(current, key._replace(onset=current.onset))
            return []
        ended = self._ended(key.onset)
        self._current = key
        return ended

    def release(self, pitch: int, beat: float) -> list[HeardNote]:
        """A key goes up. Returns the note that it ends, if any."""
        self.held.discard(pitch)
        self.since = beat
        is_current = self._current is not None and self._current.pitch == pitch
        return self._ended(beat) if is_current else []

    def cut(self, beat: float) -> list[HeardNote]:
        """End the current note here. Returns it, if any."""
        return self._ended(beat)

    def _ended(self, beat: float) -> list[HeardNote]:
        key, self._current = self._current, None
        if key is None or beat <= key.onset:
            return []
        return [HeardNote(key.pitch, key.velocity, key.onset, min(beat - key.onset, DURATION.most))]
