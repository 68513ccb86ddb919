from collections.abc import Iterator

import pytest

from bridge.errors import NoAnswer, ProtocolError
from bridge.musician.build import seat
from bridge.musician.messages import Place
from bridge.musician.modes import Answer, Duet, Generate, Mode, PitchOnly
from bridge.server.dispatcher import Responder
from tests.support.answering import HOST, Answering, answering


@pytest.fixture
def server(responder: Responder) -> Iterator[Answering]:
    with answering(responder) as server:
        yield server


@pytest.fixture
def place(server: Answering) -> Place:
    return Place(
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


def test_a_voice_sits_where_it_was_placed(place: Place, server: Answering) -> None:
    taken = seat(place, port=5)
    assert (taken.name, taken.voice.name, taken.bar, taken.agents) == (
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
def test_each_mode_has_its_machine(place: Place, mode: str, kind: type[Mode]) -> None:
    taken = seat(place._replace(mode=mode), port=0)
    assert type(taken.part.mode) is kind
    taken.close()


def test_what_the_server_refuses_is_raised(place: Place) -> None:
    with pytest.raises(ProtocolError, match="this agent plays in 4/4 only"):
        seat(place._replace(keys={"meter": "3/4"}), port=0)


def test_a_server_that_is_silent_is_raised(place: Place) -> None:
    with pytest.raises(NoAnswer):
        seat(place._replace(server=(HOST, 1)), port=0)
