"""Files of classic agents: the affine layers of the network, with outputs in reward units.

The tensors `dense.N.weight` [out, in] and `dense.N.bias` [out], float32, in the format of
`agent.player.checkpoint`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.classic.observation import observation_tables
from agent.classic.playing.inference import DenseLayer, Policy
from agent.classic.task import NOTES, TERMS, ClassicTask
from agent.errors import CheckpointError, TaskError
from agent.player.checkpoint import Header, Tensors, write_checkpoint


@dataclass(frozen=True, slots=True)
class ClassicCheckpoint:
    """An agent of the classic task: its header, the task in it, and the network as a policy."""

    header: Header
    task: ClassicTask
    policy: Policy

    @classmethod
    def from_arrays(cls, header: Header, arrays: Tensors) -> ClassicCheckpoint:
        """The inverse of `arrays`; the arrays aren't copied."""
        listed = list(arrays.values())
        layers = list(zip(listed[::2], listed[1::2], strict=True))
        task = ClassicTask.from_dict(header.task_settings)
        return cls(header, task, Policy(layers, NOTES, knobs=header.knobs))

    def arrays(self) -> Tensors:
        """The arrays of its policy: weight and bias of each layer, in this order."""
        return {
            f"{number}.{part}": array
            for number, layer in enumerate(self.policy.layers)
            for part, array in enumerate(layer)
        }


def save_classic_checkpoint(path: Path, header: Header, layers: list[DenseLayer]) -> None:
    """Write a classic agent atomically. Raises CheckpointError if it can't be written."""
    tensors = {}
    for number, (weight, bias) in enumerate(layers):
        tensors[f"dense.{number}.weight"] = np.ascontiguousarray(weight, dtype=np.float32)
        tensors[f"dense.{number}.bias"] = np.ascontiguousarray(bias, dtype=np.float32)
    write_checkpoint(path, header, tensors)


def classic_checkpoint(path: Path, header: Header, tensors: Tensors) -> ClassicCheckpoint:
    """The agent in the content of a file. Raises CheckpointError if its parts don't fit."""
    try:
        task = ClassicTask.from_dict(header.task_settings)
    except TaskError as error:
        raise CheckpointError(f"{path} is damaged: {error}") from None
    except (TypeError, KeyError):
        raise CheckpointError(f"{path} is damaged: its task can't be read") from None
    layers = _layers(path, tensors)
    inputs = observation_tables(task).width + (len(TERMS) if header.knobs else 0)
    outputs = NOTES * (len(TERMS) if header.knobs else 1)
    if layers[0][0].shape[1] != inputs or len(layers[-1][1]) != outputs:
        raise CheckpointError(f"{path} is damaged: its network doesn't fit the task {header.task}")
    return ClassicCheckpoint(header, task, Policy(layers, NOTES, knobs=header.knobs))


def _layers(path: Path, tensors: Tensors) -> list[DenseLayer]:
    names = [
        f"dense.{number}.{part}"
        for number in range(len(tensors) // 2)
        for part in ("weight", "bias")
    ]
    if not names or set(names) != set(tensors):
        raise CheckpointError(f"{path} is damaged: it doesn't hold the layers of one network")
    arrays = [tensors[name] for name in names]
    layers = list(zip(arrays[::2], arrays[1::2], strict=True))
    inputs = None
    for weight, bias in layers:
        fits = (
            weight.ndim == 2
            and bias.shape == weight.shape[:1]
            and inputs in (None, weight.shape[1])
        )
        floats = weight.dtype == bias.dtype == np.float32
        if not (fits and floats and np.isfinite(weight).all() and np.isfinite(bias).all()):
            raise CheckpointError(f"{path} is damaged: its layers don't fit together")
        inputs = len(weight)
    return layers
