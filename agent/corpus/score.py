"""What every reader gives, whatever the file: parts of sounding notes, meters, key, chords.

Time counts in ticks, 24 to a quarter note, from a bar line at 0; pitches are MIDI numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from agent.errors import CorpusError


class Unusable(CorpusError):
    """Why a file or tune can't be used: a reason to count by, and a sentence about this one."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


class Sound(NamedTuple):
    """A note: onset and duration in ticks, MIDI pitch."""

    onset: int
    duration: int
    pitch: int

    @property
    def end(self) -> int:
        """Tick at which it ends."""
        return self.onset + self.duration


class MeterChange(NamedTuple):
    """From `onset` on, which is a bar line, the meter is "n/d"."""

    onset: int
    meter: str


class Symbol(NamedTuple):
    """A chord symbol that takes effect at `onset`: root and pitch classes, both 0-11 from C."""

    onset: int
    root: int
    pitch_classes: frozenset[int]


class Signature(NamedTuple):
    """What a file says of its key: sharps (+) or flats (-); the mode only where it is certain."""

    sharps: int
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One track, channel, staff or voice. program: General MIDI number from 0, if it is known."""

    name: str
    sounds: tuple[Sound, ...]
    program: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One piece. `meters` starts at or before the first note."""

    title: str
    parts: tuple[ScorePart, ...]
    meters: tuple[MeterChange, ...] = (MeterChange(0, "4/4"),)
    signature: Signature | None = None
    symbols: tuple[Symbol, ...] = ()
