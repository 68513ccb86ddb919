"""Why a note was chosen, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.music.note import Note
from agent.player.sampling import expected, odds

PRIOR, FOLLOW, TASTE = "prior", "follow", "taste"
COLOUR, SYNCOPATION, RESTS = "colour", "syncopation", "rests"
MOST_ALTERNATIVES = 5

# [candidates]: the score that each part of a policy gives each candidate, in nats.
Parts = Mapping[str, NDArray[Any]]


class RankedNote(NamedTuple):
    """A note that could have been chosen, and its probability (0-1)."""

    note: Note
    probability: float


class Explanation(NamedTuple):
    """Why a note was chosen, or how likely it was.

    parts: the score of the note by each part of the policy, in nats, less the expectation of that
    score under the policy: a positive part favoured the note, and their sum is its advantage.
    probability: 0-1, under the knobs. rank: 1 = the likeliest. allowed: how many of all candidates
    the constraints allowed. alternatives: the likeliest other notes, the best one first.
    """

    parts: dict[str, float]
    probability: float
    rank: int
    allowed: int
    candidates: int
    alternatives: tuple[RankedNote, ...]

    @property
    def advantage(self) -> float:
        """The score of the note less the expected score under the policy, in nats."""
        return sum(self.parts.values())


def explanation_of(
    parts: Parts,
    allowed: NDArray[np.bool_],
    chosen: int,
    temperature: float,
    note_of: Callable[[int], Note],
) -> Explanation:
    """Explain the choice of one candidate.

    parts: arrays [candidates] in nats. allowed: [candidates]. chosen: index of the candidate.
    note_of: the note of a candidate.
    """
    scores = np.array(list(parts.values()), dtype=np.float64).sum(axis=0)
    usual = expected(scores, allowed, temperature)
    chances = odds(scores, allowed, temperature)
    ranked = [int(n) for n in np.argsort(-scores, kind="stable") if allowed[n]]
    others = [n for n in ranked[: MOST_ALTERNATIVES + 1] if n != chosen][:MOST_ALTERNATIVES]
    return Explanation(
        {name: float(part[chosen] - usual @ part) for name, part in parts.items()},
        float(chances[chosen]),
        1 + sum(bool(scores[n] > scores[chosen]) for n in ranked),
        len(ranked),
        len(scores),
        tuple(RankedNote(note_of(n), float(chances[n])) for n in others),
    )
