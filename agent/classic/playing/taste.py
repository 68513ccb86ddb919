"""The taste model on the classic task: scores of pitches, and the lesson of a note."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.taste.features import FEATURES, SILENT, MelodicContext, pitch_rows
from agent.taste.lookahead import foresight
from agent.taste.model import BOUND, FloatArray, Taste


def likings(
    taste: Taste, context: MelodicContext, pitches: tuple[int, ...], later: tuple[int, ...]
) -> list[float]:
    """What a taste adds to the score of each pitch, in nats, at most BOUND.

    pitches: the allowed ones, in semitones above the tonic. later: those allowed after them.
    """
    worth = _foreseen(taste.weights.tobytes(), later)
    leads = [worth[pitch][_way(context.pitch, pitch)] for pitch in pitches]
    heard = taste.weights.take(_rows(context, pitches)).sum(axis=1) + leads
    liked: list[float] = (BOUND * np.tanh(heard)).tolist()
    return liked


@lru_cache(maxsize=256)
def _foreseen(weights: bytes, pitches: tuple[int, ...]) -> dict[int, list[float]]:
    """By pitch and direction of the move to it, the value of later notes, in units of BOUND."""
    nats = BOUND * np.frombuffer(weights, np.float32)
    return dict(zip(pitches, (foresight(nats, pitches) / BOUND).tolist(), strict=True))


def _way(before: int | None, pitch: int) -> int:
    return 1 if before is None else 1 + (pitch > before) - (pitch < before)


def lesson(
    context: MelodicContext, pitches: tuple[int, ...], chosen: int, odds: list[float]
) -> FloatArray:
    """[FEATURES]: features of the chosen pitch minus their expectation under the odds.

    chosen: index of the pitch. odds: probability of each pitch.
    """
    shares = -np.array(odds)
    shares[chosen] += 1
    rows = _rows(context, pitches)
    spread = np.repeat(shares, rows.shape[1])
    heard = np.bincount(rows.ravel(), spread, FEATURES).astype(np.float32)
    heard[SILENT] = 0
    return heard


@lru_cache(maxsize=1024)
def _rows(context: MelodicContext, pitches: tuple[int, ...]) -> NDArray[np.intp]:
    """[pitches, rows]: the feature rows of each pitch."""
    return np.array([pitch_rows(context, pitch) for pitch in pitches])
