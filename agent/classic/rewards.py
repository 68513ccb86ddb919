"""The classic reward r = r1 + r2 + r3: harmony, smoothness and variety, as separate terms.

Each term is a pure function of a `Move`, vectorised over its arrays, and returns the reward of
that note. Constants are in eighths of a reward unit, so that every sum is exact in float32:
dynamic programming, environment and replay agree to the bit.

The sum r1 + r2 + r3 is the textbook formulation of music generation as a Markov decision process.
The constants follow common-practice counterpoint (Fux: consonance, steps rather than leaps, leaps
recovered by a step back, one climax, a prepared cadence).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.classic.task import (
    DISTINCT,
    NO_NOTE,
    BoolArray,
    ClassicTask,
    History,
    IntArray,
    history_after,
    unpack,
)
from agent.music.pitches import MAJOR_SCALE

Reward = NDArray[np.float32]

# Semitones of the melodic interval within the octave: unison, minor second ... major seventh.
INTERVAL = (0, 0, 1, 2, 2, 2, -6, 2, 1, 2, -3, -6)
CHORD_TONE_ON_BEAT = (6, 1, 4, 1)
NON_CHORD_TONE_ON_BEAT = (-4, 0, -2, 0)
NOT_PREPARED, NOT_RESOLVED = -3, -6
HALF_CADENCE, NO_HALF_CADENCE = 8, -4
TONIC_CADENCE, TRIAD_CADENCE, NO_CADENCE, STEP_INTO_TONIC = 16, 4, -8, 8
# Scale degrees moved: unison, second, third ... seventh.
DEGREES_MOVED = (0, 4, 2, 1, 0, -2, -4)
LEAP_DEGREES = 3
LEAP_RECOVERED, LEAP_NOT_RECOVERED = 2, -8
THIRD_MOVE_ONE_WAY = -4
DISTINCT_OF_FOUR = (0, -6, -2, 1, 2)
REPEAT, ALTERNATION = -3, -3
DISTINCT_IN_PHRASE = (0, -16, -16, -16, -8, 8, 20, 24)
PEAK = (-16, 0, 40, 0)
EIGHTH = np.float32(0.125)


class Move(NamedTuple):
    """One note in its context; all arrays have the same shape."""

    task: ClassicTask
    step: IntArray
    before: History
    note: IntArray
    after: History


def move(task: ClassicTask, state: IntArray, step: IntArray, note: IntArray) -> Move:
    """The move of playing `note` (degree) at `step` in the packed `state`; arguments broadcast."""
    state, step, note = np.broadcast_arrays(state, step, note)
    return Move(task, step, unpack(state), note, history_after(task, state, step, note))


def _where(condition: BoolArray, value: int) -> IntArray:
    return np.where(condition, value, 0)


def _semitones(degree: IntArray) -> IntArray:
    return np.array((*MAJOR_SCALE, 0))[degree]


def harmony(m: Move) -> Reward:
    """r1: consonant intervals, chord tones on strong beats, prepared dissonance, cadences.

    INTERVAL[|semitones|] + (chord tone ? CHORD_TONE_ON_BEAT : NON_CHORD_TONE_ON_BEAT)[beat]
    + NOT_PREPARED for a non-chord tone on a weak beat that isn't approached by step
    + NOT_RESOLVED for a non-chord tone that isn't left by step (charged to the next note)
    + the cadence at the end of a phrase: a tone of V within the piece; the tonic (best by step) or
    another tone of its triad at the end of the piece.
    """
    task, before, note = m.task, m.before, m.note
    moved = before.last != NO_NOTE
    interval = np.abs(_semitones(note) - _semitones(before.last))
    stepwise = moved & (np.abs(note - before.last) == 1)
    beat, bar = m.step % task.beats_per_bar, m.step // task.beats_per_bar
    tones = np.column_stack([task.chord_tones(), np.ones(task.bars, dtype=bool)])
    consonant = tones[bar, note]
    previous_bar = (m.step - 1) % task.steps // task.beats_per_bar
    previous_consonant = tones[previous_bar, before.last]
    strength = np.array([CHORD_TONE_ON_BEAT, NON_CHORD_TONE_ON_BEAT])
    weak = beat % 2 == 1
    eighths = (
        _where(moved, 1) * np.array(INTERVAL)[interval]
        + strength[np.where(consonant, 0, 1), beat]
        + _where(weak & ~consonant & ~stepwise, NOT_PREPARED)
        + _where(moved & ~previous_consonant & ~stepwise, NOT_RESOLVED)
        + _cadence(m, stepwise)
    )
    return eighths.astype(np.float32) * EIGHTH


def _cadence(m: Move, stepwise: BoolArray) -> IntArray:
    final = m.step == m.task.steps - 1
    phrase_end = m.step % m.task.phrase_steps == m.task.phrase_steps - 1
    dominant, triad = np.isin(m.note, (4, 6, 1)), np.isin(m.note, (2, 4))
    tonic = m.note == 0
    half = np.where(dominant, HALF_CADENCE, NO_HALF_CADENCE)
    full = np.where(tonic, TONIC_CADENCE, np.where(triad, TRIAD_CADENCE, NO_CADENCE))
    full = full + _where(tonic & stepwise, STEP_INTO_TONIC)
    return np.where(final, full, np.where(phrase_end, half, 0))


def smoothness(m: Move) -> Reward:
    """r2: steps rather than leaps, recovered leaps, no long run in one direction.

    DEGREES_MOVED[|degrees|]; after a leap of a fourth or more LEAP_RECOVERED if the melody turns
    back by a second or third, else LEAP_NOT_RECOVERED; THIRD_MOVE_ONE_WAY for the third move in
    a row in one direction.
    """
    last, second, third = m.before.last, m.before.second, m.before.third
    now = np.where(last != NO_NOTE, m.note - last, 0)
    before = np.where(second != NO_NOTE, last - second, 0)
    earlier = np.where(third != NO_NOTE, second - third, 0)
    after_leap = np.abs(before) >= LEAP_DEGREES
    turned = (now * before < 0) & (np.abs(now) <= 2)
    one_way = (np.sign(now) == np.sign(before)) & (np.sign(before) == np.sign(earlier)) & (now != 0)
    eighths = (
        _where(last != NO_NOTE, 1) * np.array(DEGREES_MOVED)[np.abs(now)]
        + _where(after_leap, 1) * np.where(turned, LEAP_RECOVERED, LEAP_NOT_RECOVERED)
        + _where(one_way, THIRD_MOVE_ONE_WAY)
    )
    return eighths.astype(np.float32) * EIGHTH


def variety(m: Move) -> Reward:
    """r3: distinct notes, no loops, and one climax a phrase, in its third quarter.

    DISTINCT_OF_FOUR[distinct among the last four notes] + REPEAT + ALTERNATION (A B A B);
    at a phrase end DISTINCT_IN_PHRASE[distinct notes] + PEAK[where its single peak fell].
    """
    last, second, third = m.before.last, m.before.second, m.before.third
    heard = third != NO_NOTE
    window = 1 << m.note | 1 << last | 1 << second | 1 << third
    phrase_end = m.step % m.task.phrase_steps == m.task.phrase_steps - 1
    shape = np.array(DISTINCT_IN_PHRASE)[DISTINCT[m.after.used]] + np.array(PEAK)[m.after.peak]
    eighths = (
        _where(heard, 1) * np.array(DISTINCT_OF_FOUR)[DISTINCT[window & 127]]
        + _where(m.note == last, REPEAT)
        + _where(heard & (m.note == second) & (last == third) & (m.note != last), ALTERNATION)
        + _where(phrase_end, 1) * shape
    )
    return eighths.astype(np.float32) * EIGHTH


TERMS = {"harmony": harmony, "smoothness": smoothness, "variety": variety}


def rewards(task: ClassicTask, state: IntArray, step: IntArray, note: IntArray) -> Reward:
    """[..., K]: the reward of each term; state, step and note [...] broadcast."""
    this = move(task, np.asarray(state), np.asarray(step), np.asarray(note))
    return np.stack([term(this) for term in TERMS.values()], axis=-1)
