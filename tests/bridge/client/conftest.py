from collections.abc import Iterator

import pytest

from agent.player.protocol import AnyPlayer
from bridge.client import Client, Voice, transport
from bridge.server.dispatcher import Responder
from tests.support.answering import Answering, answering
from tests.support.patience import PATIENCE_SECONDS


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked for again before 0.2 s are over: a busy machine answers late."""
    for name in ("FIRST_TIMEOUT", "LEAST_TIMEOUT", "MOST_TIMEOUT"):
        monkeypatch.setattr(transport, name, 0.2)


@pytest.fixture
def server(player: AnyPlayer, melody_player: AnyPlayer) -> Iterator[Answering]:
    """A server with an agent that plays any note, and the classic one."""
    players = {"little": melody_player, "classic": player}
    with answering(Responder(players, "little", seed=0)) as server:
        yield server


@pytest.fixture
def melo(server: Answering) -> Iterator[Client]:
    with Client(port=server.port, timeout=PATIENCE_SECONDS) as melo:
        yield melo


@pytest.fixture
def lead(melo: Client, server: Answering) -> Voice:
    """A voice that has told the server its seed."""
    lead = melo.voice("lead", seed=3)
    server.asked.clear()
    return lead
