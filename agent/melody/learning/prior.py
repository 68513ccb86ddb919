"""Supervised training of the prior p0 on real tunes, measured in bits per event."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from agent.melody.learning.dataset import Examples
from agent.melody.learning.network import Prior
from agent.melody.learning.settings import MelodySettings
from agent.melody.observation import (
    COLUMNS,
    FIRST,
    SCALE_TONES,
    SILENT,
    UNKNOWN_LEFT,
    Observation,
)

CHUNK = 4096
# Updates at a rising rate, at most: a fifth of them all.
WARM_UP = 200
# Number of evaluations on the validation tunes, and how many without progress stop the training.
REPORTS, PATIENCE = 20, 5
Penalty = Callable[[Prior, torch.Generator], Tensor]
# Probabilities of dropping fields: chords, the character, the length of the piece, the scale.
NO_CHORDS, NO_CHARACTER, NO_LENGTH, NO_SCALE = 0.3, 0.15, 0.3, 0.15


def learn_prior(
    prior: Prior,
    train: Examples,
    valid: Examples,
    settings: MelodySettings,
    penalty: Penalty | None = None,
) -> Iterator[tuple[int, int, float]]:
    """Train in place; at intervals yields (update, updates, bits per event on `valid`).

    At the end, or if the caller stops iterating, the best weights on `valid` are restored.
    penalty: added to the loss.
    """
    updates, patience = settings.prior_updates, PATIENCE
    best, kept = bits_per_event(prior, valid), copy.deepcopy(prior.state_dict())
    try:
        yield 0, updates, best
        for update in descend(prior, train, settings, updates, penalty):
            if is_reported(update, updates):
                bits = bits_per_event(prior, valid)
                patience -= 1
                if bits < best:
                    best, kept, patience = bits, copy.deepcopy(prior.state_dict()), PATIENCE
                yield update, updates, bits
                if not patience:
                    break
    finally:
        prior.load_state_dict(kept)
        prior.eval()


def is_reported(update: int, updates: int) -> bool:
    """Whether an update is one of the REPORTS."""
    return update % max(1, updates // REPORTS) == 0 or update == updates


def descend(
    prior: Prior,
    train: Examples,
    settings: MelodySettings,
    updates: int,
    penalty: Penalty | None = None,
) -> Iterator[int]:
    """Train in place on all examples; yields the number of each of the updates.

    penalty: added to the loss. The prior is left in its training mode.
    """
    generator = torch.Generator().manual_seed(settings.seed)
    torch.manual_seed(settings.seed)
    rows, suggestions, actions = tensors_of(train)
    optimizer = torch.optim.AdamW(
        prior.parameters(), weight_decay=settings.weight_decay, fused=True
    )
    prior.train()
    for update in range(1, updates + 1):
        chosen = torch.randint(len(actions), (settings.prior_batch,), generator=generator)
        logits, _ = prior(drop_fields(rows[chosen], generator), suggestions[chosen])
        loss = functional.cross_entropy(logits, actions[chosen])
        if penalty:
            loss = loss + penalty(prior, generator)
        _descend(optimizer, loss, _rate(settings.prior_rate, update, updates))
        yield update


def _descend(optimizer: torch.optim.Optimizer, loss: Tensor, rate: float) -> None:
    """One gradient step at a learning rate."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()


def _rate(rate: float, update: int, updates: int) -> float:
    """Learning rate: linear warm-up, then half a cosine down to 1e-5."""
    falling = 0.5 + 0.5 * math.cos(math.pi * update / updates)
    warm_up = min(WARM_UP, updates / 5)
    return rate * min(1.0, update / warm_up) * falling + 1e-5


def drop_fields(rows: Tensor, generator: torch.Generator) -> Tensor:
    """A copy of rows [batch, fields]; random ones lose chord, character, length or scale."""

    def some(share: float) -> Tensor:
        return torch.rand(len(rows), generator=generator) < share

    rows, blank = rows.clone(), some(NO_CHORDS)
    rows[blank, COLUMNS["chord root"]] = FIRST["chord root"]
    first = COLUMNS["chord tone 0"]
    rows[blank, first : first + 12] = SILENT
    rows[some(NO_CHARACTER), COLUMNS["character"]] = FIRST["character"]
    rows[some(NO_LENGTH), COLUMNS["left"]] = FIRST["left"] + UNKNOWN_LEFT
    blank, first = some(NO_SCALE), COLUMNS["scale tone 0"]
    rows[blank, first : first + SCALE_TONES] = SILENT
    return rows


def tensors_of(examples: Examples) -> tuple[Tensor, Tensor, Tensor]:
    """Rows [n, fields], suggestions [n, 6] and actions [n] as tensors."""
    return (
        torch.from_numpy(examples.rows.astype(np.int32)),
        torch.from_numpy(examples.suggestions.astype(np.int64)),
        torch.from_numpy(examples.actions.astype(np.int64)),
    )


def bits_per_event(prior: Prior, examples: Examples) -> float:
    """Mean of -log2 p0 over all events."""
    return float(surprise(prior, *tensors_of(examples)).mean())


def surprise_of(
    prior: Prior, seen: Sequence[Observation], actions: NDArray[np.int64]
) -> NDArray[np.float32]:
    """-log2 p0 [n] of actions [n], in bits."""
    rows = torch.tensor([one.rows for one in seen], dtype=torch.int32)
    suggestions = torch.tensor([one.suggestions for one in seen])
    return surprise(prior, rows, suggestions, torch.from_numpy(actions)).numpy()


@torch.no_grad()
def surprise(prior: Prior, rows: Tensor, suggestions: Tensor, actions: Tensor) -> Tensor:
    """-log2 p0 [n] of the actions [n], in bits."""
    training = prior.training
    prior.eval()
    parts = []
    for begin in range(0, len(actions), CHUNK):
        part = slice(begin, begin + CHUNK)
        logits, _ = prior(rows[part], suggestions[part])
        parts.append(functional.cross_entropy(logits, actions[part], reduction="none"))
    prior.train(training)
    return torch.cat(parts) / math.log(2)
