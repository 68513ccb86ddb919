"""Action masks: which actions the knobs allow at a place of the bar, whatever the weights.

A note must satisfy range, scale, chord, durations and density; a rest may have any length. Neither
may cross a bar line, or leave a remainder of the bar that no durations fill. The same holds for
each part of a composite bar (`agent.melody.meter_parts`), but an action may last whole parts. A
beat that was begun with thirds is filled with thirds. Where the bar can't be filled so (a heard
note ended off the grid), thirds may come anywhere, and an action may cross the bar line to get back
to the grid.
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

# Sixths, thirds and two thirds of a beat, in ticks.
THIRDS = (4, 8, 16)
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


@lru_cache(maxsize=4096)
def _fits(meter: str, place: int) -> Mask:
    place %= len(_left(meter))
    whole: Mask = _whole(meter, place)[ACTION_DURATION]
    return whole if whole.any() else _fits_off_the_grid(meter, place)


@lru_cache(maxsize=4096)
def _whole(meter: str, place: int, end: int = 0) -> NDArray[np.bool_]:
    """[longest duration + 1]: which lengths lead to the bar line, all groups of thirds whole.

    end: the place to which they lead instead, if any.
    """
    bar = end or len(_left(meter))
    whole = np.zeros(DURATIONS[-1] + 1, dtype=np.bool_)
    for ticks in DURATIONS:
        after = place + ticks
        if _stays_in_part(meter, place, ticks) and _keeps_groups(_in_part(meter, place), ticks):
            whole[ticks] = after == bar or (after < bar and _whole(meter, after, end).any())
    return whole


def _stays_in_part(meter: str, place: int, ticks: int) -> bool:
    """Whether a length ends within the part of the bar, or lasts whole parts."""
    borders = _borders(meter)
    return bool(ticks <= _left(meter)[place]) or (
        place in borders and place + ticks in (*borders, len(_left(meter)))
    )


def _in_part(meter: str, place: int) -> int:
    """Ticks from the beginning of the part of the bar."""
    return place - max(border for border in _borders(meter) if border <= place)


def _keeps_groups(place: int, ticks: int) -> bool:
    """Whether a length may begin at a place of a part: a third on the grid of thirds, within its
    beat or as two thirds of a half note; others on the grid of 32nds."""
    in_beat = place % TICKS
    if ticks not in THIRDS:
        return in_beat % DURATIONS[0] == 0
    if in_beat % THIRDS[0]:
        return False
    return in_beat + ticks <= TICKS or place % (2 * TICKS) == ticks == THIRDS[-1]


def _fits_off_the_grid(meter: str, place: int) -> Mask:
    left = _left(meter)
    bar = len(left)
    end = place + ACTION_DURATION
    inside: Mask = left[place] >= ACTION_DURATION
    after = np.where(np.isin(end % bar, _borders(meter)), 0, left[end % bar])
    if not FILLABLE[left[place]]:
        return ~inside & FILLABLE[after]
    if place in _borders(meter):
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


def is_on_grid(meter: str, place: int) -> bool:
    """Whether some lengths lead from a place of the bar to the bar line, groups of thirds whole."""
    return bool(_whole(meter, place).any())


def reaching(meter: str, place: int, left: int) -> Mask:
    """[actions]: which don't go beyond an end; where that lies within the bar, which lead to it.

    left: ticks to the end.
    """
    if place + left >= len(_left(meter)):
        return left >= ACTION_DURATION
    reached: Mask = _whole(meter, place, place + left)[ACTION_DURATION]
    return reached


def has_notes(knobs: Knobs, place: int) -> bool:
    """Whether the knobs allow a note, not only rests, at a place of the bar."""
    return bool((allowed(knobs, reference_tonic(knobs), place) & ~IS_REST).any())


def check(knobs: Knobs) -> None:
    """Raises TaskError if a duration isn't available, or if only rests are allowed."""
    unknown = (durations_of(knobs.durations) or frozenset()) - set(DURATIONS)
    if unknown:
        lengths = " ".join(str(Fraction(length, TICKS)) for length in DURATIONS)
        raise TaskError(f"durations is '{knobs.durations}': use some of {lengths} (quarters)")
    places = (place for place, left in enumerate(_left(knobs.meter)) if FILLABLE[left])
    if not any(has_notes(knobs, place) for place in places):
        raise TaskError(
            f"no note from low {knobs.low} to high {knobs.high} goes with durations "
            f"{knobs.durations}, density {knobs.density:g} and meter {knobs.meter}: allow more"
        )
