"""Agents from their files, whatever their task."""

from __future__ import annotations

from pathlib import Path

from agent.classic.playing.checkpoint import Checkpoint, classic_checkpoint
from agent.classic.playing.player import ClassicPlayer
from agent.classic.task import TERMS
from agent.errors import CheckpointError
from agent.melody.playing.checkpoint import MelodyCheckpoint, melody_checkpoint
from agent.melody.playing.player import MelodyPlayer
from agent.melody.rewards import TERMS as MELODY_TERMS
from agent.player.checkpoint import CLASSIC, MELODY, read_header, read_tensors
from agent.player.protocol import Player

TASK_TERMS = {CLASSIC: TERMS, MELODY: MELODY_TERMS}


def load_checkpoint(path: Path) -> Checkpoint | MelodyCheckpoint:
    """Read and check a checkpoint. Raises CheckpointError with one sentence that names the file."""
    metadata, tensors = read_tensors(path)
    header = read_header(path, metadata, TASK_TERMS)
    return (classic_checkpoint if header.task == CLASSIC else melody_checkpoint)(
        path, header, tensors
    )


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


def player_for(checkpoint: Checkpoint | MelodyCheckpoint) -> Player:
    """The player of the checkpoint's task."""
    if isinstance(checkpoint, MelodyCheckpoint):
        return MelodyPlayer(checkpoint)
    return ClassicPlayer(checkpoint)
