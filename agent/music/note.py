"""A note as it sounds: what all players give out and hear."""

from __future__ import annotations

from typing import NamedTuple

REST = -1


class Note(NamedTuple):
    """MIDI pitch (-1 = rest), velocity 0-1, duration and onset in quarters."""

    pitch: int
    velocity: float
    duration: float
    onset: float
