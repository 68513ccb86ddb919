"""Agents in shared memory: one process reads and checks a file, another maps its arrays.

The arrays have the form that a policy uses, so that the other process only makes views.
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
    """A file with the arrays of an agent, as plain values for a frame.

    header: as JSON. places: name, start in bytes, dtype and shape of each array.
    """

    file: str
    header: str
    places: list[tuple[str, int, str, tuple[int, ...]]]


def share(checkpoint: Checkpoint, file: Path) -> SharedAgent:
    """Write the arrays of an agent to a file. Raises OSError."""
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
    """A player on the memory of a shared agent; the file may be deleted at once.

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
    """The content of a file that may be deleted at once; Windows can't delete a mapped one."""
    if os.name != "posix":
        return file.read_bytes()
    with file.open("rb") as lying:
        return mmap.mmap(lying.fileno(), 0, access=mmap.ACCESS_READ)
