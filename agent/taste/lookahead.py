"""What a taste may like later: a melody that shall fall has to leap up now and then.

A taste likes or dislikes the next note. Where a note leads to counts as well: its worth is found by
soft value iteration (as the agents' own, KL-regularised control) over a small model of a melody,
whose state is the latest pitch and the direction that led there, and whose moves are the smaller
the likelier. The model is solved in a tenth of a millisecond, once for each taste and range.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.taste.features import WIDEST, move_rows, place_rows
from agent.taste.model import FloatArray

# Directions of the latest move: down, none, up.
MOVES = 3
# How much later notes count, and how many of them.
DISCOUNT, HORIZON = 0.5, 6
# Nats that a semitone costs in the model, and that a repeat costs.
PER_SEMITONE, REPEAT = 0.2, 1.5
OFF_BEAT = 0
INTERVALS = range(-WIDEST, WIDEST + 1)
# [moves, intervals, rows]: what is heard of an interval after a move.
MOVE_ROWS = np.array(
    [[move_rows(move, OFF_BEAT, step) for step in INTERVALS] for move in (-1, 0, 1)]
)


def foresight(weights: FloatArray, pitches: Sequence[int]) -> NDArray[np.float64]:
    """[pitches, moves]: what a taste of some weights (nats) may like after each pitch, in nats.

    pitches: those that may come, in semitones above the tonic. The mean is 0.
    """
    steps = np.subtract.outer(pitches, pitches).T
    ways = np.sign(steps) + 1
    likings = weights.take(MOVE_ROWS).sum(axis=2)[:, np.clip(steps, -WIDEST, WIDEST) + WIDEST]
    likings = likings + weights.take([place_rows(pitch) for pitch in pitches]).sum(axis=1)
    usual = np.where(steps == 0, -REPEAT, -PER_SEMITONE * np.abs(steps))
    usual -= np.log(np.exp(usual).sum(axis=1, keepdims=True))
    worth, to = np.zeros((len(pitches), MOVES)), np.arange(len(pitches))
    for _ in range(HORIZON):
        later = likings + usual + DISCOUNT * worth[to, ways]
        most = later.max(axis=2)
        worth = (most + np.log(np.exp(later - most[..., None]).sum(axis=2))).T
    return DISCOUNT * (worth - worth.mean())
