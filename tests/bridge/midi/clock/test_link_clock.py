import sys
from collections.abc import Callable

import pytest

from agent.errors import MissingExtra
from bridge.midi.clock.link_clock import JOIN_SECONDS, MEET_SECONDS, LinkClock
from bridge.midi.events import LinkPeers, Transport
from tests.bridge.midi.clock import fake_link
from tests.bridge.midi.clock.fake_link import LINKS, SESSION

KNOWN_AT = 10.0 + JOIN_SECONDS + MEET_SECONDS


@pytest.fixture(autouse=True)
def link(monkeypatch: pytest.MonkeyPatch) -> None:
    """Link without a network."""
    monkeypatch.setitem(sys.modules, "link", fake_link)


class Peer:
    """A tempo of ours from 10.0 s on. changes: what it said."""

    def __init__(self, bpm: float = 120.0, bar: float = 4.0, *, playing: bool = False) -> None:
        self.tempo = LinkClock(10.0, bpm, bar, playing=playing)
        self.now, self._offset = 10.0, SESSION.micros
        self.changes: list[Transport | LinkPeers] = []

    def until(self, time: float) -> "Peer":
        while self.now < time - 1e-9:
            self.now = round(self.now + 0.01, 6)
            SESSION.micros = self._offset + round((self.now - 10.0) * 1e6)
            self.changes += self.tempo.step(self.now)
        return self

    @property
    def last(self) -> Transport:
        return [event for event in self.changes if isinstance(event, Transport)][-1]


def test_it_joins_a_session_after_a_moment_with_starts_and_stops() -> None:
    peer = Peer().until(10.0 + JOIN_SECONDS - 0.05)
    assert not LINKS[-1].enabled
    peer.until(10.0 + JOIN_SECONDS + 0.05)
    assert LINKS[-1].enabled
    assert LINKS[-1].startStopSyncEnabled


def test_at_first_the_song_stands() -> None:
    (event,) = Peer().tempo.begin(10.0)
    assert isinstance(event, Transport)
    assert (event.playing, event.line.bpm) == (False, 120.0)


def test_a_start_waits_until_the_others_are_known() -> None:
    peer = Peer()
    peer.tempo.start(10.0)
    assert peer.until(KNOWN_AT - 0.05).changes == []
    peer.until(KNOWN_AT + 0.05)
    assert peer.last.playing


def test_that_there_are_no_others_is_said_once_it_is_known() -> None:
    peer = Peer().until(KNOWN_AT - 0.05)
    assert peer.changes == []
    peer.until(KNOWN_AT + 1.0)
    assert peer.changes == [LinkPeers(0)]


def test_alone_the_first_beat_is_a_moment_after_the_start() -> None:
    peer = Peer().until(20.0)
    peer.tempo.start(20.0)
    peer.until(20.1)
    assert peer.last.time == pytest.approx(20.21, abs=0.001)
    assert peer.last.line.beat(peer.last.time) == pytest.approx(0.0, abs=0.001)


@pytest.mark.parametrize(("bar", "begins"), [(4.0, 22.0), (3.0, 20.5)])
def test_with_others_the_first_beat_is_on_their_next_bar_line(bar: float, begins: float) -> None:
    """At 120 bpm from 10.0 s on: bars of 4 beats begin every 2 s, bars of 3 every 1.5 s."""
    peer = Peer(bar=bar).until(20.0)
    SESSION.others = 1
    peer.tempo.start(20.0)
    peer.until(20.1)
    assert peer.last.time == pytest.approx(begins, abs=0.001)
    assert peer.last.line.beat(begins) == pytest.approx(0.0, abs=0.001)


def test_who_wants_to_start_in_a_session_that_plays_joins_in_on_a_bar_line() -> None:
    peer = Peer()
    peer.tempo.start(10.0)
    SESSION.others, SESSION.plays, SESSION.began = 1, True, SESSION.micros + 100_000
    peer.until(10.1)
    assert peer.last.playing
    assert peer.last.line.beat(12.0) == pytest.approx(0.0, abs=0.001)
    began = SESSION.began
    peer.until(KNOWN_AT + 0.1)
    assert SESSION.began == began


def test_a_stop_is_for_all_and_theirs_is_for_us() -> None:
    peer = Peer()
    peer.tempo.start(10.0)
    peer.until(13.0)
    peer.tempo.stop(13.0)
    peer.until(13.1)
    assert not SESSION.plays
    assert not peer.last.playing
    SESSION.plays, SESSION.began = True, SESSION.micros
    peer.until(13.2)
    assert peer.last.playing
    SESSION.plays = False
    peer.until(13.3)
    assert not peer.last.playing


def test_a_start_that_was_taken_back_lets_nothing_begin() -> None:
    peer = Peer()
    peer.tempo.start(10.0)
    peer.until(10.1).tempo.stop(10.1)
    assert peer.until(15.0).changes == [LinkPeers(0)]


def test_another_tempo_is_for_all_and_theirs_is_reported_once() -> None:
    peer = Peer().until(13.0)
    peer.tempo.set_tempo(140.0, 13.0)
    peer.until(13.1)
    assert SESSION.bpm == 140.0
    assert peer.last.line.bpm == 140.0
    SESSION.bpm = 90.0
    before = len(peer.until(13.2).changes)
    assert peer.last.line.bpm == 90.0
    assert len(peer.until(20.0).changes) == before


def test_a_tempo_that_links_rounding_changed_is_not_reported() -> None:
    peer = Peer().until(13.0)
    SESSION.bpm = 120.0001
    assert peer.until(14.0).changes == [LinkPeers(0)]


def test_others_who_come_and_go_are_reported() -> None:
    peer = Peer().until(11.0)
    SESSION.others = 2
    peer.until(12.0)
    SESSION.others = 0
    assert peer.until(13.0).changes == [LinkPeers(2), LinkPeers(0)]


def test_a_song_that_goes_on_after_a_restart_starts_again() -> None:
    peer = Peer(playing=True).until(KNOWN_AT + 0.1)
    assert peer.last.playing


def test_midi_doesnt_lead() -> None:
    assert Peer().tempo.receive(bytes([0xFA]), 11.0, 0) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "link", None)
    with pytest.raises(MissingExtra, match=r"Ableton Link.*link"):
        LinkClock(10.0, 120.0, 4.0)


@pytest.mark.parametrize(
    ("of", "fake"),
    [
        (lambda link: link.Link, fake_link.Link),
        (lambda link: type(link.Link(120.0).captureSessionState()), fake_link.State),
        (lambda link: type(link.Link(120.0).clock()), fake_link.Clock),
    ],
)
def test_the_fake_has_nothing_that_the_library_has_not(
    of: Callable[[object], type], fake: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "link")
    library = pytest.importorskip("link")
    ours = {name for name in vars(fake) if not name.startswith("_")} - {"first"}
    assert ours <= set(dir(of(library)))
