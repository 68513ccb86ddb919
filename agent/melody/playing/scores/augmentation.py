"""Long notes only: a melody of quarter notes, played so many times as slowly.

Melodies of nothing but whole notes are unknown to the prior, which knows such notes as endings: it
rests, or stays on the tonic. So it sees the melody in diminution, as quarter notes, and the scores
of these are those of the long notes. (Augmentation and diminution are the terms of counterpoint.)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.melody.intervals import move
from agent.melody.line import Line, Setting
from agent.melody.vocabulary import ACTIONS, DURATIONS, NO_PITCH, nearest_action
from agent.music.tune import TICKS
from agent.player.constraints import may_last

# The shortest note (ticks) from which on a melody is seen in diminution.
LONG = 3 * TICKS
SEEN = 64
# Nats that are taken from a rest which is no whole number of ticks in diminution.
UNKNOWN = 20.0


@lru_cache(maxsize=256)
def augmentation(durations: str, density: float) -> int:
    """How many times as slowly as in quarter notes a melody goes; 1 unless all notes are long."""
    lengths = [ticks for ticks in DURATIONS if may_last(ticks, durations, density)]
    shortest = min(lengths, default=TICKS)
    return shortest // TICKS if shortest >= LONG else 1


def diminished(line: Line, setting: Setting, times: int) -> tuple[Line, Setting]:
    """The latest events of a line, so many times as fast, and the setting in the same time.

    What a person played stays as it is, so that it comes back in augmentation.
    """
    actions = line.actions[-SEEN:].translate(_table(times))
    numbers = list(map(ord, actions))
    seen = line._replace(
        actions=actions,
        onsets=tuple(onset // times for onset in line.onsets[-SEEN:]),
        tick=line.tick // times,
        start=line.start // times,
        pickup=line.pickup // times,
        moves="".join(map(move, numbers, numbers[1:])),
    )
    return seen, setting._replace(end=setting.end // times)


def augmented(scores: NDArray[Any], times: int) -> NDArray[Any]:
    """[actions]: of each action the score of what it is in diminution."""
    return scores.take(_sources(times)[0])


def cost(times: int) -> NDArray[np.float32]:
    """[actions]: nats to take from the scores of what isn't known in diminution."""
    return _sources(times)[1]


@lru_cache(maxsize=16)
def _table(times: int) -> str:
    """For the translation of a string: what each action is so many times as fast, or nearly."""
    return "".join(map(chr, _sources(times)[0].tolist()))


@lru_cache(maxsize=16)
def _sources(times: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """[actions]: the number of each action in diminution, and what is taken from its score."""
    sources = [nearest_action(pitch, max(ticks // times, 1)) for pitch, ticks in ACTIONS]
    unknown = [pitch == NO_PITCH and ticks % times > 0 for pitch, ticks in ACTIONS]
    return np.array(sources), np.where(unknown, np.float32(UNKNOWN), np.float32(0))
