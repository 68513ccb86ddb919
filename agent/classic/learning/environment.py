"""The classic task as a vectorised environment on tensors: hundreds of melodies in parallel.

A step is two look-ups in the tables of `agent.classic.state_space`: the next state and the reward.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from agent.classic.observation import observation_tables, observe
from agent.classic.state_space import state_space
from agent.classic.task import TERMS, ClassicTask


class Environment:
    """The task's tables as tensors, and the features of each state.

    features [N + 1, F] uint8, successor [N + 1, A], reward [N + 1, A, K]; the last row is the end
    of the piece, an absorbing state without reward.
    """

    def __init__(self, task: ClassicTask) -> None:
        space = state_space(task)
        self.task, self.steps, self.end = task, task.steps, len(space)
        seen = observe(task, space.step, space.state)
        self.features = torch.from_numpy(np.concatenate([seen, np.zeros_like(seen[:1])]))
        last = np.full((1, space.successor.shape[1]), self.end)
        self.successor = torch.from_numpy(np.concatenate([space.successor, last]))
        self.reward = torch.from_numpy(np.concatenate([space.reward, 0 * space.reward[:1]]))
        self.width = observation_tables(task).width

    def start(self, melodies: int) -> Tensor:
        """[melodies]: the initial states of new melodies."""
        return torch.zeros(melodies, dtype=torch.int64)

    def step(self, state: Tensor, action: Tensor) -> tuple[Tensor, Tensor]:
        """The next states [batch], and the reward of each term [batch, K]."""
        return self.successor[state, action].long(), self.reward[state, action]

    def inputs(self, state: Tensor, weights: Tensor, *, knobs: bool) -> Tensor:
        """[batch, F (+ K)]: the network's input, features and (with knobs) normalised weights."""
        features = self.features.index_select(0, state).float()
        return torch.cat([features, direction(weights)], dim=1) if knobs else features


def direction(weights: Tensor) -> Tensor:
    """Term weights [..., K] scaled to a sum of 1: only their proportions matter to a policy."""
    return weights / weights.sum(-1, keepdim=True)


def sample_weights(count: int, stated: Tensor, generator: torch.Generator) -> Tensor:
    """[count, K]: random term weights, each row with a sum of K.

    A quarter are proportional to `stated` [K], 9 % have one term only, and the others are drawn
    from a Dirichlet distribution (0.6), denser towards the edges, where errors are largest.
    """
    terms = len(TERMS)
    spread = torch._sample_dirichlet(torch.full((count, terms), 0.6), generator)
    alone = torch.eye(terms)[torch.randint(terms, (count,), generator=generator)]
    kind = torch.rand(count, 1, generator=generator)
    return terms * torch.where(
        kind < 0.25, direction(stated), torch.where(kind < 0.34, alone, spread)
    )
