"""What a training run has made of an agent: scores before and after, on tunes that it isn't trained
on, and what its takes are like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from agent.corpus.songbook import NAME, songbook
from agent.melody.brief import brief_of
from agent.melody.learning.dataset import Examples, examples_of
from agent.melody.learning.feedback import Feedback, Phrases, examples_of_phrases
from agent.melody.learning.material import Material
from agent.melody.learning.network import Prior, restored
from agent.melody.learning.own_music.cross_validation import CrossValidation
from agent.melody.learning.prior import bits_per_event
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.metrics.loops import has_loop
from agent.metrics.repetition import longest_copies
from agent.metrics.resemblance import Resemblance, resemblance
from agent.music.tune import Tune
from agent.player.knobs import Knobs

SCORED_TAKES, SCORED_OF_FEW, FEWEST_REFERENCES = 300, 100, 20
TAKE_BARS = 16


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

    @property
    def scores(self) -> dict[str, float]:
        """What the agent's file says of it."""
        reached = {"bits": self.bits.after} if self.bits else {}
        if self.played and self.played.resemblance:
            reached |= self.played.resemblance._asdict()
        return {name: round(score, 4) for name, score in reached.items()}


class Measurement(NamedTuple):
    """What a run is measured by: its tunes, the agent that it started from, and the trained one,
    with its prior at full precision. seed: of the takes."""

    material: Material
    start: MelodyCheckpoint | None
    made: MelodyCheckpoint
    prior: Prior
    seed: int

    def outcome(
        self, crossed: CrossValidation | None, feedback: Feedback | None
    ) -> TrainingOutcome:
        """All scores. crossed: of few tunes; feedback: the phrases that were learned from."""
        outcome = _of_few(crossed) if self.material.few else self._of_held_out()
        if feedback:
            liked, disliked = map(self._bits_of, feedback)
            outcome = replace(outcome, liked=liked, disliked=disliked)
        elif self.start and all(tune.source != NAME for tune in self.material.train):
            outcome = replace(outcome, forgotten=self._bits(examples_of(songbook())))
        if not self.material.few and outcome.held_out < FEWEST_REFERENCES:
            return outcome
        return replace(outcome, played=self._played())

    def _of_held_out(self) -> TrainingOutcome:
        held_out = self.material.test
        return TrainingOutcome(self._bits(self.material.examples(held_out)), len(held_out))

    def _bits_of(self, phrases: Phrases) -> Bits | None:
        return self._bits(examples_of_phrases(phrases.measured)) if phrases.measured else None

    def _bits(self, seen: Examples) -> Bits:
        """Bits per event on some examples."""
        before = bits_per_event(restored(self.start.tensors)[0], seen) if self.start else None
        return Bits(before, bits_per_event(self.prior, seen))

    def _played(self) -> TakesOutcome:
        """What takes of the agent are like, and of the one that few tunes changed."""
        after = self._takes(self.made)
        outcome = TakesOutcome(
            len(after),
            sum(map(has_loop, after)),
            max(longest_copies(after, self.material.train), default=0),
        )
        if len(self.material.test) < FEWEST_REFERENCES:
            return outcome
        reference = [tune.excerpt(TAKE_BARS) for tune in self.material.test]
        before = self._takes(self.start) if self.start and self.material.few else []
        return outcome._replace(
            resemblance=resemblance(after, reference),
            before=resemblance(before, reference) if before else None,
        )

    def _takes(self, agent: MelodyCheckpoint) -> list[Tune]:
        """Takes of an agent under the conditions of the tunes that measure."""
        order = np.random.default_rng(self.seed).permutation(len(self.material.test))
        briefs = [brief_of(self.material.test[number]).cut(TAKE_BARS) for number in order]
        count = SCORED_OF_FEW if self.material.few else SCORED_TAKES
        return takes(MelodyPlayer(agent), briefs, Knobs(), count, self.seed)


def _of_few(crossed: CrossValidation | None) -> TrainingOutcome:
    """How well the tunes were predicted that were held out in turn."""
    if not crossed:
        return TrainingOutcome(None, 0)
    before, after = (float(np.mean(bits)) for bits in crossed[:2])
    return TrainingOutcome(Bits(before, after), len(crossed.before), crossed)
