"""Loading agents of any task. No other module distinguishes the two tasks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeAlias, TypeVar

from agent.classic.playing.checkpoint import ClassicCheckpoint, classic_checkpoint
from agent.classic.playing.player import ClassicPlayer
from agent.classic.task import TERMS as CLASSIC_TERMS
from agent.errors import WrongTask
from agent.melody.playing.checkpoint import MelodyCheckpoint, melody_checkpoint
from agent.melody.playing.player import MelodyPlayer
from agent.melody.rewards import TERMS as MELODY_TERMS
from agent.player.checkpoint import CLASSIC, MELODY, Header, Tensors, read_header, read_tensors
from agent.player.protocol import AnyPlayer

Checkpoint: TypeAlias = ClassicCheckpoint | MelodyCheckpoint
R = TypeVar("R")


class Task(NamedTuple):
    """How checkpoints of a task are built: from the tensors of a file, or from shared arrays."""

    terms: tuple[str, ...]
    from_tensors: Callable[[Path, Header, Tensors], Checkpoint]
    from_arrays: Callable[[Header, Tensors], Checkpoint]


TASKS = {
    CLASSIC: Task(CLASSIC_TERMS, classic_checkpoint, ClassicCheckpoint.from_arrays),
    MELODY: Task(MELODY_TERMS, melody_checkpoint, MelodyCheckpoint.from_arrays),
}
TERMS = {name: task.terms for name, task in TASKS.items()}


def by_task(
    checkpoint: Checkpoint,
    *,
    classic: Callable[[ClassicCheckpoint], R],
    melody: Callable[[MelodyCheckpoint], R],
) -> R:
    """Apply the function for the checkpoint's task to it."""
    match checkpoint:
        case ClassicCheckpoint():
            return classic(checkpoint)
        case MelodyCheckpoint():
            return melody(checkpoint)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read and check a checkpoint. Raises CheckpointError, in one sentence with the file's name."""
    metadata, tensors = read_tensors(path)
    header = read_header(path, metadata, TERMS)
    return TASKS[header.task].from_tensors(path, header, tensors)


def load_classic(path: Path) -> ClassicCheckpoint:
    """Like `load_checkpoint`; also raises WrongTask unless the agent is of the classic task."""
    return by_task(load_checkpoint(path), classic=_itself, melody=_refused(path, CLASSIC))


def load_melody(path: Path) -> MelodyCheckpoint:
    """Like `load_checkpoint`; also raises WrongTask unless the agent is of the melody task."""
    return by_task(load_checkpoint(path), classic=_refused(path, MELODY), melody=_itself)


def checkpoint_of(header: Header, arrays: Tensors) -> Checkpoint:
    """A checkpoint on given arrays, which it doesn't copy."""
    return TASKS[header.task].from_arrays(header, arrays)


def player_for(checkpoint: Checkpoint) -> AnyPlayer:
    """A player for a checkpoint, whatever its task."""
    return by_task(checkpoint, classic=ClassicPlayer, melody=MelodyPlayer)


def _itself(checkpoint: R) -> R:
    return checkpoint


def _refused(path: Path, wanted: str) -> Callable[[Checkpoint], NoReturn]:
    """A function that raises WrongTask for the checkpoint it is given."""

    def refuse(checkpoint: Checkpoint) -> NoReturn:
        raise WrongTask(str(path), checkpoint.header.task, wanted)

    return refuse
