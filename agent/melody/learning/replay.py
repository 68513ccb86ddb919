"""Experience replay of parallel melodies, uniform or prioritized (Schaul et al. 2016).

A ring buffer of columns, each with one event of every line: the next state of an event is in the
next column, so that nothing is stored twice. Real tunes are one long line.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from agent.melody.observation import Observation

SMALLEST_PRIORITY = 1e-3


class Transitions(NamedTuple):
    """A batch of n-step transitions.

    rows, next_rows [batch, fields]; suggestions, next_suggestions [batch, 6]; action [batch].
    returns [batch, K]: rewards of each term, discounted and summed up to n steps or the end;
    discount [batch]: gamma^n, 0 where the piece ended; importance [batch]: weight of the error, at
    most 1; place [batch]: for `update_priorities`.
    """

    rows: Tensor
    suggestions: Tensor
    action: Tensor
    returns: Tensor
    next_rows: Tensor
    next_suggestions: Tensor
    discount: Tensor
    importance: Tensor
    place: NDArray[np.int64]


class ReplayBuffer:
    """The latest `length` events of each of `lines` melodies."""

    def __init__(self, lines: int, length: int, fields: int, suggestions: int, terms: int) -> None:
        self.lines, self.length = lines, length
        self.rows = np.zeros((lines, length, fields), np.int16)
        self.suggestions = np.zeros((lines, length, suggestions), np.int16)
        self.actions = np.zeros((lines, length), np.int16)
        self.rewards = np.zeros((lines, length, terms), np.float32)
        self.ended = np.zeros((lines, length), bool)
        self.priority = np.ones((lines, length), np.float32)
        self.position = self.size = 0

    def add(
        self,
        seen: list[Observation],
        actions: NDArray[np.int64],
        rewards: list[list[float]],
        ended: list[bool],
    ) -> None:
        """Store one event of every line, with the highest priority so far."""
        at = self.position
        self.rows[:, at] = [one.rows for one in seen]
        self.suggestions[:, at] = [one.suggestions for one in seen]
        self.actions[:, at] = actions
        self.rewards[:, at] = rewards
        self.ended[:, at] = ended
        self.priority[:, at] = self.priority.max()
        self.position = (at + 1) % self.length
        self.size = min(self.size + 1, self.length)

    def sample(
        self,
        count: int,
        random: np.random.Generator,
        *,
        steps: int = 1,
        gamma: float = 1.0,
        exponent: float = 0.0,
    ) -> Transitions:
        """Draw transitions of `steps` events; exponent > 0: by priority (Schaul et al. 2016)."""
        place = self._places(count, random, steps, exponent)
        line, column = np.divmod(place, self.length)
        returns = np.zeros((count, self.rewards.shape[2]), np.float32)
        discount = np.ones(count, np.float32)
        for step in range(steps):
            at = (column + step) % self.length
            returns += discount[:, None] * self.rewards[line, at]
            discount *= np.where(self.ended[line, at], 0, gamma)
        after = (column + steps) % self.length
        return Transitions(
            *self._observation(line, column),
            torch.from_numpy(self.actions[line, column].astype(np.int64)),
            torch.from_numpy(returns),
            *self._observation(line, after),
            torch.from_numpy(discount),
            self._importance(place, exponent),
            place,
        )

    def _places(
        self, count: int, random: np.random.Generator, steps: int, exponent: float
    ) -> NDArray[np.int64]:
        """Draw places (line * length + column) whose next `steps` columns are known."""
        known = (self.position - self.size + np.arange(self.size - steps)) % self.length
        if exponent == 0:
            return random.integers(self.lines, size=count) * self.length + random.choice(
                known, count
            )
        mass = (self.priority[:, known] ** exponent).ravel().cumsum(dtype=np.float64)
        drawn = np.searchsorted(mass, random.random(count) * mass[-1], side="right")
        line, number = np.divmod(drawn, len(known))
        return line * self.length + known[number]

    def _importance(self, place: NDArray[np.int64], exponent: float) -> Tensor:
        """[batch]: importance weights with beta = 0.5, at most 1."""
        priority = self.priority.ravel()[place] ** -(0.5 * exponent)
        return torch.from_numpy(priority / priority.max())

    def _observation(
        self, line: NDArray[np.int64], column: NDArray[np.int64]
    ) -> tuple[Tensor, Tensor]:
        rows = torch.from_numpy(self.rows[line, column].astype(np.int32))
        return rows, torch.from_numpy(self.suggestions[line, column].astype(np.int64))

    def update_priorities(self, sample: Transitions, errors: Tensor) -> None:
        """Set the priorities of a sample to its absolute TD errors [batch]."""
        self.priority.ravel()[sample.place] = errors.abs().numpy() + SMALLEST_PRIORITY
