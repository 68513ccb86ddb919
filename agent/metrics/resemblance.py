"""How much a set of tunes is like a set of real ones, in three figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.metrics.distances import (
    classifier_auc,
    features,
    frechet_distance,
    mean_overlapping_area,
)
from agent.music.tune import Tune


class Resemblance(NamedTuple):
    """overlap: mean overlapping area, 1 is best; frechet: distance of the statistics, 0 is best;
    auc: of a classifier that tells them apart, 0.5 is best."""

    overlap: float
    frechet: float
    auc: float


def resemblance(tunes: Sequence[Tune], reference: Sequence[Tune]) -> Resemblance:
    """The three figures of some tunes beside a reference of other ones."""
    ours, theirs = features(tunes), features(reference)
    return Resemblance(
        mean_overlapping_area(tunes, reference),
        frechet_distance(ours, theirs),
        classifier_auc(ours, theirs),
    )
