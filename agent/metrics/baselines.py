"""Baselines: random melodies, as tunes, which any agent must beat.

Each has `bars` bars of 4/4 in C major; a last note that would cross the end is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from agent.music.tune import METERS, TICKS, Tune, TuneNote

METER = "4/4"
MAJOR = (0, 2, 4, 5, 7, 9, 11)
LOWEST, HIGHEST = -12, 23
# The note values of written music from a 32nd to a dotted whole note, with triplets.
DURATIONS = (3, 4, 6, 8, 9, 12, 16, 18, 24, 30, 36, 48, 60, 72, 96, 144)
EIGHTH = TICKS // 2


def noise(generator: np.random.Generator, bars: int = 16) -> Tune:
    """Uniformly random pitches of three octaves and durations."""
    return _tune("noise", _noise_notes(generator), bars)


def textbook(generator: np.random.Generator, bars: int = 16) -> Tune:
    """Quarter notes, uniformly random among C D E F G A B: the classic task, untrained."""
    return _tune("textbook", _quarter_notes(generator), bars)


def scale_walk(generator: np.random.Generator, bars: int = 16) -> Tune:
    """A random walk on the major scale: a step up or down every eighth, reflected at the limits."""
    return _tune("scale walk", _walk_notes(generator), bars)


def _noise_notes(generator: np.random.Generator) -> Iterator[tuple[int, int]]:
    while True:
        yield int(generator.integers(LOWEST, HIGHEST + 1)), int(generator.choice(DURATIONS))


def _quarter_notes(generator: np.random.Generator) -> Iterator[tuple[int, int]]:
    while True:
        yield int(generator.choice(MAJOR)), TICKS


def _walk_notes(generator: np.random.Generator) -> Iterator[tuple[int, int]]:
    degree, top = 7, 20
    while True:
        yield 12 * (degree // 7 - 1) + MAJOR[degree % 7], EIGHTH
        degree = abs(degree + int(generator.choice((-1, 1))))
        degree = min(degree, 2 * top - degree)


def _tune(name: str, pitches_and_durations: Iterable[tuple[int, int]], bars: int) -> Tune:
    bar, beat = METERS[METER]
    end, tick, notes = bars * bar, 0, []
    for pitch, duration in pitches_and_durations:
        notes.append(TuneNote(tick, min(duration, end - tick), pitch))
        tick += duration
        if tick >= end:
            break
    return Tune(name, name, name, METER, bar, beat, 0, "major", 60, tuple(notes))
