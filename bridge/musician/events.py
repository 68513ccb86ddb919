"""The note events of a mode. Times are beats (quarter notes) of the song."""

from __future__ import annotations

from math import inf
from typing import NamedTuple, TypeAlias

from agent.music.meter import meter_of
from agent.music.tune import TICKS


class Tone(NamedTuple):
    """A note. index: its number in the voice; velocity: 0-1.

    end: the beat of its note-off, already early by GAP; inf while its key is held.
    """

    index: int  # type: ignore[assignment]  # every tuple has a method of this name
    pitch: int
    velocity: float
    onset: float
    end: float = inf


class Release(NamedTuple):
    """The tone of a pitch that has no end yet ends here."""

    beat: float
    pitch: int


class CutOff(NamedTuple):
    """All tones end here, and later ones are dropped."""

    beat: float


NoteEvent: TypeAlias = Tone | Release | CutOff


def bar_beats(meter: str) -> float:
    """Length of a bar in quarter notes: 3.0 for 6/8."""
    return meter_of(meter).bar / TICKS
