"""An agent as a musician: it hears notes, and plays the next one.

Everything is a value. A `Line` is where a melody stands; hearing and playing return a new one.
The knobs come with every call, so that a turn of one acts on the very next note. Randomness
enters as a number.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from agent.checkpoint import Checkpoint
from agent.classic import LINE_MASK, NOTES, START, advance
from agent.errors import TaskError
from agent.observation import observation_tables
from agent.policy import Scorer
from agent.theory import MAJOR_SCALE, MIDDLE_C, nearest_degree, tonic_near

REST = -1
BEAT_VELOCITY = (0.8, 0.6, 0.7, 0.6)
# Least and most of every knob; weights are relative to the task as trained (1).
KNOB_RANGES = {
    "harmony": (0.0, 2.0),
    "smoothness": (0.0, 2.0),
    "variety": (0.0, 2.0),
    "temperature": (0.0, 2.0),
    "key": (0, 11),
    "low": (0, 127),
    "high": (0, 127),
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """How to play, at this moment.

    harmony, smoothness, variety: term weights, 0-2. temperature: of the choice among the values,
    in reward units; 0 always takes the best note. key: pitch class of the tonic. low, high: MIDI
    range; notes are moved by octaves into it, those with no place in it are never played.
    """

    harmony: float = 1.0
    smoothness: float = 1.0
    variety: float = 1.0
    temperature: float = 0.3
    key: int = 0
    low: int = 0
    high: int = 127

    def __post_init__(self) -> None:
        for name, (least, most) in KNOB_RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise TaskError(f"{name} is {getattr(self, name):g}: use {least:g} to {most:g}")
        if not playable(self.key, self.low, self.high):
            raise TaskError(
                f"no note of the key lies between low {self.low} and high {self.high}: widen them"
            )


class Note(NamedTuple):
    """A note as it sounds: MIDI pitch (-1 = rest), velocity 0-1, duration and onset in beats."""

    pitch: int
    velocity: float
    duration: float
    onset: float


class Line(NamedTuple):
    """Where a melody stands: the packed state of the task, and the beat of its next note."""

    state: int = START
    beat: int = 0


@lru_cache(maxsize=256)
def playable(key: int, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """(degree, pitch) of the degrees that a range has a place for, nearest to middle C."""
    tonic = tonic_near(MIDDLE_C, key)
    placed = [_placed(tonic + semitones, low, high) for semitones in MAJOR_SCALE]
    return tuple((degree, pitch) for degree, pitch in enumerate(placed) if pitch is not None)


def _placed(pitch: int, low: int, high: int) -> int | None:
    if pitch < low:
        pitch += 12 * math.ceil((low - pitch) / 12)
    elif pitch > high:
        pitch -= 12 * math.ceil((pitch - high) / 12)
    return pitch if low <= pitch <= high else None


class Player:
    """Plays a checkpoint of the classic task, one note at a time, in microseconds."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.header, self.task = checkpoint.header, checkpoint.task
        self.policy = checkpoint.policy
        place, phrase, note = np.ogrid[: self.task.phrase_steps, :512, :NOTES]
        after = advance(self.task, START | phrase << 9, place, note)
        self._phrase_after = (after >> 9).astype(np.int16)
        self._scorer = Scorer(self.policy, observation_tables(self.task))

    def play(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        """The next note of a line, and the line after it.

        chance: a uniform random number in [0, 1), which decides among the notes by their values.
        """
        allowed = playable(knobs.key, knobs.low, knobs.high)
        scores = self.scores(line, knobs)
        if len(allowed) < len(scores):
            scores = [scores[degree] for degree, _ in allowed]
        degree, pitch = allowed[choose(scores, knobs.temperature, chance)]
        velocity = BEAT_VELOCITY[line.beat % self.task.beats_per_bar]
        after = Line(self._after(line.state, line.beat, degree), line.beat + 1)
        return Note(pitch, velocity, 1.0, float(line.beat)), after

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person played `note`.

        A note without a place is context only. A placed one also has its onset on the line's own
        clock: where it ends later than the line, the line goes on after it.
        """
        beat = round(note.onset) if placed else line.beat
        state = line.state
        if beat < line.beat or self._phrase(beat) != self._phrase(line.beat):
            state &= LINE_MASK
        if note.pitch != REST:
            state = self._after(state, beat, nearest_degree(note.pitch - knobs.key))
        if not placed:
            return Line(state, line.beat)
        return Line(state, max(line.beat, math.ceil(note.onset + note.duration)))

    def scores(self, line: Line, knobs: Knobs) -> list[float]:
        """w . Q of every degree at the line's next beat, weights scaled to a mean of 1."""
        state, place = line.state, line.beat % self.task.steps
        harmony, smoothness, variety = self.task.weights
        weights = harmony * knobs.harmony, smoothness * knobs.smoothness, variety * knobs.variety
        return self._scorer(weights, (state & LINE_MASK, state >> 9, (place, state & 7)))

    def _after(self, state: int, beat: int, degree: int) -> int:
        """`advance` for one note, from a table."""
        phrase = int(self._phrase_after[beat % self.task.phrase_steps, state >> 9, degree])
        return degree | (state & 0o77) << 3 | phrase << 9

    def _phrase(self, beat: int) -> int:
        return beat // self.task.phrase_steps


def choose(scores: list[float], temperature: float, chance: float) -> int:
    """Index drawn with probability ~ exp(score / temperature); the best one at temperature 0."""
    best = max(scores)
    if temperature <= 0:
        return scores.index(best)
    odds = [math.exp((score - best) / temperature) for score in scores]
    threshold = chance * sum(odds)
    for index, share in enumerate(odds):
        threshold -= share
        if threshold < 0:
            return index
    return len(odds) - 1
