"""Which player plays a checkpoint."""

from __future__ import annotations

from agent.checkpoint import Checkpoint, MelodyCheckpoint
from agent.melody.player import MelodyPlayer
from agent.player import ClassicPlayer
from agent.playing import Player


def player_for(checkpoint: Checkpoint | MelodyCheckpoint) -> Player:
    """The player of the checkpoint's task."""
    if isinstance(checkpoint, MelodyCheckpoint):
        return MelodyPlayer(checkpoint)
    return ClassicPlayer(checkpoint)
