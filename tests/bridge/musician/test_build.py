from collections.abc import Iterator

import pytest

from bridge.errors import NoAnswer, ProtocolError
from bridge.musician.build import build_voice
from bridge.musician.messages import VoiceSetup
from bridge.musician.modes import Answer, Duet, Generate, Mode, PitchOnly
from bridge.server.dispatcher import Responder
from tests.support.answering import Answering, answering
from tests.support.free_ports import HOST


@pytest.fixture
def server(responder: Responder) -> Iterator[Answering]:
    with answering(responder) as server:
        yield server


@pytest.fixture
def setup(server: Answering) -> VoiceSetup:
    return VoiceSetup(
        name="lead",
        server=(HOST, server.port),
        envelope=b"",
        voice="melody",
        keys={"low": 60},
        output=("melobridge", True, 0.0),
        channel=3,
        hears=2,
        mode="generate",
        meter="4/4",
        chords=1,
        rest=1.0,
        trade=0,
    )


def test_a_voice_is_built_from_its_setup(setup: VoiceSetup, server: Answering) -> None:
    taken = build_voice(setup, port=5)
    assert (taken.name, taken.at_server.name, taken.bar, taken.agents) == (
        "lead",
        "melody",
        4,
        ["classic"],
    )
    assert (taken.part.port, taken.part.channel, taken.part.hears) == (5, 3, 2)
    assert any("low" in message for message in server.asked)
    taken.close()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("generate", Generate), ("answer", Answer), ("duet", Duet), ("pitch", PitchOnly)],
)
def test_each_mode_has_its_machine(setup: VoiceSetup, mode: str, kind: type[Mode]) -> None:
    taken = build_voice(setup._replace(mode=mode), port=0)
    assert type(taken.part.mode) is kind
    taken.close()


def test_what_the_server_refuses_is_raised(setup: VoiceSetup) -> None:
    with pytest.raises(ProtocolError, match="this agent plays in 4/4 only"):
        build_voice(setup._replace(keys={"meter": "3/4"}), port=0)


def test_a_server_that_is_silent_is_raised(setup: VoiceSetup) -> None:
    with pytest.raises(NoAnswer):
        build_voice(setup._replace(server=(HOST, 1)), port=0)
