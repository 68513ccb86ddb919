"""From scores to a choice: how likely each candidate is."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# What was to be expected is asked at this temperature at least: at 0 nothing else would have been.
LEAST_TEMPERATURE = 0.5


def odds(
    scores: NDArray[Any], allowed: NDArray[np.bool_], temperature: float
) -> NDArray[np.float64]:
    """[n]: probabilities ~ exp(score / temperature) of what is allowed; the best one's at 0 is 1.

    scores [n]: in nats.
    """
    left = np.where(allowed, scores.astype(np.float64), -np.inf)
    if temperature == 0:
        return np.eye(len(left))[left.argmax()]
    shares = np.exp((left - left.max()) / temperature)
    probabilities: NDArray[np.float64] = shares / shares.sum()
    return probabilities


def expected(
    scores: NDArray[Any], allowed: NDArray[np.bool_], temperature: float
) -> NDArray[np.float64]:
    """[n]: the same, but never as narrow as at temperature 0: what to compare a choice with."""
    return odds(scores, allowed, max(temperature, LEAST_TEMPERATURE))
