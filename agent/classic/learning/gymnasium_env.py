"""The classic task as a Gymnasium environment, for any RL library to train on.

    import agent.classic.learning.gymnasium_env                      # registers it
    env = gymnasium.make("melobridge/Classic-v0")

or in one line `gymnasium.make("agent.classic.learning.gymnasium_env:melobridge/Classic-v0")`. It
shares its tables with the vectorised environment, so that rewards are the same to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium
import numpy as np
from numpy.typing import NDArray

from agent.classic.observation import observation_tables, observe
from agent.classic.state_space import state_space
from agent.classic.task import NOTES, TERMS, ClassicTask

ENVIRONMENT = "melobridge/Classic-v0"


class ClassicEnv(gymnasium.Env[NDArray[np.float32], np.int64]):
    """The environment; an episode is one melody of 32 notes.

    Action: a degree, 0 (C) to 6 (B). Observation: the features of `agent.classic.observation`,
    float32 of 0 and 1. Reward: the weighted sum of the terms; `info["terms"]` has each of them.
    `reset(options={"primer": [degrees]})` starts after the given notes.
    """

    def __init__(
        self, weights: Sequence[float] = (1.0, 1.0, 1.0), task: ClassicTask | None = None
    ) -> None:
        self.task = task or ClassicTask(weights=tuple(weights))
        self.weights = self.task.term_weights
        self._space = state_space(self.task)
        self._state = 0
        width = observation_tables(self.task).width
        self.observation_space = gymnasium.spaces.Box(0, 1, (width,), np.float32)
        self.action_space = gymnasium.spaces.Discrete(NOTES)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[NDArray[np.float32], dict[str, Any]]:
        super().reset(seed=seed)
        self._state = 0
        for degree in (options or {}).get("primer", ()):
            self._state = int(self._space.successor[self._state, degree])
        return self._observation(), {}

    def step(
        self, action: np.int64
    ) -> tuple[NDArray[np.float32], float, bool, bool, dict[str, Any]]:
        terms = self._space.reward[self._state, action]
        self._state = int(self._space.successor[self._state, action])
        info = {"terms": dict(zip(TERMS, terms.tolist(), strict=True))}
        over = self._state == len(self._space)
        return self._observation(), float(terms @ self.weights), over, False, info

    def _observation(self) -> NDArray[np.float32]:
        if self._state == len(self._space):
            return np.zeros(self.observation_space.shape or (), dtype=np.float32)
        step, state = self._space.step[self._state], self._space.state[self._state]
        return observe(self.task, step, state).astype(np.float32)


gymnasium.register(id=ENVIRONMENT, entry_point=f"{__name__}:{ClassicEnv.__name__}")
