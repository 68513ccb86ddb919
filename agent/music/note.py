"""A note as it sounds: what all players give out and hear."""

from __future__ import annotations

from typing import NamedTuple

# The pitch of a rest.
REST = -1


class Note(NamedTuple):
    """MIDI pitch (REST for a rest), velocity 0-1, duration and onset in quarters."""

    pitch: int
    velocity: float
    duration: float
    onset: float
