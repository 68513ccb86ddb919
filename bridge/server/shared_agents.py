"""Agents through shared memory: one process reads and checks a file, another maps its arrays.

The arrays lie as a policy plays from them, so that the other one only makes views.
"""

from __future__ import annotations

import json
import mmap
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.classic.playing.checkpoint import Checkpoint
from agent.classic.playing.inference import Policy
from agent.classic.task import NOTES, ClassicTask
from agent.library.loading import player_for
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.inference import MelodyPolicy
from agent.player.checkpoint import Header
from agent.player.protocol import Player

ALIGNMENT = 64
KNOWN = "known"

SharedArrays = dict[str, NDArray[Any]]


class SharedAgent(NamedTuple):
    """An agent whose arrays lie in a file. header: as JSON. Plain values, for a frame."""

    file: str
    header: str
    places: list[tuple[str, int, str, tuple[int, ...]]]


def share(checkpoint: Checkpoint | MelodyCheckpoint, file: Path) -> SharedAgent:
    """Lay the arrays of an agent into a file. Raises OSError."""
    places, start = list[tuple[str, int, str, tuple[int, ...]]](), 0
    arrays = _arrays(checkpoint)
    with file.open("wb") as lying:
        for name, array in arrays.items():
            lying.seek(start)
            lying.write(np.ascontiguousarray(array).tobytes())
            places.append((name, start, array.dtype.str, array.shape))
            start = -(-lying.tell() // ALIGNMENT) * ALIGNMENT
        lying.truncate(max(start, 1))
    return SharedAgent(str(file), checkpoint.header.to_json(), places)


def take(shared: SharedAgent) -> Player:
    """The player of a shared agent. It alone keeps the memory: the file may go at once.

    Raises OSError.
    """
    memory = _memory(Path(shared.file))
    arrays = {
        name: np.frombuffer(memory, dtype, int(np.prod(shape)), start).reshape(shape)
        for name, start, dtype, shape in shared.places
    }
    values = json.loads(shared.header)
    header = Header(**values | {"terms": tuple(values["terms"])})
    return player_for(_checkpoint(header, arrays))


def _memory(file: Path) -> mmap.mmap | bytes:
    """The content of a file that may go at once: on Windows, one that is mapped may not."""
    if os.name != "posix":
        return file.read_bytes()
    with file.open("rb") as lying:
        return mmap.mmap(lying.fileno(), 0, access=mmap.ACCESS_READ)


def _arrays(checkpoint: Checkpoint | MelodyCheckpoint) -> SharedArrays:
    if isinstance(checkpoint, MelodyCheckpoint):
        return {**checkpoint.policy.arrays, KNOWN: checkpoint.known}
    layers = checkpoint.policy.layers
    return {
        f"{number}.{part}": array
        for number, layer in enumerate(layers)
        for part, array in enumerate(layer)
    }


def _checkpoint(header: Header, arrays: SharedArrays) -> Checkpoint | MelodyCheckpoint:
    known = arrays.pop(KNOWN, None)
    if known is not None:
        return MelodyCheckpoint(header, {}, MelodyPolicy(arrays), known)
    listed = list(arrays.values())
    layers = list(zip(listed[::2], listed[1::2], strict=True))
    task = ClassicTask.from_dict(header.task_settings)
    return Checkpoint(header, task, Policy(layers, NOTES, knobs=header.knobs))
