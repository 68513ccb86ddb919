"""Meters: `7/8`, or with its groups `2+2+3/8`, read into the places of bar, groups and beats.

Groups are written as in ABC and MusicXML: `2+2+3/8` or `(2+2+3)/8`; `7/8 (2+2+3)` is read as well.
Without them a meter has its usual ones. Ticks are those of `agent.music.tune`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from agent.errors import TaskError
from agent.music.tune import METERS, TICKS

# What menus offer, the meters that agents have learned from first; every other one may be written.
USUAL_METERS = (
    *METERS,
    *("12/8", "3/2", "5/4", "6/4", "7/4", "3/8", "5/8", "7/8", "3+2+2/8", "8/8", "2+2+2+3/8"),
    *("10/8", "11/8", "15/8"),
)
# The most units of each kind (halves, quarters, eighths) in a bar.
MOST_UNITS = {2: 7, 4: 15, 8: 15}
LONGEST_BAR = max(4 * TICKS // unit * most for unit, most in MOST_UNITS.items())
METER_TEXT = (
    "one such as 3/4, 7/8 or 2+2+3/8, of 1 to 15 quarters or eighths, or of 1 to 7 halves to a bar"
)
# Usual groups where the units are no multiple of three: as in most 5/4 and 7/8; in the 10/8 of jazz
# and the 11/8 of the kopanitsa.
IRREGULAR = {
    4: (2, 2),
    5: (3, 2),
    7: (2, 2, 3),
    8: (3, 3, 2),
    10: (3, 3, 2, 2),
    11: (2, 2, 3, 2, 2),
    13: (3, 3, 3, 2, 2),
    14: (2, 2, 3, 2, 2, 3),
}
_SUM = r"([1-9][0-9]?(?:\s*\+\s*[1-9][0-9]?)*)"
WRITTEN = re.compile(rf"(?:{_SUM}|\(\s*{_SUM}\s*\))\s*/\s*([248])(?:\s*\(\s*{_SUM}\s*\))?")


class Meter(NamedTuple):
    """A meter. name: its usual spelling; bar: its length in ticks.

    beat: the length of a beat, or of a unit where beats differ; groups: units of each; strong,
    beats: ticks within the bar at which groups and beats begin, the downbeat is the first.
    """

    name: str
    numerator: int
    denominator: int
    bar: int
    beat: int
    groups: tuple[int, ...]
    strong: tuple[int, ...]
    beats: tuple[int, ...]


@lru_cache(maxsize=1024)
def meter_of(text: str) -> Meter:
    """Read a meter. Raises TaskError for what is none, or has a bar that is too long."""
    written = WRITTEN.fullmatch(text.strip())
    if not written:
        raise TaskError(f"meter is '{text}': use {METER_TEXT}")
    open_sum, bracketed, denominator, behind = written.groups()
    before, unit = _numbers(open_sum or bracketed), int(denominator)
    groups = _numbers(behind) if behind else before
    if sum(before) > MOST_UNITS[unit] or (behind and len(before) > 1):
        raise TaskError(f"meter is '{text}': use {METER_TEXT}")
    if sum(groups) != sum(before):
        raise TaskError(f"meter is '{text}': use groups that add up to {sum(before)}")
    return _meter(groups, unit) if len(groups) > 1 else _plain(groups[0], unit)


def meter_name(text: str) -> str:
    """The usual spelling of a meter; what is none is left as it is."""
    try:
        return meter_of(text).name
    except TaskError:
        return text.strip()


@lru_cache(maxsize=1024)
def beats_of(meter: str, bar: int, beat: int) -> frozenset[int]:
    """Ticks within the bar at which beats begin. bar, beat: count where `meter` isn't known."""
    try:
        known = meter_of(meter)
    except TaskError:
        return frozenset(range(0, bar, beat))
    return frozenset(known.beats if known.bar == bar else range(0, bar, beat))


def usual_groups(units: int, denominator: int) -> tuple[int, ...]:
    """How so many units to a bar are usually grouped."""
    if denominator == 2:
        return (1,) * units
    if units < 4:
        return (units,)
    if units == 8 and denominator == 4:
        return (2, 2, 2, 2)
    return IRREGULAR.get(units, (3,) * (units // 3))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split("+"))


def _plain(units: int, denominator: int) -> Meter:
    name = f"{units}/{denominator}"
    return _meter(usual_groups(units, denominator), denominator)._replace(name=name)


def _meter(groups: tuple[int, ...], denominator: int) -> Meter:
    ticks, units = 4 * TICKS // denominator, sum(groups)
    beats = _beats(groups, denominator)
    even = len(set(beats)) == 1
    return Meter(
        f"{'+'.join(map(str, groups))}/{denominator}",
        units,
        denominator,
        units * ticks,
        ticks * beats[0] if even else ticks,
        groups,
        starts(groups, ticks),
        starts(beats, ticks),
    )


def _beats(groups: Sequence[int], denominator: int) -> tuple[int, ...]:
    """The units of each beat: two or three eighths, but every unit of 3/8, 3/4 and 2/2 is one."""
    units = sum(groups)
    if denominator < 8 or units == 3:
        return (1,) * units
    return tuple(beat for group in groups for beat in usual_groups(group, denominator))


def starts(lengths: Sequence[int], ticks: int) -> tuple[int, ...]:
    """The ticks at which consecutive lengths begin; they are counted in units of `ticks` ticks."""
    return tuple(length * ticks for length in accumulate(lengths[:-1], initial=0))
