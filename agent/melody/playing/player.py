"""The player of the melody task: chooses notes by prior, Q-values, constraints and heard motifs.

log pi(a) = [ (1 + style) / 2 . log p0(a) + w . Q(a) ] / temperature + log allowed(a), where p0 is
the prior learned from real tunes, with a share `follow` of the heard motifs, and w is 1 for the
bands of the terms and weight - 1 for their leans. Weights, temperature and share are those of the
knobs by `agent.player.curves`. The plan of form, the colours of the scale and the knobs of rhythm
lean the choice further (`plan`, `colour`, `rhythm` of `agent.melody.playing.scores`); swing moves
what was chosen.
"""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import NamedTuple, Self, TypeGuard

import numpy as np
from numpy.typing import NDArray

from agent.errors import TaskError, did_you_mean
from agent.melody import masks
from agent.melody.line import CHARACTERS, NO_CHORD, Line, Setting
from agent.melody.loops import looping
from agent.melody.observation import Observation, in_character, observe
from agent.melody.originality import copying
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.conversion import action_played, note_of_action, on_grid, straight
from agent.melody.playing.endings import ending
from agent.melody.playing.fallback import fallback_action
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.pickups import checked_pickup, usual_pickup
from agent.melody.playing.scores.alteration import Alteration, alteration, altered
from agent.melody.playing.scores.attribution import parts
from agent.melody.playing.scores.augmentation import augmentation, augmented, cost, diminished
from agent.melody.playing.scores.cadence import add_cadence
from agent.melody.playing.scores.colour import coloured
from agent.melody.playing.scores.contour import add_contour
from agent.melody.playing.scores.follow import followed
from agent.melody.playing.scores.plan import add_plan, placed
from agent.melody.playing.scores.rhythm import rhythm
from agent.melody.playing.scores.shares import are_narrow, kept_shares
from agent.melody.playing.scores.taste import lesson, liking
from agent.melody.rewards import FORM, STYLE, TERMS, choices_of, form
from agent.melody.vocabulary import ACTION_COUNT, ACTION_DURATION, DURATIONS
from agent.music.meter import meter_of
from agent.music.note import Note
from agent.music.scales import mode_of, transposed
from agent.music.tune import TICKS
from agent.player.constraints import ANY, CHORD
from agent.player.curves import follow_of, temperature_of, weights_of
from agent.player.explanation import COLOUR, PRIOR, TASTE, Explanation, explanation_of
from agent.player.knobs import NO_CHORDS, Knobs
from agent.player.protocol import Player
from agent.player.sampling import expected
from agent.taste.model import NO_TASTE, Taste

KEPT_HEARD = 256
# The actions of each duration.
LASTING = {ticks: np.flatnonzero(ticks == ACTION_DURATION) for ticks in DURATIONS}
SOFT = "soft"


class Morph(NamedTuple):
    """The other agent of a mixture, and its share (0-1)."""

    other: MelodyPlayer
    amount: float

    def mixed(self, own: FloatArray, others: FloatArray) -> FloatArray:
        """(1 - amount) * own + amount * others."""
        return np.float32(1 - self.amount) * own + np.float32(self.amount) * others

    def as_other(
        self, seen: Observation, setting: Setting, knobs: Knobs
    ) -> tuple[Observation, Setting]:
        """The other agent's observation and setting: in its own character, unless one is set."""
        if knobs.character != ANY:
            return seen, setting
        setting = setting._replace(character=self.other.character)
        return in_character(seen, setting.character), setting


class MelodyPlayer(Player[Line]):
    """Plays a checkpoint of the melody task, one note or rest at a time."""

    terms = TERMS
    usual_bars = 16

    def __init__(self, checkpoint: MelodyCheckpoint) -> None:
        self.header, self.policy = checkpoint.header, checkpoint.policy
        self._known = checkpoint.known
        self.character: str = checkpoint.header.task_settings.get("character", ANY)
        # Only the method "soft" adds its values to log p0; other values include it or ignore it.
        self._on_prior = checkpoint.header.training.get("method", SOFT) == SOFT
        self._morph: Morph | None = None

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError if nothing but rests is allowed, or the character is unknown."""
        if knobs.character not in CHARACTERS:
            others = ", ".join(CHARACTERS)
            raise TaskError(
                f"there is no character '{knobs.character}': "
                f"{did_you_mean(knobs.character, CHARACTERS) or f'use {others}'}"
            )
        for in_bar in knobs.per_bar:
            masks.check(in_bar)

    def start(self, index: int, onset: float | None = None, meter: str = "4/4") -> Line:
        """An empty line that begins at `onset`, quantised, or at 0. The index is ignored."""
        if onset is None:
            return Line()
        return Line(tick=max(on_grid(onset * TICKS, meter_of(meter).bar), 0))

    def pickup(self, knobs: Knobs, wanted: float | None, chance: float) -> float:
        if wanted is None:
            return usual_pickup(self._character(knobs), knobs, chance)
        return checked_pickup(knobs, wanted)

    def opening(self, knobs: Knobs, pickup: float) -> Line:
        if not pickup:
            return Line()
        ticks = round(pickup * TICKS)
        return Line(tick=meter_of(knobs.meter).bar - ticks, pickup=ticks)

    def own_chords(self, key: int) -> tuple[str, ...]:
        """Always empty: it plays over given chords, or without any."""
        return ()

    def understands(self, line: object) -> TypeGuard[Line]:
        return isinstance(line, Line)

    def begun(self, line: Line, chance: float) -> Line:
        return line.begun(chance)

    def play(
        self, line: Line, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, Line]:
        line, knobs = line.begun(chance), _knobs_at(line, knobs)
        setting = self.setting(line, knobs)
        action = self.choose(line, setting, knobs, chance, taste)
        return note_of_action(line, setting, knobs, action), line.played(action)

    def fallback(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        line, knobs = line.begun(chance), _knobs_at(line, knobs)
        setting = self.setting(line, knobs)
        action = fallback_action(line, setting, self.allowed(line, setting, knobs), chance)
        return note_of_action(line, setting, knobs, action), line.played(action)

    def choose(
        self,
        line: Line,
        setting: Setting,
        knobs: Knobs,
        chance: float,
        taste: Taste = NO_TASTE,
    ) -> int:
        """The next action of a line: drawn by `chance`, or the best one at temperature 0.

        The tie-break: of equal scores the first in ACTIONS wins, as in
        `agent.player.sampling.odds`.
        """
        scores, allowed = self._deciding(line, setting, knobs, taste)
        candidates = allowed.nonzero()[0]
        scores = scores.take(candidates)
        temperature = temperature_of(knobs)
        if temperature == 0:
            return int(candidates[scores.argmax()])
        best = scores[scores.argmax()]
        odds = (scores - best).astype(np.float64)
        if temperature != 1:
            odds /= temperature
        odds = np.exp(odds).cumsum()
        drawn = odds.searchsorted(chance * odds[-1], side="right")
        if drawn == len(odds):
            # The product was rounded up to the total: take the last action of nonzero probability.
            drawn = odds.searchsorted(odds[-1])
        return int(candidates[drawn])

    def _deciding(
        self, line: Line, setting: Setting, knobs: Knobs, taste: Taste
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """[actions]: the scores with all that is added, of which the allowed ones decide."""
        scores = self.scores(line, setting, knobs)
        if taste.thumbs and knobs.taste:
            scores += self._taste_scores(line, setting, knobs, taste)
        allowed = self.allowed(line, setting, knobs)
        if are_narrow(knobs):
            scores += kept_shares(scores, allowed, line.actions)
        return scores, allowed

    def scores(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.float32]:
        """[actions]: (1 + style) / 2 . log p0 + w . Q in nats, up to a constant.

        For a mixture, the weighted mean of both agents' scores.
        """
        times = augmentation(knobs.durations, knobs.density)
        if times == 1:
            scores = self._mixed_scores(line, setting, knobs)
        else:
            scores = self._mixed_scores(*diminished(line, setting, times), knobs)
            scores = augmented(scores, times) - cost(times)
        notes = _alteration(setting, knobs)
        return scores if notes is None else altered(scores, notes)

    def _mixed_scores(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.float32]:
        """[actions]: the scores of this agent, or of a mixture."""
        seen = observe(line, setting)
        scores = self._scores_of(seen, line, setting, knobs)
        if self._morph is not None:
            seen, theirs = self._morph.as_other(seen, setting, knobs)
            others = self._morph.other._scores_of(seen, line, theirs, knobs)
            scores = self._morph.mixed(scores, others)
        _add_form(scores, seen, line, setting, knobs)
        if knobs.colour != 1:
            scores += coloured(line, setting, knobs.colour)
        if knobs.syncopation or knobs.rests:
            for lean in rhythm(line, setting, knobs).values():
                scores += lean
        return scores

    def _scores_of(
        self, seen: Observation, line: Line, setting: Setting, knobs: Knobs
    ) -> NDArray[np.float32]:
        weights = weights_of(knobs)
        prior, q, hidden = self.policy(seen, weights)
        if setting.end:
            self._set_exact_endings(q, hidden, line, setting, weights[FORM] - 1)
        if not self._on_prior:
            return q
        if knobs.follow and line.heard:
            prior = followed(prior, line.heard, line.actions, follow_of(knobs))
        if knobs.style != 1:
            prior *= (1 + weights[STYLE]) / 2
        prior += q
        return prior

    def parts(
        self, line: Line, setting: Setting, knobs: Knobs, taste: Taste = NO_TASTE
    ) -> dict[str, FloatArray]:
        """[actions]: each part's contribution in nats; their sum is the score with taste.

        What chords and long notes change of the scores belongs to the part of the prior.
        """
        times = augmentation(knobs.durations, knobs.density)
        if times == 1:
            own = self._mixed_parts(line, setting, knobs)
        else:
            own = self._mixed_parts(*diminished(line, setting, times), knobs)
            own = {name: augmented(part, times) for name, part in own.items()}
            own[PRIOR] = own[PRIOR] - cost(times)
        notes = _alteration(setting, knobs)
        if notes is not None:
            scores = np.sum(list(own.values()), axis=0)
            own[PRIOR] = own[PRIOR] + altered(scores, notes) - scores
        return own | {TASTE: self._taste_scores(line, setting, knobs, taste)}

    def _mixed_parts(self, line: Line, setting: Setting, knobs: Knobs) -> dict[str, FloatArray]:
        """[actions]: the parts of this agent, or of a mixture, in nats."""
        seen = observe(line, setting)
        own = parts(self.policy, seen, line, setting, knobs, on_prior=self._on_prior)
        if self._morph is not None:
            other = self._morph.other
            seen, theirs = self._morph.as_other(seen, setting, knobs)
            more = parts(other.policy, seen, line, theirs, knobs, on_prior=other._on_prior)
            own = {name: self._morph.mixed(own[name], more[name]) for name in own}
        _add_form(own[TERMS[FORM]], seen, line, setting, knobs)
        if knobs.colour != 1:
            own[COLOUR] = coloured(line, setting, knobs.colour)
        return own | rhythm(line, setting, knobs)

    def _taste_scores(self, line: Line, setting: Setting, knobs: Knobs, taste: Taste) -> FloatArray:
        """[actions]: what a taste adds to the scores, in nats."""
        if not taste.thumbs or not knobs.taste:
            return np.zeros(ACTION_COUNT, dtype=np.float32)
        tonic = masks.reference_tonic(knobs)
        pitches = _in_range(knobs.key, knobs.scale_mask, knobs.low, knobs.high, tonic)
        return np.float32(knobs.taste) * liking(taste, line, setting, pitches)

    def explain(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> Explanation:
        knobs = _knobs_at(line, knobs)
        setting = self.setting(line, knobs)
        parts, allowed = self.parts(line, setting, knobs, taste), self.allowed(line, setting, knobs)
        if are_narrow(knobs):
            scores = np.sum(list(parts.values()), axis=0)
            parts[PRIOR] = parts[PRIOR] + kept_shares(scores, allowed, line.actions)
        return explanation_of(
            parts,
            allowed,
            action_played(straight(note, setting, knobs), knobs),
            temperature_of(knobs),
            lambda action: note_of_action(line, setting, knobs, action),
        )

    def lesson(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> FloatArray:
        knobs = _knobs_at(line, knobs)
        setting = self.setting(line, knobs)
        scores, allowed = self._deciding(line, setting, knobs, taste)
        usual = expected(scores, allowed, temperature_of(knobs))
        action = action_played(straight(note, setting, knobs), knobs)
        return lesson(line, setting, action, usual)

    def morphed(self, other: Self, amount: float) -> Self:
        if amount in (0, 1):
            return other if amount else self
        mixture = copy(self)
        mixture._morph = Morph(other, amount)
        return mixture

    def setting(self, line: Line, knobs: Knobs) -> Setting:
        """The setting for the knobs; after `bars` bars the next piece of that length begins."""
        character, bar = self._character(knobs), meter_of(knobs.meter).bar
        length, before = knobs.bars * bar, bar - line.pickup if line.pickup else 0
        end = ((line.tick - before) // length + 1) * length + before if length else 0
        return _setting(
            knobs.meter, knobs.scale_mask, character, knobs.key, knobs.sounding_chord, end
        )

    def _character(self, knobs: Knobs) -> str:
        return self.character if knobs.character == ANY else knobs.character

    def _set_exact_endings(
        self, q: FloatArray, hidden: FloatArray, line: Line, setting: Setting, lean: float
    ) -> None:
        """Give the actions that end the piece the exact value of form, which is their reward.

        Endings are one event in a hundred, so that the network's estimate of them is poor.
        """
        endings = LASTING.get(setting.end - line.tick)
        if endings is None:
            return
        value = self.policy.value
        learned = value(hidden, FORM) + lean * value(hidden, len(TERMS) + FORM)
        pays = [form(step) for step in choices_of(line, setting, endings.tolist())]
        exact = np.array([pay.band + lean * pay.lean for pay in pays], dtype=np.float32)
        q[endings] += exact - learned[endings]

    def allowed(self, line: Line, setting: Setting, knobs: Knobs) -> NDArray[np.bool_]:
        """[actions]: mask by the constraints, the end of the piece, and copy protection.

        A pickup begins with a note.
        """
        tick, bar, end = line.tick, setting.bar, setting.end
        allowed = masks.allowed(knobs, masks.reference_tonic(knobs), tick % bar)
        if line.pickup and not line.actions:
            allowed = _where_any(allowed, ~masks.IS_REST)
        left = end - tick
        if end and left < DURATIONS[-1]:
            allowed = _where_any(allowed, masks.reaching(setting.meter, tick % bar, left))
        copies = copying(self._known, line.actions)
        if copies is not None:
            allowed = _where_any(allowed, ~copies)
        if self._morph is not None:
            copies = copying(self._morph.other._known, line.actions)
            allowed = allowed if copies is None else _where_any(allowed, ~copies)
        loops = looping(line, bar)
        if loops is not None:
            allowed = _where_sounding(allowed, ~loops)
        if 0 < left <= bar:
            fitting = ending(line, setting, knobs)
            allowed = allowed if fitting is None else _where_any(allowed, fitting)
        return allowed

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person has played `note`, quantised to the nearest grid."""
        if placed:
            note = straight(note, self.setting(line, knobs), knobs)
        action = action_played(note, knobs)
        line = _remembered(line, action)
        if not placed:
            return line.played(action)._replace(tick=line.tick)
        bar = meter_of(knobs.meter).bar
        onset = max(on_grid(note.onset * TICKS, bar), line.tick)
        end = on_grid((note.onset + note.duration) * TICKS, bar)
        return line.played(action, onset)._replace(tick=max(line.tick, end))

    def overhear(self, line: Line, knobs: Knobs, note: Note) -> Line:
        """The line with `note` added to the motifs for `follow`."""
        note = straight(note, self.setting(line, knobs), knobs)
        return _remembered(line, action_played(note, knobs))


def _add_form(
    scores: FloatArray, seen: Observation, line: Line, setting: Setting, knobs: Knobs
) -> None:
    """Add to the scores [actions] what the plan of form, its contour and phrases ask for."""
    found = placed(line, setting, knobs)
    if found is not None:
        add_plan(scores, found, seen, line, setting)
        add_contour(scores, found, line, setting.bar)
    add_cadence(scores, line, setting, knobs)


def _knobs_at(line: Line, knobs: Knobs) -> Knobs:
    """The knobs for the next note; chords begin with the first full bar."""
    if knobs.chords == NO_CHORDS:
        return knobs
    return knobs.at(line.tick - meter_of(knobs.meter).bar if line.pickup else line.tick)


def _remembered(line: Line, action: int) -> Line:
    """The line with an action added to what was heard."""
    return line._replace(heard=(line.heard + chr(action))[-KEPT_HEARD:])


def _where_any(allowed: NDArray[np.bool_], also: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The conjunction of both masks, or the first alone if that is empty."""
    both: NDArray[np.bool_] = allowed & also
    return both if both.any() else allowed


def _where_sounding(allowed: NDArray[np.bool_], also: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The conjunction of both masks, or the first alone if that has no note."""
    both: NDArray[np.bool_] = allowed & also
    return both if (both & ~masks.IS_REST).any() else allowed


@lru_cache(maxsize=1024)
def _setting(
    meter: str, scale: int, character: str, key: int, chord: tuple[int, int, str], end: int
) -> Setting:
    root, mask, _ = chord
    relative = ((root - key) % 12, transposed(mask, -key % 12)) if mask else NO_CHORD
    read = meter_of(meter)
    return Setting(meter, read.bar, read.beat, mode_of(scale), character, end, relative, scale)


def _alteration(setting: Setting, knobs: Knobs) -> Alteration | None:
    """What the sounding chord alters of the scale, if its notes may leave it."""
    if knobs.outside != CHORD or setting.chord == NO_CHORD:
        return None
    return alteration(knobs.scale_mask, setting.chord)


@lru_cache(maxsize=1024)
def _in_range(key: int, scale: int, low: int, high: int, tonic: int) -> tuple[int, ...]:
    """The pitches of a scale within a MIDI range, in semitones above the reference tonic."""
    return tuple(p - tonic for p in range(low, high + 1) if scale >> (p - key) % 12 & 1)
