"""Following a player: probabilities of the next action by the motifs that were heard.

The model is PPM (prediction by partial matching, escape method C; Pearce and Wiggins 2004) on the
heard phrase alone, a string with one character chr(action) per event.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


def followed(prior: FloatArray, heard: str, context: str, follow: float) -> FloatArray:
    """log p [actions]: the prior mixed with the PPM distribution, by a share `follow` (0-1).

    prior: log p0 [actions] up to a constant.
    """
    p0 = np.exp(prior - prior.max())
    p0 /= p0.sum()
    motifs = follow_distribution(heard, context, len(prior))
    if motifs is None:
        return prior
    mixed = (1 - follow) * p0 + follow * (motifs + max(1 - float(motifs.sum()), 0.0) * p0)
    return np.log(mixed + 1e-12).astype(np.float32)


def follow_distribution(
    heard: str, context: str, actions: int, orders: int = 5
) -> NDArray[np.float64] | None:
    """[actions]: PPM probabilities of the next action, or None if nothing was heard.

    For every order k from `orders` down to 0: if n events of t kinds followed the latest k events
    of the context in `heard`, each kind gets count / (n + t) of the probability that longer
    contexts left over. The rest after order 0 is missing from the sum: it is the prior's share.
    """
    if not heard:
        return None
    chances = np.zeros(actions)
    left = 1.0
    for order in range(min(orders, len(context)), 0, -1):
        left = _share_out(chances, _followers(heard, context[-order:]), left)
    _share_out(chances, {event: heard.count(event) for event in set(heard)}, left)
    return chances


def _followers(heard: str, context: str) -> dict[str, int]:
    """How often each event came right after the context."""
    counts: dict[str, int] = {}
    at = heard.find(context)
    last = len(heard) - len(context)
    while 0 <= at < last:
        event = heard[at + len(context)]
        counts[event] = counts.get(event, 0) + 1
        at = heard.find(context, at + 1)
    return counts


def _share_out(chances: NDArray[np.float64], counts: dict[str, int], left: float) -> float:
    """Give each event its share of the probability `left`; returns the escape probability."""
    if not counts:
        return left
    whole = left / (sum(counts.values()) + len(counts))
    for event, count in counts.items():
        chances[ord(event)] += whole * count
    return whole * len(counts)
