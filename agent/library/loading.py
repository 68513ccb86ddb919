"""Agents from their files, whatever their task. Here alone the two tasks are told apart."""

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
    """How the checkpoints of a task are made: of the tensors of a file, or of shared arrays."""

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
    """What the function of the checkpoint's task makes of it."""
    match checkpoint:
        case ClassicCheckpoint():
            return classic(checkpoint)
        case MelodyCheckpoint():
            return melody(checkpoint)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read and check a checkpoint. Raises CheckpointError with one sentence that names the file."""
    metadata, tensors = read_tensors(path)
    header = read_header(path, metadata, TERMS)
    return TASKS[header.task].from_tensors(path, header, tensors)


def load_classic(path: Path) -> ClassicCheckpoint:
    """The same. Raises WrongTask where the agent isn't one of the classic task."""
    return by_task(load_checkpoint(path), classic=_itself, melody=_refused(path, CLASSIC))


def load_melody(path: Path) -> MelodyCheckpoint:
    """The same. Raises WrongTask where the agent isn't one of the melody task."""
    return by_task(load_checkpoint(path), classic=_refused(path, MELODY), melody=_itself)


def checkpoint_of(header: Header, arrays: Tensors) -> Checkpoint:
    """The checkpoint that has these `arrays`, of which it keeps views."""
    return TASKS[header.task].from_arrays(header, arrays)


def player_for(checkpoint: Checkpoint) -> AnyPlayer:
    """The player of the checkpoint's task."""
    return by_task(checkpoint, classic=ClassicPlayer, melody=MelodyPlayer)


def _itself(checkpoint: R) -> R:
    return checkpoint


def _refused(path: Path, wanted: str) -> Callable[[Checkpoint], NoReturn]:
    """What refuses an agent of another task than the wanted one."""

    def refuse(checkpoint: Checkpoint) -> NoReturn:
        raise WrongTask(str(path), checkpoint.header.task, wanted)

    return refuse
