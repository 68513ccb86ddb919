"""Fine-tuning of the prior by thumbs: more of what was liked, less of what wasn't.

The agent played the events itself, so that thumbs are rewards of its own actions. The loss is the
clipped policy gradient of PPO (Schulman et al. 2017), with the agent before the fine-tuning as the
old policy: an event's own thumb makes it at most RATIO times as likely or unlikely, so that nothing
is memorised. A penalty on the Kullback-Leibler divergence, on real tunes and on the phrases, keeps
the prior near the old one.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from agent.melody.learning.dataset import Examples, joined
from agent.melody.learning.feedback import RewardedPhrase, examples_of_phrases, rewards_of
from agent.melody.learning.network import Prior
from agent.melody.learning.prior import bits_per_event, tensors_of
from agent.melody.learning.settings import MelodySettings

RATIO = 4.0
REPORT_EVERY = 25


def learn_thumbs(
    prior: Prior,
    phrases: Sequence[RewardedPhrase],
    tunes: Examples,
    valid: Examples,
    settings: MelodySettings,
) -> Iterator[tuple[int, int, float]]:
    """Train in place; at intervals yields (update, updates, bits per event on `valid`)."""
    generator = torch.Generator().manual_seed(settings.seed)
    first = copy.deepcopy(prior).eval()
    judged = examples_of_phrases(phrases)
    places, events = tensors_of(joined([tunes, judged])), tensors_of(judged)
    rewards = torch.from_numpy(rewards_of(phrases))
    optimizer = torch.optim.Adam(prior.parameters(), settings.prior_rate)
    prior.eval()
    for update in range(1, settings.prior_updates + 1):
        chosen = torch.randint(len(places[2]), (settings.prior_batch,), generator=generator)
        loss = _divergence(prior, first, *(column[chosen] for column in places))
        chosen = torch.multinomial(
            rewards.abs(), settings.prior_batch, replacement=True, generator=generator
        )
        sign = rewards[chosen].sign()
        loss = loss + _clipped(prior, first, sign, *(column[chosen] for column in events))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if update % REPORT_EVERY == 0 or update == settings.prior_updates:
            yield update, settings.prior_updates, bits_per_event(prior, valid)


def _divergence(
    prior: Prior, first: Prior, rows: Tensor, suggestions: Tensor, actions: Tensor
) -> Tensor:
    """Mean KL divergence between the first prior and the present one, in nats."""
    new, old = _logs(prior, rows, suggestions), _logs(first, rows, suggestions).detach()
    return functional.kl_div(new, old, log_target=True, reduction="batchmean")


def _clipped(
    prior: Prior, first: Prior, sign: Tensor, rows: Tensor, suggestions: Tensor, actions: Tensor
) -> Tensor:
    """PPO's clipped loss. sign [n]: 1 for a thumb up, -1 for one down."""
    new, old = _logs(prior, rows, suggestions), _logs(first, rows, suggestions).detach()
    ratio = (new - old).gather(1, actions[:, None])[:, 0]
    bound = math.log(RATIO)
    gain = torch.minimum(sign * ratio.exp(), sign * ratio.clamp(-bound, bound).exp())
    return -gain.mean()


def _logs(prior: Prior, rows: Tensor, suggestions: Tensor) -> Tensor:
    """log p0 [n, actions]."""
    logits, _ = prior(rows, suggestions)
    return functional.log_softmax(logits, dim=-1)
