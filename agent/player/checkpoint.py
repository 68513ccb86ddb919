"""Agent files: safetensors (no pickle), with a JSON header under the metadata key "melobridge".

The tensors of a file depend on its task: see `agent.classic.playing.checkpoint` and
`agent.melody.playing.checkpoint`. The same agent always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from agent.errors import CheckpointError
from agent.files import write_atomically

FORMAT = 1
SUFFIX = ".safetensors"
HEADER_KEY = "melobridge"
CLASSIC, MELODY = "classic", "melody"
TABLES = ("task_settings", "training", "scores", "provenance")

Tensors = dict[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Header:
    """The metadata of an agent.

    task: CLASSIC or MELODY. knobs: whether it was trained for every setting of the term weights.
    terms: names of its reward terms. task_settings, training: the settings of its task and of its
    training run. scores: metrics by name, measured after training. provenance: versions of the
    packages it was trained with. format: version of the file format, at most FORMAT.
    """

    task: str
    knobs: bool
    terms: tuple[str, ...]
    task_settings: dict[str, Any] = field(default_factory=dict)
    training: dict[str, Any] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


def provenance() -> dict[str, str]:
    """The installed versions of the packages that an agent is trained with."""
    return {name: version(name) for name in ("melobridge", "torch", "numpy")}


def write_checkpoint(path: Path, header: Header, tensors: Tensors) -> None:
    """Write an agent's file atomically. Raises CheckpointError if it can't be written."""
    try:
        write_atomically(path, save(tensors, {HEADER_KEY: header.to_json()}))
    except OSError as error:
        raise CheckpointError(f"{path} can't be written: {error.strerror or error}") from None


def read_tensors(path: Path) -> tuple[dict[str, str], Tensors]:
    """Metadata and tensors of a safetensors file. Raises CheckpointError."""
    if path.is_dir():
        raise CheckpointError(f"{path} is a folder, not an agent's file: rename or remove it")
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


def read_header(
    path: Path, metadata: Mapping[str, str], terms: Mapping[str, tuple[str, ...]]
) -> Header:
    """Parse and check the header in the metadata of a file. terms: the reward terms of each task.

    Raises CheckpointError with one sentence that names the file.
    """
    if HEADER_KEY not in metadata:
        raise CheckpointError(f"{path} is a safetensors file, but not an agent of melobridge")
    try:
        values = json.loads(metadata[HEADER_KEY])
        if values["format"] > FORMAT:
            raise CheckpointError(
                f"{path} has format {values['format']}, this melobridge reads up to {FORMAT}: "
                "install a newer melobridge"
            )
        if tuple(values["terms"]) != terms.get(values["task"]):
            raise CheckpointError(
                f"{path} is of the task '{values['task']}', which is unknown here"
            )
        values["terms"] = tuple(values["terms"])
        header = Header(**values)
        if not all(type(getattr(header, name)) is dict for name in TABLES):
            raise TypeError
        return header
    except (ValueError, KeyError, TypeError, AttributeError):
        raise CheckpointError(f"{path} is damaged: its header can't be read") from None
