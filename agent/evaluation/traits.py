"""Traits: what a musician would ask first of a take, a number of each tune, NaN if undefined.

The table GROUPS is the documentation: how it ends, whether it hangs, what returns, where it is
highest, how it goes against the beat. A share lies in 0-1. Endings are of whole tunes: the first
bars of a longer one don't end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from agent.metrics.endings import ending_of
from agent.metrics.forms import bars_of, climax, distinct_bars, form, returns, sequences
from agent.metrics.loops import alternates, has_loop, is_hammered, repeats_passage
from agent.metrics.notes import FloatArray, Notes, notes_of
from agent.metrics.statistics import STATISTICS
from agent.metrics.syncopation import held_off_beats, syncopation
from agent.music.tune import TICKS, Tune

NAN = float("nan")
FIRST_BARS = 32
# Bars at which the first two may return, counted from 0.
RETURNS = (4, 8, 12)
RETURNING = 2


class Trait(NamedTuple):
    """A row. name: for JSON; label: for a table; text: what it says; share: shown in percent;
    whole: measured of whole tunes."""

    name: str
    label: str
    text: str
    measure: Callable[[Tune], float]
    share: bool = True
    whole: bool = False


class Group(NamedTuple):
    """Rows that belong together."""

    title: str
    traits: tuple[Trait, ...]


def _return(at: int, tune: Tune) -> float:
    return float(returns(tune, at)) if len(bars_of(tune)) >= at + RETURNING else NAN


def _of_notes(measure: Callable[[Notes], float], tune: Tune) -> float:
    return float(measure(notes_of(tune)))


def _statistic(name: str) -> Callable[[Tune], float]:
    """A row of STATISTICS."""
    return partial(_of_notes, next(one.measure for one in STATISTICS if one.name == name))


def _ending(name: str, label: str, text: str) -> Trait:
    """A field of `agent.metrics.endings.Ending`."""
    return Trait(
        f"ends_{name}", label, text, lambda tune: float(getattr(ending_of(tune), name)), whole=True
    )


def _loop(name: str, label: str, text: str, found: Callable[[Tune], bool]) -> Trait:
    return Trait(name, label, text, lambda tune: float(found(tune)))


GROUPS = (
    Group(
        "endings",
        (
            _ending(
                "closes",
                "closing tonic",
                "end with the tonic on a strong beat, held for a third of a bar or more",
            ),
            _ending(
                "restrikes", "tonic struck anew", "end with the tonic, struck anew on a weak beat"
            ),
            _ending("opens", "not on the tonic", "end with another note than the tonic"),
        ),
    ),
    Group(
        "loops",
        (
            _loop(
                "loops_bars",
                "bars three times",
                "one, two or four bars come three times in a row without change",
                repeats_passage,
            ),
            _loop(
                "loops_alternating", "two notes in turn", "eight notes of two in turn", alternates
            ),
            _loop("loops_hammered", "one note 8 times", "one pitch eight times", is_hammered),
            _loop("loops", "any of these", "any of these loops", has_loop),
        ),
    ),
    Group(
        "form",
        (
            *(
                Trait(
                    f"returns_at_{at + 1}",
                    f"bars 1-2 return at {at + 1}",
                    f"the first two bars return at bar {at + 1}",
                    partial(_return, at),
                )
                for at in RETURNS
            ),
            Trait("sequences", "sequences", "neighbouring bars alike at other pitches", sequences),
        ),
    ),
    Group(
        "contour",
        (
            Trait("climax", "highest note, at %", "where the highest note first comes", climax),
            Trait(
                "range",
                "range, semitones",
                "from the lowest to the highest note",
                _statistic("range"),
                share=False,
            ),
        ),
    ),
    Group(
        "against the beat",
        (
            Trait("off_beat", "notes off the beat", "begin off the beat", _statistic("off_beat")),
            Trait(
                "held_off_beats",
                "of these held over",
                "notes off the beat that last over the next beat",
                partial(_of_notes, held_off_beats),
            ),
            Trait(
                "syncopation",
                "syncopated notes",
                "last over a place of the meter that is stronger than their own",
                partial(_of_notes, syncopation),
            ),
            Trait("rests", "rests, of the time", "time without a note", _statistic("rest_share")),
        ),
    ),
)
TRAITS = tuple(trait for group in GROUPS for trait in group.traits)
TRAIT_NAMES = tuple(trait.name for trait in TRAITS)


def measure_traits(tunes: Sequence[Tune], wholes: Sequence[Tune] = ()) -> FloatArray:
    """[n, len(TRAITS)]: every trait of every tune. wholes: the whole tunes, where those are cut."""
    rows = [
        [trait.measure(whole if trait.whole else tune) for trait in TRAITS]
        for tune, whole in zip(tunes, wholes or tunes, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(tunes), len(TRAITS))


def trait_means(table: FloatArray) -> dict[str, float]:
    """The mean of each trait over the tunes for which it is defined; NaN if there are none."""
    known = [column[~np.isnan(column)] for column in table.T]
    means = [float(column.mean()) if len(column) else NAN for column in known]
    return dict(zip(TRAIT_NAMES, means, strict=True))


def forms_of(tunes: Sequence[Tune]) -> tuple[str, ...]:
    """The form of each tune in four phrases, such as "AABA"; "" of one that is too short."""
    return tuple(map(form, tunes))


def first_bars(tune: Tune) -> tuple[float, float]:
    """(notes a quarter, distinct bars) of the first 32 bars; NaN of a shorter tune."""
    if len(bars_of(tune)) < FIRST_BARS:
        return NAN, NAN
    return passage_figures(tune, 0)


def passage_figures(tune: Tune, start: int) -> tuple[float, float]:
    """(notes a quarter, distinct bars) of 32 bars from bar `start` (from 0) on."""
    begin, end = (bar * tune.bar for bar in (start, start + FIRST_BARS))
    count = sum(begin <= note.onset < end for note in tune.aligned().notes)
    return count * TICKS / (end - begin), float(distinct_bars(tune, start, FIRST_BARS))
