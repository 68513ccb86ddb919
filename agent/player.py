"""The player of the classic task: one quarter note after the other, out of seven degrees."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from agent.checkpoint import Checkpoint
from agent.classic import LINE_MASK, NOTES, START, TERMS, advance
from agent.constraints import is_strong, may_last
from agent.errors import TaskError
from agent.knobs import Knobs
from agent.observation import observation_tables
from agent.playing import REST, Note
from agent.policy import Scorer
from agent.theory import MAJOR_SCALE, MIDDLE_C, nearest_degree, tonic_near
from agent.tune import TICKS

METER = "4/4"
BEAT_VELOCITY = (0.8, 0.6, 0.7, 0.6)
# Reward units of temperature 1.
CLASSIC_TEMPERATURE = 0.3


class ClassicLine(NamedTuple):
    """Where a melody stands: the packed state of the task, and the beat of its next note."""

    state: int = START
    beat: int = 0


@lru_cache(maxsize=1024)
def playable(key: int, pitch_classes: int, low: int, high: int) -> tuple[tuple[int, int], ...]:
    """(degree, pitch) of the degrees of a major key that may sound, nearest to middle C.

    pitch_classes: 12-bit mask of those that may. low, high: degrees are moved by octaves into
    this range; those with no place in it are left out.
    """
    tonic = tonic_near(MIDDLE_C, key)
    placed = [_placed(tonic + semitones, low, high) for semitones in MAJOR_SCALE]
    return tuple(
        (degree, pitch)
        for degree, pitch in enumerate(placed)
        if pitch is not None and pitch_classes >> pitch % 12 & 1
    )


def _placed(pitch: int, low: int, high: int) -> int | None:
    if pitch < low:
        pitch += 12 * math.ceil((low - pitch) / 12)
    elif pitch > high:
        pitch -= 12 * math.ceil((pitch - high) / 12)
    return pitch if low <= pitch <= high else None


class ClassicPlayer:
    """Plays a checkpoint of the classic task, one note at a time, in microseconds.

    It has no use for the knobs style, form, follow, bars and character.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.header, self.task = checkpoint.header, checkpoint.task
        self.policy = checkpoint.policy
        self.terms: tuple[str, ...] = TERMS if checkpoint.policy.knobs else ()
        place, phrase, note = np.ogrid[: self.task.phrase_steps, :512, :NOTES]
        after = advance(self.task, START | phrase << 9, place, note)
        self._phrase_after = (after >> 9).astype(np.int16)
        self._scorer = Scorer(self.policy, observation_tables(self.task))

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError unless quarter notes in 4/4, on degrees of the major scale, will do."""
        if knobs.meter != METER:
            raise TaskError(f"meter is {knobs.meter}: this agent plays in {METER} only")
        if not may_last(TICKS, knobs.durations, knobs.density):
            raise TaskError(
                "this agent plays quarter notes only: let durations contain 1, and density be 0 or "
                "at least 1"
            )
        for strong in (False, True):
            sounding = knobs.pitch_classes(strong=strong)
            if not playable(knobs.key, sounding, knobs.low, knobs.high):
                raise TaskError(
                    "this agent plays the seven notes of the major scale only: let scale, chord "
                    f"and the range {knobs.low} to {knobs.high} share one of them"
                )

    def start(self, index: int) -> ClassicLine:
        """A line without a past at a beat: the notes are numbered by beats."""
        return ClassicLine(beat=index)

    def play(self, line: ClassicLine, knobs: Knobs, chance: float) -> tuple[Note, ClassicLine]:
        """The next note of a line, and the line after it (see `playing.Player`)."""
        allowed = self._allowed(line, knobs)
        scores = self.scores(line, knobs)
        if len(allowed) < len(scores):
            scores = [scores[degree] for degree, _ in allowed]
        degree, pitch = allowed[choose(scores, knobs.temperature * CLASSIC_TEMPERATURE, chance)]
        velocity = BEAT_VELOCITY[line.beat % self.task.beats_per_bar]
        after = ClassicLine(self._after(line.state, line.beat, degree), line.beat + 1)
        return Note(pitch, velocity, 1.0, float(line.beat)), after

    def hear(self, line: ClassicLine, knobs: Knobs, note: Note, *, placed: bool) -> ClassicLine:
        """The line after a person played `note` (see `playing.Player`)."""
        beat = round(note.onset) if placed else line.beat
        state = line.state
        if beat < line.beat or self._phrase(beat) != self._phrase(line.beat):
            state &= LINE_MASK
        if note.pitch != REST:
            state = self._after(state, beat, nearest_degree(note.pitch - knobs.key))
        if not placed:
            return ClassicLine(state, line.beat)
        return ClassicLine(state, max(line.beat, math.ceil(note.onset + note.duration)))

    def scores(self, line: ClassicLine, knobs: Knobs) -> list[float]:
        """w . Q of every degree at the line's next beat, weights scaled to a mean of 1."""
        state, place = line.state, line.beat % self.task.steps
        harmony, smoothness, variety = self.task.weights
        weights = harmony * knobs.harmony, smoothness * knobs.smoothness, variety * knobs.variety
        return self._scorer(weights, (state & LINE_MASK, state >> 9, (place, state & 7)))

    def _allowed(self, line: ClassicLine, knobs: Knobs) -> tuple[tuple[int, int], ...]:
        strong = is_strong(METER, line.beat % self.task.beats_per_bar * TICKS)
        sounding = knobs.pitch_classes(strong=strong)
        return playable(knobs.key, sounding, knobs.low, knobs.high)

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
