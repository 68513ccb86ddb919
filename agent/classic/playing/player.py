"""The player of the classic task: one quarter note after another, of seven degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import copy
from functools import lru_cache
from typing import NamedTuple, Self, TypeAlias, TypeGuard

import numpy as np
from numpy.typing import NDArray

from agent.classic.observation import observation_tables, observe
from agent.classic.playing.checkpoint import ClassicCheckpoint
from agent.classic.playing.inference import Scorer, term_weights
from agent.classic.playing.taste import lesson, likings
from agent.classic.task import LINE_MASK, NOTES, START, TERMS, advance
from agent.errors import TaskError
from agent.music.note import REST, Note
from agent.music.pitches import MAJOR_SCALE, MIDDLE_C, nearest_degree, tonic_near
from agent.music.spelling import triad_symbol
from agent.music.tune import TICKS
from agent.player.constraints import is_strong, may_last
from agent.player.explanation import TASTE, Explanation, explanation_of
from agent.player.knobs import Knobs
from agent.player.protocol import Player
from agent.player.sampling import expected
from agent.taste.features import MelodicContext
from agent.taste.model import NO_TASTE, FloatArray, Taste

METER = "4/4"
# Name of the only part in explanations of an agent that was trained without knobs.
REWARD = "reward"
NOTHING = np.zeros(NOTES, dtype=np.float32)
BEATS = 4
EVERY_PITCH_CLASS = 4095
BEAT_VELOCITY = (0.8, 0.6, 0.7, 0.6)
# The temperature, in reward units, that the knob at 1 means.
CLASSIC_TEMPERATURE = 0.3
# The fallback chooses among this many of the nearest degrees.
NEAREST = 3


# (degree, MIDI pitch) of each allowed note.
Options: TypeAlias = tuple[tuple[int, int], ...]


class ClassicLine(NamedTuple):
    """A melody so far: the packed state of the task, and the beat of its next note."""

    state: int = START
    beat: int = 0


@lru_cache(maxsize=1024)
def playable(key: int, pitch_classes: int, low: int, high: int) -> Options:
    """(degree, MIDI pitch) of the allowed degrees of a major key, placed near middle C.

    pitch_classes: 12-bit mask of the allowed ones. low, high: degrees are moved by octaves into
    this range; those that don't fit are left out.
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


class ClassicPlayer(Player[ClassicLine]):
    """Plays a checkpoint of the classic task.

    It ignores the knobs style, form, follow, colour, syncopation, rests, swing, bars and character.
    """

    usual_bars = 8

    def __init__(self, checkpoint: ClassicCheckpoint) -> None:
        self.header, self.task = checkpoint.header, checkpoint.task
        self.policy = checkpoint.policy
        self.terms: tuple[str, ...] = TERMS if checkpoint.policy.knobs else ()
        place, phrase, note = np.ogrid[: self.task.phrase_steps, :512, :NOTES]
        after = advance(self.task, START | phrase << 9, place, note)
        self._phrase_after = (after >> 9).astype(np.int16)
        self._morph: tuple[ClassicPlayer, float] | None = None
        self._scorer = Scorer(self.policy, observation_tables(self.task))

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError unless quarter notes of the major scale in 4/4 are allowed."""
        if knobs.progression:
            raise TaskError(
                f"this agent knows one progression only, {' '.join(self.task.progression)}: leave "
                "out the other, or choose a melody agent"
            )
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

    def start(self, index: int, onset: float | None = None, meter: str = "4/4") -> ClassicLine:
        """An empty line. The number of a note is its beat."""
        return ClassicLine(beat=index if onset is None else max(round(onset), 0))

    def pickup(self, knobs: Knobs, wanted: float | None, chance: float) -> float:
        """Always 0. Raises TaskError for another one."""
        if wanted:
            raise TaskError(f"pickup is {wanted:g}: this agent begins on the first beat, use 0")
        return 0.0

    def opening(self, knobs: Knobs, pickup: float) -> ClassicLine:
        return self.start(0)

    def own_chords(self, key: int) -> tuple[str, ...]:
        """The chords of the task's progression."""
        return tuple(triad_symbol(numeral, key) for numeral in self.task.progression)

    def understands(self, line: object) -> TypeGuard[ClassicLine]:
        return isinstance(line, ClassicLine)

    def begun(self, line: ClassicLine, chance: float) -> ClassicLine:
        return line

    def play(
        self, line: ClassicLine, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, ClassicLine]:
        allowed = self._allowed(line, knobs)
        scores = self.scores(line, knobs)
        if len(allowed) < len(scores):
            scores = [scores[degree] for degree, _ in allowed]
        if taste.thumbs and knobs.taste:
            liked = self._taste_scores(line, knobs, allowed, taste)
            scores = [score + extra for score, extra in zip(scores, liked, strict=True)]
        chosen = choose(scores, knobs.temperature * CLASSIC_TEMPERATURE, chance)
        return self._played(line, *allowed[chosen])

    def fallback(self, line: ClassicLine, knobs: Knobs, chance: float) -> tuple[Note, ClassicLine]:
        """One of the nearest allowed degrees, chosen without the network."""
        allowed, latest = self._allowed(line, knobs), line.state & 7
        nearest = sorted(allowed, key=lambda option: abs(option[0] - latest))[:NEAREST]
        return self._played(line, *nearest[int(chance * len(nearest))])

    def _taste_scores(
        self, line: ClassicLine, knobs: Knobs, options: Options, taste: Taste
    ) -> list[float]:
        """What a taste adds to the score of each option, in reward units."""
        share = knobs.taste * CLASSIC_TEMPERATURE
        context, pitches = taste_context(line, knobs, options)
        usual = knobs.pitch_classes(strong=False)
        _, later = taste_context(line, knobs, playable(knobs.key, usual, knobs.low, knobs.high))
        return [share * nats for nats in likings(taste, context, pitches, later)]

    def _played(self, line: ClassicLine, degree: int, pitch: int) -> tuple[Note, ClassicLine]:
        velocity = BEAT_VELOCITY[line.beat % self.task.beats_per_bar]
        after = ClassicLine(self._after(line.state, line.beat, degree), line.beat + 1)
        return Note(pitch, velocity, 1.0, float(line.beat)), after

    def explain(
        self, line: ClassicLine, knobs: Knobs, note: Note, taste: Taste = NO_TASTE
    ) -> Explanation:
        pitches = dict(self._allowed(line, knobs))
        return explanation_of(
            self.parts(line, knobs, taste),
            _among(pitches),
            nearest_degree(note.pitch - knobs.key),
            knobs.temperature,
            lambda degree: self._played(line, degree, pitches[degree])[0],
        )

    def lesson(
        self, line: ClassicLine, knobs: Knobs, note: Note, taste: Taste = NO_TASTE
    ) -> FloatArray:
        options = self._allowed(line, knobs)
        scores = np.sum(list(self.parts(line, knobs, taste).values()), axis=0)
        usual = expected(scores, _among(dict(options)), knobs.temperature)
        degrees = [degree for degree, _ in options]
        context, pitches = taste_context(line, knobs, options)
        chosen = degrees.index(nearest_degree(note.pitch - knobs.key))
        return lesson(context, pitches, chosen, usual[degrees].tolist())

    def morphed(self, other: Self, amount: float) -> Self:
        """Raises TaskError if the phrases of the two differ in length."""
        if other.task.phrase_steps != self.task.phrase_steps:
            raise TaskError("these agents have phrases of different lengths: morph between others")
        if amount in (0, 1):
            return other if amount else self
        mixture = copy(self)
        mixture._morph = (other, amount)
        return mixture

    def hear(self, line: ClassicLine, knobs: Knobs, note: Note, *, placed: bool) -> ClassicLine:
        beat = round(note.onset) if placed else line.beat
        state = line.state
        if beat < line.beat or self._phrase(beat) != self._phrase(line.beat):
            state &= LINE_MASK
        if note.pitch != REST:
            state = self._after(state, beat, nearest_degree(note.pitch - knobs.key))
        if not placed:
            return ClassicLine(state, line.beat)
        return ClassicLine(state, max(line.beat, math.ceil(note.onset + note.duration)))

    def overhear(self, line: ClassicLine, knobs: Knobs, note: Note) -> ClassicLine:
        """As `hear` with `placed` off, since this agent has no memory of motifs."""
        return self.hear(line, knobs, note, placed=False)

    def scores(self, line: ClassicLine, knobs: Knobs) -> list[float]:
        """[degrees]: w . Q at the line's next beat, in reward units; weights with a mean of 1.

        For a mixture, the weighted mean of both agents' scores.
        """
        state, place = line.state, line.beat % self.task.steps
        rows = state & LINE_MASK, state >> 9, (place, state & 7)
        own = self._scorer(self._weights(knobs), rows)
        if self._morph is None:
            return own
        other, amount = self._morph
        pairs = zip(own, other.scores(line, knobs), strict=True)
        return [(1 - amount) * mine + amount * theirs for mine, theirs in pairs]

    def _weights(self, knobs: Knobs) -> tuple[float, float, float]:
        harmony, smoothness, variety = self.task.weights
        return harmony * knobs.harmony, smoothness * knobs.smoothness, variety * knobs.variety

    def parts(
        self, line: ClassicLine, knobs: Knobs, taste: Taste = NO_TASTE
    ) -> dict[str, FloatArray]:
        """[degrees]: contributions of each term (or REWARD without knobs) and of taste, in nats."""
        step = np.array([line.beat % self.task.steps])
        features = observe(self.task, step, np.array([line.state]))
        [values] = self.policy.parts(features, term_weights(*self._weights(knobs)))
        names = self.terms or (REWARD,)
        found = {name: values[:, n] / CLASSIC_TEMPERATURE for n, name in enumerate(names)}
        if self._morph is not None:
            other, amount = self._morph
            more = other.parts(line, knobs)
            found = {
                name: (1 - amount) * found.get(name, NOTHING) + amount * more.get(name, NOTHING)
                for name in {**found, **more}
            }
        options = self._allowed(line, knobs)
        liked = np.zeros(NOTES, dtype=np.float32)
        liked[[degree for degree, _ in options]] = self._taste_scores(line, knobs, options, taste)
        return found | {TASTE: liked / CLASSIC_TEMPERATURE}

    def _allowed(self, line: ClassicLine, knobs: Knobs) -> Options:
        strong = is_strong(METER, line.beat % self.task.beats_per_bar * TICKS)
        sounding = knobs.pitch_classes(strong=strong)
        return playable(knobs.key, sounding, knobs.low, knobs.high)

    def _after(self, state: int, beat: int, degree: int) -> int:
        """`advance` for one note, from a table."""
        phrase = int(self._phrase_after[beat % self.task.phrase_steps, state >> 9, degree])
        return degree | (state & 0o77) << 3 | phrase << 9

    def _phrase(self, beat: int) -> int:
        return beat // self.task.phrase_steps


def _among(degrees: Iterable[int]) -> NDArray[np.bool_]:
    """[degrees]: mask of the given degrees."""
    return np.isin(np.arange(NOTES), list(degrees))


def taste_context(
    line: ClassicLine, knobs: Knobs, allowed: Options
) -> tuple[MelodicContext, tuple[int, ...]]:
    """The context of the next note, and the allowed pitches in semitones above the tonic."""
    tonic = tonic_near(MIDDLE_C, knobs.key)
    places = dict(playable(knobs.key, EVERY_PITCH_CLASS, knobs.low, knobs.high))
    latest, before = (
        places.get(degree, tonic) - tonic if degree < NOTES else None
        for degree in (line.state & 7, line.state >> 3 & 7)
    )
    move = 0 if latest is None or before is None else (latest > before) - (latest < before)
    strength = 1 if line.beat % BEATS else 2
    return MelodicContext(latest, move, TICKS, strength), tuple(
        pitch - tonic for _, pitch in allowed
    )


def choose(scores: list[float], temperature: float, chance: float) -> int:
    """Index drawn with probability ~ exp(score / temperature); the best one at temperature 0.

    chance: a uniform random number in [0, 1).
    """
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
