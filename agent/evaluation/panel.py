"""The panel: all figures of a melody agent's takes, beside those of real tunes and of rivals.

Takes are played with default knobs under the briefs of real tunes, in random order. Comparisons of
two sets (overlapping area, Frechet distance, AUC) depend on their sizes: takes are compared with
one half of the reference, in equal number; real tunes are represented by the other half. Results
are means over SPLITS random splits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple, Protocol

import numpy as np

from agent.evaluation.knob_effects import Effect, effects
from agent.evaluation.prior_bits import Bits, bits_of_prior, by_character, models
from agent.evaluation.reference import NGRAMS, Reference
from agent.evaluation.violations import Violations, in_takes, under_random_constraints
from agent.evaluation.yardstick import Yardstick
from agent.melody.brief import Brief
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import take_in
from agent.metrics.baselines import noise, scale_walk, textbook
from agent.metrics.distances import (
    FEATURE_COLUMNS,
    FOLDS,
    Rows,
    classifier_auc,
    frechet_distance,
    mgeval_rows,
    overlaps,
)
from agent.metrics.notes import FloatArray, IntArray
from agent.metrics.repetition import distinct_in_groups, longest_copies
from agent.metrics.rl_tuner_rules import rule_values
from agent.metrics.statistics import NAMES, means_of, measure
from agent.music.tune import Tune
from agent.player.constraints import ANY
from agent.player.knobs import Knobs

BASELINES = {"noise": noise, "walk": scale_walk, "textbook": textbook}
REAL = "real"
SPLITS = 3
CONSTRAINED_PIECES = 500
TAKES_PER_KNOB = 100
NAN = float("nan")

OnProgress = Callable[[str, int, int], None]
"""Reports progress: what is being done, how much of it is done, of how much."""


def no_progress(what: str, done: int, total: int) -> None:
    """Ignore progress."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A source of takes by their number. player: the agent, None for a baseline."""

    name: str
    take: Callable[[int], Tune | None]
    player: MelodyPlayer | None = None


def agent_contestant(
    name: str, player: MelodyPlayer, briefs: Sequence[Brief], seed: int
) -> Contestant:
    """An agent that plays under the briefs in random order, in its own character."""
    order = np.random.default_rng(seed).permutation(len(briefs)).tolist()
    asked = [in_character(briefs[number], player.character) for number in order]

    def take(number: int) -> Tune | None:
        return take_in(player, asked[number % len(asked)], Knobs(), seed + number)

    return Contestant(name, take, player)


def in_character(brief: Brief, character: str) -> Brief:
    """The brief with a character, unless that is ANY."""
    if character == ANY:
        return brief
    return brief._replace(setting=brief.setting._replace(character=character))


def baseline_contestant(name: str, bars: int, seed: int) -> Contestant:
    """One of BASELINES."""
    return Contestant(
        name, lambda number: BASELINES[name](np.random.default_rng((seed, number)), bars)
    )


class Extent(NamedTuple):
    """How much is measured. takes: number per contestant. knob_effects: whether to measure them."""

    takes: int
    seed: int
    knob_effects: bool = False


class Copies(NamedTuple):
    """Longest runs of events shared with a training tune: median, 95th percentile and maximum over
    takes."""

    median: float
    most_of_95: float
    most: float


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of a set of tunes.

    table: every statistic of every tune, [n, len(STATISTICS)]; copies: None without a corpus.
    """

    name: str
    tunes: int
    areas: dict[str, float]
    frechet: float
    auc: float
    rules: dict[str, float]
    statistics: dict[str, float]
    distinct: dict[int, float]
    copies: Copies | None
    table: FloatArray

    @property
    def overlap(self) -> float:
        """The mean overlapping area."""
        return float(np.mean(list(self.areas.values())))


class ReferenceBand(NamedTuple):
    """A statistic over real tunes: percentiles, mean and standard deviation."""

    low: float
    median: float
    high: float
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Panel:
    """All figures. columns: the agent, its rivals, real tunes. compared: number of tunes on each
    side of a comparison. bits: per event of `predicted_of`, by model and character. constrained:
    violations under random constraints. effects: empty unless requested."""

    agent: str
    character: str
    bars: int
    of_what: str
    compared: int
    columns: tuple[Column, ...]
    bands: dict[str, ReferenceBand]
    predicted_of: str
    bits: dict[str, dict[str, float]]
    violations: Violations
    constrained: Violations
    effects: tuple[Effect, ...]

    def shift(self, name: str) -> float:
        """The agent's mean of a statistic minus that of real tunes, in standard deviations."""
        band = self.bands[name]
        distance = self.columns[0].statistics[name] - band.mean
        return distance / band.deviation if band.deviation > 0 else NAN

    def as_dict(self) -> dict[str, Any]:
        """Everything except the tables, as JSON values; undefined figures are None."""
        columns = [_plain(one) | {"overlap": one.overlap} for one in self.columns]
        turned = [_plain(one) | {"monotone": one.monotone} for one in self.effects]
        return _plain(self) | {"columns": columns, "effects": turned}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: _plain(one) for name, one in named.items() if name != "table"}
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, Copies | ReferenceBand):
        return _plain(value._asdict())
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


class _Measured(Protocol):
    """A set of tunes as feature rows: takes, or a reference."""

    @property
    def features(self) -> FloatArray: ...

    @property
    def mgeval(self) -> Rows: ...


class _Takes(NamedTuple):
    features: FloatArray
    mgeval: Rows


def measured_panel(
    agent: Contestant,
    rivals: Sequence[Contestant],
    yardstick: Yardstick,
    extent: Extent,
    on_progress: OnProgress = no_progress,
) -> Panel:
    """Measure an agent beside its rivals. The same arguments give the same panel."""
    assert agent.player is not None
    count, seed = extent.takes, extent.seed
    sets = {one.name: played(one, count, on_progress) for one in (agent, *rivals)}
    compared = min(count, len(yardstick.reference) // 2)
    columns = [column(name, takes, yardstick, compared) for name, takes in sets.items()]
    return Panel(
        agent.name,
        agent.player.character,
        yardstick.bars,
        yardstick.of_what,
        compared,
        (*columns, real_column(yardstick, compared)),
        bands(yardstick.reference.statistics),
        yardstick.predicted_of,
        _bits((agent, *rivals), yardstick, on_progress),
        in_takes(sets[agent.name]),
        _constrained(agent.player, seed, on_progress),
        tuple(_effects(agent.player, yardstick, seed, on_progress)) if extent.knob_effects else (),
    )


def played(contestant: Contestant, count: int, on_progress: OnProgress = no_progress) -> list[Tune]:
    """Play `count` takes; those with rests only are left out."""
    takes = []
    for number in range(count):
        on_progress(f"{contestant.name}: playing", number, count)
        takes.append(contestant.take(number))
    on_progress(f"{contestant.name}: playing", count, count)
    return [take for take in takes if take is not None]


def column(name: str, takes: Sequence[Tune], yardstick: Yardstick, compared: int) -> Column:
    """The figures of takes. compared: number of tunes on each side of comparisons."""
    table = measure(takes)
    ours = _Takes(table[:, FEATURE_COLUMNS], mgeval_rows(takes))
    return Column(
        name,
        len(takes),
        *_likeness(ours, yardstick.reference, compared),
        rule_values(takes),
        means_of(table),
        {n: distinct_in_groups(takes, n) for n in NGRAMS},
        _copies(takes, yardstick.training),
        table,
    )


def real_column(yardstick: Yardstick, compared: int) -> Column:
    """The figures of the reference, one half compared with the other."""
    reference = yardstick.reference
    return Column(
        REAL,
        len(reference),
        *_likeness(reference, reference, compared),
        reference.rules,
        means_of(reference.statistics),
        reference.distinct,
        _copies(yardstick.real, yardstick.training),
        reference.statistics,
    )


def _likeness(
    ours: _Measured, reference: Reference, compared: int
) -> tuple[dict[str, float], float, float]:
    """Overlapping areas, Frechet distance and AUC, on `compared` tunes of each set."""
    draws = [_draw(ours, reference, compared, seed) for seed in range(SPLITS)]
    areas, distances, aucs = zip(*draws, strict=True)
    return (
        {name: float(np.mean([area[name] for area in areas])) for name in areas[0]},
        float(np.mean(distances)),
        float(np.mean(aucs)),
    )


def _draw(
    ours: _Measured, reference: Reference, compared: int, seed: int
) -> tuple[dict[str, float], float, float]:
    order = np.random.default_rng(seed).permutation(len(reference))
    theirs, mine = order[:compared], order[compared : 2 * compared]
    if ours is not reference:
        mine = np.random.default_rng(seed).permutation(len(ours.features))[:compared]
    areas = overlaps(_chosen(ours.mgeval, mine), _chosen(reference.mgeval, theirs), seed=seed)
    if min(len(mine), len(theirs)) < FOLDS:
        return areas, NAN, NAN
    rows, real = ours.features[mine], reference.features[theirs]
    return areas, frechet_distance(rows, real), classifier_auc(rows, real, seed)


def _chosen(rows: Rows, numbers: IntArray) -> Rows:
    return {name: table[numbers] for name, table in rows.items()}


def _copies(takes: Sequence[Tune], training: Sequence[Tune]) -> Copies | None:
    if not takes or not training:
        return None
    return Copies(*np.percentile(longest_copies(takes, training), [50, 95, 100]).tolist())


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


def _bits(
    contestants: Sequence[Contestant], yardstick: Yardstick, on_progress: OnProgress
) -> dict[str, dict[str, float]]:
    """Bits per event of the agents and, if there is a training corpus, of other models."""
    tunes = yardstick.predicted
    found = {}
    for name, bits in _predictors(contestants, yardstick):
        rows = []
        for number, tune in enumerate(tunes, start=1):
            rows.append(bits(tune))
            on_progress(f"{name}: predicting", number, len(tunes))
        found[name] = by_character(np.array(rows), tunes)
    return found


def _predictors(
    contestants: Sequence[Contestant], yardstick: Yardstick
) -> Iterator[tuple[str, Bits]]:
    for contestant in contestants:
        if contestant.player:
            yield contestant.name, bits_of_prior(contestant.player)
    if yardstick.training:
        yield from models(yardstick.training)


def _constrained(player: MelodyPlayer, seed: int, on_progress: OnProgress) -> Violations:
    on_progress("random constraints", 0, 1)
    violations = under_random_constraints(player, CONSTRAINED_PIECES, seed)
    on_progress("random constraints", 1, 1)
    return violations


def _effects(
    player: MelodyPlayer, yardstick: Yardstick, seed: int, on_progress: OnProgress
) -> Iterator[Effect]:
    """The effect of each knob, under the conditions of the predicted tunes."""
    order = np.random.default_rng(seed).permutation(len(yardstick.predicted))
    tunes = [yardstick.predicted[number] for number in order]
    if player.character != ANY:
        tunes = [replace(tune, source=player.character) for tune in tunes]
    on_progress("turning knobs", 0, 7)
    measured = effects(player, tunes, yardstick.bars, TAKES_PER_KNOB, seed)
    for number, effect in enumerate(measured, start=1):
        on_progress("turning knobs", number, 7)
        yield effect
