"""A training run of a melody agent: the prior, then deep Q-learning on top, then its scores.

A run may start from another agent (fine-tuning). Scores before and after are measured on tunes
that it isn't trained on.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from agent.corpus.songbook import NAME, songbook
from agent.errors import ConfigError, CorpusError
from agent.melody.brief import brief_of
from agent.melody.learning.data_augmentation.grooves import off_beat
from agent.melody.learning.data_augmentation.variants import variants
from agent.melody.learning.dataset import Examples, examples_of, learnable
from agent.melody.learning.dqn import Learner, buffer_of
from agent.melody.learning.feedback import Feedback, Phrases, examples_of_phrases
from agent.melody.learning.finetune import learn_thumbs
from agent.melody.learning.network import Prior, Values, exported, restored
from agent.melody.learning.own_music.cross_validation import (
    UNTESTED,
    CrossValidation,
    Scores,
    blended,
    crossed,
    scores,
    updates_for,
)
from agent.melody.learning.own_music.folds import in_folds
from agent.melody.learning.own_music.rehearsal import held_to, takes_to_rehearse
from agent.melody.learning.prior import (
    Penalty,
    bits_per_event,
    descend,
    is_reported,
    learn_prior,
)
from agent.melody.learning.replay import ReplayBuffer
from agent.melody.learning.settings import MelodySettings
from agent.melody.originality import Filter, no_runs, with_melodies, with_tunes
from agent.melody.playing.checkpoint import (
    MelodyCheckpoint,
    as_stored,
    policy_of,
    save_melody_checkpoint,
)
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.melody.rewards import TERMS, VALUES
from agent.metrics.loops import has_loop
from agent.metrics.repetition import longest_copies
from agent.metrics.resemblance import Resemblance, resemblance
from agent.music.tune import METERS, Tune
from agent.player.checkpoint import MELODY, Header, Tensors, provenance
from agent.player.constraints import ANY
from agent.player.knobs import Knobs
from agent.wording import counted

SCORED_TAKES, SCORED_OF_FEW, FEWEST_REFERENCES = 300, 100, 20
# Notes that there must be to learn from.
FEWEST_NOTES = 8
TAKE_BARS = 16
# Real tunes whose events are replayed beside self-play.
REPLAYED_TUNES = 1_000
REPORT_EVERY = 25
LARGEST_WEIGHT = float(np.finfo(np.float16).max)


@dataclass(frozen=True, slots=True)
class MelodyProgress:
    """Progress of a run.

    phase: "rehearsal", "folds", "prior", "thumbs" or "values"; bits: per event on the validation
    tunes (NaN without any); rewards: mean of the latest events, by term (values); seconds: since
    the start.
    """

    phase: str
    update: int
    updates: int
    seconds: float
    bits: float
    rewards: dict[str, float] = field(default_factory=dict)


class Bits(NamedTuple):
    """Bits per event: of the agent that a run started from, if any, and of the trained one."""

    before: float | None
    after: float


class TakesOutcome(NamedTuple):
    """What takes under the conditions of real tunes are like. loops: how many hang; copied: longest
    run of notes shared with a tune that was learned from. resemblance: to the real tunes, and
    before: that of as many takes of the agent that the run started from (None: too few tunes)."""

    takes: int
    loops: int
    copied: int
    resemblance: Resemblance | None = None
    before: Resemblance | None = None


@dataclass(frozen=True, slots=True)
class TrainingOutcome:
    """Scores of a run. bits: on the held-out tunes (None: none can be held out). held_out: their
    number. crossed: the scores of each, if they were held out in turn. forgotten: bits on the
    songbook (None: it was learned from). liked, disliked: bits on phrases with thumbs (None: no
    such phrases). played: takes (None: too few tunes)."""

    bits: Bits | None
    held_out: int
    crossed: CrossValidation | None = None
    forgotten: Bits | None = None
    liked: Bits | None = None
    disliked: Bits | None = None
    played: TakesOutcome | None = None


class Material:
    """The tunes of a run by split, those of one character if one is asked for.

    few: all of them are learned from, and stand in where others should choose and measure. Raises
    CorpusError if there are no tunes to learn from, or hardly a note.
    """

    def __init__(self, tunes: Sequence[Tune], character: str = ANY, *, few: bool = False) -> None:
        wanted = learnable(tunes, character)
        self.train = [tune for tune in wanted if few or tune.split == "train"]
        self.valid = [tune for tune in wanted if not few and tune.split == "valid"]
        self.test = [tune for tune in wanted if not few and tune.split == "test"]
        if not self.train:
            raise CorpusError(_nothing_to_learn(character))
        if few and (notes := sum(len(tune.notes) for tune in self.train)) < FEWEST_NOTES:
            raise CorpusError(
                f"the corpus has only {counted(notes, 'note')} to learn from: "
                f"{FEWEST_NOTES} are needed"
            )
        self.valid = self.valid or self.test or self.train
        self.test = self.test or self.valid

    def move_off_beat(self, copies: int, seed: int) -> None:
        """Learn from so many copies of each tune in rhythms off the beat, and choose and measure by
        one: there are no real tunes of the kind. Raises CorpusError if none can be moved."""
        self.train = off_beat(self.train, copies, seed)
        if not self.train:
            raise CorpusError(
                "no tune of the corpus can be moved off the beat: leave out --rhythms"
            )
        self.valid = off_beat(self.valid, 1, seed) or self.train
        self.test = off_beat(self.test, 1, seed) or self.valid


def _nothing_to_learn(character: str) -> str:
    if character == ANY:
        return f"the corpus has no tune to learn from in any of the meters {', '.join(METERS)}"
    return (
        f"the corpus has no tune of the character '{character}' to learn from: "
        "leave out --character or give another corpus"
    )


class Run:
    """One training run: networks, material and settings; iterate over `steps`, then `save`.

    feedback: phrases with thumbs for the prior to learn from; the tunes then only regularise it.
    few: learn from all tunes, as far as it costs nothing on those that are held out in turn.
    """

    def __init__(
        self,
        settings: MelodySettings,
        tunes: Sequence[Tune],
        start: MelodyCheckpoint | None = None,
        character: str = ANY,
        feedback: Feedback | None = None,
        *,
        few: bool = False,
    ) -> None:
        self.settings, self.start, self.feedback, self.few = settings, start, feedback, few
        self.crossed: CrossValidation | None = None
        # Thumbs don't change what an agent is; other tunes do.
        self.character = (
            start.header.task_settings["character"] if start and feedback else character
        )
        self.material = Material(tunes, character, few=few)
        if settings.rhythms:
            self.material.move_off_beat(settings.rhythms, settings.seed)
        self.lessons = variants(
            self.material.train, settings.chords, settings.scales, settings.seed
        )
        torch.manual_seed(settings.seed)
        self.prior, self.values = (
            restored(start.tensors)
            if start
            else (Prior(), Values(len(TERMS), VALUES, dueling=settings.dueling))
        )
        self._clock = time.perf_counter()

    def steps(self) -> Iterator[MelodyProgress]:
        """Train to the end, prior first."""
        train, valid = self._examples(self.lessons), self._examples(self.material.valid)
        if self.feedback:
            learning = learn_thumbs(self.prior, self.feedback.learned, train, valid, self.settings)
            for moment in learning:
                yield self._progress("thumbs", *moment)
        else:
            penalty = yield from self._rehearse()
            yield from self._learn_prior(train, valid, penalty)
        if self.settings.updates:
            yield from self._learn_values(bits_per_event(self.prior, valid))

    def _learn_prior(
        self, train: Examples, valid: Examples, penalty: Penalty | None
    ) -> Iterator[MelodyProgress]:
        learning: Iterator[tuple[int, int, float]]
        if self.few:
            yield from self._cross_validate(penalty)
            learning = self._learn_from_few(train, penalty)
        else:
            learning = learn_prior(self.prior, train, valid, self.settings, penalty)
        for moment in learning:
            yield self._progress("prior", *moment)

    def _rehearse(self) -> Generator[MelodyProgress, None, Penalty | None]:
        """Play takes of the agent as it is; returns the penalty of leaving it."""
        settings = self.settings
        if not (self.start and settings.rehearsal):
            return None
        yield self._progress("rehearsal", 0, 1)
        played = takes_to_rehearse(MelodyPlayer(self.start), songbook(), settings.seed)
        yield self._progress("rehearsal", 1, 1)
        return held_to(self.prior, played, settings.rehearsal, settings.prior_batch, settings.seed)

    def _cross_validate(self, penalty: Penalty | None) -> Iterator[MelodyProgress]:
        folds, found = in_folds(self.material.train), list[Scores]()
        if not folds:
            return
        yield self._progress("folds", 0, len(folds))
        for fold in scores(self.prior, folds, self.settings, penalty):
            found.append(fold)
            yield self._progress("folds", len(found), len(folds))
        of_tunes = sum(map(len, folds)) == len(self.material.train)
        self.crossed = crossed(found, 1.0 if of_tunes else UNTESTED)

    def _learn_from_few(
        self, train: Examples, penalty: Penalty | None
    ) -> Iterator[tuple[int, int, float]]:
        """As `learn_prior`, but takes over what was good for the tunes that were held out."""
        updates = updates_for(train, self.settings)
        before = copy.deepcopy(self.prior)
        for update in descend(self.prior, train, self.settings, updates, penalty):
            if is_reported(update, updates):
                yield update, updates, math.nan
        share = self.crossed.share if self.crossed else UNTESTED
        self.prior = blended(before, self.prior, share)

    @property
    def _barred(self) -> bool:
        """Whether rests end at bar lines, as agents play them: in tunes off the beat many would
        not, and be played too rarely."""
        return self.settings.rhythms > 0

    def _examples(self, tunes: Sequence[Tune]) -> Examples:
        return examples_of(tunes, barred=self._barred)

    def _learn_values(self, bits: float) -> Iterator[MelodyProgress]:
        settings, random = self.settings, np.random.default_rng(self.settings.seed)
        order = random.permutation(len(self.lessons))[:REPLAYED_TUNES]
        real = buffer_of(
            self.prior, [self.lessons[number] for number in order], barred=self._barred
        )
        buffer = ReplayBuffer(
            settings.lines,
            settings.replay,
            real.rows.shape[2],
            real.suggestions.shape[2],
            VALUES - 1,
        )
        briefs = [brief_of(tune) for tune in self.lessons]
        learner = Learner(settings, self.prior, self.values, briefs, buffer)
        earned: list[NDArray[np.float32]] = []
        for _ in range(settings.n_step + 1):
            learner.play()
        while learner.update < settings.updates:
            earned.append(learner.play().mean(0).numpy())
            learner.learn(real)
            if learner.update % REPORT_EVERY == 0 or learner.update == settings.updates:
                means = np.mean(earned[-REPORT_EVERY:], axis=0)[: len(TERMS)]
                rewards = dict(zip(TERMS, means.tolist(), strict=True))
                yield self._progress("values", learner.update, settings.updates, bits, rewards)

    def _progress(
        self,
        phase: str,
        update: int,
        updates: int,
        bits: float = math.nan,
        rewards: dict[str, float] | None = None,
    ) -> MelodyProgress:
        seconds = time.perf_counter() - self._clock
        return MelodyProgress(phase, update, updates, seconds, bits, rewards or {})

    def save(self, out: Path) -> TrainingOutcome:
        """Measure the agent on the held-out tunes, and write it.

        Raises CheckpointError, or ConfigError if the weights have diverged.
        """
        tensors = exported(self.prior, self.values)
        if not all((abs(tensor) <= LARGEST_WEIGHT).all() for tensor in tensors.values()):
            raise ConfigError(
                "the weights have grown beyond all bounds: train with a smaller learning_rate, "
                "prior_rate or clip"
            )
        known = with_tunes(self.start.known if self.start else no_runs(), self.material.train)
        if self.feedback:
            liked = self.feedback.liked.learned
            known = with_melodies(known, ([s.action for s in phrase.steps] for phrase in liked))
        outcome = self._outcome(tensors, known)
        reached = {"bits": outcome.bits.after} if outcome.bits else {}
        if outcome.played and outcome.played.resemblance:
            reached |= outcome.played.resemblance._asdict()
        save_melody_checkpoint(out, self._header(reached), tensors, known)
        return outcome

    def _outcome(self, tensors: Tensors, known: Filter) -> TrainingOutcome:
        outcome = self._predicted()
        if self.feedback:
            liked, disliked = map(self._bits_of, self.feedback)
            outcome = replace(outcome, liked=liked, disliked=disliked)
        elif self.start and all(tune.source != NAME for tune in self.material.train):
            outcome = replace(outcome, forgotten=self._bits(examples_of(songbook())))
        if not self.few and outcome.held_out < FEWEST_REFERENCES:
            return outcome
        return replace(outcome, played=self._played(tensors, known))

    def _predicted(self) -> TrainingOutcome:
        """How well unseen tunes are predicted."""
        if not self.few:
            held_out = self.material.test
            return TrainingOutcome(self._bits(self._examples(held_out)), len(held_out))
        if not self.crossed:
            return TrainingOutcome(None, 0)
        before, after = (float(np.mean(bits)) for bits in self.crossed[:2])
        return TrainingOutcome(Bits(before, after), len(self.crossed.before), self.crossed)

    def _bits_of(self, phrases: Phrases) -> Bits | None:
        return self._bits(examples_of_phrases(phrases.measured)) if phrases.measured else None

    def _bits(self, seen: Examples) -> Bits:
        """Bits per event on some examples."""
        before = bits_per_event(restored(self.start.tensors)[0], seen) if self.start else None
        return Bits(before, bits_per_event(self.prior, seen))

    def _played(self, tensors: Tensors, known: Filter) -> TakesOutcome:
        """What takes of the agent are like, and of the one that few tunes changed."""
        stored, header = as_stored(tensors), self._header({})
        made = MelodyCheckpoint(header, stored, policy_of(header, stored), known)
        after = self._takes(made)
        outcome = TakesOutcome(
            len(after),
            sum(map(has_loop, after)),
            max(longest_copies(after, self.material.train), default=0),
        )
        if len(self.material.test) < FEWEST_REFERENCES:
            return outcome
        reference = [tune.excerpt(TAKE_BARS) for tune in self.material.test]
        before = self._takes(self.start) if self.start and self.few else []
        return outcome._replace(
            resemblance=resemblance(after, reference),
            before=resemblance(before, reference) if before else None,
        )

    def _takes(self, agent: MelodyCheckpoint) -> list[Tune]:
        """Takes of an agent under the conditions of the tunes that measure."""
        order = np.random.default_rng(self.settings.seed).permutation(len(self.material.test))
        briefs = [brief_of(self.material.test[number]).cut(TAKE_BARS) for number in order]
        count = SCORED_OF_FEW if self.few else SCORED_TAKES
        return takes(MelodyPlayer(agent), briefs, Knobs(), count, self.settings.seed)

    def _header(self, scores: dict[str, float]) -> Header:
        """The header of the agent's file."""
        return Header(
            task=MELODY,
            knobs=True,
            terms=TERMS,
            task_settings={"character": self.character},
            training=self.settings.as_dict(),
            scores={name: round(score, 4) for name, score in scores.items()},
            provenance=provenance(),
        )
