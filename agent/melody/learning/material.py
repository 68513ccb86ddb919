"""The tunes of a training: to learn from, to choose by and to measure with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from agent.errors import CorpusError, did_you_mean
from agent.melody.learning.data_augmentation.grooves import off_beat
from agent.melody.learning.dataset import Examples, examples_of, learnable
from agent.music.tune import METERS, Tune
from agent.player.constraints import ANY
from agent.wording import counted

# Notes that there must be to learn from.
FEWEST_NOTES = 8


class Material:
    """The tunes of a run by split, those of one character if one is asked for.

    few: all of them are learned from, and stand in where others should choose and measure. barred:
    whether rests end at bar lines, as agents play them: in tunes off the beat many would not, and
    be played too rarely. Raises CorpusError if there are no tunes to learn from, or hardly a note.
    """

    def __init__(self, tunes: Sequence[Tune], character: str = ANY, *, few: bool = False) -> None:
        self.few, self.barred = few, False
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
        self.barred = True
        self.train = off_beat(self.train, copies, seed)
        if not self.train:
            raise CorpusError(
                "no tune of the corpus can be moved off the beat: leave out --rhythms"
            )
        self.valid = off_beat(self.valid, 1, seed) or self.train
        self.test = off_beat(self.test, 1, seed) or self.valid

    def examples(self, tunes: Sequence[Tune]) -> Examples:
        """The examples of some tunes, one after the other."""
        return examples_of(tunes, barred=self.barred)


def _nothing_to_learn(character: str) -> str:
    if character == ANY:
        return f"the corpus has no tune to learn from in any of the meters {', '.join(METERS)}"
    return (
        f"the corpus has no tune of the character '{character}' to learn from: "
        "leave out --character or give another corpus"
    )


def leave_out(tunes: Sequence[Tune], sources: Collection[str]) -> list[Tune]:
    """The tunes, with all those of some sources as test tunes, and no others to test with: to
    measure an agent on music of another kind.

    Near-duplicates of a tune that is left out are dropped, so that nothing of it is learned. Raises
    CorpusError for a source that the tunes don't have.
    """
    known = sorted({tune.source for tune in tunes})
    for source in sources:
        if source not in known:
            hint = did_you_mean(source, known) or f"use {', '.join(known)}"
            raise CorpusError(f"no tune is of the source '{source}': {hint}")
    unseen = [replace(tune, split="test") for tune in tunes if tune.source in sources]
    kin = {tune.cluster for tune in unseen if tune.cluster}
    return unseen + [
        tune
        for tune in tunes
        if tune.source not in sources and tune.split != "test" and tune.cluster not in kin
    ]
