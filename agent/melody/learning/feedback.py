"""Liked and disliked phrases of melodies, as training data.

A phrase is a series of events with thumbs of one sign. Each event has its own state: all events
before it, and its setting.
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

# Phrases whose rewards sum up to less than this, half a thumb for one note, are ignored.
JUDGED = 0.5
# Reward of a note that a person played, about that of a note in the trace of a thumb.
OWN = 0.25
# From ENOUGH phrases on, every fifth is held out for evaluation.
ENOUGH, FIFTH = 15, 5


class PlayedNote(NamedTuple):
    """A note of a melody, and the knobs at that moment.

    heard: whether a person played it. reward: sum of its thumbs, each times the note's credit.
    """

    note: Note
    knobs: Knobs
    heard: bool = False
    reward: float = 0.0


class RewardedPhrase(NamedTuple):
    """Successive events of a melody within four bars, and the reward of each."""

    steps: tuple[StateAction, ...]
    rewards: tuple[float, ...]


class Phrases(NamedTuple):
    """Phrases for training and for evaluation; the same ones if there are few."""

    learned: list[RewardedPhrase]
    measured: list[RewardedPhrase]

    @property
    def unseen(self) -> bool:
        """Whether the phrases for evaluation aren't used for training."""
        return self.measured is not self.learned

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.learned) + self.unseen * len(self.measured)


class Feedback(NamedTuple):
    """Phrases with positive and with negative rewards."""

    liked: Phrases
    disliked: Phrases

    @property
    def learned(self) -> list[RewardedPhrase]:
        """All phrases for training."""
        return self.liked.learned + self.disliked.learned


def feedback_of(player: MelodyPlayer, melodies: Sequence[Sequence[PlayedNote]]) -> Feedback:
    """The phrases with thumbs, and those that a person played (as liked), for a player's agent."""
    phrases = [phrase for melody in melodies for phrase in _phrases(player, melody)]
    liked = [phrase for phrase in phrases if sum(phrase.rewards) >= JUDGED]
    disliked = [phrase for phrase in phrases if sum(phrase.rewards) <= -JUDGED]
    return Feedback(_split(liked), _split(disliked))


def examples_of_phrases(phrases: Sequence[RewardedPhrase]) -> Examples:
    """The examples of phrases, one after the other."""
    return joined([examples(phrase.steps) for phrase in phrases])


def rewards_of(phrases: Sequence[RewardedPhrase]) -> NDArray[np.float32]:
    """The reward of each of these examples [n]."""
    return np.array([reward for phrase in phrases for reward in phrase.rewards], dtype=np.float32)


def _split(phrases: list[RewardedPhrase]) -> Phrases:
    if len(phrases) < ENOUGH:
        return Phrases(phrases, phrases)
    learned = [phrase for number, phrase in enumerate(phrases) if number % FIFTH]
    return Phrases(learned, phrases[::FIFTH])


def _phrases(player: MelodyPlayer, melody: Sequence[PlayedNote]) -> list[RewardedPhrase]:
    groups = groupby(_events(player, melody), lambda event: _group(*event))
    return [RewardedPhrase(*zip(*events, strict=True)) for _, events in groups]


def _group(step: StateAction, reward: float) -> tuple[int, float]:
    """The key by which events are grouped to phrases: their four bars, and sign of the reward."""
    return step.line.tick // (PHRASE_BARS * step.setting.bar), np.sign(reward)


def _events(
    player: MelodyPlayer, melody: Sequence[PlayedNote]
) -> Iterator[tuple[StateAction, float]]:
    """Each step of a melody, with rests in its gaps, and its reward."""
    line = player.start(0, melody[0].note.onset, melody[0].knobs.meter)
    for note, knobs, heard, reward in melody:
        after = player.hear(line, knobs, note, placed=True)
        new = [onset for onset in after.onsets if onset >= line.tick]
        for tick, action in zip(new, map(ord, after.actions[-len(new) :]), strict=True):
            here = line._replace(tick=tick)
            setting = player.setting(here, knobs.at(tick))
            yield StateAction(here, setting, action), OWN if heard else reward
            line = here.played(action)
        line = after
