"""Action masks: which actions the knobs allow at a place of the bar, whatever the weights.

A note must satisfy range, scale, chord, durations and density; a rest may have any length. Neither
may cross a bar line, or leave a remainder of the bar that no durations fill. The same holds for
each part of a composite bar (`agent.melody.meter_parts`), but an action may last whole parts. Where
the bar can't be filled anyway (a heard note ended off the grid), an action may cross the bar line
to get back to the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.errors import TaskError
from agent.melody.meter_parts import ends_of
from agent.melody.vocabulary import ACTION_DURATION, ACTION_PITCH, DURATIONS, NO_PITCH
from agent.music.meter import LONGEST_BAR
from agent.music.tune import TICKS
from agent.player.constraints import (
    PitchConstraint,
    durations_of,
    is_strong,
    may_last,
    pitch_classes,
)
from agent.player.knobs import Knobs

Mask = NDArray[np.bool_]

IS_REST = ACTION_PITCH == NO_PITCH
# The lowest MIDI number of the reference tonic that is preferred where the range leaves a choice.
LOWEST_TONIC = 57
# Semitones below and above the tonic within which most of a tune lies.
BELOW, ABOVE = 5, 14


def allowed(knobs: Knobs, tonic: int, place: int) -> Mask:
    """[actions], read-only: which actions are allowed; at least one is.

    tonic: MIDI number of relative pitch 0. place: tick within the bar.
    """
    return _allowed(_constraints(knobs), tonic, place)


class Constraints(NamedTuple):
    """The knobs that a mask depends on, as a cache key that other knobs don't change."""

    key: int
    scale: str
    chord: str
    chord_tones: str
    outside: str
    low: int
    high: int
    durations: str
    density: float
    meter: str


# The values of Constraints as a plain tuple, twice as fast as by keywords.
_constraints = attrgetter(*Constraints._fields)


@lru_cache(maxsize=8192)
def _allowed(constraints: tuple[Any, ...], tonic: int, place: int) -> Mask:
    knobs = Constraints(*constraints)
    given = PitchConstraint(knobs.key, knobs.scale, knobs.chord, knobs.chord_tones, knobs.outside)
    sounding = pitch_classes(given, strong=is_strong(knobs.meter, place))
    pitches = ACTION_PITCH + tonic
    inside = (pitches >= knobs.low) & (pitches <= knobs.high)
    notes = inside & (sounding >> pitches % 12 & 1).astype(np.bool_)
    notes &= _may_last(knobs.durations, knobs.density)
    mask = (IS_REST | notes) & _fits(knobs.meter, place)
    mask.flags.writeable = False
    return mask


@lru_cache(maxsize=256)
def _may_last(durations: str, density: float) -> Mask:
    lengths = {length: may_last(length, durations, density) for length in DURATIONS}
    return np.array([lengths[length] for length in ACTION_DURATION.tolist()])


def _fits(meter: str, place: int) -> Mask:
    left = _left(meter)
    bar = len(left)
    end = place % bar + ACTION_DURATION
    inside: Mask = left[place % bar] >= ACTION_DURATION
    after = np.where(np.isin(end % bar, _borders(meter)), 0, left[end % bar])
    if not FILLABLE[left[place % bar]]:
        return ~inside & FILLABLE[after]
    if place % bar in _borders(meter):
        inside |= (after == 0) & (end <= bar)
    return inside & FILLABLE[after]


@lru_cache(maxsize=256)
def _left(meter: str) -> NDArray[np.intp]:
    """[bar]: ticks from each one to the end of its part of the bar."""
    ends = np.array(ends_of(meter))
    return ends - np.arange(len(ends))


@lru_cache(maxsize=256)
def _borders(meter: str) -> tuple[int, ...]:
    """The ticks of a bar at which its parts begin."""
    return (0, *sorted(set(ends_of(meter)))[:-1])


def _fillable(lengths: Sequence[int], longest: int) -> Mask:
    """[longest + 1]: whether each number of ticks is a sum of the lengths (with repetitions)."""
    fillable = np.zeros(longest + 1, dtype=np.bool_)
    fillable[0] = True
    for ticks in range(1, longest + 1):
        fillable[ticks] = any(fillable[ticks - length] for length in lengths if length <= ticks)
    return fillable


FILLABLE = _fillable(DURATIONS, LONGEST_BAR)


def reference_tonic(knobs: Knobs) -> int:
    """MIDI number of the tonic, which relative pitch 0 stands for.

    It is the one nearest to D4 among those that leave a tune the most room in the range.
    """
    return _reference_tonic(knobs.key, knobs.low, knobs.high)


@lru_cache(maxsize=1024)
def _reference_tonic(key: int, low: int, high: int) -> int:
    nearest = LOWEST_TONIC + (key - LOWEST_TONIC) % 12
    octaves = range(nearest - 72, nearest + 73, 12)
    inside = [min(high, tonic + ABOVE) - max(low, tonic - BELOW) for tonic in octaves]
    best = [tonic for tonic, size in zip(octaves, inside, strict=True) if size == max(inside)]
    return min(best, key=lambda tonic: abs(tonic - nearest))


def check(knobs: Knobs) -> None:
    """Raises TaskError if a duration isn't available, or if only rests are allowed."""
    unknown = (durations_of(knobs.durations) or frozenset()) - set(DURATIONS)
    if unknown:
        lengths = " ".join(str(Fraction(length, TICKS)) for length in DURATIONS)
        raise TaskError(f"durations is '{knobs.durations}': use some of {lengths} (quarters)")
    tonic = reference_tonic(knobs)
    places = (place for place, left in enumerate(_left(knobs.meter)) if FILLABLE[left])
    if not any((allowed(knobs, tonic, place) & ~IS_REST).any() for place in places):
        raise TaskError(
            f"no note from low {knobs.low} to high {knobs.high} goes with durations "
            f"{knobs.durations}, density {knobs.density:g} and meter {knobs.meter}: allow more"
        )
