import numpy as np
import pytest
import torch
from torch import Tensor, float64, tensor

from agent.melody.learning.settings import MelodySettings
from agent.melody.learning.targets import (
    METHODS,
    TargetInputs,
    dqn,
    munchausen,
    soft,
    tuner_psi,
    tuner_q,
)

# One transition: two terms and the cost, two actions.
ONLINE = tensor([[[1.0, 0.0, 0.5], [0.0, 3.0, 0.0]]], dtype=float64)
TARGET = tensor([[[2.0, 4.0, 6.0], [1.0, 3.0, 5.0]]], dtype=float64)
WEIGHTS = tensor([[1.0, 0.5, 1.0]], dtype=float64)
# w . Q of both actions is 1.5: the policies are those of the prior, or even.
PRIOR = tensor([[0.25, 0.75]], dtype=float64).log()


def step(**changes: Tensor) -> TargetInputs:
    usual = TargetInputs(
        rewards=tensor([[10.0, 20.0]], dtype=float64),
        prior=tensor([-1.0], dtype=float64),
        policy=tensor([-2.0], dtype=float64),
        weights=WEIGHTS,
        next_prior=PRIOR,
        online=ONLINE,
        target=TARGET,
        discount=tensor([0.5], dtype=float64),
    )
    return usual._replace(**changes)


def values(target: Tensor) -> list[float]:
    return target[0].tolist()


def test_soft_is_the_mean_under_the_policy_and_pays_for_leaving_the_prior() -> None:
    expected = [10 + 0.5 * 1.25, 20 + 0.5 * 3.25, 0.5 * 5.25]
    assert values(soft(step())) == pytest.approx(expected)
    leaving = step(online=ONLINE + tensor([[[np.log(3), 0, 0], [0, 0, 0]]], dtype=float64))
    cost = 0.5 * np.log(0.5 / 0.25) + 0.5 * np.log(0.5 / 0.75)
    expected = [10 + 0.5 * 1.5, 20 + 0.5 * 3.5, 0.5 * (5.5 - cost)]
    assert values(soft(leaving)) == pytest.approx(expected)


def test_soft_with_values_of_nothing_is_the_prior_and_costs_nothing() -> None:
    nothing = torch.zeros(1, 2, 3, dtype=float64)
    target = soft(step(online=nothing, target=nothing))
    assert values(target) == pytest.approx([10, 20, 0])
    weighed = soft(step(online=nothing))
    assert values(weighed) == pytest.approx([10 + 0.5 * 1.25, 20 + 0.5 * 3.25, 0.5 * 5.25])


def test_dqn_takes_the_best_by_the_network_and_judges_it_by_the_target() -> None:
    better = ONLINE + tensor([[[0, 0, 0], [0, 0.1, 0]]], dtype=float64)
    assert values(dqn(step(online=better))) == pytest.approx([10.5, 21.5, 2.5])
    better = ONLINE + tensor([[[0, 0.1, 0], [0, 0, 0]]], dtype=float64)
    assert values(dqn(step(online=better))) == pytest.approx([11, 22, 3])


def test_tuner_q_adds_log_p0_of_what_was_chosen() -> None:
    better = ONLINE + tensor([[[0, 0, 0], [0, 0.1, 0]]], dtype=float64)
    assert values(tuner_q(step(online=better))) == pytest.approx([10.5, 21.5, 2.5 - 1])


def test_tuner_psi_adds_the_entropy_of_the_policy() -> None:
    expected = [10 + 0.5 * 1.5, 20 + 0.5 * 3.5, 0.5 * (5.5 + np.log(2)) - 1]
    assert values(tuner_psi(step())) == pytest.approx(expected)


def test_munchausen_adds_a_share_of_log_pi_within_bounds() -> None:
    psi = values(tuner_psi(step()))[-1]
    assert values(munchausen(step()))[-1] == pytest.approx(psi - 0.9 * 2)
    unlikely = munchausen(step(policy=tensor([-40.0], dtype=float64)))
    assert values(unlikely)[-1] == pytest.approx(psi - 0.9 * 5)
    assert values(munchausen(step()))[:2] == pytest.approx(values(tuner_psi(step()))[:2])


@pytest.mark.parametrize("method", METHODS)
def test_where_a_piece_ends_only_the_rewards_count(method: str) -> None:
    ended = METHODS[method](step(discount=torch.zeros(1, dtype=float64)))
    of_the_last = {"soft": 0, "dqn": 0, "tuner_q": -1, "tuner_psi": -1, "munchausen": -1 - 1.8}
    assert values(ended) == pytest.approx([10, 20, of_the_last[method]])


def test_the_settings_know_the_same_methods() -> None:
    for method in METHODS:
        assert MelodySettings(method=method).method == method


# A small problem: three states and the end (-1), two actions, and where they lead.
NEXT = tensor([[1, 2], [2, 0], [1, -1]])
P0 = tensor([[0.3, 0.7], [0.6, 0.4], [0.8, 0.2]], dtype=float64)
REWARDS = tensor(
    [[[0.5, -1.0], [-0.25, 0.5]], [[-1.0, 0.25], [0.0, -0.5]], [[-0.5, -0.5], [1.0, 0.75]]],
    dtype=float64,
)
TERM_WEIGHTS = tensor([1.0, 0.5, 1.0], dtype=float64)


def iterated(sweeps: int = 500) -> Tensor:
    """Q [states, actions, 2 terms and cost] after many sweeps of the soft target."""
    state, action = (
        grid.flatten() for grid in torch.meshgrid(torch.arange(3), torch.arange(2), indexing="ij")
    )
    following = NEXT[state, action]
    q = torch.zeros(3, 2, 3, dtype=float64)
    for _ in range(sweeps):
        transition = TargetInputs(
            rewards=REWARDS[state, action],
            prior=P0[state, action].log(),
            policy=torch.zeros(6, dtype=float64),
            weights=TERM_WEIGHTS.expand(6, 3),
            next_prior=P0[following].log(),
            online=q[following],
            target=q[following],
            discount=(following >= 0).to(float64),
        )
        q = soft(transition).reshape(3, 2, 3)
    return q


def chances(change: Tensor) -> Tensor:
    """[states, states]: what the two actions weigh, by where they lead; the end is left out."""
    matrix = torch.zeros(3, 3, dtype=float64)
    for state in range(3):
        for action in range(2):
            if NEXT[state, action] >= 0:
                matrix[state, NEXT[state, action]] += change[state, action]
    return matrix


def test_the_soft_target_converges_to_the_closed_form_of_kl_regularised_control() -> None:
    # With z = exp(V), Bellman's equation is linear (Todorov 2006): z(s) = sum p0 exp(r) z(s').
    gain = P0 * (REWARDS @ TERM_WEIGHTS[:2]).exp()
    to_the_end = torch.where(NEXT < 0, gain, 0).sum(1)
    z = torch.linalg.solve(torch.eye(3, dtype=float64) - chances(gain), to_the_end)
    q = iterated()
    scores = P0.log() + q @ TERM_WEIGHTS
    assert scores.logsumexp(1).numpy() == pytest.approx(z.log().numpy(), abs=1e-9)
    after = torch.where(NEXT < 0, 1.0, z[NEXT])
    best = gain * after / z[:, None]
    assert scores.softmax(1).numpy() == pytest.approx(best.numpy(), abs=1e-9)


def test_each_value_is_what_its_term_earns_under_that_policy() -> None:
    q = iterated()
    pi = (P0.log() + q @ TERM_WEIGHTS).softmax(1)
    cost = (pi * (pi / P0).log()).sum(1)
    earned = torch.cat([(pi[..., None] * REWARDS).sum(1), -cost[:, None]], 1)
    v = torch.linalg.solve(torch.eye(3, dtype=float64) - chances(pi), earned)
    mean = (pi[..., None] * q).sum(1)
    mean[:, -1] -= cost
    assert mean.numpy() == pytest.approx(v.numpy(), abs=1e-9)
