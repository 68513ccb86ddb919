import os
from itertools import count
from pathlib import Path

import pytest

from agent.catalogue import shipped_folder
from agent.checkpoint import load_classic, load_melody
from agent.players import player_for
from agent.playing import Player
from bridge.responder import Responder
from tests.bridge.scripts import AsModule
from tests.melody_agent import save_melody_agent


@pytest.fixture(scope="session")
def player() -> Player:
    """The shipped classic agent."""
    return player_for(load_classic(shipped_folder() / "classic.safetensors"))


@pytest.fixture(scope="session")
def melody_player(tmp_path_factory: pytest.TempPathFactory) -> Player:
    """A melody agent with random weights: any note, length or rest may come."""
    folder = tmp_path_factory.mktemp("agents")
    return player_for(load_melody(save_melody_agent(folder / "melody.safetensors")))


@pytest.fixture
def responder(player: Player) -> Responder:
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
