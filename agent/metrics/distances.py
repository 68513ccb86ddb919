"""Three measures of the distance between a set of tunes and a reference set.

Overlapping area: Yang and Lerch 2020, "On the evaluation of generative models in music" (MGEval).
Frechet distance: Heusel et al. 2017, with our statistics in place of a network's activations.
AUC: how well a classifier tells the two sets apart (Lopez-Paz and Oquab 2017), 0.5 = not at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.metrics.notes import FloatArray, Notes, notes_of
from agent.metrics.statistics import NAMES, STATISTICS, measure
from agent.music.tune import TICKS, Tune

# The statistics that need no chords and don't grow with the length of a melody.
FEATURES = tuple(s.name for s in STATISTICS if not (s.harmonic or s.extensive))
FEATURE_COLUMNS = [NAMES.index(name) for name in FEATURES]
# Standardised features are clipped to this many deviations: otherwise one outlier in a feature that
# hardly varies in the reference would dominate all others.
CLIP = 10.0
FOLDS = 5
RIDGE = 1.0
NEWTON_STEPS = 20
# Note values of MGEval in ticks: whole to 16th, dotted half to 16th, triplet half to 8th.
NOTE_VALUES = np.array([96, 48, 24, 12, 6, 72, 36, 18, 9, 32, 16, 8])
GRID = 256

# The features of MGEval of n tunes, [n, size] each.
Rows = dict[str, FloatArray]


def features(tunes: Sequence[Tune]) -> FloatArray:
    """[n, len(FEATURES)]: the statistics that are compared below, NaN where undefined."""
    return measure(tunes)[:, FEATURE_COLUMNS]


def standardised(table: FloatArray, reference: FloatArray) -> FloatArray:
    """The table [n, F] standardised by the reference [m, F]; NaN become 0, values are clipped.

    A feature that is constant or never defined in the reference isn't scaled.
    """
    known = np.maximum(np.count_nonzero(~np.isnan(reference), axis=0), 1)
    mean = np.nansum(reference, axis=0) / known
    deviation = np.sqrt(np.nansum((reference - mean) ** 2, axis=0) / known)
    scaled = (table - mean) / np.where(deviation > 0, deviation, 1)
    return np.clip(np.where(np.isnan(scaled), 0, scaled), -CLIP, CLIP)


# Frechet distance


def frechet_distance(table: FloatArray, reference: FloatArray) -> float:
    """Frechet distance (squared) of Gaussians with means m and covariances C of two `features`.

    |m1 - m2|^2 + trace(C1 + C2 - 2 (C1 C2)^(1/2)), both standardised by the reference. It has a
    bias of about 400 / n for n real tunes: only compare values of equally many tunes.
    """
    ours, theirs = standardised(table, reference), standardised(reference, reference)
    shift = ours.mean(axis=0) - theirs.mean(axis=0)
    ours_cov, theirs_cov = np.cov(ours, rowvar=False), np.cov(theirs, rowvar=False)
    root = _square_root(theirs_cov)
    # The eigenvalues of C1 C2 are those of the symmetric C2^(1/2) C1 C2^(1/2).
    mixed = np.linalg.eigvalsh(root @ ours_cov @ root)
    overlap = np.sqrt(np.maximum(mixed, 0)).sum()
    return max(float(shift @ shift + np.trace(ours_cov + theirs_cov) - 2 * overlap), 0.0)


def _square_root(matrix: FloatArray) -> FloatArray:
    """The square root of a symmetric positive semidefinite matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


# Real or generated


def classifier_auc(table: FloatArray, reference: FloatArray, seed: int = 0) -> float:
    """Mean over FOLDS of the held-out AUC of a logistic classifier of table against reference.

    The AUC is the probability that a tune of the table scores above one of the reference. The
    classifier has a penalty of RIDGE / 2 times its squared weights, on standardised features, and
    equal class weights. The sets must be disjoint: a tune in both would push the AUC below 0.5.
    """
    rows = np.concatenate(
        [standardised(table, reference), standardised(reference, reference)], axis=0
    )
    labels = np.repeat([1.0, 0.0], [len(table), len(reference)])
    generator = np.random.default_rng(seed)
    fold = np.concatenate([generator.permutation(len(t)) % FOLDS for t in (table, reference)])
    return float(np.mean([_held_out_auc(rows, labels, fold == number) for number in range(FOLDS)]))


def _held_out_auc(rows: FloatArray, labels: FloatArray, held_out: NDArray[np.bool_]) -> float:
    weights = fit_logistic(rows[~held_out], labels[~held_out])
    score, positive = rows[held_out] @ weights[1:], labels[held_out] > 0
    return area_under_curve(score[positive], score[~positive])


def fit_logistic(rows: FloatArray, labels: FloatArray) -> FloatArray:
    """[1 + F]: bias and weights of a ridge logistic regression, by Newton's method (IRLS)."""
    inputs = np.column_stack([np.ones(len(rows)), rows])
    importance = np.where(labels > 0, 0.5 / labels.mean(), 0.5 / (1 - labels.mean()))
    penalty = np.diag([1e-6, *[RIDGE] * rows.shape[1]])
    weights = np.zeros(inputs.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 0.5 * (1 + np.tanh(inputs @ weights / 2))
        gradient = inputs.T @ (importance * (chance - labels)) + penalty @ weights
        curvature = (inputs.T * (importance * chance * (1 - chance))) @ inputs + penalty
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def area_under_curve(positive: FloatArray, negative: FloatArray) -> float:
    """Area under the ROC curve: share of pairs with the positive score higher; ties count half."""
    negative = np.sort(negative)
    below = np.searchsorted(negative, positive, "left")
    up_to = np.searchsorted(negative, positive, "right")
    return float((below + up_to).mean() / (2 * len(negative)))


# Overlapping area


def overlapping_areas(
    tunes: Sequence[Tune], reference: Sequence[Tune], count: int = 150, seed: int = 0
) -> dict[str, float]:
    """`overlaps` of the features of tunes. count: most tunes of each set."""
    return overlaps(mgeval_rows(tunes), mgeval_rows(reference), count, seed)


def overlaps(ours: Rows, theirs: Rows, count: int = 150, seed: int = 0) -> dict[str, float]:
    """The overlapping area (0-1) of each MGEval feature: of two densities of Euclidean distances.

    One density is of the pairs within `ours`, the other of the pairs of one of ours and one of
    theirs, both by Gaussian kernels of Scott's bandwidth. At most `count` tunes of each set (and 2
    or more of ours), drawn with the seed. Ours differ from MGEval's in that pitch classes count
    from the tonic, histograms and transitions sum to 1, and times are quarter notes, not seconds.
    """
    generator = np.random.default_rng(seed)
    one, other = (_subset(rows, count, generator) for rows in (ours, theirs))
    return {name: _overlap(_within(one[name]), _between(one[name], other[name])) for name in one}


def mean_overlapping_area(
    tunes: Sequence[Tune], reference: Sequence[Tune], count: int = 150, seed: int = 0
) -> float:
    """The mean of `overlapping_areas` over the features."""
    return float(np.mean(list(overlapping_areas(tunes, reference, count, seed).values())))


def _subset(rows: Rows, count: int, generator: np.random.Generator) -> Rows:
    """A random subset of at most `count` tunes."""
    chosen = generator.permutation(len(next(iter(rows.values()))))[:count]
    return {name: table[chosen] for name, table in rows.items()}


def mgeval_rows(tunes: Sequence[Tune]) -> Rows:
    """The features of MGEval of each tune. Raises ValueError if there are no tunes."""
    rows = [mgeval_features(notes_of(tune)) for tune in tunes]
    if not rows:
        raise ValueError("no tunes")
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}


def mgeval_features(notes: Notes) -> dict[str, FloatArray]:
    """The nine features of MGEval; pitches in semitones, times in quarter notes."""
    spacing = np.diff(notes.onset) / TICKS
    value = np.abs(notes.duration[:, None] - NOTE_VALUES).argmin(axis=1)
    numbers = {
        "pitch_count": len(np.unique(notes.pitch)),
        "pitch_range": np.ptp(notes.pitch),
        "mean_interval": np.abs(notes.interval).mean() if len(spacing) else 0.0,
        "note_count": len(notes.pitch),
        "mean_inter_onset_interval": spacing.mean() if len(spacing) else 0.0,
    }
    return {name: np.array([number], dtype=np.float64) for name, number in numbers.items()} | {
        "pitch_class_histogram": _histogram(notes.pitch_class),
        "pitch_class_transitions": _transitions(notes.pitch_class),
        "note_length_histogram": _histogram(value),
        "note_length_transitions": _transitions(value),
    }


def _histogram(classes: NDArray[np.int64], size: int = 12) -> FloatArray:
    return np.bincount(classes, minlength=size) / max(len(classes), 1)


def _transitions(classes: NDArray[np.int64]) -> FloatArray:
    return _histogram(classes[:-1] * 12 + classes[1:], 144)


def _between(ours: FloatArray, theirs: FloatArray) -> FloatArray:
    """[n * m]: Euclidean distances of all rows [n, size] to all rows [m, size]."""
    squared = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * ours @ theirs.T
    return np.sqrt(np.maximum(squared, 0)).ravel()


def _within(rows: FloatArray) -> FloatArray:
    """[n (n - 1) / 2]: Euclidean distances of all pairs of rows [n, size]."""
    distances = _between(rows, rows).reshape(len(rows), len(rows))
    return distances[np.triu_indices(len(rows), 1)]


def _overlap(first: FloatArray, second: FloatArray) -> float:
    """Integral of the minimum of two densities, on a grid that covers both with their tails."""
    low, high = min(first.min(), second.min()), max(first.max(), second.max())
    if high == low:
        return 1.0
    margin = 0.2 * (high - low)
    grid = np.linspace(low - margin, high + margin, GRID)
    return float(np.minimum(_density(first, grid), _density(second, grid)).sum())


def _density(sample: FloatArray, grid: FloatArray) -> FloatArray:
    """Gaussian kernel density on a grid, with a sum of 1 (Scott's bandwidth, at least a step)."""
    bandwidth = max(float(sample.std()) * len(sample) ** -0.2, float(grid[1] - grid[0]))
    density = np.exp(-0.5 * ((grid[:, None] - sample) / bandwidth) ** 2).sum(axis=1)
    return density / density.sum()
