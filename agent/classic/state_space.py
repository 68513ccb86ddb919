"""All reachable states of the classic task as tables: a step of the environment is two look-ups.

States are numbered 0 .. N-1 in order of their step; N is the end of the piece. A melody is a path
through `successor`, and its return a sum over `reward`. The vectorised environment and the exact
optimum share these two arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.classic.rewards import rewards
from agent.classic.task import NOTES, START, ClassicTask, IntArray, advance


@dataclass(frozen=True, slots=True, eq=False)
class StateSpace:
    """The tables, for N reachable (step, state) pairs, A = 7 notes and K = 3 terms.

    state [N]: packed states. step [N]: their steps. first [steps + 1]: where each step begins.
    successor [N, A]: number of the next state (N = end). reward [N, A, K]: float32.
    """

    task: ClassicTask
    state: IntArray
    step: IntArray
    first: IntArray
    successor: NDArray[np.int32]
    reward: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.state)

    def index(self, step: int, state: IntArray) -> IntArray:
        """Numbers of packed states [...], which must be reachable at `step`."""
        begin, end = self.first[step], self.first[step + 1]
        return begin + np.searchsorted(self.state[begin:end], state)


@lru_cache(maxsize=4)
def state_space(task: ClassicTask) -> StateSpace:
    """Enumerate the states forward from the start; takes about a second for the default task."""
    notes = np.arange(NOTES)
    level, number = np.array([START]), 0
    states, steps, successors, payments = [], [], [], []
    for step in range(task.steps):
        following = advance(task, level[:, None], np.asarray(step), notes)
        next_level, rank = np.unique(following, return_inverse=True)
        if step == task.steps - 1:
            rank = np.zeros_like(rank)
        number += len(level)
        states.append(level)
        steps.append(np.full(len(level), step))
        successors.append((number + rank.reshape(following.shape)).astype(np.int32))
        payments.append(rewards(task, level[:, None], np.asarray(step), notes))
        level = next_level
    first = np.concatenate([[0], np.cumsum([len(level) for level in states])])
    return StateSpace(
        task,
        np.concatenate(states),
        np.concatenate(steps),
        first,
        np.concatenate(successors),
        np.concatenate(payments),
    )
