"""Inference of the melody networks with NumPy: from an observation to scores of the actions.

The prior with its copy gates gives log p0, the Q-network on top of it Q-values per reward term. One
observation is evaluated at a time: the first layer is a sum of rows of a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.melody.masks import IS_REST
from agent.melody.observation import (
    DURATION_ROW,
    FIELDS,
    FIRST,
    PITCH_ROW,
    ROWS,
    SUGGESTIONS,
    SUMS,
    Observation,
)
from agent.melody.recall import NONE
from agent.melody.rewards import TERMS, VALUES
from agent.melody.vocabulary import ACTION_COUNT

FloatArray = NDArray[np.float32]
Arrays = dict[str, FloatArray]
# Copy gates of a suggestion: of the action itself, of its pitch, and of its duration.
GATE_KINDS = 3
GATES = SUGGESTIONS * GATE_KINDS
LOGITS = ACTION_COUNT + GATES
CACHE_LINE = 64
SMOOTHNESS = TERMS.index("smoothness")
ZERO = np.zeros((), dtype=np.float32)
# How many sums of the rows of settings are kept.
KEPT_SUMS = 256


class Neutral(NamedTuple):
    """What counts when all knobs are in the middle. smoothness: the weight of that term, as it was
    learned; rests: nats for each rest, beside what was learned."""

    smoothness: float = 1.0
    rests: float = 0.0


def _copies() -> FloatArray:
    """[actions + 1, kinds, actions]: 1 where a gate of a suggested action (or NONE) applies."""
    copies = np.zeros((NONE + 1, GATE_KINDS, ACTION_COUNT), dtype=np.float32)
    copies[:NONE, 0] = np.eye(ACTION_COUNT)
    for kind, rows in enumerate((PITCH_ROW, DURATION_ROW), start=1):
        row = np.array(rows[:ACTION_COUNT])
        copies[:NONE, kind] = row[:, None] == row
    return copies


AS_LEARNED = Neutral()
COPIES = _copies()


class PolicyOutput(NamedTuple):
    """The networks' output for an observation.

    prior: log p0 [actions] up to a constant; q: w . Q [actions]; hidden: the hidden layer of the
    Q-network, for `MelodyPolicy.value`.
    """

    prior: FloatArray
    q: FloatArray
    hidden: FloatArray


def prepare(tensors: Mapping[str, NDArray[Any]], neutral: Neutral = AS_LEARNED) -> Arrays:
    """The arrays of a `MelodyPolicy`: everything slow, or that copies, is done here.

    tensors: by the names of `shapes`. neutral: what the policy has as the middle of its weights.
    What works on the same input lies in one table: the rows of both networks, and the prior's head,
    its gates by suggestion, above the Q-network's layer. The data of each array begin on a cache
    line.
    """
    t = {name: np.asarray(tensor, dtype=np.float32) for name, tensor in tensors.items()}
    hidden = len(t["q.bias"])
    head = t["q.head.weight"].reshape(ACTION_COUNT, VALUES, hidden).swapaxes(0, 1)
    bias = t["q.head.bias"].reshape(ACTION_COUNT, VALUES).swapaxes(0, 1)
    lean = np.zeros(len(TERMS), dtype=np.float32)
    lean[SMOOTHNESS] = neutral.smoothness - 1
    head, bias = _leant(head, lean), _leant(bias, lean)
    bias[-1, IS_REST] += neutral.rests
    arrays = {
        "rows.weight": _rows(t),
        "middle.weight": t["prior.middle.weight"],
        "middle.bias": t["prior.middle.bias"],
        "heads.weight": np.concatenate(
            [_by_suggestion(t["prior.head.weight"]), t["q.hidden.weight"]]
        ),
        "heads.bias": np.concatenate(
            [
                _by_suggestion(t["prior.head.bias"]),
                t["q.bias"] + t["q.knobs"].sum(axis=1) + t["q.knobs"] @ lean,
            ]
        ),
        "knobs.weight": t["q.knobs"].T,
        "values.weight": head,
        "values.bias": bias,
        "always.weight": _always(head),
        "always.bias": _always(bias),
    }
    return {name: _aligned(array) for name, array in arrays.items()}


def _rows(tensors: Arrays) -> FloatArray:
    """The rows of both networks side by side. Of the first field, the meter, every observation has
    one row: it holds the bias of the prior's layer too. From ROWS on, the SUMS."""
    prior = tensors["prior.embedding"].copy()
    prior[FIRST["meter"] : FIRST["meter"] + FIELDS["meter"]] += tensors["prior.bias"]
    rows = np.concatenate([prior, tensors["q.embedding"]], axis=1)
    return np.concatenate([rows, rows[np.array(SUMS)].sum(axis=1)])


def _by_suggestion(head: FloatArray) -> FloatArray:
    """The prior's head with the kinds of gates of each suggestion side by side."""
    gates = head[ACTION_COUNT:].reshape(GATE_KINDS, SUGGESTIONS, *head.shape[1:]).swapaxes(0, 1)
    return np.concatenate([head[:ACTION_COUNT], gates.reshape(GATES, *head.shape[1:])])


def _leant(head: FloatArray, lean: FloatArray) -> FloatArray:
    """[values, actions, ...] with the leans [terms], times these numbers, added to the bands."""
    leant = head.copy()
    for term, size in enumerate(lean):
        leant[term] += size * head[len(lean) + term]
    return leant


def _always(head: FloatArray) -> FloatArray:
    """[actions, ...] of [values, actions, ...]: the sum of what always counts, bands and cost."""
    always: FloatArray = head[: len(TERMS)].sum(axis=0) + head[-1]
    return always


def _aligned(array: FloatArray) -> FloatArray:
    """A copy whose data begin on a cache line: products with it are a fifth faster."""
    room = np.empty(array.nbytes + CACHE_LINE, dtype=np.uint8)
    start = -room.ctypes.data % CACHE_LINE
    aligned = room[start : start + array.nbytes].view(np.float32).reshape(array.shape)
    aligned[...] = array
    return aligned


class MelodyPolicy:
    """Prior and Q-values of a melody agent.

    arrays: those of `prepare`, of which it keeps views.
    """

    def __init__(self, arrays: Arrays) -> None:
        self.arrays = arrays
        self._rows, self._knobs = arrays["rows.weight"], arrays["knobs.weight"]
        self._middle, self._middle_bias = arrays["middle.weight"], arrays["middle.bias"]
        self._heads, self._heads_bias = arrays["heads.weight"], arrays["heads.bias"]
        self._values, self._values_bias = arrays["values.weight"], arrays["values.bias"]
        self._always, self._always_bias = arrays["always.weight"], arrays["always.bias"]
        self._width = len(self._middle)
        self._given = lru_cache(maxsize=KEPT_SUMS)(partial(_summed, self._rows))

    def __call__(self, seen: Observation, weights: tuple[float, ...]) -> PolicyOutput:
        """Evaluate an observation under term weights (K)."""
        turned = _turned(weights)
        first, out = self._layers(seen)
        hidden = out[LOGITS:]
        hidden += first[self._width :]
        for term, lean in turned:
            hidden += lean * self._knobs[term]
        np.maximum(hidden, ZERO, out=hidden)
        q = self._always.dot(hidden)
        q += self._always_bias
        for term, lean in turned:
            q += lean * self.value(hidden, len(TERMS) + term)
        return PolicyOutput(self._prior(out, seen), q, hidden)

    def prior(self, seen: Observation) -> FloatArray:
        """log p0 [actions] up to a constant."""
        return self._prior(self._layers(seen)[1], seen)

    def surprise(self, seen: Observation, action: int) -> float:
        """-log2 p0 of an action, in bits."""
        logits = self.prior(seen)
        return float(np.logaddexp.reduce(logits) - logits[action]) / float(np.log(2))

    def value(self, hidden: FloatArray, number: int) -> FloatArray:
        """Q [actions] of one of the VALUES, from the hidden layer of an output."""
        return self._values[number].dot(hidden) + self._values_bias[number]

    def values(self, seen: Observation, weights: tuple[float, ...]) -> FloatArray:
        """Q [actions, values] under term weights (K), one column for each of the VALUES."""
        hidden = self(seen, weights).hidden
        return np.stack([self.value(hidden, number) for number in range(VALUES)], axis=1)

    def _layers(self, seen: Observation) -> tuple[FloatArray, FloatArray]:
        """The sum of the rows (for the prior, then for Q), and the output of the heads: the prior's
        logits and gates, then the prior's part of the input to the Q-network's hidden layer."""
        first = _summed(self._rows, seen.found)
        first += self._given(seen.given)
        hidden = self._middle.dot(np.maximum(first[: self._width], ZERO))
        hidden += self._middle_bias
        out = self._heads.dot(np.maximum(hidden, ZERO, out=hidden))
        out += self._heads_bias
        return first, out

    def _prior(self, out: FloatArray, seen: Observation) -> FloatArray:
        """log p0 up to a constant: the logits plus the copy gates."""
        copies = COPIES.take(seen.suggestions, axis=0).reshape(GATES, ACTION_COUNT)
        prior: FloatArray = out[ACTION_COUNT:LOGITS].dot(copies)
        prior += out[:ACTION_COUNT]
        return prior


def _summed(table: FloatArray, rows: Sequence[int]) -> FloatArray:
    """The sum of some rows of a table."""
    return _ones(len(rows)).dot(table.take(rows, axis=0))


@lru_cache(maxsize=4)
def _ones(count: int) -> FloatArray:
    return np.ones(count, dtype=np.float32)


@lru_cache(maxsize=1024)
def _turned(weights: tuple[float, ...]) -> tuple[tuple[int, np.float32], ...]:
    """The number of each term whose weight isn't 1, and by how much it differs."""
    return tuple((n, np.float32(w - 1)) for n, w in enumerate(weights) if w != 1)


def shapes(width: int, hidden: int) -> dict[str, tuple[int, ...]]:
    """The shape of each tensor. width: of both layers of the prior; hidden: of the one for Q."""
    return {
        "prior.embedding": (ROWS, width),
        "prior.bias": (width,),
        "prior.middle.weight": (width, width),
        "prior.middle.bias": (width,),
        "prior.head.weight": (ACTION_COUNT + 3 * SUGGESTIONS, width),
        "prior.head.bias": (ACTION_COUNT + 3 * SUGGESTIONS,),
        "q.embedding": (ROWS, hidden),
        "q.bias": (hidden,),
        "q.hidden.weight": (hidden, width),
        "q.knobs": (hidden, len(TERMS)),
        "q.head.weight": (ACTION_COUNT * VALUES, hidden),
        "q.head.bias": (ACTION_COUNT * VALUES,),
    }
