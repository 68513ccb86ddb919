import pytest

from bridge.errors import ProtocolError
from bridge.page.setup import RELEASED, TAKEN, VoiceOfClient
from bridge.page.tabs.taken import MOST_TAKEN, TakenVoices

LEAD: VoiceOfClient = (("127.0.0.1", 57120), "lead")
BASS: VoiceOfClient = (("127.0.0.1", 57120), "bass")
ONE, OTHER = object(), object()


def test_a_voice_belongs_to_one_tab_until_it_is_given_back() -> None:
    reports = list[tuple[str, VoiceOfClient]]()
    taken = TakenVoices(lambda kind, voice: reports.append((kind, voice)))
    taken.take(LEAD, ONE)
    taken.take(LEAD, ONE)
    assert taken.has(LEAD, ONE)
    with pytest.raises(ProtocolError, match="another tab has taken over 'lead'"):
        taken.take(LEAD, OTHER)
    assert not taken.give_back(LEAD, OTHER)
    assert taken.give_back(LEAD, ONE)
    assert not taken.give_back(LEAD, ONE)
    taken.take(LEAD, OTHER)
    assert reports == [(TAKEN, LEAD), (RELEASED, LEAD), (TAKEN, LEAD)]


def test_a_tab_knows_which_it_has() -> None:
    taken = TakenVoices(lambda *_: None)
    taken.take(LEAD, ONE)
    taken.take(BASS, OTHER)
    assert taken.of(ONE) == [LEAD]
    assert not taken.has(BASS, ONE)


def test_there_are_not_too_many() -> None:
    taken = TakenVoices(lambda *_: None)
    for number in range(MOST_TAKEN):
        taken.take((LEAD[0], str(number)), ONE)
    taken.take((LEAD[0], "0"), ONE)
    with pytest.raises(ProtocolError, match="64 voices are taken over already"):
        taken.take(LEAD, ONE)
