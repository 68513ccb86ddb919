"""How far few tunes carry: learned without each of them in turn, and measured on it.

What was learned is taken over in part: the weights of the prior go only some of the way from what
they were (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). How far, the tunes say
that were held out: as far as it costs nothing on music like them.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from agent.melody.learning.data_augmentation.variants import variants
from agent.melody.learning.dataset import Examples, examples, examples_of, state_actions
from agent.melody.learning.network import Prior
from agent.melody.learning.prior import Penalty, bits_per_event, descend, is_reported
from agent.melody.learning.settings import MelodySettings
from agent.music.tune import Tune

# A training passes over its events this often, at most.
ROUNDS = 15
# How much of what was learned may be taken over; and how much at most if no other tune is there to
# say whether it helps.
SHARES, UNTESTED = (0.0, 0.25, 0.5, 0.75, 1.0), 0.25

Scores = NDArray[np.float64]
"""[SHARES, tunes]: bits per event of tunes that a training didn't see."""


class CrossValidation(NamedTuple):
    """Bits per event of each tune (or phrase) before and after a training without it. share: how
    much of a training on all of them is to be taken over."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    share: float

    @property
    def changes(self) -> NDArray[np.float64]:
        """What a training without it adds to the bits of each tune."""
        return np.subtract(self.after, self.before)


def updates_for(train: Examples, settings: MelodySettings) -> int:
    """The updates of a training: ROUNDS over the examples, or what the settings allow."""
    return min(settings.prior_updates, -(-ROUNDS * len(train.actions) // settings.prior_batch))


def scores(
    prior: Prior, folds: Sequence[Sequence[Tune]], settings: MelodySettings, penalty: Penalty | None
) -> Iterator[Scores]:
    """The scores of each fold, by a copy of the prior that learns from all others."""
    for number, held_out in enumerate(folds):
        others = [tune for fold in (*folds[:number], *folds[number + 1 :]) for tune in fold]
        train = examples_of(variants(others, settings.chords, settings.scales, settings.seed))
        learned = copy.deepcopy(prior)
        for _ in descend(learned, train, settings, updates_for(train, settings), penalty):
            pass
        measured = [examples(state_actions(tune)) for tune in held_out]
        parts = [blended(prior, learned, share) for share in SHARES]
        yield np.array([[bits_per_event(part, one) for one in measured] for part in parts])


def blended(before: Prior, after: Prior, share: float) -> Prior:
    """A prior whose weights lie between those of two others."""
    made = copy.deepcopy(before).eval()
    weights = zip(made.parameters(), after.parameters(), strict=True)
    with torch.no_grad():
        for weight, learned in weights:
            weight.lerp_(learned, share)
    return made


def learn_from_few(
    prior: Prior, train: Examples, settings: MelodySettings, penalty: Penalty | None, share: float
) -> Iterator[tuple[int, int, float]]:
    """Train in place, as `learn_prior` without any tunes to choose by, and take over a share.

    At intervals yields (update, updates, NaN).
    """
    updates, before = updates_for(train, settings), copy.deepcopy(prior)
    for update in descend(prior, train, settings, updates, penalty):
        if is_reported(update, updates):
            yield update, updates, math.nan
    prior.load_state_dict(blended(before, prior, share).state_dict())
    prior.eval()


def crossed(found: Sequence[Scores], most: float = 1.0) -> CrossValidation:
    """What all folds say. The score of a tune is that at the share which the others ask for, so
    that it isn't chosen by what it measures. most: the largest share."""
    found, after = [fold[: SHARES.index(most) + 1] for fold in found], []
    for number, fold in enumerate(found):
        others = [*found[:number], *found[number + 1 :]]
        after += fold[_farthest(others)].tolist()
    before = tuple(float(bits) for fold in found for bits in fold[0])
    return CrossValidation(before, tuple(after), SHARES[_farthest(found)])


def _farthest(found: Sequence[Scores]) -> int:
    """The largest share that is as good as the best one, within a standard error (Breiman et al.
    1984)."""
    tunes = np.concatenate(found, axis=1)
    worse = tunes - tunes[tunes.mean(axis=1).argmin()]
    error = worse.std(axis=1) / np.sqrt(tunes.shape[1])
    return int(np.flatnonzero(worse.mean(axis=1) <= error)[-1])
