"""Models that predict the next event of a melody, for comparison in bits per event.

A sequence holds numbers 0 .. size - 1. Markov chains; PPM (Cleary and Witten 1984),
with interpolation and escape method C as in Pearce and Wiggins 2004, "Improved methods for
statistical modelling of monophonic music"; and its long-term and short-term models together, as in
IDyOM (Pearce 2005).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from agent.metrics.notes import FloatArray

# Exponent of the weights by entropy; a smaller value than IDyOM's predicts these tunes better.
BIAS = 0.5


class Predictor(Protocol):
    """A model that predicts sequences event by event."""

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        """For each event, probabilities [size] of all possible events, given those before it."""


def bits_per_event(model: Predictor, sequences: Iterable[Sequence[int]]) -> float:
    """Cross-entropy: mean of -log2 of the model's probability of each actual event."""
    chances = [
        distribution[event]
        for sequence in sequences
        for event, distribution in zip(sequence, model.predict(sequence), strict=True)
    ]
    return float(-np.log2(chances).mean())


class Continuations:
    """How often each event followed each context of up to `order` events."""

    def __init__(self, order: int, size: int) -> None:
        self.order, self.size = order, size
        self._after: dict[str, dict[int, int]] = {}

    def learn(self, sequences: Iterable[Sequence[int]]) -> Continuations:
        """Count all events of the sequences; returns itself."""
        for sequence in sequences:
            text = "".join(map(chr, sequence))
            for place, event in enumerate(sequence):
                self.count(text[max(place - self.order, 0) : place], event)
        return self

    def count(self, context: str, event: int) -> None:
        """Count one event after a context of at most `order` characters, and its shorter ends."""
        for start in range(len(context) + 1):
            followers = self._after.setdefault(context[start:], {})
            followers[event] = followers.get(event, 0) + 1

    def after(self, context: str) -> dict[int, int] | None:
        """The counts after exactly this context; None if it never occurred."""
        return self._after.get(context)

    def contexts(self, sequence: Sequence[int]) -> Iterator[str]:
        """For each event of a sequence up to `order` events before it, as a string."""
        text = "".join(map(chr, sequence))
        return (text[max(place - self.order, 0) : place] for place in range(len(text)))


class Markov:
    """A Markov chain, smoothed by that of the next lower order with a weight of `strength` events.

    p_k = (counts + strength p_(k-1)) / (n + strength), the hierarchical Dirichlet mean of MacKay
    and Peto 1995.
    """

    def __init__(self, continuations: Continuations, order: int, strength: float = 30.0) -> None:
        self._continuations, self._order, self._strength = continuations, order, strength

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        for context in self._continuations.contexts(sequence):
            latest = context[max(len(context) - self._order, 0) :]
            yield interpolated(self._continuations, latest, self._strength)


class LongTerm:
    """The long-term model: PPM on a training corpus."""

    def __init__(self, continuations: Continuations) -> None:
        self._continuations = continuations

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        for context in self._continuations.contexts(sequence):
            yield interpolated(self._continuations, context)


class ShortTerm:
    """The short-term model: PPM on the previous events of the sequence itself."""

    def __init__(self, order: int, size: int) -> None:
        self._order, self._size = order, size

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        heard = Continuations(self._order, self._size)
        for context, event in zip(heard.contexts(sequence), sequence, strict=True):
            yield interpolated(heard, context)
            heard.count(context, event)


def interpolated(
    continuations: Continuations, context: str, strength: float | None = None
) -> FloatArray:
    """Probabilities [size] after a context: p_k = (counts + s p_(k-1)) / (n + s), p_(-1) uniform.

    n: number of events that followed the last k events of the context. s: the strength, or by
    default the number of kinds of these events (escape method C).
    """
    chances = np.full(continuations.size, 1 / continuations.size)
    for start in range(len(context), -1, -1):
        followers = continuations.after(context[start:])
        if followers is None:
            break
        counts = list(followers.values())
        shorter = len(counts) if strength is None else strength
        chances *= shorter
        chances[list(followers)] += counts
        chances /= sum(counts) + shorter
    return chances


class Combined:
    """A combination of models: their geometric mean, weighted by entropy as in IDyOM.

    The weight of a model is its entropy relative to the maximum, to the power of -bias.
    """

    def __init__(self, models: Sequence[Predictor], bias: float = BIAS) -> None:
        self._models, self._bias = models, bias

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        predictions = (model.predict(sequence) for model in self._models)
        return (self._mixed(np.stack(chances)) for chances in zip(*predictions, strict=True))

    def _mixed(self, chances: FloatArray) -> FloatArray:
        logs = np.log2(chances)
        relative = -(chances * logs).sum(axis=1) / np.log2(chances.shape[1])
        weights = np.maximum(relative, 1e-9) ** -self._bias
        mixed = np.exp2(weights / weights.sum() @ logs)
        return mixed / mixed.sum()


def ppm(continuations: Continuations, bias: float = BIAS) -> Combined:
    """The combination of a long-term and a short-term PPM model of the same order."""
    short = ShortTerm(continuations.order, continuations.size)
    return Combined((LongTerm(continuations), short), bias)
