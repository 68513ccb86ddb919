"""Melody agents for tests: small, with random weights: any note, length or rest may come."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from agent.melody.playing.checkpoint import MelodyCheckpoint, as_stored, save_melody_checkpoint
from agent.melody.playing.inference import MelodyPolicy, prepare, shapes
from agent.melody.playing.player import MelodyPlayer
from agent.melody.rewards import TERMS
from agent.player.checkpoint import MELODY, Header, Tensors


def little_tensors(seed: int = 0, size: float = 0.3) -> Tensors:
    """Random weights of a network of 8 units a layer."""
    random = np.random.default_rng(seed)
    return {
        name: random.normal(0, size, shape).astype(np.float32)
        for name, shape in shapes(width=8, hidden=8).items()
    }


def little_checkpoint(
    seed: int = 0, method: str = "soft", character: str = "any", *, indifferent: bool = False
) -> MelodyCheckpoint:
    """An agent with these weights. indifferent: its Q-values are nothing, and the prior decides."""
    tensors = as_stored(little_tensors(seed))
    if indifferent:
        tensors |= {name: 0 * tensors[name] for name in ("q.head.weight", "q.head.bias")}
    header = Header(
        MELODY,
        True,
        terms=TERMS,
        task_settings={"character": character},
        training={"method": method},
    )
    return MelodyCheckpoint(header, tensors, MelodyPolicy(prepare(tensors)))


@cache
def little_player(
    seed: int = 0, method: str = "soft", character: str = "any", *, indifferent: bool = False
) -> MelodyPlayer:
    """A player of this agent: it plays anything, as nothing was learned."""
    return MelodyPlayer(little_checkpoint(seed, method, character, indifferent=indifferent))


def save_melody_agent(path: Path, seed: int = 0) -> Path:
    """Write one with still smaller weights, always the same for a seed; returns its path."""
    task = {"character": "any"}
    header = Header(MELODY, True, terms=TERMS, task_settings=task, scores={"bits": 2.25})
    save_melody_checkpoint(path, header, little_tensors(seed, size=0.05))
    return path
