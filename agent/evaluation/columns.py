"""The figures of a set of tunes, as a column of the panel: of takes, or of real tunes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from agent.evaluation.reference import FEWEST, NGRAMS, MeterAndMode, Reference
from agent.evaluation.traits import forms_of, measure_traits, trait_means
from agent.evaluation.yardstick import Yardstick
from agent.metrics.distances import (
    FEATURE_COLUMNS,
    FOLDS,
    Rows,
    classifier_auc,
    frechet_distance,
    mgeval_rows,
    overlaps,
)
from agent.metrics.forms import shares, total_variation
from agent.metrics.notes import FloatArray, IntArray
from agent.metrics.repetition import (
    Events,
    distinct_in_groups,
    interval_events,
    longest_copies,
    pitch_events,
)
from agent.metrics.rl_tuner_rules import rule_values
from agent.metrics.statistics import NAMES, means_of, measure
from agent.music.tune import Tune

REAL = "real"
SPLITS = 3
NAN = float("nan")
# The kind of takes as `generate` plays them without options.
PLAIN = MeterAndMode("4/4", "major")


class Copies(NamedTuple):
    """Longest runs shared with a training tune, of notes, or of moves where they may be transposed:
    median, 95th percentile and maximum over takes."""

    median: float
    most_of_95: float
    most: float


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of a set of tunes.

    form_distance: total variation of the forms to those of real tunes. alike: the same comparisons
    of the tunes of the kind PLAIN, if there are enough. traits: means by name.
    forms: share of each form among the tunes that are long enough. table: every statistic of every
    tune, [n, len(STATISTICS)]; copies, transposed: None without a corpus.
    """

    name: str
    tunes: int
    areas: dict[str, float]
    frechet: float
    auc: float
    form_distance: float
    alike: Likeness
    rules: dict[str, float]
    statistics: dict[str, float]
    distinct: dict[int, float]
    copies: Copies | None
    transposed: Copies | None
    traits: dict[str, float]
    forms: dict[str, float]
    table: FloatArray

    @property
    def overlap(self) -> float:
        """The mean overlapping area."""
        return mean_area(self.areas)


class Likeness(NamedTuple):
    """How alike two sets of tunes are. areas: overlapping areas by feature; form_distance: total
    variation of the forms."""

    areas: dict[str, float]
    frechet: float
    auc: float
    form_distance: float

    @property
    def overlap(self) -> float:
        """The mean overlapping area."""
        return mean_area(self.areas)


def mean_area(areas: Mapping[str, float]) -> float:
    """The mean of the overlapping areas of all features; NaN if there are none."""
    return float(np.mean(list(areas.values()))) if areas else NAN


class ReferenceBand(NamedTuple):
    """A statistic over real tunes: percentiles, mean and standard deviation."""

    low: float
    median: float
    high: float
    mean: float
    deviation: float


class _Measured(Protocol):
    """A set of tunes as feature rows: takes, or a reference."""

    @property
    def features(self) -> FloatArray: ...

    @property
    def mgeval(self) -> Rows: ...

    @property
    def forms(self) -> tuple[str, ...]: ...

    @property
    def kinds(self) -> tuple[MeterAndMode, ...]: ...


class _Takes(NamedTuple):
    features: FloatArray
    mgeval: Rows
    forms: tuple[str, ...]
    kinds: tuple[MeterAndMode, ...]


def column(name: str, wholes: Sequence[Tune], yardstick: Yardstick, compared: int) -> Column:
    """The figures of takes, of their first bars as of real tunes.

    compared: number of tunes on each side of comparisons.
    """
    takes = [take.excerpt(yardstick.bars) for take in wholes]
    table = measure(takes)
    kinds = tuple(MeterAndMode(take.meter, take.mode) for take in takes)
    ours = _Takes(table[:, FEATURE_COLUMNS], mgeval_rows(takes), forms_of(takes), kinds)
    return Column(
        name,
        len(takes),
        *_likeness(ours, yardstick.reference, compared),
        _alike(ours, yardstick.reference, compared),
        rule_values(takes),
        means_of(table),
        {n: distinct_in_groups(takes, n) for n in NGRAMS},
        _copies(takes, yardstick.training, pitch_events),
        _copies(takes, yardstick.training, interval_events),
        trait_means(measure_traits(takes, wholes)),
        _form_shares(ours.forms),
        table,
    )


def real_column(yardstick: Yardstick, compared: int) -> Column:
    """The figures of the reference, one half compared with the other."""
    reference = yardstick.reference
    return Column(
        REAL,
        len(reference),
        *_likeness(reference, reference, compared),
        _alike(reference, reference, compared),
        reference.rules,
        means_of(reference.statistics),
        reference.distinct,
        _copies(yardstick.real, yardstick.training, pitch_events),
        _copies(yardstick.real, yardstick.training, interval_events),
        trait_means(reference.traits),
        _form_shares(reference.forms),
        reference.statistics,
    )


def _form_shares(forms: Sequence[str]) -> dict[str, float]:
    """The share of each form, the commonest first; "" is of tunes that are too short."""
    found = [(str(form), share) for form, share in shares(filter(None, forms)).items()]
    return dict(sorted(found, key=lambda one: (-one[1], one[0])))


def _form_distance(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The total variation of the forms of two sets; NaN if all tunes of one are too short."""
    if not any(ours) or not any(theirs):
        return NAN
    return total_variation(shares(filter(None, ours)), shares(filter(None, theirs)))


def _alike(ours: _Measured, reference: Reference, compared: int) -> Likeness:
    """The comparisons with tunes of the kind PLAIN; undefined if there are too few of them."""
    found = len(_numbers(reference.kinds, PLAIN)) // 2
    if ours is not reference:
        found = min(found, len(_numbers(ours.kinds, PLAIN)))
    if found < FEWEST:
        return Likeness({}, NAN, NAN, NAN)
    return _likeness(ours, reference, min(compared, found), PLAIN)


def _likeness(
    ours: _Measured, reference: Reference, compared: int, kind: MeterAndMode | None = None
) -> Likeness:
    """The comparisons, on `compared` tunes of each set, of one kind or of all."""
    mine, real = _numbers(ours.kinds, kind), _numbers(reference.kinds, kind)
    draws = [
        _draw(ours, reference, *_halves(mine, real, compared, seed, among=ours is reference), seed)
        for seed in range(SPLITS)
    ]
    areas, *others = zip(*draws, strict=True)
    means = {name: float(np.mean([area[name] for area in areas])) for name in areas[0]}
    return Likeness(means, *(float(np.mean(values)) for values in others))


def _numbers(kinds: Sequence[MeterAndMode], kind: MeterAndMode | None) -> IntArray:
    """The numbers of the tunes of a kind; of all, if none is given."""
    return np.array([n for n, one in enumerate(kinds) if kind in (None, one)], dtype=np.int64)


def _halves(
    mine: IntArray, real: IntArray, compared: int, seed: int, *, among: bool
) -> tuple[IntArray, IntArray]:
    """The numbers of our tunes and of real ones, `compared` of each; among: both are real."""
    order = np.random.default_rng(seed).permutation(real)
    if among:
        return order[compared : 2 * compared], order[:compared]
    return np.random.default_rng(seed).permutation(mine)[:compared], order[:compared]


def _draw(
    ours: _Measured, reference: Reference, mine: IntArray, theirs: IntArray, seed: int
) -> Likeness:
    areas = overlaps(_chosen(ours.mgeval, mine), _chosen(reference.mgeval, theirs), seed=seed)
    ours_forms = [ours.forms[number] for number in mine]
    forms = _form_distance(ours_forms, [reference.forms[number] for number in theirs])
    if min(len(mine), len(theirs)) < FOLDS:
        return Likeness(areas, NAN, NAN, forms)
    rows, real = ours.features[mine], reference.features[theirs]
    return Likeness(areas, frechet_distance(rows, real), classifier_auc(rows, real, seed), forms)


def _chosen(rows: Rows, numbers: IntArray) -> Rows:
    return {name: table[numbers] for name, table in rows.items()}


def _copies(takes: Sequence[Tune], training: Sequence[Tune], events: Events) -> Copies | None:
    if not takes or not training:
        return None
    return Copies(*np.percentile(longest_copies(takes, training, events), [50, 95, 100]).tolist())


def bands(table: FloatArray) -> dict[str, ReferenceBand]:
    """The band of each statistic over real tunes, NaN where it is never defined."""
    return {
        name: _band(values[~np.isnan(values)]) for name, values in zip(NAMES, table.T, strict=True)
    }


def _band(values: FloatArray) -> ReferenceBand:
    if not len(values):
        return ReferenceBand(NAN, NAN, NAN, NAN, NAN)
    low, median, high = np.percentile(values, [5, 50, 95]).tolist()
    return ReferenceBand(low, median, high, float(values.mean()), float(values.std()))
