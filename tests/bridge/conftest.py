import pytest

from agent.catalogue import shipped_folder
from agent.checkpoint import load_checkpoint
from agent.player import Player
from bridge.responder import Responder


@pytest.fixture(scope="session")
def player() -> Player:
    """The shipped classic agent."""
    return Player(load_checkpoint(shipped_folder() / "classic.safetensors"))


@pytest.fixture
def responder(player: Player) -> Responder:
    """A server without a socket."""
    return Responder({"classic": player}, "classic", seed=0)
