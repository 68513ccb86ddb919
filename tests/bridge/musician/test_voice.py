import pytest

from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.musician.modes import Generate
from bridge.musician.part import MidiPart
from bridge.musician.song_melody import Melody
from bridge.musician.voice import QUIET_SECONDS, PlayedVoice, RemoteVoice
from tests.support.musician import FakeVoice


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


def played(voice: FakeVoice, *, own: bool = True) -> PlayedVoice:
    part = MidiPart(Generate(Melody(voice, 4)), 0, 1)
    server = RemoteVoice(voice.client, voice, ["all"], own=own)  # type: ignore[arg-type]
    return PlayedVoice("lead", server, part, 4.0)


def test_knobs_are_turned_together_and_once(voice: FakeVoice) -> None:
    one = played(voice)
    one.turn("harmony", 0.5)
    one.turn("harmony", 0.6)
    one.turn("style", 1.5)
    assert one.apply_turns()
    assert not one.apply_turns()
    assert (voice.sets, voice.keys) == (1, {"harmony": 0.6, "style": 1.5})


def test_knobs_that_another_client_turns_too_are_set_once(voice: FakeVoice) -> None:
    one = played(voice, own=False)
    one.turn("harmony", 0.5)
    one.set_tempo(140.0)  # the tempo is the client's
    assert one.apply_turns()
    assert voice.sets == 0
    assert voice.client.sent == [("/melo/set", "lead", "harmony", 0.5)]


def test_the_tempo_is_sent_when_it_is_another_one(voice: FakeVoice) -> None:
    one = played(voice)
    for bpm in (120.0, 120.4, 119.8, 130.04):
        one.set_tempo(bpm)
        one.apply_turns()
    assert (voice.sets, voice.keys) == (2, {"tempo": 130.0})


def test_after_a_silence_it_waits_and_asks_how_the_server_is(voice: FakeVoice) -> None:
    one = played(voice)
    with one.asking(1.0):
        raise NoAnswer("no answer")
    assert one.silent
    assert not one.may_ask(1.0 + QUIET_SECONDS / 2)
    assert voice.client.caught_up == 0
    assert one.may_ask(1.0 + QUIET_SECONDS)
    assert voice.client.caught_up == 1


def test_a_refusal_is_reported_and_asked_again_at_once_but_only_once(voice: FakeVoice) -> None:
    one = played(voice)
    for _ in range(2):
        assert one.may_ask(1.0)
        with one.asking(1.0):
            raise ProtocolError(Code.OUT_OF_RANGE, "low is above high")
    assert not one.may_ask(1.0)
    assert one.faults == ["low is above high"] * 2
