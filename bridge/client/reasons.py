"""What thumbs did, and why a note was chosen: replies of the server as values."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from bridge.client.transport import Reply
from bridge.osc.replies import BECAUSE, AlternativeReply, BecauseReply, decode


class Learned(NamedTuple):
    """The effect of a thumb. notes: number of credited notes; thumbs: number in the taste."""

    notes: int
    thumbs: int


class Alternative(NamedTuple):
    """Another note that could have been chosen; duration in quarter notes, probability 0-1."""

    pitch: int
    duration: float
    probability: float


class Why(NamedTuple):
    """Why a note was chosen. rank: 1 = the likeliest of `allowed` notes among `candidates`.

    duration: in quarter notes. probability: 0-1. parts: what each part of the policy contributed
    to its score, in nats above average. alternatives: the likeliest first.
    """

    pitch: int
    duration: float
    probability: float
    rank: int
    allowed: int
    candidates: int
    parts: dict[str, float]
    alternatives: list[Alternative]


def reasons(reply: Reply) -> float:
    """Number of replies to `/melo/why`, or infinity if this reply doesn't tell it."""
    if reply.address != BECAUSE.address:
        return inf
    return 1 + BECAUSE.decode(reply.values).reasons["alternatives"]


def why(replies: Iterable[Reply]) -> Why:
    """The replies to `/melo/why`, in any order, as one value."""
    told = [decode(reply.address, reply.values) for reply in replies]
    [because] = [reply for reply in told if isinstance(reply, BecauseReply)]
    others = [reply for reply in told if isinstance(reply, AlternativeReply)]
    facts = dict(because.reasons)
    del facts["alternatives"]
    pitch, rank, allowed, candidates = (
        int(facts.pop(name)) for name in ("pitch", "rank", "allowed", "candidates")
    )
    duration, probability = facts.pop("duration"), facts.pop("probability")
    alternatives = [
        Alternative(other.pitch, other.duration, other.probability)
        for other in sorted(others, key=lambda other: other.rank)
    ]
    return Why(pitch, duration, probability, rank, allowed, candidates, facts, alternatives)
