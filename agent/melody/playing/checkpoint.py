"""Files of melody agents: the networks, and the runs of notes that must not be copied.

The tensors of `agent.melody.playing.inference.shapes` as float16, and the filter of
`agent.melody.originality`, in the file of `agent.player.checkpoint`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.errors import CheckpointError
from agent.melody.line import CHARACTERS
from agent.melody.observation import ROWS, SCALE_TONES
from agent.melody.originality import BITS, Filter, no_runs
from agent.melody.playing.inference import AS_LEARNED, MelodyPolicy, Neutral, prepare, shapes
from agent.player.checkpoint import Header, Tensors, write_checkpoint
from agent.player.constraints import ANY

KNOWN_RUNS = "known_runs"
# With what takes of a character leap and rest as much as real tunes. As they learned, melodies of
# dances leap less, and most rest less. `python -m benchmarks.neutral` prints the figures.
NEUTRAL = {
    ANY: Neutral(smoothness=0.7, rests=1.0),
    "fiddle": Neutral(smoothness=0.6, rests=0.6),
    "hymn": Neutral(rests=1.0),
    "lied": Neutral(rests=0.8),
}
# Its name among the arrays of `MelodyCheckpoint.arrays`.
KNOWN = "known"


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

    @classmethod
    def from_arrays(cls, header: Header, arrays: Tensors) -> MelodyCheckpoint:
        """The inverse of `arrays`, which aren't copied. It has no tensors, and so can only play."""
        policy = {name: array for name, array in arrays.items() if name != KNOWN}
        return cls(header, {}, MelodyPolicy(policy), arrays[KNOWN])

    def arrays(self) -> Tensors:
        """The arrays of its policy, and the filter of known runs."""
        return {**self.policy.arrays, KNOWN: self.known}


def save_melody_checkpoint(
    path: Path, header: Header, tensors: Tensors, known: Filter | None = None
) -> None:
    """Write a melody agent atomically, as float16. Raises CheckpointError."""
    runs = {KNOWN_RUNS: no_runs() if known is None else known}
    write_checkpoint(path, header, as_stored(tensors) | runs)


def as_stored(tensors: Tensors) -> Tensors:
    """The tensors of a melody agent as its file holds them: rounded to float16."""
    return {name: np.ascontiguousarray(t, dtype=np.float16) for name, t in tensors.items()}


def melody_checkpoint(path: Path, header: Header, tensors: Tensors) -> MelodyCheckpoint:
    """The agent in the content of a file. Raises CheckpointError if its parts don't fit."""
    try:
        expected = shapes(tensors["prior.bias"].shape[0], tensors["q.bias"].shape[0])
    except (KeyError, IndexError):
        expected = {}
    known = tensors.pop(KNOWN_RUNS, None)
    tensors = {name: _with_all_rows(tensor, expected.get(name)) for name, tensor in tensors.items()}
    sound = {name: t.shape for name, t in tensors.items()} == expected and all(
        t.dtype == np.float16 and np.isfinite(t).all() for t in tensors.values()
    )
    if not sound or known is None or known.dtype != np.uint8 or known.shape != (BITS // 8,):
        raise CheckpointError(f"{path} is damaged: its network doesn't fit the task melody")
    if header.task_settings.get("character", ANY) not in CHARACTERS:
        raise CheckpointError(
            f"{path} is damaged: its character is none of {', '.join(CHARACTERS)}"
        )
    return MelodyCheckpoint(header, tensors, policy_of(header, tensors), known)


def policy_of(header: Header, tensors: Tensors) -> MelodyPolicy:
    """The policy of an agent, with what is NEUTRAL for its character."""
    character = header.task_settings.get("character", ANY)
    return MelodyPolicy(prepare(tensors, NEUTRAL.get(character, AS_LEARNED)))


def _with_all_rows(tensor: NDArray[Any], expected: tuple[int, ...] | None) -> NDArray[Any]:
    """A table of a file from before the rows of the scale, with zeros for these; others as they
    are."""
    if expected is None or expected[0] != ROWS or tensor.shape[:1] != (ROWS - SCALE_TONES,):
        return tensor
    return np.concatenate([tensor, np.zeros((SCALE_TONES, *tensor.shape[1:]), tensor.dtype)])
