"""Taste: a model of what a listener likes, learned from thumbs and added to an agent's scores.

A linear model on the features of a note (`agent.taste.features`), learned online by ridge
regression. A thumb is one observation: the target is its value, the input a mean over the lessons
of the latest notes, weighted by a decaying trace. A lesson is the features of a note minus their
expectation under the policy (as in REINFORCE with a baseline, Williams 1992), so that something is
learned even if all thumbs are up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.errors import TaskError
from agent.taste.features import FEATURES

FloatArray = NDArray[np.float32]
Credits = NDArray[np.floating]

# How many thumbs are remembered, and the factor by which each counts less than the one after it.
KEPT_THUMBS = 64
RECENCY = 0.98
RIDGE = 2.0
# Nats per unit of a thumb's value, and the most nats that a taste adds to a score.
GAIN, BOUND = 8.0, 5.0
# Seconds. A person reacts to a note within about half a second: it has full credit for REACTION
# seconds, 1/e of it TRACE seconds later, and none after FORGOTTEN.
REACTION, TRACE, FORGOTTEN = 0.4, 0.4, 2.4
LARGEST = 10.0
DECIMALS = 4
DAMAGED = "this is no saved taste, or it is damaged: teach and save it anew"


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """What was learned from thumbs: an immutable value, every thumb gives a new one.

    weights [FEATURES]: of the features of a note, in units of BOUND nats. thumbs: how many it was
    learned from. lessons [n, FEATURES], values [n]: inputs and targets of the latest, oldest first.
    """

    weights: FloatArray
    thumbs: int
    lessons: FloatArray
    values: FloatArray

    def rewarded(self, lessons: FloatArray, credits: Credits, value: float) -> Taste:
        """The taste after a thumb. lessons [n, FEATURES], credits [n]: of the notes before it.

        value: 1 = up, -1 = down; limited to -LARGEST .. LARGEST.
        """
        total = np.abs(credits).sum()
        if not total:
            return self
        heard = (credits / total) @ lessons
        value = max(-LARGEST, min(LARGEST, value))
        lessons = np.array([*self.lessons, heard.round(DECIMALS)])[-KEPT_THUMBS:]
        values = np.append(self.values, round(value, DECIMALS))[-KEPT_THUMBS:]
        return _learned(self.thumbs + 1, lessons, values)

    def undone(self) -> Taste:
        """The taste without its last remembered thumb."""
        if not len(self.values):
            return self
        return _learned(self.thumbs - 1, self.lessons[:-1], self.values[:-1])

    def head(self) -> Taste:
        """The taste without its lessons and values: small, and sufficient for playing."""
        return replace(self, lessons=NO_TASTE.lessons, values=NO_TASTE.values)

    def as_json(self) -> dict[str, Any]:
        """Plain values for a JSON file: the inverse of `from_json`."""
        lessons = self.lessons.astype(np.float64).round(DECIMALS)
        values = self.values.astype(np.float64).round(DECIMALS)
        return {"thumbs": self.thumbs, "values": values.tolist(), "lessons": lessons.tolist()}

    @staticmethod
    def from_json(content: object) -> Taste:
        """Restore a taste from `as_json`. Raises TaskError for anything else."""
        try:
            assert isinstance(content, Mapping)
            thumbs = content["thumbs"]
            values = np.array(content["values"], dtype=np.float64)
            lessons = np.array(content["lessons"], dtype=np.float64).reshape(len(values), FEATURES)
        except (AssertionError, KeyError, TypeError, ValueError, OverflowError):
            raise TaskError(DAMAGED) from None
        bounded = all(np.all(np.abs(numbers) <= LARGEST) for numbers in (values, lessons))
        fits = type(thumbs) is int and len(values) <= min(thumbs, KEPT_THUMBS)
        if values.ndim != 1 or not bounded or not fits:
            raise TaskError(DAMAGED)
        return _learned(thumbs, lessons, values)


def _learned(thumbs: int, lessons: NDArray[Any], values: NDArray[Any]) -> Taste:
    """Fit a taste by ridge regression in its dual form. thumbs: also those no longer remembered."""
    if not len(values):
        return NO_TASTE
    lessons, values = lessons.astype(np.float32), values.astype(np.float32)
    share = np.sqrt(RECENCY ** np.arange(len(values))[::-1])
    seen = share[:, None] * lessons
    inner = seen @ seen.T + RIDGE * np.eye(len(values))
    weights = GAIN / BOUND * (seen.T @ np.linalg.solve(inner, share * values))
    return Taste(weights.astype(np.float32), thumbs, lessons, values)


NO_TASTE = Taste(
    np.zeros(FEATURES, dtype=np.float32),
    0,
    np.zeros((0, FEATURES), dtype=np.float32),
    np.zeros(0, dtype=np.float32),
)


def trace(seconds_ago: Sequence[float] | NDArray[np.floating]) -> FloatArray:
    """[n]: the credit of notes that began this many seconds before a thumb."""
    ago = np.array(seconds_ago, dtype=np.float32)
    credits = np.exp(-np.maximum(ago - REACTION, 0) / TRACE)
    credits[ago > FORGOTTEN] = 0
    return credits
