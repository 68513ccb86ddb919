"""Tabular Q-learning (Watkins 1989) of the classic task, to compare the deep network with.

Q(s, a) <- Q(s, a) + alpha [r + gamma max_a' Q(s', a') - Q(s, a)]

on many epsilon-greedy melodies in parallel. A table learns only about the states it visits; the
network generalises, and so is better after the same number of notes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from agent.classic.optimum import FloatArray
from agent.classic.state_space import StateSpace


@dataclass(frozen=True, slots=True)
class QLearningSettings:
    """Hyperparameters. alpha: learning rate. epsilon: exploration rate, annealed to 0. melodies:
    number in parallel."""

    episodes: int = 200_000
    melodies: int = 256
    alpha: float = 0.5
    gamma: float = 1.0
    epsilon: float = 0.5
    seed: int = 0


def q_learning(
    space: StateSpace, weights: FloatArray, settings: QLearningSettings | None = None
) -> FloatArray:
    """Learn the table Q [N, A] for term weights [K]."""
    settings = settings or QLearningSettings()
    random = np.random.default_rng(settings.seed)
    reward = space.reward @ weights.astype(np.float32)
    q = np.zeros((len(space) + 1, reward.shape[1]), dtype=np.float32)
    rounds = -(-settings.episodes // settings.melodies)
    for number in range(rounds):
        epsilon = settings.epsilon * (1 - number / rounds)
        state = np.zeros(settings.melodies, dtype=np.int64)
        while state[0] < len(space):
            explore = random.random(len(state)) < epsilon
            anything = random.integers(reward.shape[1], size=len(state))
            action = np.where(explore, anything, q[state].argmax(axis=1))
            following = space.successor[state, action]
            target = reward[state, action] + settings.gamma * q[following].max(axis=1)
            q[state, action] += settings.alpha * (target - q[state, action])
            state = following.astype(np.int64)
    return q[:-1]
