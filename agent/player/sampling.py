"""Softmax of scores: the probability of each candidate."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# The least temperature of an expectation: at 0 the best candidate alone would be expected.
LEAST_TEMPERATURE = 0.5


def odds(
    scores: NDArray[Any], allowed: NDArray[np.bool_], temperature: float
) -> NDArray[np.float64]:
    """[n]: probabilities ~ exp(score / temperature) of the allowed; at 0 the best one has 1.

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
    """[n]: like `odds`, but at a temperature of LEAST_TEMPERATURE or more; a choice's baseline."""
    return odds(scores, allowed, max(temperature, LEAST_TEMPERATURE))
