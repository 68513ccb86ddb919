"""Observations of the classic task: binary features with a musical meaning.

From one-hot notes alone the network learns slowly; with these features the same learner soon comes
close to the optimum. They are looked up in three small tables, indexed by parts of the packed
state, for a batch of thousands as for a single live note.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.classic.rewards import LEAP_DEGREES
from agent.classic.task import (
    DISTINCT,
    HIGHEST,
    LINE_MASK,
    NO_NOTE,
    NOTES,
    ClassicTask,
    IntArray,
    unpack,
)

Features = NDArray[np.uint8]


class Tables(NamedTuple):
    """Feature tables. line [512, .]: by the last three notes; phrase [512, .]: by used notes and
    peak; place [steps, 8, .]: by step and last note."""

    line: Features
    phrase: Features
    place: Features

    @property
    def width(self) -> int:
        return sum(table.shape[-1] for table in self)


@lru_cache(maxsize=4)
def observation_tables(task: ClassicTask) -> Tables:
    """The three feature tables of a task."""
    return Tables(_line(), _phrase(), _place(task))


def observe(task: ClassicTask, step: IntArray, state: IntArray) -> Features:
    """Features [..., F] (0 or 1) of packed states [...] at steps [...]."""
    tables = observation_tables(task)
    parts = tables.line[state & LINE_MASK], tables.phrase[state >> 9], tables.place[step, state & 7]
    return np.concatenate(parts, axis=-1)


def planes(task: ClassicTask) -> IntArray:
    """[planes, 7]: indices of the features that form vectors over the seven degrees.

    Each table begins with its planes: seven of the line, three of the phrase, four of the place.
    They are the input channels of the convolution over the degrees.
    """
    tables = observation_tables(task)
    phrase = tables.line.shape[-1]
    place = phrase + tables.phrase.shape[-1]
    groups = (0, 7), (phrase, 3), (place, 4)
    starts = np.concatenate([begin + NOTES * np.arange(count) for begin, count in groups])
    return starts[:, None] + np.arange(NOTES)


def _one_hot(value: IntArray, size: int) -> Features:
    return (np.asarray(value)[..., None] == np.arange(size)).astype(np.uint8)


def _line() -> Features:
    """The last three notes, whether the last move was a leap, and for each degree what it would be
    as the next note: a step, a recovered leap, a third move in one direction, a loop A B A B."""
    memory = unpack(np.arange(512)[:, None])
    last, second, third = memory.last, memory.second, memory.third
    degree = np.arange(NOTES)
    known, known_before = (last != NO_NOTE) & (second != NO_NOTE), third != NO_NOTE
    now = np.where(known, last - second, 0)
    before = np.where(known & known_before, second - third, 0)
    following = degree - last
    turned = (following * now < 0) & (np.abs(following) <= 2)
    parts = [
        *(_one_hot(note[:, 0], NOTES) for note in (last, second, third)),
        (last != NO_NOTE) & (np.abs(following) == 1),
        (np.abs(now) >= LEAP_DEGREES) & turned,
        (now * before > 0) & (now * following > 0),
        known_before & (last == third) & (degree == second),
        now >= LEAP_DEGREES,
        now <= -LEAP_DEGREES,
    ]
    return np.concatenate(parts, axis=-1).astype(np.uint8)


def _phrase() -> Features:
    """Degrees used in this phrase, those above all of them, the highest, their number, the peak."""
    index = np.arange(512)
    used, peak = index & 127, index >> 7
    members = used[:, None] >> np.arange(NOTES) & 1
    above = np.arange(NOTES) > HIGHEST[used][:, None]
    parts = [
        members,
        above,
        _one_hot(HIGHEST[used], NOTES),
        _one_hot(DISTINCT[used], 8),
        _one_hot(peak, 4),
    ]
    return np.concatenate(parts, axis=-1).astype(np.uint8)


def _place(task: ClassicTask) -> Features:
    """Tones of this and the next chord, beat, bar; for each degree whether it would leave a
    dissonance by leap, or enter one by leap on a weak beat."""
    step, last, degree = np.ogrid[: task.steps, :8, :NOTES]
    tones = task.chord_tones()
    bar = step // task.beats_per_bar
    next_bar = (step + 1) % task.steps // task.beats_per_bar
    previous_bar = (step - 1) % task.steps // task.beats_per_bar
    anything = np.column_stack([tones, np.ones(task.bars, dtype=bool)])
    leap = (last == NO_NOTE) | (np.abs(degree - last) != 1)
    weak = step % task.beats_per_bar % 2 == 1
    parts = [
        tones[bar, degree],
        tones[next_bar, degree],
        ~anything[previous_bar, last] & leap,
        weak & ~tones[bar, degree] & leap,
        _one_hot(step[..., 0] % task.beats_per_bar, task.beats_per_bar),
        _one_hot(bar[..., 0], task.bars),
    ]
    shape = (task.steps, 8)
    rows = [np.broadcast_to(part, (*shape, part.shape[-1])) for part in parts]
    return np.concatenate(rows, axis=-1).astype(np.uint8)
