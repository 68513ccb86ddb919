"""The resemblance of a set of tunes to a set of real ones, by three measures."""

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
    """Resemblance of two sets. overlap: mean overlapping area, 1 is best; frechet: Frechet distance
    of the statistics, 0 is best; auc: of a classifier between the sets, 0.5 is best."""

    overlap: float
    frechet: float
    auc: float


def resemblance(tunes: Sequence[Tune], reference: Sequence[Tune]) -> Resemblance:
    """The resemblance of tunes to a reference of other tunes."""
    ours, theirs = features(tunes), features(reference)
    return Resemblance(
        mean_overlapping_area(tunes, reference),
        frechet_distance(ours, theirs),
        classifier_auc(ours, theirs),
    )
