"""Few notes still a melody: what constraints take away goes to other notes, not to repeats.

Where scale, chord, range or durations leave little, most of what would move a melody on is
forbidden. If the rest were only scaled up, as a mask does, repeats of the latest pitch and rests
would get most of it: tunes of few pitches hammered one of them, or swung between two. So repeats
and rests keep the share that they had among all actions, and so does the way back to the pitch
before among the moves.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.melody.masks import reference_tonic
from agent.melody.vocabulary import ACTION_PITCH, HIGH, LOW, NO_PITCH, sounding
from agent.player.constraints import durations_of
from agent.player.knobs import Knobs

# Fewer pitches than this within an octave and a half around the tonic are few; major has twelve.
ENOUGH, BELOW, ABOVE, FIFTH = 9, -5, 14, 7
MOST_LOOKED_BACK = 32
# After so many equal pitches, another one and rests have at most this share.
MANY, MOST_STAYING = 4, 0.35
LEAST = 1e-6
# By semitones above LOW, and at last REST: the actions of each pitch, and what doesn't leave it.
PITCHES = (*range(LOW, HIGH + 1), NO_PITCH)
REST = len(PITCHES) - 1
OF_PITCH = [np.flatnonzero(pitch == ACTION_PITCH) for pitch in PITCHES]
STAYING = [np.flatnonzero(np.isin(ACTION_PITCH, [pitch, NO_PITCH])) for pitch in PITCHES]
# [pitches, actions]: 1 where an action has the pitch.
BY_PITCH = np.array([pitch == ACTION_PITCH for pitch in PITCHES], dtype=np.float32)
NAMES = ("key", "scale", "chord", "chord_tones", "outside", "low", "high", "durations", "density")
_values_of = attrgetter(*NAMES)


def are_narrow(knobs: Knobs) -> bool:
    """Whether knobs leave few pitches, no fifth to rest on as in locrian, or not all durations."""
    return _are_narrow(_values_of(knobs))


@lru_cache(maxsize=1024)
def _are_narrow(values: tuple[Any, ...]) -> bool:
    knobs = Knobs(**dict(zip(NAMES, values, strict=True)))
    if durations_of(knobs.durations) is not None or knobs.density:
        return True
    tonic, sounding = reference_tonic(knobs), knobs.pitch_classes(strong=True)
    span = range(max(knobs.low, tonic + BELOW), min(knobs.high, tonic + ABOVE) + 1)
    few = sum(sounding >> pitch % 12 & 1 for pitch in span) < ENOUGH
    return few or not sounding >> (knobs.key + FIFTH) % 12 & 1


def kept_shares(
    scores: NDArray[np.floating[Any]], allowed: NDArray[np.bool_], actions: str
) -> NDArray[np.float32]:
    """[actions]: what to add to the scores, in nats, so that repeats and rests keep their share.

    scores: [actions] in nats. allowed: [actions]. actions: chr(action) of the latest events.
    """
    odds = np.exp(scores - scores[scores.argmax()])
    usual, left = BY_PITCH.dot(odds).tolist(), BY_PITCH.dot(odds * allowed).tolist()
    pitches = sounding(actions[-MOST_LOOKED_BACK:])
    before = pitches.rstrip(pitches[-1:])
    usual_stay, left_stay = usual[REST], left[REST]
    if pitches:
        usual_stay += usual[pitches[-1]]
        left_stay += left[pitches[-1]]
    usual_move, left_move = sum(usual) - usual_stay, sum(left) - left_stay
    added = np.zeros(len(scores), dtype=np.float32)
    if before:
        back = before[-1]
        added[OF_PITCH[back]] = nats = _kept(usual[back], usual_move, left[back], left_move)
        usual_move += usual[back] * (exp(nats) - 1)
        left_move += left[back] * (exp(nats) - 1)
    most = MOST_STAYING if len(pitches) - len(before) >= MANY else 1.0
    added[STAYING[pitches[-1] if pitches else REST]] = _kept(
        usual_stay, usual_stay + usual_move, left_stay, left_stay + left_move, most
    )
    return added


def _kept(usual: float, of_usual: float, left: float, of_left: float, most: float = 1.0) -> float:
    """Nats, at most 0, that give some actions the share of all that they have without a mask.

    usual, left: their odds without and with a mask, of the odds of all. most: of their share.
    """
    wanted = max(min(usual / max(of_usual, LEAST), most), LEAST)
    share = left / max(of_left, LEAST)
    if not wanted < share < 1 - LEAST:
        return 0.0
    return log(wanted * (1 - share) / (share * (1 - wanted)))
