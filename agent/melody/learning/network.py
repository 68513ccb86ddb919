"""The networks of the melody task in torch: the prior with copy gates, and a Q-network on top.

The prior's input is the sum of the embeddings of an observation's rows. Copy gates add a learned
amount to the logits of each suggestion of recall: of its action, of its pitch, of its duration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from agent.melody.observation import (
    DURATION_ROW,
    DURATION_ROWS,
    PITCH_ROW,
    PITCHES,
    ROWS,
    SILENT,
    SUGGESTIONS,
)
from agent.melody.vocabulary import ACTIONS

WIDTH, INNER = 256, 128
COUNT = len(ACTIONS)
DROPOUT = 0.3


class Prior(nn.Module):
    """Logits [batch, actions] of the next event, and the hidden layer [batch, width] below them.

    Of rows [batch, fields] and suggestions [batch, 6], as `agent.melody.observation` gives them.
    """

    pitch_row: Tensor
    duration_row: Tensor

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.embedding = nn.EmbeddingBag(ROWS, width, mode="sum", padding_idx=SILENT)
        nn.init.normal_(self.embedding.weight, std=0.05)
        with torch.no_grad():
            self.embedding.weight[SILENT] = 0
        self.bias = nn.Parameter(torch.zeros(width))
        self.middle = nn.Linear(width, width)
        self.head = nn.Linear(width, COUNT + 3 * SUGGESTIONS)
        self.dropout = nn.Dropout(DROPOUT)
        self.register_buffer("pitch_row", torch.tensor(PITCH_ROW))
        self.register_buffer("duration_row", torch.tensor(DURATION_ROW))

    def forward(self, rows: Tensor, suggestions: Tensor) -> tuple[Tensor, Tensor]:
        first = self.dropout(torch.relu(self.embedding(rows) + self.bias))
        hidden = torch.relu(self.middle(first))
        out = self.head(self.dropout(hidden))
        gates = out[:, COUNT:].unflatten(1, (3, SUGGESTIONS))
        return out[:, :COUNT] + self._copied(gates, suggestions), hidden

    def _copied(self, gates: Tensor, suggestions: Tensor) -> Tensor:
        """[batch, actions]: what the gates [batch, 3, suggestions] add to the logits."""
        batch = len(gates)
        joint = gates.new_zeros(batch, COUNT + 1).scatter_add(1, suggestions, gates[:, 0])
        pitch = gates.new_zeros(batch, PITCHES).scatter_add(
            1, self.pitch_row[suggestions], gates[:, 1]
        )
        duration = gates.new_zeros(batch, DURATION_ROWS).scatter_add(
            1, self.duration_row[suggestions], gates[:, 2]
        )
        known = slice(0, COUNT)
        by_pitch = pitch[:, self.pitch_row[known]]
        return joint[:, :COUNT] + by_pitch + duration[:, self.duration_row[known]]


class Values(nn.Module):
    """Q [batch, actions, values] of rows, the prior's hidden layer and term weights [batch, knobs].

    width: of the prior's layers; inner: of this network's hidden layer. dueling: a state value and
    centred advantages for each value (Wang et al. 2016, eq. 9).
    """

    def __init__(
        self,
        knobs: int,
        values: int,
        *,
        dueling: bool = False,
        width: int = WIDTH,
        inner: int = INNER,
    ) -> None:
        super().__init__()
        self.embedding = nn.EmbeddingBag(ROWS, inner, mode="sum", padding_idx=SILENT)
        nn.init.normal_(self.embedding.weight, std=0.05)
        with torch.no_grad():
            self.embedding.weight[SILENT] = 0
        self.hidden = nn.Linear(width, inner)
        self.knobs = nn.Linear(knobs, inner, bias=False)
        self.head = nn.Linear(inner, COUNT * values)
        self.value = nn.Linear(inner, values) if dueling else None
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.zeros_(self.head.bias)

    def forward(self, rows: Tensor, hidden: Tensor, weights: Tensor) -> Tensor:
        inner = torch.relu(self.embedding(rows) + self.hidden(hidden) + self.knobs(weights))
        q = self.head(inner).unflatten(1, (COUNT, -1))
        if self.value is None:
            return q
        return self.value(inner)[:, None] + q - q.mean(1, keepdim=True)


@torch.no_grad()
def exported(prior: Prior, values: Values) -> dict[str, NDArray[np.float32]]:
    """The tensors of a checkpoint, by the names of `agent.melody.playing.inference.shapes`."""
    tensors = {f"prior.{name}": t for name, t in _named(prior).items()}
    head, bias = _without_streams(values)
    tensors |= {
        "q.embedding": values.embedding.weight,
        "q.bias": values.hidden.bias,
        "q.hidden.weight": values.hidden.weight,
        "q.knobs": values.knobs.weight,
        "q.head.weight": head,
        "q.head.bias": bias,
    }
    return {name: tensor.numpy().copy() for name, tensor in tensors.items()}


def _named(prior: Prior) -> dict[str, Tensor]:
    return {
        "embedding": prior.embedding.weight,
        "bias": prior.bias,
        "middle.weight": prior.middle.weight,
        "middle.bias": prior.middle.bias,
        "head.weight": prior.head.weight,
        "head.bias": prior.head.bias,
    }


def _without_streams(values: Values) -> tuple[Tensor, Tensor]:
    """Weight and bias of a single head that is equivalent to the dueling streams."""
    head, bias = values.head.weight, values.head.bias
    if values.value is None:
        return head, bias
    by_action = head.reshape(COUNT, -1, head.shape[1])
    weight = values.value.weight + by_action - by_action.mean(0)
    biases = bias.reshape(COUNT, -1)
    return weight.flatten(0, 1), (values.value.bias + biases - biases.mean(0)).flatten()


@torch.no_grad()
def restored(tensors: Mapping[str, NDArray[Any]]) -> tuple[Prior, Values]:
    """The networks of a checkpoint, for further training (dueling streams stay merged)."""
    loaded = {name: torch.from_numpy(t.astype(np.float32)) for name, t in tensors.items()}
    inner, knobs = loaded["q.knobs"].shape
    prior = Prior(len(loaded["prior.bias"]))
    width, count = len(prior.bias), len(loaded["q.head.bias"]) // COUNT
    values = Values(knobs, count, width=width, inner=inner)
    for name, tensor in _named(prior).items():
        tensor.copy_(loaded[f"prior.{name}"])
    values.embedding.weight.copy_(loaded["q.embedding"])
    values.hidden.bias.copy_(loaded["q.bias"])
    values.hidden.weight.copy_(loaded["q.hidden.weight"])
    values.knobs.weight.copy_(loaded["q.knobs"])
    values.head.weight.copy_(loaded["q.head.weight"])
    values.head.bias.copy_(loaded["q.head.bias"])
    return prior, values
