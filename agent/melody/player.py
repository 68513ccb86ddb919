"""The player of the melody task: prior, Q-values, hard constraints and what it heard make a note.

log pi(a) = [ (1 + style) / 2 . log p0(a) + w . Q(a) ] / temperature + log allowed(a), where p0 is
the prior learned from real tunes, with `follow` of what was heard mixed in, and w weighs the bands
of the terms by 1 and their leans by the knobs less 1.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.checkpoint import MelodyCheckpoint
from agent.errors import TaskError
from agent.knobs import Knobs
from agent.melody import masks
from agent.melody.follow import follow_distribution
from agent.melody.line import ANY, CHARACTERS, NO_CHORD, Line, Setting, action_of
from agent.melody.observation import Observation, observe
from agent.melody.originality import copying
from agent.melody.policy import FloatArray
from agent.melody.rewards import TERMS, form, step_of
from agent.melody.vocabulary import ACTION_DURATION, ACTIONS, DURATIONS, REST
from agent.playing import REST as SILENCE
from agent.playing import Note
from agent.scales import mode_of, transposed
from agent.tune import METERS, TICKS

COUNT = len(ACTIONS)
KEPT_HEARD = 256
FORM = TERMS.index("form")
SOFT = "soft"
DOWNBEAT, BEAT, OFF_BEAT = 0.8, 0.7, 0.6
# Heard notes are moved to the nearest sixteenth or triplet eighth.
GRIDS = (6, 8)


class MelodyPlayer:
    """Plays a checkpoint of the melody task, one note or rest at a time."""

    terms = TERMS

    def __init__(self, checkpoint: MelodyCheckpoint) -> None:
        self.header, self.policy = checkpoint.header, checkpoint.policy
        self._known = checkpoint.known
        self.character: str = checkpoint.header.task_settings.get("character", ANY)
        # Only the soft method's values stand on top of the prior; the others contain it, or none.
        self._on_prior = checkpoint.header.training.get("method", SOFT) == SOFT

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError if nothing but rests is allowed, or the character is unknown."""
        if knobs.character not in CHARACTERS:
            raise TaskError(
                f"there is no character '{knobs.character}': use {', '.join(CHARACTERS)}"
            )
        masks.check(knobs)

    def start(self, index: int) -> Line:
        """A line at its beginning: a melody's notes differ in length, so an index has no place."""
        return Line()

    def play(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        """The next note or rest of a line, and the line after it."""
        setting = self.setting(line, knobs)
        action = self.choose(line, setting, knobs, chance)
        pitch, duration = ACTIONS[action]
        sounding = SILENCE if pitch == REST else pitch + masks.reference_tonic(knobs)
        loudness = velocity(line.tick, setting.bar, setting.beat)
        return Note(sounding, loudness, duration / TICKS, line.tick / TICKS), line.played(action)

    def choose(self, line: Line, setting: Setting, knobs: Knobs, chance: float) -> int:
        """The next action of a line: drawn by `chance`, or the best one at temperature 0."""
        scores = self.scores(line, setting, knobs)
        scores[~self.allowed(line, setting, knobs)] = -np.inf
        if knobs.temperature == 0:
            return int(scores.argmax())
        odds = np.exp((scores - scores.max()) / np.float64(knobs.temperature)).cumsum()
        # Where odds don't rise nothing is allowed: the last rise is the last action there is.
        last = odds.searchsorted(odds[-1])
        return int(min(odds.searchsorted(chance * odds[-1], side="right"), last))

    def scores(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.float32]:
        """(1 + style) / 2 . log p0 + w . Q of every action, in nats; a constant is left out."""
        weights = knobs.harmony, knobs.smoothness, knobs.variety, knobs.style, knobs.form
        seen = observe(line, setting)
        prior, values = self.policy(seen, weights)
        if setting.end and setting.end - line.tick <= DURATIONS[-1]:
            self._know_endings(values, line, setting, seen, weights)
        if knobs.follow and line.heard:
            prior = _following(prior, line, knobs.follow)
        return (1 + knobs.style) / 2 * prior + values if self._on_prior else values

    def setting(self, line: Line, knobs: Knobs) -> Setting:
        """The setting that the knobs ask for; a piece of `bars` bars begins anew after its end."""
        setting = _given(
            knobs.meter, knobs.scale_mask, knobs.character, knobs.key, knobs.sounding_chord
        )
        if knobs.character == ANY:
            setting = setting._replace(character=self.character)
        length = knobs.bars * setting.bar
        if not length:
            return setting
        return setting._replace(end=(line.tick // length + 1) * length)

    def _know_endings(
        self,
        values: FloatArray,
        line: Line,
        setting: Setting,
        seen: Observation,
        weights: tuple[float, ...],
    ) -> None:
        """Give the actions that end the piece the exact value of form: nothing comes after them.

        An ending is one event in a hundred, and what the network has learned of it is rough.
        """
        endings = np.flatnonzero(setting.end - line.tick == ACTION_DURATION)
        if not len(endings):
            return
        lean = weights[FORM] - 1
        learned = self.policy.values(seen, weights)[endings]
        pays = [form(step_of(line, setting, action)) for action in endings.tolist()]
        exact = np.array([pay.band + lean * pay.lean for pay in pays], dtype=np.float32)
        values[endings] += exact - learned[:, FORM] - lean * learned[:, len(TERMS) + FORM]

    def allowed(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.bool_]:
        """Which actions are left by the constraints, the end of the piece, and originality."""
        allowed = masks.allowed(knobs, masks.reference_tonic(knobs), line.tick % setting.bar)
        left = setting.end - line.tick
        if setting.end and left < DURATIONS[-1]:
            allowed = _where_any(allowed, left >= ACTION_DURATION)
        copies = copying(self._known, line.actions)
        return allowed if copies is None else _where_any(allowed, ~copies)

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person played `note`; its timing is moved to the nearest grid."""
        pitch = REST if note.pitch == SILENCE else note.pitch - masks.reference_tonic(knobs)
        action = action_of(pitch, note.duration)
        line = line._replace(heard=(line.heard + chr(action))[-KEPT_HEARD:])
        if not placed:
            return line.played(action)._replace(tick=line.tick)
        onset = max(_on_grid(note.onset * TICKS), line.tick)
        end = _on_grid((note.onset + note.duration) * TICKS)
        return line.played(action, onset)._replace(tick=max(line.tick, end))


def _where_any(allowed: NDArray[np.bool_], also: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Both masks together, or the first alone where nothing else is left."""
    both: NDArray[np.bool_] = allowed & also
    return both if both.any() else allowed


@lru_cache(maxsize=1024)
def _given(
    meter: str, scale: int, character: str, key: int, chord: tuple[int, int, str]
) -> Setting:
    bar, beat = METERS[meter]
    root, mask, _ = chord
    relative = ((root - key) % 12, transposed(mask, -key % 12)) if mask else NO_CHORD
    return Setting(meter, bar, beat, mode_of(scale), character, 0, relative)


def velocity(tick: int, bar: int, beat: int) -> float:
    """How loud (0-1) a note is that begins at a tick; bar and beat in ticks."""
    place = tick % bar
    if place == 0:
        return DOWNBEAT
    return BEAT if place % beat == 0 else OFF_BEAT


def _on_grid(ticks: float) -> int:
    """The nearest tick of a sixteenth or a triplet eighth, at least 0."""
    places = [max(round(ticks / grid), 0) * grid for grid in GRIDS]
    return min(places, key=lambda place: abs(place - ticks))


def _following(prior: FloatArray, line: Line, follow: float) -> FloatArray:
    """log p with a share `follow` of the motifs that were heard (PPM) mixed into p0."""
    p0 = np.exp(prior - prior.max())
    p0 /= p0.sum()
    heard = follow_distribution(line.heard, line.actions, COUNT)
    if heard is None:
        return prior
    mixed = (1 - follow) * p0 + follow * (heard + max(1 - float(heard.sum()), 0.0) * p0)
    return np.log(mixed + 1e-12).astype(np.float32)
