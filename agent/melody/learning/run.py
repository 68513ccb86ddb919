"""A training run of a melody agent: the prior, then deep Q-learning on top, then its scores.

A run may start from another agent (fine-tuning). Scores before and after are measured on tunes
that it isn't trained on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from agent.corpus.songbook import songbook
from agent.errors import ConfigError
from agent.melody.learning.data_augmentation.variants import variants
from agent.melody.learning.dataset import Examples
from agent.melody.learning.dqn import learner_of
from agent.melody.learning.feedback import Feedback
from agent.melody.learning.finetune import learn_thumbs
from agent.melody.learning.material import Material
from agent.melody.learning.network import Prior, Values, exported, restored
from agent.melody.learning.outcome import Measurement, TrainingOutcome
from agent.melody.learning.own_music.cross_validation import (
    UNTESTED,
    CrossValidation,
    Scores,
    crossed,
    learn_from_few,
    scores,
)
from agent.melody.learning.own_music.folds import in_folds
from agent.melody.learning.own_music.rehearsal import held_to, takes_to_rehearse
from agent.melody.learning.prior import Penalty, bits_per_event, learn_prior
from agent.melody.learning.settings import MelodySettings
from agent.melody.originality import Filter, no_runs, with_melodies, with_tunes
from agent.melody.playing.checkpoint import (
    MelodyCheckpoint,
    as_stored,
    policy_of,
    save_melody_checkpoint,
)
from agent.melody.playing.player import MelodyPlayer
from agent.melody.rewards import TERMS, VALUES
from agent.music.tune import Tune
from agent.player.checkpoint import MELODY, Header, Tensors, provenance
from agent.player.constraints import ANY

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
        self.settings, self.start, self.feedback = settings, start, feedback
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
        train, valid = map(self.material.examples, (self.lessons, self.material.valid))
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
        if self.material.few:
            yield from self._cross_validate(penalty)
            share = self.crossed.share if self.crossed else UNTESTED
            learning = learn_from_few(self.prior, train, self.settings, penalty, share)
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

    def _learn_values(self, bits: float) -> Iterator[MelodyProgress]:
        settings, barred = self.settings, self.material.barred
        learner, real = learner_of(settings, self.prior, self.values, self.lessons, barred=barred)
        earned: list[NDArray[np.float32]] = []
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
        known = self._known()
        outcome = self._measurement(tensors, known).outcome(self.crossed, self.feedback)
        save_melody_checkpoint(out, self._header(outcome.scores), tensors, known)
        return outcome

    def _known(self) -> Filter:
        """The runs of notes of all that was learned from, here and before."""
        known = with_tunes(self.start.known if self.start else no_runs(), self.material.train)
        if not self.feedback:
            return known
        liked = self.feedback.liked.learned
        return with_melodies(known, ([s.action for s in phrase.steps] for phrase in liked))

    def _measurement(self, tensors: Tensors, known: Filter) -> Measurement:
        stored, header = as_stored(tensors), self._header({})
        made = MelodyCheckpoint(header, stored, policy_of(header, stored), known)
        return Measurement(self.material, self.start, made, self.prior, self.settings.seed)

    def _header(self, scores: dict[str, float]) -> Header:
        """The header of the agent's file."""
        return Header(
            task=MELODY,
            knobs=True,
            terms=TERMS,
            task_settings={"character": self.character},
            training=self.settings.as_dict(),
            scores=scores,
            provenance=provenance(),
        )
