"""What a listener liked of melodies, and what not, as events to learn from.

A phrase is a row of events that got thumbs of one kind. Each event is seen in its own place: after
all that came before it, in its setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.melody.learning.dataset import Examples, StateAction, examples, joined
from agent.melody.playing.player import MelodyPlayer
from agent.melody.rewards import PHRASE_BARS
from agent.music.note import Note
from agent.player.knobs import Knobs

# Thumbs on a phrase that come to less than half of one for a single note are by chance.
JUDGED = 0.5
# What a note that a person played is worth: about what one in the trace of a thumb is.
OWN = 0.25
# Of so many phrases every fifth is held out to measure with.
ENOUGH, FIFTH = 15, 5


class PlayedNote(NamedTuple):
    """A note of a melody, and the knobs that were set.

    heard: a person played it; reward: the thumbs for it, up less down, each times its credit.
    """

    note: Note
    knobs: Knobs
    heard: bool = False
    reward: float = 0.0


class Phrase(NamedTuple):
    """Events of a melody in a row, at most four bars, and the reward of each."""

    steps: tuple[StateAction, ...]
    rewards: tuple[float, ...]


class Phrases(NamedTuple):
    """Some to learn from, others to measure with; where there are few, these are the same."""

    learned: list[Phrase]
    measured: list[Phrase]

    @property
    def unseen(self) -> bool:
        """Whether those to measure with aren't learned from."""
        return self.measured is not self.learned

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.learned) + self.unseen * len(self.measured)


class Feedback(NamedTuple):
    """Phrases by what was said of them."""

    liked: Phrases
    disliked: Phrases

    @property
    def learned(self) -> list[Phrase]:
        """All phrases to learn from."""
        return self.liked.learned + self.disliked.learned


def feedback_of(player: MelodyPlayer, melodies: Sequence[Sequence[PlayedNote]]) -> Feedback:
    """The phrases that got thumbs, or that a person played (liked), as this player sees them."""
    phrases = [phrase for melody in melodies for phrase in _phrases(player, melody)]
    liked = [phrase for phrase in phrases if sum(phrase.rewards) >= JUDGED]
    disliked = [phrase for phrase in phrases if sum(phrase.rewards) <= -JUDGED]
    return Feedback(_split(liked), _split(disliked))


def examples_of_phrases(phrases: Sequence[Phrase]) -> Examples:
    """The examples of phrases, one after the other."""
    return joined([examples(phrase.steps) for phrase in phrases])


def rewards_of(phrases: Sequence[Phrase]) -> NDArray[np.float32]:
    """The reward of each of these examples [n]."""
    return np.array([reward for phrase in phrases for reward in phrase.rewards], dtype=np.float32)


def _split(phrases: list[Phrase]) -> Phrases:
    if len(phrases) < ENOUGH:
        return Phrases(phrases, phrases)
    learned = [phrase for number, phrase in enumerate(phrases) if number % FIFTH]
    return Phrases(learned, phrases[::FIFTH])


def _phrases(player: MelodyPlayer, melody: Sequence[PlayedNote]) -> list[Phrase]:
    groups = groupby(_events(player, melody), lambda event: _group(*event))
    return [Phrase(*zip(*events, strict=True)) for _, events in groups]


def _group(step: StateAction, reward: float) -> tuple[int, float]:
    """What all events of a phrase have in common: their four bars, and the kind of their thumbs."""
    return step.line.tick // (PHRASE_BARS * step.setting.bar), np.sign(reward)


def _events(
    player: MelodyPlayer, melody: Sequence[PlayedNote]
) -> Iterator[tuple[StateAction, float]]:
    """Each step of a melody, and its reward. Gaps are rests."""
    line = player.start(0, melody[0].note.onset)
    for note, knobs, heard, reward in melody:
        after = player.hear(line, knobs, note, placed=True)
        new = [onset for onset in after.onsets if onset >= line.tick]
        for tick, action in zip(new, map(ord, after.actions[-len(new) :]), strict=True):
            here = line._replace(tick=tick)
            setting = player.setting(here, knobs.at(tick))
            yield StateAction(here, setting, action), OWN if heard else reward
            line = here.played(action)
        line = after
