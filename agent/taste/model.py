"""Taste: what a listener's thumbs teach, on top of what an agent has learned.

A linear head on what a listener hears of a note (`agent.taste.features`), learned online by ridge
regression. A thumb is one observation: its value is to be explained by the lessons of the notes it
was for, weighed by a decaying trace. A lesson is what was heard of a note less what was to be
expected under the policy there (as in REINFORCE with a baseline, Williams 1992), so that thumbs up
alone teach as well.
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

# Thumbs that are remembered; each counts less by this factor than the one after it.
KEPT_THUMBS = 64
RECENCY = 0.98
RIDGE = 2.0
# Nats that a liking of 1 is worth, and what taste adds at most.
GAIN, BOUND = 8.0, 5.0
# People take up to half a second to react to a note: so long it has the whole credit, then TRACE
# seconds later 1/e of it, and finally none.
REACTION, TRACE, FORGOTTEN = 0.4, 0.4, 2.4
LARGEST = 10.0
DECIMALS = 4
DAMAGED = "this is no saved taste, or it is damaged: teach and save it anew"


@dataclass(frozen=True, slots=True, eq=False)
class Taste:
    """A value: every thumb gives a new one.

    weights [FEATURES]: of what is heard of a note, in parts of BOUND. thumbs: how many taught it.
    lessons [n, FEATURES], values [n]: the latest ones, the last one last.
    """

    weights: FloatArray
    thumbs: int
    lessons: FloatArray
    values: FloatArray

    def rewarded(self, lessons: FloatArray, credits: Credits, value: float) -> Taste:
        """The taste after a thumb. lessons [n, FEATURES] and credits [n]: of the notes it is for.

        value: 1 up, -1 down, up to LARGEST either way.
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
        """The taste before the last thumb, as far as it is remembered."""
        if not len(self.values):
            return self
        return _learned(self.thumbs - 1, self.lessons[:-1], self.values[:-1])

    def head(self) -> Taste:
        """The same without its memory: enough to play by, a small part of its size."""
        return replace(self, lessons=NO_TASTE.lessons, values=NO_TASTE.values)

    def as_json(self) -> dict[str, Any]:
        """All that `from_json` needs."""
        lessons = self.lessons.astype(np.float64).round(DECIMALS)
        values = self.values.astype(np.float64).round(DECIMALS)
        return {"thumbs": self.thumbs, "values": values.tolist(), "lessons": lessons.tolist()}

    @staticmethod
    def from_json(content: object) -> Taste:
        """A saved taste. Raises TaskError for anything else."""
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
    """The taste that so many thumbs taught: ridge regression in its dual form."""
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
    """[n]: the credit of notes that began so long before a thumb."""
    ago = np.array(seconds_ago, dtype=np.float32)
    credits = np.exp(-np.maximum(ago - REACTION, 0) / TRACE)
    credits[ago > FORGOTTEN] = 0
    return credits
