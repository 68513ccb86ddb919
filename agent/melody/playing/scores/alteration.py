"""Chord tones outside the scale: such a note takes the place of the one that it alters.

Over A7 in C major the chord has a C#, which the prior hardly ever saw, while the C of the scale
clashes. So the likelier of both is the C#: what a melody would do with a C it does with a C#.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER

# Semitones above a chord's root that are a lowered degree, such as a minor third: such a note
# alters the one above it, others the one below. Over a lowered root, such as the Eb in C, all are
# lowered but for the augmented fifth.
LOWERED, AUGMENTED_FIFTH = {1, 3, 6, 10}, 8
LOWERED_ROOTS = {1, 3, 8, 10}


class Alteration(NamedTuple):
    """Actions of notes outside the scale, and of those that they alter, pair by pair."""

    outside: NDArray[np.intp]
    altered: NDArray[np.intp]


@lru_cache(maxsize=1024)
def alteration(scale: int, chord: tuple[int, int]) -> Alteration | None:
    """What a chord alters of a scale; None for a chord within it, or none.

    scale: 12-bit mask above the tonic. chord: root and 12-bit mask above the tonic.
    """
    root, mask = chord
    pairs = [
        (tone, step)
        for tone in range(12)
        if (mask & ~scale) >> tone & 1
        if (step := _altered(tone, root, scale & ~mask)) is not None
    ]
    found = [
        (NUMBER[action], NUMBER[other])
        for tone, step in pairs
        for action in ACTIONS
        if action.pitch != NO_PITCH and action.pitch % 12 == tone
        if (other := action._replace(pitch=action.pitch + step)) in NUMBER
    ]
    if not found:
        return None
    outside, inside = np.array(found, dtype=np.intp).T
    return Alteration(outside, inside)


def _altered(tone: int, root: int, others: int) -> int | None:
    """Semitones from a chord tone to the note that it alters, of those that aren't in the chord."""
    above = (tone - root) % 12
    lowered = above in LOWERED or (root in LOWERED_ROOTS and above != AUGMENTED_FIFTH)
    way = 1 if lowered else -1
    for step in (way, -way):
        if others >> (tone + step) % 12 & 1:
            return step
    return None


def altered(scores: NDArray[np.float32], notes: Alteration) -> NDArray[np.float32]:
    """[actions]: the scores with the likelier one of each pair at the note outside the scale."""
    outside, inside = scores[notes.outside], scores[notes.altered]
    scores = scores.copy()
    scores[notes.outside] = np.maximum(outside, inside)
    scores[notes.altered] = np.minimum(outside, inside)
    return scores
