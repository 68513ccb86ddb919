"""The panel: all figures of a melody agent's takes, beside those of real tunes and of rivals.

Takes are of two kinds, both with default knobs: as `generate` plays them without options (and so
for rivals), and under the briefs of real tunes, in random order. Comparisons of two sets
(overlapping area, Frechet distance, AUC, forms) depend on their sizes: takes are compared with one
half of the reference, in equal number; real tunes are represented by the other half. Results are
means over several random splits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from agent.evaluation.columns import (
    NAN,
    Column,
    Copies,
    Likeness,
    ReferenceBand,
    bands,
    column,
    real_column,
)
from agent.evaluation.contestants import (
    Contestant,
    OnProgress,
    briefed_contestant,
    no_progress,
    played,
)
from agent.evaluation.knob_effects import Effect, effects
from agent.evaluation.long_pieces import Stage, stages
from agent.evaluation.prior_bits import Bits, bits_of_prior, by_character, models
from agent.evaluation.scale_colours import Colouring, colourings
from agent.evaluation.violations import Violations, in_takes, under_random_constraints
from agent.evaluation.yardstick import Yardstick
from agent.melody.playing.player import MelodyPlayer
from agent.player.constraints import ANY

CONSTRAINED_PIECES = 500
TAKES_PER_KNOB = 100


class Extent(NamedTuple):
    """How much is measured. takes: number per contestant. knob_effects, scales, long_pieces:
    whether to measure these, too."""

    takes: int
    seed: int
    knob_effects: bool = False
    scales: bool = False
    long_pieces: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """All figures. columns: the agent as `generate` has it, and briefed; its rivals; real tunes.

    compared: number of tunes on each side of a comparison. bits: per event of `predicted_of`, by
    model and character. constrained: violations under random constraints. effects, scales, stages:
    empty unless requested.
    """

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
    effects: tuple[Effect, ...] = ()
    scales: tuple[Colouring, ...] = ()
    stages: tuple[Stage, ...] = ()

    def shift(self, name: str) -> float:
        """The agent's mean of a statistic minus that of real tunes, in standard deviations.

        A statistic that needs chords is that of the briefed takes.
        """
        band = self.bands[name]
        distance = self.ours(name) - band.mean
        return distance / band.deviation if band.deviation > 0 else NAN

    def ours(self, name: str) -> float:
        """The agent's mean of a statistic, of the first of its columns where it is defined."""
        plain, briefed = (column.statistics[name] for column in self.columns[:2])
        return briefed if math.isnan(plain) else plain

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
    if isinstance(value, Copies | Likeness | ReferenceBand | Colouring | Stage):
        return _plain(value._asdict())
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def measured_panel(
    agent: Contestant,
    rivals: Sequence[Contestant],
    yardstick: Yardstick,
    extent: Extent,
    on_progress: OnProgress = no_progress,
) -> Panel:
    """Measure an agent beside its rivals. The same arguments give the same panel."""
    player, (count, seed, turned, in_scales, in_long) = _player(agent), extent
    briefed = briefed_contestant(agent.name, player, yardstick.reference.briefs, seed)
    contestants = agent, briefed, *rivals
    sets = {one.name: played(one, count, on_progress) for one in contestants}
    compared = min(count, len(yardstick.reference) // 2)
    columns = [column(name, takes, yardstick, compared) for name, takes in sets.items()]
    return Panel(
        agent.name,
        player.character,
        yardstick.bars,
        yardstick.of_what,
        compared,
        (*columns, real_column(yardstick, compared)),
        bands(yardstick.reference.statistics),
        yardstick.predicted_of,
        _bits((agent, *rivals), yardstick, on_progress),
        in_takes([take for one in contestants[:2] for take in sets[one.name]]),
        _constrained(player, seed, on_progress),
        tuple(_effects(player, yardstick, seed, on_progress)) if turned else (),
        tuple(colourings(player, yardstick.reference, seed, on_progress)) if in_scales else (),
        stages(player, yardstick.reference, seed, on_progress) if in_long else (),
    )


def _player(agent: Contestant) -> MelodyPlayer:
    assert agent.player is not None
    return agent.player


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
