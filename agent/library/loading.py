"""Agents from their files, whatever their task. Here alone the two tasks are told apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias, TypeVar

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

TASK_TERMS = {CLASSIC: CLASSIC_TERMS, MELODY: MELODY_TERMS}
FROM_TENSORS: dict[str, Callable[[Path, Header, Tensors], Checkpoint]] = {
    CLASSIC: classic_checkpoint,
    MELODY: melody_checkpoint,
}
FROM_ARRAYS: dict[str, Callable[[Header, Tensors], Checkpoint]] = {
    CLASSIC: ClassicCheckpoint.from_arrays,
    MELODY: MelodyCheckpoint.from_arrays,
}


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
    header = read_header(path, metadata, TASK_TERMS)
    return FROM_TENSORS[header.task](path, header, tensors)


def load_classic(path: Path) -> ClassicCheckpoint:
    """The same. Raises WrongTask where the agent isn't one of the classic task."""
    return by_task(load_checkpoint(path), classic=_itself, melody=_refused(path, CLASSIC))


def load_melody(path: Path) -> MelodyCheckpoint:
    """The same. Raises WrongTask where the agent isn't one of the melody task."""
    return by_task(load_checkpoint(path), classic=_refused(path, MELODY), melody=_itself)


def checkpoint_of(header: Header, arrays: Tensors) -> Checkpoint:
    """The checkpoint that has these `arrays`, of which it keeps views."""
    return FROM_ARRAYS[header.task](header, arrays)


def player_for(checkpoint: Checkpoint) -> AnyPlayer:
    """The player of the checkpoint's task."""
    return by_task(checkpoint, classic=_classic_player, melody=_melody_player)


def _classic_player(checkpoint: ClassicCheckpoint) -> AnyPlayer:
    return ClassicPlayer(checkpoint)


def _melody_player(checkpoint: MelodyCheckpoint) -> AnyPlayer:
    return MelodyPlayer(checkpoint)


def _itself(checkpoint: R) -> R:
    return checkpoint


def _refused(path: Path, wanted: str) -> Callable[[Checkpoint], NoReturn]:
    """What refuses an agent of another task than the wanted one."""

    def refuse(checkpoint: Checkpoint) -> NoReturn:
        raise WrongTask(str(path), checkpoint.header.task, wanted)

    return refuse
