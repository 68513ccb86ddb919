"""Contour: one highest note where a real tune of the character has it.

The plan of form says in which bar of a section its highest note comes. There notes above all
earlier ones are likelier; before and after they are less likely. Of their own accord agents have
their highest note too early, as what returns brings no higher one.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.scores.plan import Placed
from agent.melody.vocabulary import ACTION_PITCH, ACTIONS, NO_PITCH

# Nats for a note above all earlier ones, up to REACH semitones, where the plan has the highest one;
# against one elsewhere.
CLIMB, HOLD = 4.0, 0.6
REACH = 5
_PITCH = {chr(number): action.pitch for number, action in enumerate(ACTIONS)}


def add_contour(scores: FloatArray, found: Placed, line: Line, bar: int) -> None:
    """Add to the scores [actions] what the contour asks for, in nats. bar: in ticks."""
    if not found.place:
        return
    highest, nats = _above(found, line, bar)
    if highest != NO_PITCH:
        scores += _leaning(highest, found.weight * nats)


def _above(found: Placed, line: Line, bar: int) -> tuple[int, float]:
    """The highest pitch of the section so far, and the nats for the notes above it."""
    actions, onsets, tick = line.actions, line.onsets, line.tick
    kept = len(actions) - len(onsets)
    begin = kept + bisect_left(onsets, found.begin)
    now = kept + bisect_left(onsets, tick - tick % bar)
    earlier, latest = _highest(actions[begin:now]), _highest(actions[now:])
    if found.place == found.climax and latest <= earlier:
        return earlier, CLIMB
    return max(earlier, latest), -HOLD


@lru_cache(maxsize=4096)
def _highest(actions: str) -> int:
    """The highest pitch of some actions, NO_PITCH without any."""
    return max(map(_PITCH.__getitem__, actions), default=NO_PITCH)


@lru_cache(maxsize=2048)
def _leaning(highest: int, above: float) -> NDArray[np.float32]:
    """[actions]: the nats for the notes above the highest one."""
    over = ACTION_PITCH - highest
    nats = np.where((over > 0) & ((over <= REACH) | (above < 0)), np.float32(above), np.float32(0))
    nats.flags.writeable = False
    return nats
