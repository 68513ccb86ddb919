import os
from itertools import count
from pathlib import Path

import pytest

from agent.library.catalogue import shipped_folder
from agent.library.loading import load_classic, load_melody, player_for
from agent.player.protocol import AnyPlayer
from bridge.server.dispatcher import Responder
from tests.support.melody_agent import save_melody_agent
from tests.support.scripts import AsModule


@pytest.fixture(scope="session")
def player() -> AnyPlayer:
    """The shipped classic agent."""
    return player_for(load_classic(shipped_folder() / "classic.safetensors"))


@pytest.fixture(scope="session")
def melody_player(tmp_path_factory: pytest.TempPathFactory) -> AnyPlayer:
    """A melody agent with random weights: any note, length or rest may come."""
    folder = tmp_path_factory.mktemp("agents")
    return player_for(load_melody(save_melody_agent(folder / "melody.safetensors")))


@pytest.fixture
def responder(player: AnyPlayer) -> Responder:
    """A server without a socket."""
    return Responder({"classic": player}, "classic", seed=0)


@pytest.fixture
def as_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsModule:
    """Makes a script a module that `python -m` finds, in place of one of ours."""
    folder, numbers = tmp_path / "scripts", count()
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)

    def named(script: str) -> str:
        name = f"script_{next(numbers)}"
        (folder / f"{name}.py").write_text(script, encoding="utf-8")
        return name

    return named
