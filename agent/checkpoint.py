"""A checkpoint: one safe file that holds all that playing an agent needs.

safetensors (no pickle) with the layers `dense.N.weight` [out, in] and `dense.N.bias` [out] in
reward units, and one JSON header under the key "melobridge". The same agent always gives the
same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from agent.classic import NOTES, TERMS, ClassicTask
from agent.errors import CheckpointError, TaskError
from agent.files import write_atomically
from agent.observation import observation_tables
from agent.policy import DenseLayer, Policy

FORMAT = 1
SUFFIX = ".safetensors"
HEADER_KEY = "melobridge"


@dataclass(frozen=True, slots=True)
class Header:
    """What an agent says of itself."""

    task: str
    knobs: bool
    terms: tuple[str, ...] = TERMS
    task_settings: dict[str, Any] = field(default_factory=lambda: asdict(ClassicTask()))
    training: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A header, the task it names, and the network as a policy."""

    header: Header
    task: ClassicTask
    policy: Policy


def save_checkpoint(path: Path, header: Header, layers: list[DenseLayer]) -> None:
    """Write a checkpoint atomically. Raises CheckpointError if the place can't be written."""
    tensors = {}
    for number, (weight, bias) in enumerate(layers):
        tensors[f"dense.{number}.weight"] = np.ascontiguousarray(weight, dtype=np.float32)
        tensors[f"dense.{number}.bias"] = np.ascontiguousarray(bias, dtype=np.float32)
    try:
        write_atomically(path, save(tensors, {HEADER_KEY: header.to_json()}))
    except OSError as error:
        raise CheckpointError(f"{path} can't be written: {error.strerror or error}") from None


def load_checkpoint(path: Path) -> Checkpoint:
    """Read and check a checkpoint. Raises CheckpointError with one sentence that names the file."""
    metadata, tensors = read_tensors(path)
    header = _header(path, metadata)
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
    return Checkpoint(header, task, Policy(layers, NOTES, knobs=header.knobs))


def read_tensors(path: Path) -> tuple[dict[str, str], dict[str, np.ndarray[Any, Any]]]:
    """Metadata and tensors of a safetensors file. Raises CheckpointError."""
    if not path.is_file():
        raise CheckpointError(f"{path} doesn't exist: 'melobridge agents' lists the agents")
    try:
        with safe_open(path, framework="np") as file:
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - not iterable
            return dict(file.metadata() or {}), tensors
    except (SafetensorError, OSError, ValueError) as error:
        reason = str(error).removeprefix("Error while deserializing header: ")
        raise CheckpointError(
            f"{path} is no safetensors file or is cut short ({reason}): train or copy it anew"
        ) from None


def _header(path: Path, metadata: dict[str, str]) -> Header:
    if HEADER_KEY not in metadata:
        raise CheckpointError(f"{path} is a safetensors file, but not an agent of melobridge")
    try:
        values = json.loads(metadata[HEADER_KEY])
        if values["format"] > FORMAT:
            raise CheckpointError(
                f"{path} has format {values['format']}, this melobridge reads up to {FORMAT}: "
                "install a newer melobridge"
            )
        if values["task"] != "classic" or tuple(values["terms"]) != TERMS:
            raise CheckpointError(
                f"{path} is of the task '{values['task']}', which is unknown here"
            )
        values["terms"] = tuple(values["terms"])
        return Header(**values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CheckpointError(f"{path} is damaged: its header can't be read") from None


def _layers(path: Path, tensors: dict[str, np.ndarray[Any, Any]]) -> list[DenseLayer]:
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
