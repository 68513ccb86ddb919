"""The exact optimum of the classic task by dynamic programming, to compare learners with.

The Bellman optimality equation for a finite horizon, solved backwards over all reachable states:
Q*(s, a) = w . r(s, a) + max_a' Q*(s', a'), with Q* = 0 after the last note (gamma = 1).
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.classic.state_space import StateSpace

FloatArray = NDArray[np.float32]


class Solution(NamedTuple):
    """Optimal values. q [N, A]: of each action. value [N + 1]: of each state, and 0 for the end."""

    q: FloatArray
    value: FloatArray


def solve(space: StateSpace, weights: FloatArray) -> Solution:
    """Q* and V* for term weights [K]; takes about 30 ms for the default task."""
    q = space.reward @ weights.astype(np.float32)
    value = np.zeros(len(space) + 1, dtype=np.float32)
    for begin, end in _backwards(space):
        q[begin:end] += value[space.successor[begin:end]]
        value[begin:end] = q[begin:end].max(axis=1)
    return Solution(q, value)


def policy_value(space: StateSpace, weights: FloatArray, action: NDArray[np.int64]) -> FloatArray:
    """[N + 1]: exact value of every state under the deterministic policy `action` [N]."""
    rows = np.arange(len(space))
    gain = space.reward[rows, action] @ weights.astype(np.float32)
    following = space.successor[rows, action]
    value = np.zeros(len(space) + 1, dtype=np.float32)
    for begin, end in _backwards(space):
        value[begin:end] = gain[begin:end] + value[following[begin:end]]
    return value


def random_value(space: StateSpace, weights: FloatArray) -> FloatArray:
    """[N + 1]: exact value of every state under the uniformly random policy."""
    gain = (space.reward @ weights.astype(np.float32)).mean(axis=1)
    value = np.zeros(len(space) + 1, dtype=np.float32)
    for begin, end in _backwards(space):
        value[begin:end] = gain[begin:end] + value[space.successor[begin:end]].mean(axis=1)
    return value


def _backwards(space: StateSpace) -> list[tuple[int, int]]:
    bounds = [int(bound) for bound in space.first]
    return list(pairwise(bounds))[::-1]
