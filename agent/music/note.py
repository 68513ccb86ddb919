"""A note as it sounds: what every player plays and hears."""

from __future__ import annotations

from typing import NamedTuple

# The pitch of a rest.
REST = -1
# The part of its duration by which a note ends early (of a long note, the part of a quarter), so
# that a repeated pitch is heard as a new note.
GAP = 0.05


class Note(NamedTuple):
    """A note: MIDI pitch (REST for a rest), velocity 0-1, duration and onset in quarter notes."""

    pitch: int
    velocity: float
    duration: float
    onset: float


def sounding_beats(duration: float) -> float:
    """How many beats of its duration a note sounds: it ends GAP early."""
    return duration - GAP * min(duration, 1)
