"""A note as it sounds: what every player plays and hears."""

from __future__ import annotations

from typing import NamedTuple

# The pitch of a rest.
REST = -1


class Note(NamedTuple):
    """A note: MIDI pitch (REST for a rest), velocity 0-1, duration and onset in quarter notes."""

    pitch: int
    velocity: float
    duration: float
    onset: float
