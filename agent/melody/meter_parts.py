"""Meters that agents never learned from, as parts of those that they know.

A network has rows for the places of six meters. Any other bar is laid out in parts, each of which
is a bar or a piece of a bar of those: 12/8 is twice 6/8, 5/4 is 3/4 and the second half of 4/4, 7/8
is the first half of 4/4 and the second half of 6/8. Short bars are parts of a longer one: two of
3/8 are a bar of 6/8. Two quarters are half of 4/4, not 2/4, which real tunes fill with sixteenths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from agent.errors import TaskError
from agent.music.meter import Meter, meter_of, starts, usual_groups
from agent.music.tune import METERS, TICKS

# Short bars by their length: the meter that one or several of them make.
SHORT = {12: "4/4", 24: "4/4", 36: "6/8", 48: "2/4"}
DOTTED = 3 * TICKS // 2


class Part(NamedTuple):
    """A part of a bar: start and length in ticks; place: tick of its first one in a known meter."""

    start: int
    length: int
    meter: str
    place: int


class Layout(NamedTuple):
    """What networks take for a bar. length: in ticks, a whole number of bars."""

    length: int
    parts: tuple[Part, ...]


@lru_cache(maxsize=1024)
def layout_of(meter: str) -> Layout | None:
    """The parts of a meter, or None for what is none."""
    try:
        known = meter_of(meter)
    except TaskError:
        return None
    name = SHORT.get(known.bar, known.name)
    if name in METERS:
        return Layout(METERS[name][0], (Part(0, METERS[name][0], name, 0),))
    return Layout(known.bar, _placed(list(_lengths(known))))


@lru_cache(maxsize=1024)
def ends_of(meter: str) -> tuple[int, ...]:
    """[bar]: for each tick of a bar of a valid meter, the tick at which its part ends."""
    bar, layout = meter_of(meter).bar, layout_of(meter)
    parts = layout.parts if layout else ()
    return tuple(
        min(part.start + part.length, bar)
        for part in parts
        for _ in range(part.start, min(part.start + part.length, bar))
    )


def starts_part(meter: str, place: int) -> bool:
    """Whether a part begins at a tick of the bar, other than its first."""
    layout = layout_of(meter)
    return layout is not None and any(0 < part.start == place for part in layout.parts)


def _placed(lengths: list[tuple[int, str]]) -> tuple[Part, ...]:
    """The parts in a row. A piece of a bar is its end before a bar line, else its beginning."""
    begins, last = starts([length for length, _ in lengths], 1), len(lengths) - 1
    return tuple(
        Part(start, length, name, METERS[name][0] - length if number == last > 0 else 0)
        for number, (start, (length, name)) in enumerate(zip(begins, lengths, strict=True))
    )


def _lengths(meter: Meter) -> Iterator[tuple[int, str]]:
    """Length and known meter of each part."""
    if meter.denominator == 8:
        for beats in _beats(meter):
            for eighths, run in groupby(beats):
                yield from _in_eighths(eighths * TICKS // 2, len(list(run)))
    elif meter.denominator == 4:
        small = [g for group in meter.groups for g in _small(group)]
        for units, run in groupby(small):
            yield from _in_quarters(units, len(list(run)))
    else:
        whole, half = divmod(meter.numerator, 2)
        yield from [(96, "2/2")] * whole + [(48, "2/2")] * half


def _beats(meter: Meter) -> Iterator[Sequence[int]]:
    """The eighths of each beat, in stretches that no part may cross: a group of many is one."""
    for single, groups in groupby(meter.groups, lambda group: group <= 3):
        if single:
            yield list(groups)
        else:
            yield from (usual_groups(group, 8) for group in groups)


def _small(group: int) -> tuple[int, ...]:
    return (group,) if group <= 4 else usual_groups(group, 4)


def _in_eighths(ticks: int, beats: int) -> Iterator[tuple[int, str]]:
    """Parts of a run of beats of two or three eighths."""
    if ticks == DOTTED:
        return _in_beats(beats, DOTTED, {3: "9/8", 2: "6/8", 1: "6/8"})
    if ticks == TICKS:
        return _in_beats(beats, TICKS, {4: "4/4", 3: "3/4", 2: "4/4", 1: "4/4"})
    return iter([(ticks, "4/4")] * beats)


def _in_beats(beats: int, ticks: int, known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Parts of equal beats, none of a single beat if it can be helped. known: by beats."""
    while beats:
        most = min(beats, max(known))
        taken = most - 1 if beats - most == 1 else most
        yield taken * ticks, known[taken]
        beats -= taken


def _in_quarters(units: int, groups: int) -> Iterator[tuple[int, str]]:
    """Parts of a run of equal groups of quarters: two of two are a bar of 4/4."""
    if units in (3, 4):
        yield from [(units * TICKS, f"{units}/4")] * groups
    elif units == 2:
        yield from [(4 * TICKS, "4/4")] * (groups // 2)
        yield from [(2 * TICKS, "4/4")] * (groups % 2)
    else:
        yield from _in_eighths(TICKS, groups)
