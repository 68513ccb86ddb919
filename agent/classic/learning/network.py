"""The Q-network in torch: inputs -> 128 -> 64 -> Q[action, term].

Variants: dueling streams per term (Wang et al. 2016), and a first convolution over the seven
degrees (whose filters detect intervals on any degree). `dense_layers` converts every variant to
affine layers, so that playing needs neither torch nor a distinction of variants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

DenseLayer = tuple[NDArray[np.float32], NDArray[np.float32]]
CHANNELS = 16


class DegreeConvolution(nn.Module):
    """A convolution of width 3 over the degrees of the planes; other inputs pass unchanged."""

    planes: Tensor
    others: Tensor

    def __init__(self, inputs: int, planes: NDArray[np.int64]) -> None:
        super().__init__()
        self.register_buffer("planes", torch.as_tensor(planes))
        others = np.setdiff1d(np.arange(inputs), planes)
        self.register_buffer("others", torch.as_tensor(others))
        self.convolution = nn.Conv1d(len(planes), CHANNELS, kernel_size=3, padding=1)
        self.outputs = CHANNELS * planes.shape[1] + len(others)

    def forward(self, x: Tensor) -> Tensor:
        pictures = self.convolution(x[:, self.planes]).flatten(1)
        return torch.cat([pictures, x[:, self.others]], dim=1)


class DuelingHead(nn.Module):
    """Dueling streams, per term: Q = V + A - mean A (Wang et al. 2016, eq. 9)."""

    def __init__(self, inputs: int, actions: int, terms: int) -> None:
        super().__init__()
        self.value = nn.Linear(inputs, terms)
        self.advantage = nn.Linear(inputs, actions * terms)
        self.actions = actions

    def forward(self, x: Tensor) -> Tensor:
        advantage = self.advantage(x).unflatten(1, (self.actions, -1))
        q = self.value(x)[:, None] + advantage - advantage.mean(1, keepdim=True)
        return q.flatten(1)


class QNetwork(nn.Module):
    """Q-values [batch, actions, terms] of inputs [batch, features + knobs]."""

    def __init__(
        self,
        inputs: int,
        actions: int,
        terms: int,
        hidden: Sequence[int] = (128, 64),
        *,
        dueling: bool = False,
        planes: NDArray[np.int64] | None = None,
    ) -> None:
        super().__init__()
        self.shape = (actions, terms)
        stages: list[nn.Module] = []
        if planes is not None:
            stages.append(convolution := DegreeConvolution(inputs, planes))
            inputs = convolution.outputs
        for width in hidden:
            stages.append(nn.Linear(inputs, width))
            inputs = width
        head = (
            DuelingHead(inputs, actions, terms) if dueling else nn.Linear(inputs, actions * terms)
        )
        self.stages = nn.ModuleList([*stages, head])

    def forward(self, x: Tensor) -> Tensor:
        *hidden, head = self.stages
        for stage in hidden:
            x = torch.relu(stage(x))
        return head(x).unflatten(1, self.shape)


@torch.no_grad()
def dense_layers(network: QNetwork, inputs: int) -> list[DenseLayer]:
    """The network as affine layers (weight [out, in], bias [out]) with ReLU between them.

    Every stage is affine, so that its matrix is found by applying it to the unit vectors.
    """
    layers = []
    for stage in network.stages:
        weight, bias = _affine(stage, inputs)
        layers.append((weight.numpy().copy(), bias.numpy().copy()))
        inputs = len(weight)
    return layers


def _affine(stage: Callable[[Tensor], Tensor], inputs: int) -> tuple[Tensor, Tensor]:
    if isinstance(stage, nn.Linear):
        return stage.weight, stage.bias
    bias = stage(torch.zeros(1, inputs))[0]
    return (stage(torch.eye(inputs)) - bias).T, bias
