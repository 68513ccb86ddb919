"""What a mode wants to be heard. Times are beats (quarter notes) of the song."""

from __future__ import annotations

from math import inf
from typing import NamedTuple, TypeAlias

from agent.music.tune import METERS, TICKS

# A sounding note ends this part of itself early (a long one, of a quarter), so that a repeated one
# is heard anew.
GAP = 0.05


class Tone(NamedTuple):
    """A note. index: its number in the voice; end: inf until its key is let go."""

    index: int  # type: ignore[assignment]  # every tuple has a method of this name
    pitch: int
    velocity: float
    onset: float
    end: float = inf


class Release(NamedTuple):
    """The tone of a pitch that has no end yet ends here."""

    beat: float
    pitch: int


class Hush(NamedTuple):
    """From here on nothing sounds of what was said before."""

    beat: float


Cue: TypeAlias = Tone | Release | Hush


def bar_beats(meter: str) -> float:
    """Length of a bar."""
    return METERS[meter][0] / TICKS


def sounding(duration: float) -> float:
    """How many beats of its duration a note sounds."""
    return duration - GAP * min(duration, 1)
