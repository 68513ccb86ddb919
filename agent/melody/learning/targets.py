"""TD targets of the Q-network: one pure function per method.

All take `TargetInputs` and give the target [batch, values] of the chosen action's values. The last
value holds what is no reward term: the cost of leaving the prior, or the prior's own reward.

soft         KL-regularised Double DQN: pi ~ p0 exp(w . Q), V = E[Q] - KL(pi | p0), per term
dqn          the textbook: hard maximum of w . Q, no prior
tuner_q      RL Tuner's Q variant (Jaques et al. 2017): log p0 is a reward, hard maximum
tuner_psi    RL Tuner's Psi variant: log p0 is a reward, log-sum-exp instead of the maximum
munchausen   Munchausen DQN (Vieillard et al. 2020): entropy-regularised, log pi(a|s) is a reward
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

MUNCHAUSEN_SHARE, LEAST_LOG = 0.9, -5.0


class TargetInputs(NamedTuple):
    """A batch of n-step transitions.

    rewards [batch, V] of all values but the last; prior, policy [batch]: log p0(a|s), log pi(a|s)
    of the chosen action; weights [batch, V + 1] of the values; next_prior [batch, actions]: log p0
    there; online, target [batch, actions, V + 1]: next values by the network that chooses and by
    the one that judges; discount [batch]: 0 where it ended.
    """

    rewards: Tensor
    prior: Tensor
    policy: Tensor
    weights: Tensor
    next_prior: Tensor
    online: Tensor
    target: Tensor
    discount: Tensor


def weighted(q: Tensor, weights: Tensor) -> Tensor:
    """w . Q [batch, actions]."""
    return torch.einsum("bak,bk->ba", q, weights)


def soft(step: TargetInputs) -> Tensor:
    """r + gamma (E_pi[Q'] per term, minus KL(pi | p0) in the last one)."""
    log_pi = torch.log_softmax(step.next_prior + weighted(step.online, step.weights), 1)
    value = torch.einsum("ba,bak->bk", log_pi.exp(), step.target)
    cost = (log_pi.exp() * (log_pi - step.next_prior)).sum(1)
    return _discounted(step, value, -cost)


def dqn(step: TargetInputs) -> Tensor:
    """r + gamma Q'(s', argmax w . Q)."""
    return _discounted(step, _at_best(step), torch.zeros_like(step.prior))


def tuner_q(step: TargetInputs) -> Tensor:
    """r + log p0(a|s) + gamma Q'(s', argmax w . Q)."""
    target = _discounted(step, _at_best(step), torch.zeros_like(step.prior))
    return _with_last(target, step.prior)


def tuner_psi(step: TargetInputs) -> Tensor:
    """r + log p0(a|s) + gamma (E_pi[Q'] + entropy), pi = softmax(w . Q)."""
    return _with_last(_entropic(step), step.prior)


def munchausen(step: TargetInputs) -> Tensor:
    """r + log p0(a|s) + alpha [log pi(a|s)]_-5^0 + gamma (E_pi[Q'] + entropy)."""
    bonus = MUNCHAUSEN_SHARE * step.policy.clamp(LEAST_LOG, 0)
    return _with_last(_entropic(step), step.prior + bonus)


def _entropic(step: TargetInputs) -> Tensor:
    log_pi = torch.log_softmax(weighted(step.online, step.weights), 1)
    value = torch.einsum("ba,bak->bk", log_pi.exp(), step.target)
    return _discounted(step, value, -(log_pi.exp() * log_pi).sum(1))


def _at_best(step: TargetInputs) -> Tensor:
    best = weighted(step.online, step.weights).argmax(1)
    return step.target[torch.arange(len(best)), best]


def _discounted(step: TargetInputs, value: Tensor, last: Tensor) -> Tensor:
    value = _with_last(value, last)
    now = torch.cat([step.rewards, torch.zeros_like(step.rewards[:, :1])], 1)
    return now + step.discount[:, None] * value


def _with_last(values: Tensor, more: Tensor) -> Tensor:
    """Values [batch, V + 1] with `more` [batch] added to the last one."""
    return torch.cat([values[:, :-1], values[:, -1:] + more[:, None]], 1)


METHODS: dict[str, Callable[[TargetInputs], Tensor]] = {
    "soft": soft,
    "dqn": dqn,
    "tuner_q": tuner_q,
    "tuner_psi": tuner_psi,
    "munchausen": munchausen,
}
