from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from agent.classic.evaluation import quick_score
from agent.classic.learning.dqn import DQN, error_weights, greedy, weighted
from agent.classic.learning.replay import SampledSteps
from agent.classic.learning.settings import DQNSettings
from agent.classic.learning.training import policy_of
from agent.classic.optimum import solve
from agent.classic.state_space import state_space
from agent.classic.task import ClassicTask

TINY = ClassicTask(("I", "V"), beats_per_bar=2, phrase_bars=2)
SMALL = ClassicTask(("I", "V", "IV", "I"), beats_per_bar=2, phrase_bars=2)
FEW = DQNSettings(melodies=8, replay=16, batch=8, updates=50, hidden=(16,))


def everywhere(learner: DQN) -> SampledSteps:
    """A sample of every remembered note."""
    melody, step = torch.meshgrid(
        torch.arange(learner.replay.size), torch.arange(learner.environment.steps), indexing="ij"
    )
    return SampledSteps(melody.flatten(), step.flatten(), torch.ones(melody.numel()))


def test_scores_are_the_weighted_sum_of_the_terms() -> None:
    q = torch.tensor([[[1.0, 10.0], [2.0, 20.0]]])
    assert weighted(q, torch.tensor([[2.0, 0.5]])).tolist() == [[7.0, 14.0]]


def test_the_greedy_policy_is_hard_at_0_and_soft_above() -> None:
    scores = torch.tensor([[0.0, 1.0, 0.0]])
    assert greedy(scores, 0).tolist() == [[0.0, 1.0, 0.0]]
    soft = greedy(scores, 1.0)[0].tolist()
    assert soft == pytest.approx([0.2119, 0.5761, 0.2119], abs=1e-4)


def test_errors_count_the_more_the_more_their_term_weighs() -> None:
    assert error_weights(torch.ones(1, 3)).tolist() == [[1.0, 1.0, 1.0]]
    matters = error_weights(torch.tensor([[3.0, 0.0, 0.0]]))[0].tolist()
    assert matters == pytest.approx([2.75, 0.125, 0.125])


@pytest.mark.parametrize("knobs", [True, False])
def test_the_target_of_a_last_note_is_its_reward(knobs: bool) -> None:
    learner = DQN(few(knobs=knobs), TINY)
    learner.compose()
    sample = everywhere(learner)
    last = SampledSteps(*(part[sample.step == 3] for part in sample))
    weights = torch.ones(len(last.step), 3 if knobs else 1)
    env, replay = learner.environment, learner.replay
    paid = env.reward[replay.states[last.melody, 3], replay.actions[last.melody, 3]] * 0.25
    expected = paid if knobs else paid.sum(1, keepdim=True)
    assert torch.allclose(learner.td_target(last, weights), expected)


def test_the_target_is_r_plus_gamma_max_q() -> None:
    learner = DQN(few(knobs=False, soft=0.0, gamma=0.9, reward_scale=1.0), TINY)
    learner.compose()
    sample = everywhere(learner)
    first = SampledSteps(*(part[sample.step == 0] for part in sample))
    env, replay = learner.environment, learner.replay
    state, action = replay.states[first.melody, 0], replay.actions[first.melody, 0]
    following, reward = env.step(state, action)
    with torch.no_grad():
        ahead = learner.target(env.features[following].float()).amax(1)
    expected = reward.sum(1, keepdim=True) + 0.9 * ahead
    assert torch.allclose(learner.td_target(first, torch.ones(8, 1)), expected, atol=1e-5)


def test_double_dqn_judges_the_networks_choice_by_the_target() -> None:
    learner = DQN(few(knobs=False, soft=0.0, double=True, reward_scale=1.0), TINY)
    learner.compose()
    with torch.no_grad():
        for parameter in learner.network.parameters():
            parameter.normal_()
    sample = everywhere(learner)
    first = SampledSteps(*(part[sample.step == 0] for part in sample))
    env, replay = learner.environment, learner.replay
    following, reward = env.step(replay.states[first.melody, 0], replay.actions[first.melody, 0])
    seen = env.features[following].float()
    with torch.no_grad():
        chosen = learner.network(seen).argmax(1, keepdim=True)
        expected = reward.sum(1, keepdim=True) + learner.target(seen).gather(1, chosen)[:, 0]
    assert torch.allclose(learner.td_target(first, torch.ones(8, 1)), expected, atol=1e-5)


def test_returns_of_as_many_steps_as_there_are_need_no_network() -> None:
    learner = DQN(few(knobs=False, n_step=4, reward_scale=1.0), TINY)
    learner.compose()
    sample = everywhere(learner)
    first = SampledSteps(*(part[sample.step == 0] for part in sample))
    env, replay = learner.environment, learner.replay
    returns = sum(
        env.reward[replay.states[:8, step], replay.actions[:8, step]].sum(1) for step in range(4)
    )
    assert isinstance(returns, torch.Tensor)
    assert torch.allclose(learner.td_target(first, torch.ones(8, 1))[:, 0], returns, atol=1e-5)


def few(**changes: Any) -> DQNSettings:
    return replace(FEW, **changes)


def test_the_target_network_is_copied_every_so_often_at_a_rate_of_1() -> None:
    learner = DQN(few(target_rate=1.0, target_every=3), TINY)
    learner.compose()
    for _ in range(2):
        learner.learn()
    assert not same_parameters(learner)
    learner.learn()
    assert same_parameters(learner)


def same_parameters(learner: DQN) -> bool:
    ours, theirs = learner.network.parameters(), learner.target.parameters()
    return all(torch.equal(a, b) for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"knobs": False},
        {"knobs": False, "soft": 0.0, "loss": "mse", "target_rate": 1.0, "target_every": 50},
        {"knobs": False, "double": True, "dueling": True, "prioritized": True},
        {"knobs": False, "convolutional": True},
        {"knobs": False, "n_step": 2},
        {},
    ],
    ids=["plain", "textbook", "double dueling prioritized", "convolutional", "n-step", "knobs"],
)
def test_every_variant_learns_a_small_piece(changes: dict[str, Any]) -> None:
    usual = DQNSettings(updates=600, melodies=64, replay=512, batch=128, seed=1)
    settings = replace(usual, **changes)
    learner = DQN(settings, SMALL)
    space = state_space(SMALL)
    optimum = solve(space, np.ones(3, dtype=np.float32)).value
    before = quick_score(policy_of(learner), space, optimum)
    while learner.update < settings.updates:
        learner.compose()
    start, primers = quick_score(policy_of(learner), space, optimum)
    assert start > 0.9
    assert primers > max(0.9, before[1] + 0.1)


def test_the_same_seed_learns_the_same() -> None:
    def trained(seed: int) -> torch.Tensor:
        learner = DQN(few(seed=seed), TINY)
        while learner.update < 50:
            learner.compose()
        return torch.cat([parameter.flatten() for parameter in learner.network.parameters()])

    assert torch.equal(trained(1), trained(1))
    assert not torch.equal(trained(1), trained(2))
