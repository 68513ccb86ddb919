"""A trained network, played with NumPy: features and term weights in, Q[action, term] out.

One note costs a few microseconds: the buffers are allocated once, and every variant of the
network arrives here as plain affine layers with ReLU between them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
DenseLayer = tuple[FloatArray, FloatArray]
CHUNK = 16_384


class Policy:
    """Q-values of a checkpoint; `knobs` tells whether it sees the term weights.

    layers: (weight [out, in], bias [out]) pairs; the last has actions * terms outputs.
    Not safe for use by several threads at once (it reuses its buffers).
    """

    def __init__(self, layers: Sequence[DenseLayer], actions: int, *, knobs: bool) -> None:
        self.layers = list(layers)
        self.knobs = knobs
        self.actions = actions
        self.terms = len(layers[-1][1]) // actions
        self.features = layers[0][0].shape[1] - (self.terms if knobs else 0)
        self._input = np.zeros(layers[0][0].shape[1], dtype=np.float32)
        hidden = [np.zeros(len(bias), dtype=np.float32) for _, bias in layers]
        self._stages = list(enumerate(zip(self.layers, hidden, strict=True)))

    def q_values(self, features: Sequence[NDArray[np.uint8]], weights: FloatArray) -> FloatArray:
        """Q [actions, terms] of one observation, given in parts; valid until the next call."""
        x = self._input
        np.concatenate(features, out=x[: self.features], casting="unsafe")
        if self.knobs:
            x[self.features :] = direction(weights)
        last = len(self.layers) - 1
        for number, ((weight, bias), hidden) in self._stages:
            x = np.dot(weight, x, out=hidden)
            np.add(x, bias, out=x)
            if number < last:
                np.maximum(x, 0, out=x)
        return x.reshape(self.actions, self.terms)

    def scores(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        """The weighted values w . Q [batch, actions] of many observations [batch, features]."""
        parts = [
            self._batch(features[begin : begin + CHUNK], weights)
            for begin in range(0, len(features), CHUNK)
        ]
        return np.concatenate(parts)

    def weigh(self, q: FloatArray, weights: FloatArray) -> FloatArray:
        """sum_k w_k Q_k over the last axis; without knobs Q already is the whole."""
        scores: FloatArray = q @ weights if self.knobs else q[..., 0]
        return scores

    def _batch(self, features: NDArray[np.uint8], weights: FloatArray) -> FloatArray:
        x = features.astype(np.float32)
        if self.knobs:
            knobs = np.broadcast_to(direction(weights), (len(x), self.terms))
            x = np.concatenate([x, knobs], axis=1)
        for weight, bias in self.layers[:-1]:
            x = np.maximum(x @ weight.T + bias, 0)
        weight, bias = self.layers[-1]
        q = (x @ weight.T + bias).reshape(len(x), self.actions, self.terms)
        return self.weigh(q, weights)


def direction(weights: FloatArray) -> FloatArray:
    """Term weights scaled to a sum of 1 (only proportions matter); all zero count as equal."""
    total = weights.sum()
    if total <= 0:
        return np.full_like(weights, 1 / len(weights))
    return weights / total
