import warnings

import gymnasium
import numpy as np
import pytest
import torch
from gymnasium.utils.env_checker import check_env

from agent.classic.learning.environment import Environment, direction, sample_weights
from agent.classic.learning.gymnasium_env import ENVIRONMENT, ClassicEnv
from agent.classic.observation import observe
from agent.classic.state_space import StateSpace
from agent.classic.task import ClassicTask
from agent.errors import TaskError
from tests.support.melodies import OPTIMAL, degrees


@pytest.fixture(scope="module")
def environment() -> Environment:
    return Environment(ClassicTask())


def test_hundreds_of_melodies_are_played_side_by_side(environment: Environment) -> None:
    state, total = environment.start(300), torch.zeros(300)
    for note in degrees(OPTIMAL):
        state, reward = environment.step(state, torch.full((300,), note))
        total += reward.sum(1)
    assert total.tolist() == [53.75] * 300
    assert (state == environment.end).all()


def test_the_end_leads_to_itself_and_pays_nothing(environment: Environment) -> None:
    end = torch.full((7,), environment.end)
    state, reward = environment.step(end, torch.arange(7))
    assert torch.equal(state, end)
    assert not reward.any()


def test_the_network_sees_features_and_the_direction_of_the_weights(
    environment: Environment, space: StateSpace
) -> None:
    weights = torch.tensor([[2.0, 1.0, 1.0]])
    seen = environment.inputs(torch.tensor([5]), weights, knobs=True)[0]
    features = observe(space.task, space.step[5], space.state[5])
    assert np.array_equal(seen[:-3], features)
    assert seen[-3:].tolist() == [0.5, 0.25, 0.25]


def test_sampled_weights_have_a_mean_of_one_and_reach_the_corners() -> None:
    weights = sample_weights(4_000, torch.ones(3), torch.Generator().manual_seed(0))
    assert torch.allclose(weights.sum(1), torch.full((4_000,), 3.0), atol=1e-4)
    assert torch.allclose(direction(weights).sum(1), torch.ones(4_000), atol=1e-5)
    stated = (weights == 1).all(1).float().mean()
    alone = (weights.max(1).values == 3).float().mean()
    assert float(stated) == pytest.approx(0.25, abs=0.03)
    assert float(alone) == pytest.approx(0.09, abs=0.03)


def test_gymnasium_makes_it_and_its_checker_passes() -> None:
    made = gymnasium.make("agent.classic.learning.gymnasium_env:melobridge/Classic-v0")
    assert made.spec is not None
    assert made.spec.id == ENVIRONMENT
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(made.unwrapped)


def test_gymnasiums_rewards_are_the_vectorised_ones(environment: Environment) -> None:
    env, random = ClassicEnv(weights=(1.0, 0.5, 2.0)), np.random.default_rng(0)
    env.reset(seed=0)
    state, over = environment.start(1), False
    while not over:
        note = random.integers(7)
        _, reward, over, truncated, info = env.step(note)
        state, terms = environment.step(state, torch.tensor([note]))
        assert list(info["terms"].values()) == terms[0].tolist()
        assert reward == float(terms[0] @ torch.tensor([1.0, 0.5, 2.0]))
        assert not truncated
    assert state[0] == environment.end


def test_a_primer_is_a_beginning_that_is_already_there() -> None:
    env = ClassicEnv()
    primed, _ = env.reset(options={"primer": [0, 2, 4]})
    env.reset()
    for note in (0, 2, 4):
        played, *_ = env.step(np.int64(note))
    assert np.array_equal(primed, played)


def test_wrong_weights_are_refused() -> None:
    with pytest.raises(TaskError, match="harmony, smoothness, variety need weights of at least 0"):
        ClassicEnv(weights=(1.0, 1.0))
