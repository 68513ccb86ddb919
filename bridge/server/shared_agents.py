"""Agents through shared memory: one process reads and checks a file, another maps its arrays.

The arrays lie as a policy plays from them, so that the other one only makes views.
"""

from __future__ import annotations

import json
import mmap
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np

from agent.library.loading import Checkpoint, checkpoint_of, player_for
from agent.player.checkpoint import Header
from agent.player.protocol import AnyPlayer

ALIGNMENT = 64


class SharedAgent(NamedTuple):
    """An agent whose arrays lie in a file. header: as JSON. Plain values, for a frame."""

    file: str
    header: str
    places: list[tuple[str, int, str, tuple[int, ...]]]


def share(checkpoint: Checkpoint, file: Path) -> SharedAgent:
    """Lay the arrays of an agent into a file. Raises OSError."""
    places, start = list[tuple[str, int, str, tuple[int, ...]]](), 0
    with file.open("wb") as lying:
        for name, array in checkpoint.arrays().items():
            lying.seek(start)
            lying.write(np.ascontiguousarray(array).tobytes())
            places.append((name, start, array.dtype.str, array.shape))
            start = -(-lying.tell() // ALIGNMENT) * ALIGNMENT
        lying.truncate(max(start, 1))
    return SharedAgent(str(file), checkpoint.header.to_json(), places)


def take(shared: SharedAgent) -> AnyPlayer:
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
    return player_for(checkpoint_of(header, arrays))


def _memory(file: Path) -> mmap.mmap | bytes:
    """The content of a file that may go at once: on Windows, one that is mapped may not."""
    if os.name != "posix":
        return file.read_bytes()
    with file.open("rb") as lying:
        return mmap.mmap(lying.fileno(), 0, access=mmap.ACCESS_READ)
