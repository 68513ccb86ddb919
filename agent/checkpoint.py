"""A checkpoint: one safe file that holds all that playing an agent needs.

safetensors (no pickle) and one JSON header under the key "melobridge". An agent of the classic
task holds the layers `dense.N.weight` [out, in] and `dense.N.bias` [out] in reward units; one of
the melody task the tensors of `agent.melody.policy.shapes`, as float16, and the filter of the
runs that it must not copy. The same agent always gives the same bytes.
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
from agent.melody.line import ANY, CHARACTERS
from agent.melody.originality import BITS, Filter, no_runs
from agent.melody.policy import MelodyPolicy, prepare, shapes
from agent.melody.rewards import TERMS as MELODY_TERMS
from agent.observation import observation_tables
from agent.policy import DenseLayer, Policy

FORMAT = 1
SUFFIX = ".safetensors"
HEADER_KEY = "melobridge"
CLASSIC, MELODY = "classic", "melody"
KNOWN_RUNS = "known_runs"
TABLES = ("task_settings", "training", "scores", "provenance")
TASK_TERMS = {CLASSIC: TERMS, MELODY: MELODY_TERMS}

Tensors = dict[str, np.ndarray[Any, Any]]


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
    """An agent of the classic task: a header, the task it names, and the network as a policy."""

    header: Header
    task: ClassicTask
    policy: Policy


@dataclass(frozen=True, slots=True)
class MelodyCheckpoint:
    """An agent of the melody task.

    tensors: float16, by the names of `shapes`. known: the runs of notes that it must not copy
    (`agent.melody.originality`).
    """

    header: Header
    tensors: Tensors
    policy: MelodyPolicy
    known: Filter = field(default_factory=no_runs)


def save_checkpoint(path: Path, header: Header, layers: list[DenseLayer]) -> None:
    """Write a classic agent atomically. Raises CheckpointError if the place can't be written."""
    tensors = {}
    for number, (weight, bias) in enumerate(layers):
        tensors[f"dense.{number}.weight"] = np.ascontiguousarray(weight, dtype=np.float32)
        tensors[f"dense.{number}.bias"] = np.ascontiguousarray(bias, dtype=np.float32)
    _write(path, header, tensors)


def save_melody_checkpoint(
    path: Path, header: Header, tensors: Tensors, known: Filter | None = None
) -> None:
    """Write a melody agent atomically, as float16. Raises CheckpointError."""
    runs = {KNOWN_RUNS: no_runs() if known is None else known}
    _write(path, header, as_stored(tensors) | runs)


def as_stored(tensors: Tensors) -> Tensors:
    """The tensors of a melody agent as its file holds them: rounded to float16."""
    return {name: np.ascontiguousarray(t, dtype=np.float16) for name, t in tensors.items()}


def _write(path: Path, header: Header, tensors: Tensors) -> None:
    try:
        write_atomically(path, save(tensors, {HEADER_KEY: header.to_json()}))
    except OSError as error:
        raise CheckpointError(f"{path} can't be written: {error.strerror or error}") from None


def load_checkpoint(path: Path) -> Checkpoint | MelodyCheckpoint:
    """Read and check a checkpoint. Raises CheckpointError with one sentence that names the file."""
    metadata, tensors = read_tensors(path)
    header = _header(path, metadata)
    return (_classic if header.task == CLASSIC else _melody)(path, header, tensors)


def load_classic(path: Path) -> Checkpoint:
    """The same, where only an agent of the classic task will do."""
    checkpoint = load_checkpoint(path)
    if not isinstance(checkpoint, Checkpoint):
        raise CheckpointError(f"{path} is of the task '{checkpoint.header.task}', not classic")
    return checkpoint


def load_melody(path: Path) -> MelodyCheckpoint:
    """The same, where only an agent of the melody task will do."""
    checkpoint = load_checkpoint(path)
    if not isinstance(checkpoint, MelodyCheckpoint):
        raise CheckpointError(f"{path} is of the task '{checkpoint.header.task}', not melody")
    return checkpoint


def _melody(path: Path, header: Header, tensors: Tensors) -> MelodyCheckpoint:
    try:
        expected = shapes(tensors["prior.bias"].shape[0], tensors["q.bias"].shape[0])
    except (KeyError, IndexError):
        expected = {}
    known = tensors.pop(KNOWN_RUNS, None)
    sound = {name: t.shape for name, t in tensors.items()} == expected and all(
        t.dtype == np.float16 and np.isfinite(t).all() for t in tensors.values()
    )
    if not sound or known is None or known.dtype != np.uint8 or known.shape != (BITS // 8,):
        raise CheckpointError(f"{path} is damaged: its network doesn't fit the task melody")
    if header.task_settings.get("character", ANY) not in CHARACTERS:
        raise CheckpointError(
            f"{path} is damaged: its character is none of {', '.join(CHARACTERS)}"
        )
    return MelodyCheckpoint(header, tensors, MelodyPolicy(prepare(tensors)), known)


def _classic(path: Path, header: Header, tensors: Tensors) -> Checkpoint:
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
        if tuple(values["terms"]) != TASK_TERMS.get(values["task"]):
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
