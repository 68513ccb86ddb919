import pytest

from agent.catalogue import shipped_folder
from agent.checkpoint import load_classic, load_melody
from agent.players import player_for
from agent.playing import Player
from bridge.responder import Responder
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
