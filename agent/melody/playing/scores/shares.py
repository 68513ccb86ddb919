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
    pitches = sounding(actions[-MOST_LOOKED_BACK:])
    before = pitches.rstrip(pitches[-1:])
    latest, back = pitches[-1] if pitches else REST, before[-1] if before else REST
    odds, groups = np.exp(scores - scores[scores.argmax()]), _groups(latest, back)
    usual_stay, usual_back, usual_others = groups.dot(odds).tolist()
    left_stay, left_back, left_others = groups.dot(odds * allowed).tolist()
    added = np.zeros(len(scores), dtype=np.float32)
    nats = _kept(usual_back, usual_back + usual_others, left_back, left_back + left_others)
    if nats:
        added[OF_PITCH[back]] = nats
        usual_back, left_back = usual_back * exp(nats), left_back * exp(nats)
    usual = usual_stay + usual_back + usual_others
    left = left_stay + left_back + left_others
    most = MOST_STAYING if len(pitches) - len(before) >= MANY else 1.0
    added[STAYING[latest]] = _kept(usual_stay, usual, left_stay, left, most)
    return added


@lru_cache(maxsize=512)
def _groups(latest: int, back: int) -> NDArray[np.float32]:
    """[3, actions]: 1 for those that stay on a pitch or rest, go back to one, or move elsewhere.

    latest, back: in semitones above LOW, or REST for none.
    """
    staying = np.isin(ACTION_PITCH, [PITCHES[latest], NO_PITCH])
    returning = ~staying & (PITCHES[back] == ACTION_PITCH)
    return np.array([staying, returning, ~staying & ~returning], dtype=np.float32)


def _kept(usual: float, of_usual: float, left: float, of_left: float, most: float = 1.0) -> float:
    """Nats, at most 0, that give some actions the share of all that they have without a mask.

    usual, left: their odds without and with a mask, of the odds of all. most: of their share.
    """
    wanted = max(min(usual / max(of_usual, LEAST), most), LEAST)
    share = left / max(of_left, LEAST)
    if not wanted < share < 1 - LEAST:
        return 0.0
    return log(wanted * (1 - share) / (share * (1 - wanted)))
