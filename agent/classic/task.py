"""The classic task: a melody of 8 bars of 4 quarter notes, each one of C D E F G A B.

State = the notes so far, action = the next note. The reward depends on a bounded part of the notes
so far, so that a state packs into 18 bits and dynamic programming can solve the whole task
(`agent.classic.optimum`). All functions are pure and vectorised: an argument is an integer array of
any shape, or a plain integer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.errors import TaskError
from agent.music.pitches import MAJOR_SCALE, MIDDLE_C, triad_degrees

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

NOTES = 7
NO_NOTE = 7
NO_PEAK, PEAK_EARLY, PEAK_THIRD_QUARTER, PEAK_LAST_QUARTER = range(4)
TERMS = ("harmony", "smoothness", "variety")
PITCHES = tuple(MIDDLE_C + semitones for semitones in MAJOR_SCALE)

HIGHEST = np.array([used.bit_length() - 1 for used in range(128)])
DISTINCT = np.array([used.bit_count() for used in range(128)])


@dataclass(frozen=True, slots=True)
class ClassicTask:
    """A progression with one chord a bar, in phrases of equal length, and the term weights.

    weights: of harmony, smoothness and variety in the reward; the knobs multiply them.

    The number of steps of a phrase must be divisible by 4 (its peak should fall in the third
    quarter). The last phrase ends with a cadence, the others with a half cadence. Raises TaskError.
    """

    progression: tuple[str, ...] = ("I", "vi", "IV", "V", "I", "IV", "V", "I")
    beats_per_bar: int = 4
    phrase_bars: int = 4
    weights: tuple[float, ...] = (1.0, 1.0, 1.0)

    def __post_init__(self) -> None:
        if not self.progression or len(self.progression) % self.phrase_bars:
            raise TaskError(f"the progression must fill phrases of {self.phrase_bars} bars")
        if not 1 <= self.beats_per_bar <= 4:
            raise TaskError("a bar has 1 to 4 beats")
        if self.phrase_steps % 4:
            raise TaskError("a phrase must divide into four quarters")
        for numeral in self.progression:
            triad_degrees(numeral)
        good = all(0 <= weight < math.inf for weight in self.weights)
        if len(self.weights) != len(TERMS) or not good or not any(self.weights):
            raise TaskError(f"{', '.join(TERMS)} need weights of at least 0, not all of them 0")

    @classmethod
    def from_dict(cls, settings: Mapping[str, Any]) -> ClassicTask:
        """A task from the settings in a file. Raises TaskError, TypeError or KeyError."""
        sequences = {name: tuple(settings[name]) for name in ("progression", "weights")}
        return cls(**(dict(settings) | sequences))

    @property
    def name(self) -> str:
        return "classic"

    @property
    def bars(self) -> int:
        return len(self.progression)

    @property
    def steps(self) -> int:
        return self.bars * self.beats_per_bar

    @property
    def phrase_steps(self) -> int:
        return self.phrase_bars * self.beats_per_bar

    @property
    def term_weights(self) -> NDArray[np.float32]:
        """[K]: the weights as an array."""
        return np.array(self.weights, dtype=np.float32)

    def chord_tones(self) -> BoolArray:
        """[bars, degrees]: which degrees belong to the chord of each bar."""
        tones = np.zeros((self.bars, NOTES), dtype=bool)
        for bar, numeral in enumerate(self.progression):
            tones[bar, list(triad_degrees(numeral))] = True
        return tones


class History(NamedTuple):
    """The part of the past that the reward depends on; the fields are arrays of one shape.

    last, second, third: the latest three notes, the latest first (degree 0-6, 7 = none).
    used: bit mask of the degrees used in the current phrase.
    peak: where the phrase's highest note so far sounded (NO_PEAK: nowhere, or more than once).
    """

    last: IntArray
    second: IntArray
    third: IntArray
    used: IntArray
    peak: IntArray


START = NO_NOTE | NO_NOTE << 3 | NO_NOTE << 6
LINE_MASK = 511


def pack(history: History) -> IntArray:
    """A history as one integer of 18 bits."""
    last, second, third, used, peak = history
    return last | second << 3 | third << 6 | used << 9 | peak << 16


def unpack(state: IntArray) -> History:
    """The inverse of `pack`."""
    return History(state & 7, state >> 3 & 7, state >> 6 & 7, state >> 9 & 127, state >> 16 & 3)


def history_after(task: ClassicTask, state: IntArray, step: IntArray, note: IntArray) -> History:
    """The history right after `note` (degree 0-6) at `step` (0 .. steps-1)."""
    history = unpack(np.asarray(state))
    highest = HIGHEST[history.used]
    place = np.asarray(step) % task.phrase_steps
    quarter = np.maximum(place * 4 // task.phrase_steps, PEAK_EARLY)
    peak = np.where(note > highest, quarter, np.where(note == highest, NO_PEAK, history.peak))
    return History(np.asarray(note), history.last, history.second, history.used | 1 << note, peak)


def advance(task: ClassicTask, state: IntArray, step: IntArray, note: IntArray) -> IntArray:
    """The packed state after `note` at `step`; at the end of a phrase, used and peak are reset."""
    after = history_after(task, state, step, note)
    ended = np.asarray(step) % task.phrase_steps == task.phrase_steps - 1
    return np.where(ended, pack(after) & LINE_MASK, pack(after))
