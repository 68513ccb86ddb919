"""Meters: lengths of bar and beat, the longest passage in one meter, and quantisation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from agent.corpus.score import MeterChange, Sound, UnusableTune
from agent.music.tune import METERS, TICKS

# Ticks within a quarter note that onsets snap to: thirty-seconds and triplet sixteenths.
GRID = sorted(set(range(0, TICKS + 1, 3)) | set(range(0, TICKS + 1, 4)))
# Sixteenths and eighth triplets; random onsets are 1.2 ticks off this grid on average.
COARSE_GRID = (0, 6, 8, 12, 16, 18, 24)
FREELY_PLAYED_TICKS = 0.95
FEW_NOTES = 24


class Passage(NamedTuple):
    """A passage in one meter "n/d": ticks of its first bar line, its start and its end."""

    meter: str
    bar_line: int
    start: int
    end: float


def lengths(meter: str) -> tuple[int, int]:
    """Lengths of bar and beat of a meter "n/d" in ticks; compound meters have dotted beats.

    Raises UnusableTune for a meter whose beat isn't a whole number of ticks.
    """
    if meter in METERS:
        return METERS[meter]
    beats, unit = map(int, meter.split("/"))
    beat = Fraction(4 * TICKS, unit)
    if beats < 1 or beat.denominator > 1:
        raise UnusableTune("meter", f"a meter of {meter} isn't known here")
    dotted = unit >= 8 and beats % 3 == 0 and beats > 3
    return int(beats * beat), int(beat) * (3 if dotted else 1)


def longest_passage(changes: Sequence[MeterChange], sounds: Sequence[Sound]) -> Passage:
    """The passage in one meter with most notes; a shorter bar right before it is its pickup."""
    ends = [change.onset for change in changes[1:]] + [float("inf")]
    merged: list[Passage] = []
    for (onset, meter), end in zip(changes, ends, strict=True):
        if merged and merged[-1].meter == meter:
            merged[-1] = merged[-1]._replace(end=end)
        else:
            merged.append(Passage(meter, onset, onset, end))
    passages = [_with_pickup(i, merged) for i in range(len(merged))]
    return max(passages, key=lambda p: sum(p.start <= s.onset < p.end for s in sounds))


def _with_pickup(index: int, passages: list[Passage]) -> Passage:
    passage = passages[index]
    if index and passage.start - passages[index - 1].start < lengths(passage.meter)[0]:
        return passage._replace(start=passages[index - 1].start)
    return passage


def within(passage: Passage, sounds: Sequence[Sound]) -> list[Sound]:
    """The notes that begin in a passage."""
    return [sound for sound in sounds if passage.start <= sound.onset < passage.end]


def snapped(tick: Fraction | float) -> int:
    """The tick of GRID nearest to a time in ticks."""
    quarter, rest = divmod(tick, TICKS)
    return int(quarter) * TICKS + min(GRID, key=lambda place: abs(place - rest))


def played_freely(onsets: Sequence[float]) -> bool:
    """Whether onsets (in ticks) ignore the beat, as in a recording without a metronome."""
    if len(onsets) < FEW_NOTES:
        return False
    off = [min(abs(onset % TICKS - place) for place in COARSE_GRID) for onset in onsets]
    return sum(off) / len(off) > FREELY_PLAYED_TICKS
