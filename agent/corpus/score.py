"""The common result of all file readers: parts with notes, meters, key and chord symbols.

Time is counted in ticks, 24 to a quarter note, from a bar line at 0; pitches are MIDI numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from agent.errors import CorpusError


class UnusableTune(CorpusError):
    """A file or tune can't be used. reason: a keyword to count by; the message says the details."""

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
    """The meter is "n/d" from tick `onset` on, which is a bar line."""

    onset: int
    meter: str


class Symbol(NamedTuple):
    """A chord symbol from tick `onset` on: root and pitch classes, 0-11 (0 = C)."""

    onset: int
    root: int
    pitch_classes: frozenset[int]


class Signature(NamedTuple):
    """A key signature: number of sharps, negative for flats; the mode only where it is certain."""

    sharps: int
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One track, channel, staff or voice. program: General MIDI number 0-127, if known."""

    name: str
    sounds: tuple[Sound, ...]
    program: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One piece. The first of `meters` is at or before the first note."""

    title: str
    parts: tuple[ScorePart, ...]
    meters: tuple[MeterChange, ...] = (MeterChange(0, "4/4"),)
    signature: Signature | None = None
    symbols: tuple[Symbol, ...] = ()
