from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch

from agent.classic.observation import observation_tables
from agent.classic.playing.checkpoint import save_classic_checkpoint
from agent.classic.playing.inference import DenseLayer
from agent.classic.state_space import StateSpace, state_space
from agent.classic.task import NOTES, ClassicTask
from tests.support.classic import classic_header

# Two threads only get into each other's way on networks this small.
torch.set_num_threads(1)


@pytest.fixture(scope="session")
def space() -> StateSpace:
    """The state space of the default task."""
    return state_space(ClassicTask())


@pytest.fixture
def layers() -> list[DenseLayer]:
    """A small random network of the classic task, with knobs."""
    random = np.random.default_rng(0)
    widths = [observation_tables(ClassicTask()).width + 3, 16, 8, NOTES * 3]
    return [
        (
            random.normal(0, 0.3, (wide, narrow)).astype(np.float32),
            random.normal(0, 0.1, wide).astype(np.float32),
        )
        for narrow, wide in pairwise(widths)
    ]


@pytest.fixture
def agent_file(tmp_path: Path, layers: list[DenseLayer]) -> Path:
    """A checkpoint of that network."""
    path = tmp_path / "little.safetensors"
    save_classic_checkpoint(path, classic_header(scores={"start": 0.5}), layers)
    return path
