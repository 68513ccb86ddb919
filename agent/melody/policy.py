"""The networks of the melody task, played with NumPy: an observation in, logits of the actions out.

logits = log p0 of the prior, with its copy gates, and Q-values per reward term on top of it. Made
for one observation at a time: the first layer is a sum of rows of one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.melody.observation import (
    DURATION_ROW,
    DURATION_ROWS,
    PITCH_ROW,
    PITCHES,
    ROWS,
    SUGGESTIONS,
    Observation,
)
from agent.melody.recall import NONE
from agent.melody.rewards import TERMS, VALUES
from agent.melody.vocabulary import ACTIONS

FloatArray = NDArray[np.float32]
COUNT = len(ACTIONS)
KEPT_WEIGHTS = 64
# The actions that share a pitch, or a duration, by row.
WITH_PITCH = [np.flatnonzero(np.array(PITCH_ROW[:COUNT]) == row) for row in range(PITCHES)]
WITH_DURATION = [
    np.flatnonzero(np.array(DURATION_ROW[:COUNT]) == row) for row in range(DURATION_ROWS)
]


class MelodyPolicy:
    """Prior and Q-values of a melody agent.

    tensors: by the names of `shapes`.
    """

    def __init__(self, tensors: Mapping[str, NDArray[Any]]) -> None:
        self._t = {name: np.ascontiguousarray(t, dtype=np.float32) for name, t in tensors.items()}
        embeddings = [self._t.pop("prior.embedding"), self._t.pop("q.embedding")]
        self._width = embeddings[0].shape[1]
        self._table = np.concatenate(embeddings, axis=1)
        self._first_bias = np.concatenate([self._t["prior.bias"], self._t["q.bias"]])
        self._under: dict[tuple[float, ...], tuple[FloatArray, FloatArray, FloatArray]] = {}

    def __call__(
        self, seen: Observation, weights: tuple[float, ...]
    ) -> tuple[FloatArray, FloatArray]:
        """log p0 [actions] up to a constant, and w . Q [actions] under term weights."""
        hidden, inner = self._layers(seen, weights)
        _, head, bias = self._weighted(weights)
        return self._prior(hidden, seen), head @ inner + bias

    def prior(self, seen: Observation) -> FloatArray:
        """log p0 [actions] up to a constant."""
        return self._prior(self._hidden(seen)[1], seen)

    def surprise(self, seen: Observation, action: int) -> float:
        """-log2 p0 of an action, in bits."""
        logits = self.prior(seen)
        return float(np.logaddexp.reduce(logits) - logits[action]) / float(np.log(2))

    def values(self, seen: Observation, weights: tuple[float, ...]) -> FloatArray:
        """Q [actions, values] under term weights: what each term expects of each action."""
        _, inner = self._layers(seen, weights)
        out = self._t["q.head.weight"] @ inner + self._t["q.head.bias"]
        return out.reshape(COUNT, VALUES)

    def _layers(
        self, seen: Observation, weights: tuple[float, ...]
    ) -> tuple[FloatArray, FloatArray]:
        """The hidden layers of the prior [width] and of the Q-network on it [hidden]."""
        first, hidden = self._hidden(seen)
        inner = self._t["q.hidden.weight"] @ hidden
        inner += first[self._width :]
        inner += self._weighted(weights)[0]
        return hidden, np.maximum(inner, 0, out=inner)

    def _hidden(self, seen: Observation) -> tuple[FloatArray, FloatArray]:
        """The sum of the rows (for the prior, then for Q), and the prior's hidden layer."""
        first = self._table.take(seen.rows, axis=0).sum(axis=0)
        first += self._first_bias
        t = self._t
        hidden = np.maximum(first[: self._width], 0)
        return first, np.maximum(t["prior.middle.weight"] @ hidden + t["prior.middle.bias"], 0)

    def _prior(self, hidden: FloatArray, seen: Observation) -> FloatArray:
        out = self._t["prior.head.weight"] @ hidden
        out += self._t["prior.head.bias"]
        _copy(out, out[COUNT:].tolist(), seen.suggestions)
        return out[:COUNT]

    def _weighted(self, weights: tuple[float, ...]) -> tuple[FloatArray, FloatArray, FloatArray]:
        """What term weights add to the Q-network's hidden layer [hidden], and its head folded into
        w . Q: weight [actions, hidden] and bias [actions]."""
        found = self._under.get(weights)
        if found is None:
            if len(self._under) >= KEPT_WEIGHTS:
                self._under.clear()
            w = np.array(weights, dtype=np.float32)
            full = np.concatenate([np.ones_like(w), w - 1, np.ones(1, np.float32)])
            head = self._t["q.head.weight"].reshape(COUNT, VALUES, -1)
            bias = self._t["q.head.bias"].reshape(COUNT, VALUES)
            scored = np.ascontiguousarray(np.einsum("akh,k->ah", head, full))
            found = self._under[weights] = (self._t["q.knobs"] @ w, scored, bias @ full)
        return found


def shapes(width: int, hidden: int) -> dict[str, tuple[int, ...]]:
    """The shape of each tensor. width: of both layers of the prior; hidden: of the one for Q."""
    return {
        "prior.embedding": (ROWS, width),
        "prior.bias": (width,),
        "prior.middle.weight": (width, width),
        "prior.middle.bias": (width,),
        "prior.head.weight": (COUNT + 3 * SUGGESTIONS, width),
        "prior.head.bias": (COUNT + 3 * SUGGESTIONS,),
        "q.embedding": (ROWS, hidden),
        "q.bias": (hidden,),
        "q.hidden.weight": (hidden, width),
        "q.knobs": (hidden, len(TERMS)),
        "q.head.weight": (COUNT * VALUES, hidden),
        "q.head.bias": (COUNT * VALUES,),
    }


def _copy(prior: FloatArray, gates: list[float], suggestions: list[int]) -> None:
    """Add what the copy gates say of the suggested actions, their pitches and durations."""
    for number, action in enumerate(suggestions):
        if action != NONE:
            prior[action] += gates[number]
            prior[WITH_PITCH[PITCH_ROW[action]]] += gates[SUGGESTIONS + number]
            prior[WITH_DURATION[DURATION_ROW[action]]] += gates[2 * SUGGESTIONS + number]
