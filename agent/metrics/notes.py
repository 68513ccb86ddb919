"""The notes of a tune as arrays, computed once for all statistics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.music.tune import Tune, TuneChord

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SIXTEENTH = 6


@dataclass(frozen=True, slots=True)
class Notes:
    """n notes; times in ticks, pitches in semitones above the tonic.

    onset, duration, pitch, place, chord [n]; a gap of up to a sixteenth is part of the duration.
    interval [n - 1]: semitones to the next note. place: onset within its bar. curve: the latest
    pitch at each sixteenth from the first note on, minus its mean. chord: mask of the pitch classes
    of the chord at each onset, 0 if unknown. chords: number of chords. bar, beat: lengths.
    """

    onset: IntArray
    duration: IntArray
    pitch: IntArray
    interval: IntArray
    place: IntArray
    curve: FloatArray
    chord: IntArray
    chords: int
    bar: int
    beat: int
    mode: str

    @property
    def length(self) -> int:
        """Ticks from the first onset to the end of the last note."""
        return int(self.onset[-1] + self.duration[-1] - self.onset[0])

    @property
    def bars(self) -> int:
        """Number of bars in which a note begins."""
        return len(set((self.onset // self.bar).tolist()))

    @property
    def off_beat(self) -> IntArray:
        """[n]: ticks from the latest beat to each onset."""
        return self.place % self.beat

    @property
    def pitch_class(self) -> IntArray:
        """[n]: semitones above the tonic modulo 12."""
        return self.pitch % 12


def notes_of(tune: Tune) -> Notes:
    """The arrays of a tune. Raises ValueError if it has no notes."""
    if not tune.notes:
        raise ValueError(f"the tune '{tune.id}' has no notes")
    onset, duration, pitch = np.array(tune.notes, dtype=np.int64).T
    return Notes(
        onset,
        sounding(onset, duration),
        pitch,
        np.diff(pitch),
        onset % tune.bar,
        _curve(onset, pitch, tune.end),
        _chord_at(onset, tune.chords),
        len(tune.chords),
        tune.bar,
        tune.beat,
        tune.mode,
    )


def sounding(onset: IntArray, duration: IntArray) -> IntArray:
    """[n]: durations in ticks, with gaps of up to a sixteenth added to the note before."""
    gap = np.append(onset[1:] - onset[:-1] - duration[:-1], 0)
    return np.where(gap <= SIXTEENTH, duration + gap, duration)


def _curve(onset: IntArray, pitch: IntArray, end: int) -> FloatArray:
    grid = np.arange(onset[0], end, SIXTEENTH)
    curve = pitch[np.searchsorted(onset, grid, "right") - 1].astype(np.float64)
    return curve - curve.mean()


def _chord_at(onset: IntArray, chords: tuple[TuneChord, ...]) -> IntArray:
    if not chords:
        return np.zeros_like(onset)
    latest = np.searchsorted([chord.onset for chord in chords], onset, "right")
    return np.array([0, *(chord.mask for chord in chords)], dtype=np.int64)[latest]
