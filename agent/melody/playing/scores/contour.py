"""Contour: one highest note where a real tune of the character has it, and leaps as many as there.

The plan of form says in which bar of a section its highest note comes. There notes above all
earlier ones are likelier; before and after they are less likely. Of their own accord agents have
their highest note too early, as what returns brings no higher one, and leap too rarely.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.scores.plan import placed, warmth_of
from agent.melody.vocabulary import ACTION_PITCH, ACTIONS, NO_PITCH
from agent.player.knobs import Knobs

# Nats for a note above all earlier ones, up to REACH semitones, where the plan has the highest one;
# against one elsewhere.
CLIMB, HOLD = 4.0, 1.25
REACH = 5
# Nats for a leap of so many semitones: about the logarithm of real ones by those of takes.
LEAPS = {8: 0.6, 9: 0.5, 12: 1.0}
_PITCH = {chr(number): action.pitch for number, action in enumerate(ACTIONS)}


def add_contour(scores: FloatArray, line: Line, setting: Setting, knobs: Knobs) -> None:
    """Add to the scores [actions] what contour and leaps ask for, in nats.

    By the knob `form`, and the leaps the less the higher `smoothness` is.
    """
    if line.actions:
        latest = _PITCH[line.actions[-1]]
        scores += _leaning(latest, 2 - knobs.smoothness, *_above(line, setting, knobs))


def _above(line: Line, setting: Setting, knobs: Knobs) -> tuple[int, float]:
    """The highest pitch of the section so far, and the nats for the notes above it."""
    found = placed(line, setting, knobs)
    if found is None or not found.place or not knobs.form:
        return NO_PITCH, 0.0
    actions, onsets, tick = line.actions, line.onsets, line.tick
    kept = len(actions) - len(onsets)
    begin = kept + bisect_left(onsets, found.begin)
    now = kept + bisect_left(onsets, tick - tick % setting.bar)
    earlier, latest = _highest(actions[begin:now]), _highest(actions[now:])
    nats = knobs.form * warmth_of(knobs)
    if found.place == found.climax and latest <= earlier:
        return earlier, nats * CLIMB
    return max(earlier, latest), -nats * HOLD


@lru_cache(maxsize=4096)
def _highest(actions: str) -> int:
    """The highest pitch of some actions, NO_PITCH without any."""
    return max(map(_PITCH.__getitem__, actions), default=NO_PITCH)


@lru_cache(maxsize=2048)
def _leaning(latest: int, wide: float, highest: int, above: float) -> NDArray[np.float32]:
    """[actions]: the nats for leaps from the latest pitch, times `wide`, and above the highest."""
    nats = np.zeros(len(ACTIONS), dtype=np.float32)
    if latest != NO_PITCH:
        for leap, more in LEAPS.items():
            nats[np.abs(ACTION_PITCH - latest) == leap] += wide * more
    if highest != NO_PITCH:
        over = ACTION_PITCH - highest
        nats[(over > 0) & ((over <= REACH) | (above < 0))] += above
    nats.flags.writeable = False
    return nats
