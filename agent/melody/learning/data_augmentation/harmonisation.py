"""Chords for tunes that have none: those of the mode that fit the melody best.

A shortest path over bars, half bars in common time, as in agent.corpus.harmony: a chord earns the
time of its tones, on the beat more, and pays for that of others and for its rarity; a change of
chord costs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.corpus.harmony import chord
from agent.music.tune import TICKS, Tune, TuneChord

# Root, quality and rarity (in quarter notes of a segment) of the chords of each mode.
CHORDS = {
    "major": "0 maj 0, 5 maj .2, 7 maj .1, 7 7 .3, 9 min .4, 2 min .4, 4 min .7",
    "minor": "0 min 0, 7 maj .3, 7 7 .5, 5 min .3, 10 maj .2, 3 maj .3, 8 maj .4, 7 min .4",
    "dorian": "0 min 0, 10 maj .1, 5 maj .3, 3 maj .4, 7 min .3",
    "mixolydian": "0 maj 0, 10 maj .1, 5 maj .2, 7 min .3, 2 min .5, 9 min .5",
}
COMMON_TIME = 96
# Weight of a note that begins with the segment, or on another beat.
DOWNBEAT, BEAT = 1.5, 1.2
# Costs of a change at a bar line and within a bar; what a tonic chord earns at both ends.
CHANGE, CHANGE_WITHIN, BEGINS, ENDS = 0.2, 0.4, 0.5, 1.5


class Candidate(NamedTuple):
    """A chord of a mode. root: pitch class above the tonic; name: of agent.corpus.harmony."""

    root: int
    name: str
    rarity: float


def _candidates(text: str) -> list[Candidate]:
    words = [part.split() for part in text.split(",")]
    return [Candidate(int(root), name, float(rarity)) for root, name, rarity in words]


CANDIDATES = {mode: _candidates(text) for mode, text in CHORDS.items()}


def harmonised(tune: Tune) -> Tune:
    """The tune with chords; itself if it has some already, or is of a mode that isn't in CHORDS."""
    if tune.chords or tune.mode not in CANDIDATES:
        return tune
    tune, known = tune.aligned(), CANDIDATES[tune.mode]
    segment = tune.bar // 2 if tune.bar == COMMON_TIME else tune.bar
    path = _path(_scores(tune, segment, known), tune.bar // segment)
    changes = [n for n, here in enumerate(path) if n == 0 or here != path[n - 1]]
    chords = [chord(n * segment, known[path[n]].root, known[path[n]].name, 0) for n in changes]
    return replace(tune, chords=tuple(chords))


def _scores(tune: Tune, segment: int, known: list[Candidate]) -> NDArray[np.float64]:
    """[segments, chords]: what each chord earns in each segment, in quarter notes."""
    time = np.zeros((-(-tune.end // segment), 12))
    for onset, duration, pitch in tune.notes:
        accent = DOWNBEAT if onset % segment == 0 else 1.0 if onset % tune.beat else BEAT
        for number in range(onset // segment, -(-(onset + duration) // segment)):
            begin, end = number * segment, (number + 1) * segment
            time[number, pitch % 12] += accent * (min(end, onset + duration) - max(begin, onset))
    signs = np.array([_signs(chord(0, one.root, one.name, 0)) for one in known])
    scores: NDArray[np.float64] = time @ signs.T / TICKS - [one.rarity for one in known]
    tonic = np.array([one.root == 0 for one in known])
    scores[0] += BEGINS * tonic
    scores[-1] += ENDS * tonic
    return scores


def _signs(known: TuneChord) -> list[int]:
    """[12]: 1 for each pitch class of a chord, else -1."""
    return [1 if known.mask >> tone & 1 else -1 for tone in range(12)]


def _path(scores: NDArray[np.float64], per_bar: int) -> list[int]:
    """The chord of each segment: the Viterbi path."""
    best, origins = scores[0], []
    for number, here in enumerate(scores[1:], start=1):
        leap = int(best.argmax())
        left = best[leap] - (CHANGE_WITHIN if number % per_bar else CHANGE)
        stays = best >= left
        origins.append(np.where(stays, np.arange(len(best)), leap))
        best = np.where(stays, best, left) + here
    path = [int(best.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return path[::-1]
