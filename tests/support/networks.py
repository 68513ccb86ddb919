"""Little networks in torch for tests: a few units a layer, and weights anywhere."""

from __future__ import annotations

import torch

from agent.melody.learning.network import Prior, Values
from agent.melody.rewards import TERMS, VALUES


def little_networks(
    *, width: int = 16, inner: int = 12, dueling: bool = False, seed: int = 0
) -> tuple[Prior, Values]:
    """Networks as they begin to learn."""
    torch.manual_seed(seed)
    values = Values(len(TERMS), VALUES, dueling=dueling, width=width, inner=inner)
    return Prior(width), values


@torch.no_grad()
def random_networks(
    *, width: int = 16, inner: int = 12, dueling: bool = False, seed: int = 0
) -> tuple[Prior, Values]:
    """The same with all weights random, so that everything has a say."""
    prior, values = little_networks(width=width, inner=inner, dueling=dueling, seed=seed)
    for parameter in [*prior.parameters(), *values.parameters()]:
        parameter.normal_(std=0.3)
    prior.embedding.weight[0] = values.embedding.weight[0] = 0
    return prior.eval(), values
