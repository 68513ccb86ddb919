import numpy as np
import pytest
import torch

from agent.melody.learning.dataset import examples_of
from agent.melody.learning.own_music.cross_validation import (
    SHARES,
    Scores,
    blended,
    crossed,
    learn_from_few,
    scores,
    updates_for,
)
from agent.melody.learning.prior import bits_per_event
from agent.melody.learning.settings import MelodySettings
from tests.support.networks import random_networks
from tests.support.tunes import tune

SETTINGS = MelodySettings(prior_updates=30, prior_batch=32, prior_rate=0.02, scales=0, chords=0)
TUNES = [tune(f"{n} {n + 2} {n + 4} {n + 5} {n + 7} {n + 5} {n + 4} {n + 2} ") for n in range(4)]


def columns(*changes: tuple[float, ...]) -> Scores:
    """Tunes of 2 bits before, and what each share adds to them."""
    return 2 + np.array(changes).T


def test_a_tune_is_measured_by_what_learned_without_it() -> None:
    prior, _ = random_networks()
    folds = [[one] for one in TUNES]
    found = list(scores(prior, folds, SETTINGS, None))
    assert [fold.shape for fold in found] == [(len(SHARES), 1)] * 4
    for fold, one in zip(found, TUNES, strict=True):
        assert fold[0, 0] == pytest.approx(bits_per_event(prior, examples_of([one])))
    assert sum(fold[-1, 0] < fold[0, 0] for fold in found) >= 3
    for left, other in zip(found, scores(prior, folds[:2], SETTINGS, None), strict=False):
        assert left[0, 0] == other[0, 0]
        assert left[-1, 0] != other[-1, 0]


def test_blended_weights_lie_between() -> None:
    one, other = random_networks(seed=1)[0], random_networks(seed=2)[0]
    middle = blended(one, other, 0.25)
    assert torch.allclose(middle.bias, 0.75 * one.bias + 0.25 * other.bias)
    assert torch.equal(blended(one, other, 0.0).head.weight, one.head.weight)


def test_as_much_is_taken_over_as_costs_nothing_on_the_unseen() -> None:
    better = columns((0, -0.1, -0.2, -0.3, -0.4), (0, -0.1, -0.2, -0.3, -0.4))
    assert crossed([better, better]).share == 1
    assert crossed([better, better], 0.25).share == 0.25
    worse = columns((0, 0.1, 0.2, 0.3, 0.4), (0, 0.1, 0.2, 0.3, 0.4))
    assert crossed([worse, worse]).share == 0
    best_at_half = columns((0, -0.1, -0.2, -0.1, 0.1), (0, -0.1, -0.2, -0.1, 0.2))
    assert crossed([best_at_half, best_at_half]).share == 0.5
    within_the_error = columns((0, -0.1, -0.2, -0.4, 0), (0, -0.1, -0.2, 0.1, 0))
    assert crossed([within_the_error, within_the_error]).share == 0.75


def test_a_tune_does_not_choose_what_it_is_measured_by() -> None:
    gains = columns((0, -0.1, -0.2, -0.3, -0.4))
    loses = columns((0, 0.1, 0.2, 0.3, 0.4))
    found = crossed([gains, loses])
    assert found.before == (2, 2)
    assert found.after == pytest.approx((2, 2.4))
    assert found.changes == pytest.approx([0, 0.4])


def test_updates_grow_with_the_events_up_to_the_setting() -> None:
    few, many = examples_of(TUNES[:1]), examples_of(TUNES * 4)
    assert updates_for(few, SETTINGS) == 4
    assert updates_for(many, SETTINGS) == 30


def test_only_a_share_of_what_was_learned_is_taken_over() -> None:
    train, weights = examples_of(TUNES), {}
    updates = list(range(1, updates_for(train, SETTINGS) + 1))
    for share in (0.0, 0.25, 1.0):
        prior, _ = random_networks()
        moments = list(learn_from_few(prior, train, SETTINGS, None, share))
        assert [update for update, _, _ in moments] == updates
        assert not prior.training
        weights[share] = prior.bias.detach().clone()
    assert torch.equal(weights[0.0], random_networks()[0].bias)
    assert not torch.equal(weights[1.0], weights[0.0])
    assert torch.allclose(weights[0.25], 0.75 * weights[0.0] + 0.25 * weights[1.0])
