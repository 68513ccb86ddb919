from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from agent.melody.brief import brief_of
from agent.melody.learning.dataset import state_actions
from agent.melody.learning.dqn import (
    MOST_BARS,
    STYLE,
    Learner,
    buffer_of,
    learner_of,
    prior_exponent,
    value_weights,
)
from agent.melody.learning.replay import ReplayBuffer
from agent.melody.learning.settings import MelodySettings
from agent.melody.learning.targets import METHODS
from agent.melody.observation import observe
from agent.melody.rewards import TERMS, VALUES, choice_of, rewards
from agent.melody.vocabulary import ACTIONS
from agent.music.tune import Tune, TuneChord
from tests.support.networks import little_networks, random_networks
from tests.support.tunes import tune

CHORDS = (TuneChord(0, 0, 145, "maj"), TuneChord(96, 7, 2180, "maj"))
SONGS = [
    tune("0 2 4 5 | 7/48 4/48 | 5 4 2 -1 | 0/96", chords=CHORDS),
    tune("7/36 5/12 4 | 5 4 2 | 0/72", meter="3/4"),
]
FEW = MelodySettings(
    updates=40, lines=8, batch=32, replay=32, learning_rate=5e-3, target_rate=0.1, seed=3
)


def little_learner(
    settings: MelodySettings = FEW, songs: list[Tune] = SONGS
) -> tuple[Learner, ReplayBuffer]:
    """A learner on little networks, and real tunes to learn from too."""
    return learner_of(settings, *little_networks(dueling=settings.dueling), songs)


def trained(settings: MelodySettings = FEW) -> tuple[Learner, list[float], list[float]]:
    """A learner at the end, its losses, and what it earned with all weights at 1."""
    learner, real = little_learner(settings)
    losses, earned = [], []
    while learner.update < settings.updates:
        bands = learner.play()[:, : len(TERMS)]
        earned.append(float(bands.sum(1).mean()))
        losses.append(learner.learn(real))
    return learner, losses, earned


def parameters(learner: Learner) -> torch.Tensor:
    return torch.cat([parameter.detach().flatten() for parameter in learner.values.parameters()])


def test_weights_of_values_are_ones_leans_and_the_cost() -> None:
    weights = value_weights(torch.tensor([[1.0, 0.0, 2.0, 1.0, 0.5]]))
    assert weights.tolist() == [[1, 1, 1, 1, 1, 0, -1, 1, 0, -0.5, 1]]


def test_the_prior_has_more_to_say_the_more_style_weighs() -> None:
    weights = torch.ones(3, len(TERMS))
    weights[:, STYLE] = torch.tensor([0.0, 1.0, 2.0])
    assert prior_exponent(weights).tolist() == [[0.5], [1.0], [1.5]]


def test_half_of_the_drawn_weights_are_usual_the_others_anywhere() -> None:
    weights = little_learner()[0].draw_weights(10_000)
    usual = (weights == 1).all(1)
    assert usual.float().mean() == pytest.approx(0.5, abs=0.02)
    others = weights[~usual]
    assert others.min() >= 0
    assert others.max() <= 2
    assert others.mean(0).tolist() == pytest.approx([1.0] * 5, abs=0.05)


def test_before_it_learns_it_plays_like_the_prior() -> None:
    learner, _ = little_learner()
    log_prior = torch.log_softmax(torch.randn(4, len(ACTIONS)), 1)
    nothing = torch.zeros(4, len(ACTIONS), VALUES)
    policy = learner.log_policy(log_prior, nothing, torch.ones(4, len(TERMS)))
    assert torch.allclose(policy, log_prior, atol=1e-5)


def test_the_policy_adds_the_weighted_values_to_the_prior() -> None:
    learner, _ = little_learner()
    log_prior = torch.log_softmax(torch.randn(1, len(ACTIONS)), 1)
    q, weights = torch.randn(1, len(ACTIONS), VALUES), torch.tensor([[0.0, 0.5, 1.0, 2.0, 1.5]])
    leans = torch.tensor([-1.0, -0.5, 0.0, 1.0, 0.5])
    scores = 1.5 * log_prior + q[..., :5].sum(2) + q[..., 5:10] @ leans + q[..., 10]
    expected = torch.log_softmax(scores, 1)
    assert torch.allclose(learner.log_policy(log_prior, q, weights), expected, atol=1e-5)


def test_other_methods_leave_the_prior_out() -> None:
    learner, _ = little_learner(replace(FEW, method="munchausen"))
    q = torch.randn(1, len(ACTIONS), VALUES)
    ones = torch.ones(1, len(TERMS))
    first = learner.log_policy(torch.zeros(1, len(ACTIONS)), q, ones)
    assert torch.equal(learner.log_policy(torch.randn(1, len(ACTIONS)), q, ones), first)


def test_choices_follow_the_policy() -> None:
    learner, _ = little_learner()
    policy = torch.full((20_000, len(ACTIONS)), -torch.inf)
    policy[:, 3], policy[:, 8] = np.log(0.25), np.log(0.75)
    chosen = torch.bincount(learner._choose(policy), minlength=len(ACTIONS)) / 20_000
    assert chosen[3].item() == pytest.approx(0.25, abs=0.01)
    assert chosen[8].item() == pytest.approx(0.75, abs=0.01)


def test_hard_methods_take_the_best_but_for_epsilon() -> None:
    learner, _ = little_learner(replace(FEW, method="dqn", epsilon=0.2))
    policy = torch.zeros(20_000, len(ACTIONS))
    policy[:, 5] = 1
    chosen = torch.bincount(learner._choose(policy), minlength=len(ACTIONS)) / 20_000
    assert chosen[5].item() == pytest.approx(0.8, abs=0.01)
    assert (chosen > 0).all()


def test_a_line_that_ends_begins_anew_under_fresh_weights() -> None:
    learner, _ = little_learner(replace(FEW, lines=32, replay=200))
    weights, ended = learner.weights.clone(), np.zeros(32, bool)
    for _ in range(150):
        learner.play()
        now = learner.buffer.ended[:, learner.buffer.position - 1]
        for number in np.flatnonzero(now):
            brief, line = learner.melodies[number]
            assert line.actions == ""
            assert line.tick == brief.start
        ended |= now
        assert all(line.tick < brief.setting.end for brief, line in learner.melodies)
        changed = (learner.weights != weights).any(1).numpy()
        assert not (changed & ~ended).any()
    assert ended.all()
    assert (learner.weights != weights).any(1).sum() > 8


def test_an_endless_piece_is_left_after_24_bars() -> None:
    learner, _ = little_learner(replace(FEW, lines=1, replay=2_000))
    endless = brief_of(SONGS[0])
    endless = endless._replace(setting=endless.setting._replace(end=0))
    learner.briefs, learner.melodies = (
        [endless],
        [(endless, learner.melodies[0][1]._replace(tick=0))],
    )
    ticks = []
    for _ in range(400):
        ticks.append(learner.melodies[0][1].tick)
        learner.play()
    assert MOST_BARS * 96 - 144 <= max(ticks) < MOST_BARS * 96


def test_what_is_played_earns_what_it_is_worth() -> None:
    learner, _ = little_learner(replace(FEW, lines=2))
    (brief, line), _ = learner.melodies
    earned = learner.play()
    at = learner.buffer.position - 1
    taken = int(learner.buffer.actions[0, at])
    seen = observe(line, brief.at(line.tick))
    assert learner.buffer.rows[0, at].tolist() == seen.rows
    logits, _ = learner.prior(torch.tensor([seen.rows]), torch.tensor([seen.suggestions]))
    bits = -float(torch.log_softmax(logits, 1)[0, taken]) / np.log(2)
    expected = rewards(choice_of(line, brief.at(line.tick), taken, bits))
    assert earned[0].tolist() == pytest.approx(expected, abs=1e-5)
    assert learner.buffer.rewards[0, at].tolist() == pytest.approx(expected, abs=1e-5)


def test_real_tunes_are_remembered_with_what_they_would_have_earned() -> None:
    prior, _ = little_networks()
    memory = buffer_of(prior, SONGS)
    steps = [step for song in SONGS for step in state_actions(song)]
    assert memory.size == len(steps) == 18
    assert memory.actions[0].tolist() == [taken for _, _, taken in steps]
    assert np.flatnonzero(memory.ended[0]).tolist() == [10, 17]
    line, setting, taken = steps[4]
    without_style = rewards(choice_of(line, setting, taken))
    found = memory.rewards[0, 4].tolist()
    assert [*found[:3], *found[4:]] == pytest.approx([*without_style[:3], *without_style[4:]])
    assert found[3] < 0


@pytest.mark.parametrize("double", [True, False])
def test_the_target_is_that_of_the_method_on_the_next_events(double: bool) -> None:
    learner, real = little_learner(replace(FEW, double=double))
    learner.values, learner.target = random_networks(seed=1)[1], random_networks(seed=2)[1]
    sample = real.sample(16, np.random.default_rng(0), gamma=0.9)
    weights = learner.draw_weights(16)
    found = learner._target(sample, weights, torch.zeros(16), torch.zeros(16))
    with torch.no_grad():
        logits, hidden = learner.prior(sample.next_rows, sample.next_suggestions)
        target = learner.target(sample.next_rows, hidden, weights)
        online = learner.values(sample.next_rows, hidden, weights) if double else target
    tilted = ((1 + weights[:, STYLE, None]) / 2 * logits).log_softmax(1)
    policy = (tilted + torch.einsum("bak,bk->ba", online, value_weights(weights))).softmax(1)
    value = torch.einsum("ba,bak->bk", policy, target)
    value[:, -1] -= (policy * (policy.log() - tilted)).sum(1)
    rewarded = torch.cat([sample.returns, torch.zeros(16, 1)], 1)
    expected = rewarded + sample.discount[:, None] * value
    assert found.detach().numpy() == pytest.approx(expected.numpy(), abs=1e-4)


def test_the_prior_stays_as_it_is() -> None:
    learner, real = little_learner()
    before = {name: tensor.clone() for name, tensor in learner.prior.state_dict().items()}
    for _ in range(5):
        learner.play()
        learner.learn(real)
    after = learner.prior.state_dict()
    assert all(torch.equal(after[name], tensor) for name, tensor in before.items())
    assert not learner.prior.training


def test_learning_lowers_the_loss_and_raises_what_is_earned() -> None:
    settings = replace(FEW, updates=300, lines=16, batch=64, replay=64, gamma=0.5)
    _, losses, earned = trained(settings)
    assert np.mean(losses[-30:]) < 0.8 * np.mean(losses[:30])
    assert np.mean(earned[-60:]) > np.mean(earned[:30]) + 0.5


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"double": False},
        {"dueling": True},
        {"prioritized": True},
        {"n_step": 3},
        {"real": 0.0},
        {"real": 1.0},
    ],
    ids=str,
)
def test_every_method_learns_with_every_switch(method: str, changes: dict[str, Any]) -> None:
    learner, losses, _ = trained(replace(FEW, updates=4, method=method, **changes))
    assert learner.update == 4
    assert all(np.isfinite(losses))
    assert torch.isfinite(parameters(learner)).all()


def test_the_same_seed_learns_the_same() -> None:
    few = replace(FEW, updates=6, prioritized=True)
    same = [parameters(trained(few)[0]) for _ in range(2)]
    other = parameters(trained(replace(few, seed=4))[0])
    assert torch.equal(*same)
    assert not torch.equal(same[0], other)


def test_the_target_network_follows_slowly() -> None:
    learner, real = little_learner(replace(FEW, target_rate=0.25))
    before = learner.target.head.weight.clone()
    learner.learn(real)
    moved = learner.target.head.weight - before
    assert torch.allclose(moved, 0.25 * (learner.values.head.weight - before), atol=1e-6)


def test_the_learning_rate_falls_to_a_twentieth() -> None:
    learner, real = little_learner()
    rates = []
    while learner.update < FEW.updates:
        learner.play()
        learner.learn(real)
        rates.append(learner.optimizer.param_groups[0]["lr"])
    assert rates[0] == FEW.learning_rate
    assert rates[20] == pytest.approx(FEW.learning_rate * (1 - 0.95 / 2))
    assert rates[-1] > FEW.learning_rate / 20


def test_surprising_events_get_their_priority_from_the_error() -> None:
    learner, real = little_learner(replace(FEW, prioritized=True))
    before = learner.buffer.priority.copy()
    learner.learn(real)
    assert (learner.buffer.priority != before).any()
    assert (real.priority != 1).any()


def test_too_few_real_notes_are_left_out() -> None:
    learner, real = little_learner(replace(FEW, n_step=3), [tune("0 2 4")])
    learner.play()
    assert np.isfinite(learner.learn(real))
