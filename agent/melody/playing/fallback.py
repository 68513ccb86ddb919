"""The fallback policy for tight deadlines: no network, a few microseconds.

It repeats what was at this place of an earlier bar, or else moves by a small interval in the
current rhythm, which sounds reasonable for a while.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.recall import NONE, at_lag
from agent.melody.vocabulary import ACTION_DURATION, ACTION_PITCH, ACTIONS, NO_PITCH, NUMBER, Action

# Probability of repeating what was there BARS_AGO, if allowed.
RETURNS = 0.6
BARS_AGO = (4, 2, 1)
BEGINNING = NUMBER[Action(0, 24)]
# Distances from the action before, in semitones: of a repeat, of a rest, per doubling or halving of
# the length, and of a length that isn't a multiple of an eighth.
REPEAT, SILENCE, DOUBLE, ODD = 4.5, 8.0, 5.0, 5.0
EIGHTH = 12
# One of this many nearest actions is chosen.
NEAREST = 3
MANY = 1000


def fallback_action(line: Line, setting: Setting, allowed: NDArray[np.bool_], chance: float) -> int:
    """Choose an action. allowed: mask [actions]. chance: a uniform random number in [0, 1)."""
    if chance < RETURNS:
        for bars in BARS_AGO:
            action = at_lag(line, bars * setting.bar).action
            if action != NONE and allowed[action]:
                return action
    order = _nearest(ord(line.actions[-1]) if line.actions else BEGINNING)
    near = order[allowed.take(order)][:NEAREST]
    return int(near[int(chance * MANY) % len(near)])


@lru_cache(maxsize=len(ACTIONS))
def _nearest(before: int) -> NDArray[np.intp]:
    """[actions]: all actions, those nearest to `before` first."""
    pitch, duration = ACTIONS[before]
    if pitch == NO_PITCH:
        pitch = ACTIONS[BEGINNING].pitch
    moves = np.abs(ACTION_PITCH - pitch).astype(np.float64)
    moves[moves == 0] = REPEAT
    moves[ACTION_PITCH == NO_PITCH] = SILENCE
    away = moves + DOUBLE * np.abs(np.log2(ACTION_DURATION / duration))
    away += ODD * (ACTION_DURATION % EIGHTH > 0)
    return np.argsort(away, kind="stable")
