"""Hard constraints: which pitch classes and note lengths are allowed, and which beats are strong.

They mask the actions of every agent at play time, so that no weight can override them.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from agent.errors import TaskError
from agent.music.chords import chord_of
from agent.music.meter import meter_of
from agent.music.scales import scale_mask, transposed
from agent.music.tune import TICKS

ANY = "any"
FREE, STRONG, ALL = "free", "strong", "all"
CHORD_TONES = (FREE, STRONG, ALL)
# Which notes may lie outside the scale: those of a chord while it sounds, or none.
CHORD, NEVER = "chord", "never"
OUTSIDE = (CHORD, NEVER)
LONGEST_BEATS = 16
# By how many ticks a given length may differ from a whole tick: 0.33 counts as a third.
ROUNDING = 0.1
LENGTH = re.compile(r"[0-9]{1,9}|[0-9]{0,9}\.[0-9]{1,9}|[0-9]{1,9}/0*[1-9][0-9]{0,8}")


def is_strong(meter: str, place: int) -> bool:
    """Whether a place within the bar, in ticks, is a strong beat: the first of a group."""
    return place in meter_of(meter).strong


class PitchConstraint(NamedTuple):
    """The knobs that decide which pitch classes may sound; see `agent.player.knobs.Knobs`."""

    key: int
    scale: str
    chord: str
    chord_tones: str
    outside: str


@lru_cache(maxsize=1024)
def pitch_classes(given: PitchConstraint, *, strong: bool) -> int:
    """12-bit mask of the absolute pitch classes that are allowed. strong: on a strong beat."""
    mask = transposed(scale_mask(given.scale), given.key)
    tones = chord_of(given.chord).mask
    if given.outside == CHORD:
        mask |= tones
    bound = given.chord_tones == ALL or (given.chord_tones == STRONG and strong)
    return mask & tones if bound and tones else mask


@lru_cache(maxsize=1024)
def check_pitches(given: PitchConstraint, low: int, high: int) -> None:
    """Raises TaskError if no pitch from low to high is allowed on strong, or on other, beats."""
    if low > high:
        raise TaskError(f"low {low} lies above high {high}: exchange them")
    reach = [pitch % 12 for pitch in range(low, min(high, low + 11) + 1)]
    free = pitch_classes(given._replace(chord_tones=FREE), strong=False)
    for strong in (False, True):
        mask = pitch_classes(given, strong=strong)
        if any(mask >> pitch & 1 for pitch in reach):
            continue
        if mask == free:
            raise TaskError(
                f"no note of the key lies between low {low} and high {high}: widen them"
            )
        raise TaskError(_no_chord_tone(given, low, high))


def _no_chord_tone(given: PitchConstraint, low: int, high: int) -> str:
    """Why no chord tone may sound. Which of the keys helps depends on what is `outside`."""
    where = f"between low {low} and high {high}"
    if given.outside == CHORD:
        return (
            f"the chord {given.chord} has no note {where}: widen them, or set chord_tones to free"
        )
    return (
        f"the chord {given.chord} has no note of the scale {given.scale} {where}: change one "
        "of them, or set outside to chord, or chord_tones to free"
    )


@lru_cache(maxsize=256)
def durations_of(text: str) -> frozenset[int] | None:
    """Parse lengths in quarter notes such as '0.5 1 1/3' into ticks; None for 'any'.

    Raises TaskError for a length that isn't a whole number of ticks.
    """
    if text.strip().lower() == ANY:
        return None
    words = text.replace(",", " ").split()
    ticks = [TICKS * Fraction(word) for word in words if LENGTH.fullmatch(word)]
    if not words or len(ticks) < len(words) or not all(_is_length(length) for length in ticks):
        raise TaskError(
            f"durations is '{text}': use any, or lengths in quarter notes such as '0.5 1 1.5' "
            "or '1/3 2/3'"
        )
    return frozenset(round(length) for length in ticks)


def _is_length(ticks: Fraction) -> bool:
    return 1 <= round(ticks) <= TICKS * LONGEST_BEATS and abs(ticks - round(ticks)) <= ROUNDING


def may_last(ticks: int, durations: str, density: float) -> bool:
    """Whether a length in ticks is allowed: it is among the durations, and not too short.

    density: the most notes in a quarter note; 0 = no limit.
    """
    lengths = durations_of(durations)
    return (lengths is None or ticks in lengths) and ticks * density >= (TICKS if density else 0)
