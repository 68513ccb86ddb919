"""What an agent rehearses while it learns something new: how it played before.

Its old corpus isn't at hand, so it plays takes, and is held to what it thought at each event of
them by a Kullback-Leibler divergence: generative replay (Shin et al. 2017), learning without
forgetting (Li and Hoiem 2016).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from agent.melody.brief import Brief, brief_of
from agent.melody.learning.data_augmentation.variants import variants
from agent.melody.learning.dataset import examples_of
from agent.melody.learning.network import Prior
from agent.melody.learning.prior import Penalty, drop_fields, tensors_of
from agent.melody.line import CHARACTERS
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.music.tune import Tune
from agent.player.constraints import ANY
from agent.player.knobs import Knobs

TAKES, TAKE_BARS = 200, 16
# Share of the takes that are also rehearsed in another scale.
SCALES = 0.7


def takes_to_rehearse(player: MelodyPlayer, tunes: Sequence[Tune], seed: int) -> list[Tune]:
    """Takes under the conditions of the tunes, in each character that the agent has, and copies of
    them in other scales."""
    characters = CHARACTERS if player.character == ANY else (player.character,)
    briefs = [
        _in_character(brief_of(tunes[number % len(tunes)]), character)
        for number, character in zip(range(TAKES), characters * TAKES, strict=False)
    ]
    return variants(takes(player, briefs, Knobs(), TAKES, seed), 0.0, SCALES, seed)


def _in_character(brief: Brief, character: str) -> Brief:
    brief = brief.cut(TAKE_BARS)
    return brief._replace(setting=brief.setting._replace(character=character))


def held_to(prior: Prior, tunes: Sequence[Tune], weight: float, batch: int, seed: int) -> Penalty:
    """The penalty of leaving the prior as it is now, at the events of the tunes.

    weight: of the mean divergence in nats; batch: events drawn for each update.
    """
    rows, suggestions, _ = tensors_of(examples_of(tunes))
    rows = drop_fields(rows, torch.Generator().manual_seed(seed))
    with torch.no_grad():
        before = _logs(prior.eval(), rows, suggestions)

    def penalty(now: Prior, generator: torch.Generator) -> Tensor:
        chosen = torch.randint(len(rows), (batch,), generator=generator)
        logs = _logs(now, rows[chosen], suggestions[chosen])
        loss = functional.kl_div(logs, before[chosen], log_target=True, reduction="batchmean")
        return weight * loss

    return penalty


def _logs(prior: Prior, rows: Tensor, suggestions: Tensor) -> Tensor:
    """log p0 [n, actions]."""
    logits, _ = prior(rows, suggestions)
    return functional.log_softmax(logits, dim=-1)
