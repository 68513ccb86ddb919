"""Experience replay (Lin 1992) over whole melodies, uniform or prioritized (Schaul et al. 2016).

No rewards are stored, since they follow from states and notes: a sample can be learned under any
term weights and with any number of steps. A resume file needs the notes only, half a megabyte.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class SampledSteps(NamedTuple):
    """A batch of positions in the buffer: melody, step and importance weight, all [batch]."""

    melody: Tensor
    step: Tensor
    importance: Tensor


class EpisodeBuffer:
    """A ring buffer of melodies: states [capacity, steps + 1], actions [capacity, steps]."""

    def __init__(self, capacity: int, steps: int) -> None:
        self.states = torch.zeros(capacity, steps + 1, dtype=torch.int64)
        self.actions = torch.zeros(capacity, steps, dtype=torch.int64)
        self.size = 0
        self.position = 0

    def add(self, states: Tensor, actions: Tensor) -> slice:
        """Replace the oldest melodies; returns the rows that were written.

        states [melodies, steps + 1], actions [melodies, steps].
        """
        rows = slice(self.position, self.position + len(actions))
        self.states[rows], self.actions[rows] = states, actions
        self.position = rows.stop % len(self.actions)
        self.size = max(self.size, rows.stop)
        return rows

    def sample(self, batch: int, generator: torch.Generator) -> SampledSteps:
        """Draw uniformly random melodies, at steps that are evenly spread over the batch."""
        melody = torch.randint(self.size, (batch,), generator=generator)
        steps = self.actions.shape[1]
        first = torch.randint(steps, (1,), generator=generator)
        return SampledSteps(melody, (torch.arange(batch) + first) % steps, torch.ones(batch))

    def tensors(self) -> dict[str, Tensor]:
        """The state for `load_tensors`: the notes."""
        return {"actions": self.actions.to(torch.uint8)}

    def load_tensors(self, kept: dict[str, Tensor], successor: Tensor) -> None:
        """The inverse of `tensors`; the states follow from the notes by `successor` [N, A]."""
        self.actions.copy_(kept["actions"])
        for step in range(self.actions.shape[1]):
            state, action = self.states[: self.size, step], self.actions[: self.size, step]
            self.states[: self.size, step + 1] = successor[state, action].long()

    def update_priorities(self, sample: SampledSteps, error: Tensor) -> None:
        """Update the priorities of a sample by its TD errors [batch]; no-op if uniform."""


class PrioritizedEpisodeBuffer(EpisodeBuffer):
    """Prioritized replay, proportional variant: probability ~ (|TD error| + FLOOR) ** alpha.

    Instead of the paper's sum tree a cumulative sum and a binary search, ten times faster here.
    beta: exponent of the importance weights.
    """

    FLOOR = 1e-3

    def __init__(self, capacity: int, steps: int, alpha: float, beta: float) -> None:
        super().__init__(capacity, steps)
        self.alpha, self.beta = alpha, beta
        self.priority = torch.zeros(capacity, steps)
        self.highest = 1.0

    def add(self, states: Tensor, actions: Tensor) -> slice:
        rows = super().add(states, actions)
        self.priority[rows] = self.highest
        return rows

    def sample(self, batch: int, generator: torch.Generator) -> SampledSteps:
        total = self.priority.flatten().double().cumsum(0)
        strata = (torch.arange(batch) + torch.rand(batch, generator=generator)) / batch
        index = torch.searchsorted(total, strata.double() * total[-1], right=True)
        index = index.clamp(max=self.size * self.actions.shape[1] - 1)
        probability = self.priority.flatten()[index] / total[-1]
        importance = (probability * self.size * self.actions.shape[1]).float() ** -self.beta
        steps = self.actions.shape[1]
        return SampledSteps(index // steps, index % steps, importance / importance.max())

    def update_priorities(self, sample: SampledSteps, error: Tensor) -> None:
        priority = (error.abs() + self.FLOOR) ** self.alpha
        self.priority[sample.melody, sample.step] = priority
        self.highest = max(self.highest, float(priority.max()))

    def tensors(self) -> dict[str, Tensor]:
        highest = torch.tensor(self.highest, dtype=torch.float64)
        return super().tensors() | {"priority": self.priority, "highest": highest}

    def load_tensors(self, kept: dict[str, Tensor], successor: Tensor) -> None:
        super().load_tensors(kept, successor)
        self.priority.copy_(kept["priority"])
        self.highest = float(kept["highest"])
