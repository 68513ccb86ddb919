"""Swing: off-beat eighths come late, by a map of time that leaves beats and bar lines in place.

In each quarter the first eighth is stretched and the second one shortened, with all that lies in
them. How much is said as in drum machines (Linn's LM-1, the MPC): the part of the quarter at which
the second eighth begins, 50 % straight, 67 % as in triplets, 75 % as after a dotted eighth. Where
the beat is a dotted quarter, or beats differ, eighths are no pairs: there sixteenths swing. The map
is continuous and rises everywhere, so that notes which join still join, and none overlap.
"""

from __future__ import annotations

from functools import lru_cache

from agent.music.note import Note
from agent.music.tune import TICKS

QUARTER, EIGHTH = 24, 12
# By how much of its length the first of a pair is stretched at swing 1: from 50 to 75 %.
MOST = 0.5


def swung(tick: float, bar: int, beat: int, swing: float) -> float:
    """Where a tick of the straight melody sounds. bar, beat: lengths in ticks; swing: 0-1."""
    return _mapped(tick, bar, beat, 0.5, 0.5 * (1 + MOST * swing))


def straight(tick: float, bar: int, beat: int, swing: float) -> float:
    """The inverse of `swung`."""
    return _mapped(tick, bar, beat, 0.5 * (1 + MOST * swing), 0.5)


def swung_span(tick: int, duration: int, bar: int, beat: int, swing: float) -> tuple[float, float]:
    """Where a note of the straight melody begins as it sounds, and how long it is, in ticks."""
    place = tick % bar
    onset, length = _swung_in_bar(place, duration, bar, beat, swing)
    return tick - place + onset, length


@lru_cache(maxsize=4096)
def _swung_in_bar(
    place: int, duration: int, bar: int, beat: int, swing: float
) -> tuple[float, float]:
    onset = swung(place, bar, beat, swing)
    return onset, swung(place + duration, bar, beat, swing) - onset


def straight_note(note: Note, bar: int, beat: int, swing: float) -> Note:
    """A note as it stands in the straight melody, of one as it sounds. Onset and end are mapped."""
    if not swing:
        return note
    onset = straight(note.onset * TICKS, bar, beat, swing)
    end = straight((note.onset + note.duration) * TICKS, bar, beat, swing)
    return note._replace(onset=onset / TICKS, duration=(end - onset) / TICKS)


def _mapped(tick: float, bar: int, beat: int, middle: float, moved: float) -> float:
    """Linear in both parts of each pair, whose middle goes to `moved` (parts of the pair)."""
    pair = EIGHTH if beat % QUARTER else QUARTER
    place = tick % bar
    part = place % pair / pair
    start = tick - place % pair
    if part < middle:
        return start + pair * part * moved / middle
    return start + pair * (1 - (1 - part) * (1 - moved) / (1 - middle))
