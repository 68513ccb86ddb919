"""What to play where there is no time to think: no network, a few microseconds.

A melody that returns to what it had at this place of the bar, or else goes on by step in the
rhythm that it is in, sounds sane for a while.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.recall import NONE, at_lag
from agent.melody.vocabulary import ACTION_DURATION, ACTION_PITCH, ACTIONS, NO_PITCH, NUMBER, Action

# Share of the notes that return what was there so many bars ago, where something was.
RETURNS = 0.6
BARS_AGO = (4, 2, 1)
BEGINNING = NUMBER[Action(0, 24)]
# How far an action is from the one before, in semitones: a repeat, a rest, twice the length, and a
# length that leads off the eighths.
REPEAT, SILENCE, DOUBLE, ODD = 4.5, 8.0, 5.0, 5.0
EIGHTH = 12
# Among so many of the nearest actions `chance` chooses.
NEAREST = 3
MANY = 1000


def fallback_action(line: Line, setting: Setting, allowed: NDArray[np.bool_], chance: float) -> int:
    """An allowed action [actions], chosen by a uniform random number in [0, 1)."""
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
    """[actions]: all of them, the most natural one after `before` first."""
    pitch, duration = ACTIONS[before]
    if pitch == NO_PITCH:
        pitch = ACTIONS[BEGINNING].pitch
    moves = np.abs(ACTION_PITCH - pitch).astype(np.float64)
    moves[moves == 0] = REPEAT
    moves[ACTION_PITCH == NO_PITCH] = SILENCE
    away = moves + DOUBLE * np.abs(np.log2(ACTION_DURATION / duration))
    away += ODD * (ACTION_DURATION % EIGHTH > 0)
    return np.argsort(away, kind="stable")
