"""Values of later notes under a taste: even a melody that should fall must sometimes leap up.

A taste scores the next note. Where a note leads counts as well: its value is found by soft value
iteration (KL-regularised control, as for the agents) in a small model of a melody. Its state is
the latest pitch and the direction that led there, and smaller moves are likelier under its prior.
Solving takes a tenth of a millisecond, once for each taste and range.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.taste.features import WIDEST, move_rows, place_rows
from agent.taste.model import FloatArray

# Directions of the latest move: down, none, up.
MOVES = 3
# Discount per note, and number of iterations.
DISCOUNT, HORIZON = 0.5, 6
# The prior over moves: nats lost per semitone, and by a repeat.
PER_SEMITONE, REPEAT = 0.2, 1.5
OFF_BEAT = 0
INTERVALS = range(-WIDEST, WIDEST + 1)
# [moves, intervals, rows]: feature rows of each interval after each direction.
MOVE_ROWS = np.array(
    [[move_rows(move, OFF_BEAT, step) for step in INTERVALS] for move in (-1, 0, 1)]
)


def foresight(weights: FloatArray, pitches: Sequence[int]) -> NDArray[np.float64]:
    """[pitches, moves]: discounted value of what may follow each pitch, in nats, with mean 0.

    weights [FEATURES]: of a taste, in nats. pitches: the allowed ones, in semitones above the
    tonic.
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
