"""Inference with NumPy: from features and term weights to the values of the actions.

Every variant of the network is stored as affine layers with ReLU between them. `Policy` evaluates
thousands of observations at once, `Scorer` one at a time in a few microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
DenseLayer = tuple[FloatArray, FloatArray]
Row = int | tuple[int, ...]
CHUNK = 16_384
KEPT_WEIGHTS = 64


class Policy:
    """Q-values of a checkpoint. knobs: whether the term weights are an input of the network.

    layers: (weight [out, in], bias [out]) pairs; the last has actions * terms outputs.
    """

    def __init__(self, layers: Sequence[DenseLayer], actions: int, *, knobs: bool) -> None:
        self.layers = list(layers)
        self.knobs = knobs
        self.actions = actions
        self.terms = len(layers[-1][1]) // actions
        self.features = layers[0][0].shape[1] - (self.terms if knobs else 0)

    def scores(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        """w . Q [batch, actions] of observations [batch, features] under term weights [K]."""
        parts = [
            self._batch(features[begin : begin + CHUNK], weights)
            for begin in range(0, len(features), CHUNK)
        ]
        return np.concatenate(parts)

    def parts(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        """[batch, actions, terms]: the contribution of each term to the scores."""
        x = self._hidden(features, weights)
        weight, bias = self.layers[-1]
        values = (x @ weight.T + bias).reshape(len(x), self.actions, self.terms)
        return values * weights if self.knobs else values

    def _batch(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        weight, bias = self.under(weights)[-1]
        return self._hidden(features, weights) @ weight.T + bias

    def _hidden(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        """[batch, in]: the input of the last layer."""
        x = features.astype(np.float32)
        for weight, bias in self.under(weights)[:-1]:
            x = np.maximum(x @ weight.T + bias, 0)
        return x

    def under(self, weights: FloatArray) -> list[DenseLayer]:
        """The layers for fixed term weights [K]: features in, w . Q [actions] out.

        The weights are constant inputs, folded into the first bias; the weighted sum over the terms
        is linear, and folded into the last layer.
        """
        if not self.knobs:
            return self.layers
        (first, first_bias), *middle, (last, last_bias) = self.layers
        first_bias = first_bias + first[:, self.features :] @ direction(weights)
        by_action = last.reshape(self.actions, self.terms, -1)
        scored = np.einsum("akh,k->ah", by_action, weights).astype(np.float32)
        scored_bias = last_bias.reshape(self.actions, self.terms) @ weights
        return [(first[:, : self.features], first_bias), *middle, (scored, scored_bias)]


class BufferedLayer(NamedTuple):
    """A layer with preallocated buffers: zeros for the ReLU, and its output."""

    weight: FloatArray
    bias: FloatArray
    zero: FloatArray
    out: FloatArray


class Scorer:
    """w . Q of one observation at a time; layers of the latest term weights are cached.

    An observation is a concatenation of rows of feature tables, so that the product of the first
    layer is a sum of rows of transformed tables. Buffers are allocated once: not thread-safe.
    """

    def __init__(self, policy: Policy, tables: Sequence[NDArray[np.uint8]]) -> None:
        first = policy.layers[0][0][:, : policy.features]
        edges = np.cumsum([table.shape[-1] for table in tables])[:-1]
        parts = np.split(first, edges, axis=1)
        self._policy = policy
        self._tables = [table @ part.T for table, part in zip(tables, parts, strict=True)]
        self._sum = np.zeros(len(first), dtype=np.float32)
        self._by_weights: dict[tuple[float, ...], list[BufferedLayer]] = {}

    def __call__(self, weights: tuple[float, ...], rows: Sequence[Row]) -> list[float]:
        """The score of each action. rows: index into each table."""
        layers = self._by_weights.get(weights)
        if layers is None:
            layers = self._remember(weights)
        x = self._sum
        x[:] = layers[0].bias
        for table, row in zip(self._tables, rows, strict=True):
            np.add(x, table[row], out=x)
        for weight, bias, zero, out in layers[1:]:
            np.maximum(x, zero, out=x)
            x = weight.dot(x, out)
            np.add(x, bias, out=x)
        scores: list[float] = x.tolist()
        return scores

    def _remember(self, weights: tuple[float, ...]) -> list[BufferedLayer]:
        if len(self._by_weights) >= KEPT_WEIGHTS:
            self._by_weights.clear()
        plain = self._policy.under(term_weights(*weights))
        zeros = [np.zeros(weight.shape[1], dtype=np.float32) for weight, _ in plain]
        layers = [
            BufferedLayer(weight, bias, zero, np.zeros_like(bias))
            for (weight, bias), zero in zip(plain, zeros, strict=True)
        ]
        self._by_weights[weights] = layers
        return layers


def term_weights(*knobs: float) -> FloatArray:
    """[K]: weights scaled to a mean of 1, since only their proportions matter; all 0 stay 0."""
    weights = np.array(knobs, dtype=np.float32)
    total = weights.sum()
    return weights * (len(weights) / total) if total > 0 else weights


def direction(weights: FloatArray) -> FloatArray:
    """[K]: weights scaled to a sum of 1, since only their proportions matter; all 0 are equal."""
    total = weights.sum()
    if total <= 0:
        return np.full_like(weights, 1 / len(weights))
    return weights / total
