"""Chords of a score: from its chord symbols, or estimated from the notes of its parts.

The estimate follows Pardo and Birmingham, "Algorithms for chordal analysis" (Computer Music
Journal 26:2, 2002): a chord's score over a segment is the weight of its tones that sound, minus
that of other tones, minus that of its missing tones. The segmentation maximises the total score.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.corpus.score import Sound, Symbol
from agent.music.tune import TuneChord

# Semitones above the root. Chord symbols may have any of them; only HEARD ones are estimated.
QUALITIES = {
    "maj": (0, 4, 7),
    "min": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "dim": (0, 3, 6),
    "hdim": (0, 3, 6, 10),
    "dim7": (0, 3, 6, 9),
    "min7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9),
    "aug": (0, 4, 8),
    "aug7": (0, 4, 8, 10),
    "sus4": (0, 5, 7),
    "5": (0, 7),
}
HEARD = ("maj", "min", "7", "dim", "hdim", "dim7")
# Ties are broken in favour of simpler chords, and of those whose root is in the bass.
COMPLEXITY = dict(zip(HEARD, (0.0, 0.0, 0.1, 0.1, 0.2, 0.2), strict=True))
BASS_BONUS = 0.3
# Penalty of a change of chord, in beats.
CHANGE = 0.5
FEWEST_VOICES = 2.0


def quality(pitch_classes: frozenset[int], root: int) -> str:
    """The key of QUALITIES that fits a chord best: most tones shared, then fewest missing."""
    tones = {(tone - root) % 12 for tone in pitch_classes}
    return max(QUALITIES, key=lambda name: _agreement(tones, set(QUALITIES[name])))


def _agreement(tones: set[int], known: set[int]) -> int:
    return 2 * len(tones & known) - 3 * len(known - tones)


def chord(onset: int, root: int, name: str, tonic: int) -> TuneChord:
    """A chord relative to the tonic; root and tonic are pitch classes, name a key of QUALITIES."""
    relative = (root - tonic) % 12
    mask = sum(1 << (relative + tone) % 12 for tone in QUALITIES[name])
    return TuneChord(onset, relative, mask, name)


def symbol_chords(symbols: Sequence[Symbol], tonic: int) -> list[TuneChord]:
    """The chords of chord symbols, without repetitions; of several at one tick the last counts."""
    latest = {symbol.onset: symbol for symbol in sorted(symbols, key=lambda s: s.onset)}
    chords = [
        chord(s.onset, s.root, quality(s.pitch_classes, s.root), tonic) for s in latest.values()
    ]
    return _changes(chords)


def heard_chords(sounds: Sequence[Sound], bar: int, beat: int, tonic: int) -> list[TuneChord]:
    """Estimate the chords of sounding notes, at most one a beat; none for fewer than two voices.

    bar, beat: lengths in ticks; the bar lines lie at the multiples of `bar`.
    """
    end = max(sound.end for sound in sounds)
    if sum(sound.duration for sound in sounds) < FEWEST_VOICES * (end - sounds[0].onset):
        return []
    scores = _scores(_presence(sounds, beat, end), _bass(sounds, beat, end))
    roots_and_names = [(root, name) for name in HEARD for root in range(12)]
    chords = []
    for start, choice in _stretches(scores, max(1, bar // beat)):
        root, name = roots_and_names[choice]
        chords.append(chord(start * beat, root, name, tonic))
    return _changes(chords)


def _changes(chords: Sequence[TuneChord]) -> list[TuneChord]:
    kept: list[TuneChord] = []
    for here in chords:
        if not kept or here[1:] != kept[-1][1:]:
            kept.append(here)
    return kept


def _presence(sounds: Sequence[Sound], beat: int, end: int) -> NDArray[np.float64]:
    """[beats, 12]: share of each beat for which each pitch class sounds."""
    presence = np.zeros((-(-end // beat), 12))
    for sound in sounds:
        for number in range(sound.onset // beat, -(-sound.end // beat)):
            overlap = min(sound.end, (number + 1) * beat) - max(sound.onset, number * beat)
            presence[number, sound.pitch % 12] += overlap / beat
    return np.minimum(presence, 1)


def _bass(sounds: Sequence[Sound], beat: int, end: int) -> NDArray[np.int_]:
    """[beats]: pitch class of the lowest note that sounds in each beat, -1 for none."""
    lowest = np.full(-(-end // beat), 128)
    for sound in sounds:
        beats = slice(sound.onset // beat, -(-sound.end // beat))
        lowest[beats] = np.minimum(lowest[beats], sound.pitch)
    return np.where(lowest == 128, -1, lowest % 12)


def _scores(presence: NDArray[np.float64], bass: NDArray[np.int_]) -> NDArray[np.float64]:
    """[beats, chords]: score of each chord in each beat; 0 for all in silence."""
    columns = []
    for name in HEARD:
        for root in range(12):
            tones = np.zeros(12, dtype=bool)
            tones[[(root + tone) % 12 for tone in QUALITIES[name]]] = True
            inside, outside = presence[:, tones], presence[:, ~tones]
            score = inside.sum(1) - outside.sum(1) - COMPLEXITY[name] + BASS_BONUS * (bass == root)
            columns.append(score - (1 - inside).sum(1))
    scores: NDArray[np.float64] = np.stack(columns, axis=1)
    scores[bass < 0] = 0
    return scores


def _stretches(scores: NDArray[np.float64], beats_per_bar: int) -> list[tuple[int, int]]:
    """(first beat, chord) of each segment: the Viterbi path with CHANGE as the penalty.

    A change on a bar line costs half of it.
    """
    best, origins = scores[0], []
    for number, here in enumerate(scores[1:], start=1):
        price = CHANGE / 2 if number % beats_per_bar == 0 else CHANGE
        leap = int(best.argmax())
        stays = best >= best[leap] - price
        origins.append(np.where(stays, np.arange(len(best)), leap))
        best = np.where(stays, best, best[leap] - price) + here
    path = [int(best.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    path.reverse()
    changes = [0] + [n for n in range(1, len(path)) if path[n] != path[n - 1]]
    return [(n, path[n]) for n in changes]
