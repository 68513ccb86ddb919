import threading
from typing import Any

import pytest

from bridge.midi.events import LogLine
from bridge.musician.launch import PlayerProcess
from bridge.musician.messages import (
    Command,
    PlayerRefused,
    PlayerSetup,
    RemoveVoice,
    Report,
    SetTempo,
    StartSong,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
)
from bridge.osc import codec
from bridge.osc.forwarding import envelope
from bridge.server.jobs import PLAY, STOP, Job
from bridge.worker.midi_voices import MOST_PLAYED, Backstage, House, Performances
from tests.support.running import eventually

ME, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)
HOUSE = House("127.0.0.1", 6356, b"secret", "internal", ("melobridge", "keys"))
CONTENT = {
    "port": "synth",
    "channel": 3,
    "mode": "duet",
    "meter": "3/4",
    "chords": 4,
    "tempo": 96.0,
}


class FakePlayer:
    """A player process that is told things, and says what a test lets it say."""

    def __init__(self) -> None:
        self.told: list[Command] = []
        self.ended = False
        self._reports: list[Report] = []

    def send(self, command: Command) -> None:
        self.told.append(command)

    def says(self, report: Report) -> None:
        self._reports.append(report)

    def reports(self) -> list[Report]:
        said, self._reports = self._reports, []
        return said

    def close(self, seconds: float) -> None:
        self.ended = True

    def kill(self) -> None:
        self.ended = True


class Theatre:
    """Performances with fake players; what clients were told, as (client, address, values ...)."""

    def __init__(self) -> None:
        self.setups: list[PlayerSetup] = []
        self.players: list[FakePlayer] = []
        self.told: list[tuple[Any, ...]] = []
        self.log: list[str] = []
        self.performances = Performances(HOUSE, self._tell, self.log.append, self._start)

    @property
    def player(self) -> FakePlayer:
        return self.players[-1]

    def do(self, kind: str, voice: str = "lead", client: tuple[str, int] = ME, **more: Any) -> None:
        self.performances.do(Job(kind, voice, CONTENT | more, client))

    def says(self, report: Report) -> None:
        self.player.says(report)
        self.performances.look_after()

    def _start(self, setup: PlayerSetup) -> PlayerProcess:
        self.setups.append(setup)
        self.players.append(FakePlayer())
        return self.players[-1]  # type: ignore[return-value]

    def _tell(self, datagram: bytes, client: tuple[str, int]) -> None:
        [(address, values)] = codec.decode(datagram)
        self.told.append((client, address, *values))


@pytest.fixture
def theatre() -> Theatre:
    return Theatre()


def test_a_player_begins_when_a_voice_is_to_play_and_plays_it(theatre: Theatre) -> None:
    theatre.do(PLAY)
    [player] = theatre.setups
    assert (player.bpm, player.meter, player.sync) == (96.0, "3/4", "internal")
    assert player.inputs == (("melobridge", True, 0.0), ("keys", False, 0.0))
    setup, start = theatre.player.told
    assert isinstance(start, StartSong)
    assert setup == VoiceSetup(
        name="lead of 127.0.0.1:5001",
        server=("127.0.0.1", 6356),
        envelope=envelope(b"secret", ME),
        voice="lead",
        keys={},
        output=("synth", False, 0.0),
        channel=3,
        hears=0,
        mode="duet",
        meter="3/4",
        chords=4,
        rest=1.0,
        trade=0,
    )


def test_the_servers_own_port_is_a_virtual_one(theatre: Theatre) -> None:
    theatre.do(PLAY, port="melobridge")
    setup = theatre.player.told[0]
    assert isinstance(setup, VoiceSetup)
    assert setup.output == ("melobridge", True, 0.0)


def test_its_client_hears_that_it_plays_and_once_more_if_it_asks_again(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.do(PLAY)
    assert theatre.told == []
    theatre.says(VoiceAdded("lead of 127.0.0.1:5001", "synth"))
    theatre.do(PLAY)
    assert theatre.told == [(ME, "/melo/playing", "lead", "synth", 3, "duet")] * 2
    assert len(theatre.player.told) == 2


def test_one_player_plays_for_all_clients(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.do(PLAY, client=OTHER)
    names = [told.name for told in theatre.player.told if isinstance(told, VoiceSetup)]
    assert names == ["lead of 127.0.0.1:5001", "lead of 127.0.0.1:5002"]
    assert len(theatre.players) == 1


def test_another_tempo_is_that_of_all(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.do(PLAY, tempo=120.0)
    assert SetTempo(120.0) in theatre.player.told


def test_what_cant_be_played_is_an_error_for_its_client(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.says(VoiceRefused("lead of 127.0.0.1:5001", "there is no MIDI output 'synth'"))
    fault = "there is no MIDI output 'synth'"
    assert theatre.told == [(ME, "/melo/error", "/melo/play", 12, fault, "lead")]


def test_a_voice_that_plays_goes_on_where_another_port_cant_be_had(theatre: Theatre) -> None:
    name = "lead of 127.0.0.1:5001"
    theatre.do(PLAY)
    theatre.says(VoiceAdded(name, "synth"))
    theatre.do(PLAY, port="synht")
    theatre.says(VoiceRefused(name, "there is no MIDI output 'synht'"))
    theatre.do(PLAY)
    assert [told[1] for told in theatre.told] == ["/melo/playing", "/melo/error", "/melo/playing"]
    theatre.do(STOP)
    assert theatre.player.told[-1] == RemoveVoice(name)


def test_a_voice_is_stopped_whatever_was_asked_for_meanwhile(theatre: Theatre) -> None:
    name = "lead of 127.0.0.1:5001"
    theatre.do(PLAY)
    theatre.do(PLAY, port="synht")
    theatre.says(VoiceAdded(name, "synth"))
    theatre.says(VoiceRefused(name, "there is no MIDI output 'synht'"))
    theatre.do(STOP)
    assert theatre.player.told[-1] == RemoveVoice(name)


def test_a_player_that_cant_begin_is_an_error_for_all(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.do(PLAY, client=OTHER)
    theatre.says(PlayerRefused("there is no MIDI here"))
    assert [told[0] for told in theatre.told] == [ME, OTHER]


def test_a_voice_that_is_stopped_leaves(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.do(STOP)
    theatre.do(STOP)
    assert theatre.player.told[-1] == RemoveVoice("lead of 127.0.0.1:5001")
    assert theatre.told == [(ME, "/melo/stopped", "lead")] * 2


def test_after_a_player_died_its_clients_know_and_the_next_request_begins_another(
    theatre: Theatre,
) -> None:
    theatre.do(PLAY)
    theatre.player.ended = True
    theatre.performances.look_after()
    assert theatre.told[0][4] == "the player ended: play the voice again"
    theatre.do(PLAY)
    assert len(theatre.players) == 2


def test_there_is_an_end_to_how_many_play(theatre: Theatre) -> None:
    for number in range(MOST_PLAYED + 1):
        theatre.do(PLAY, voice=f"v{number}")
    assert theatre.told == [
        (ME, "/melo/error", "/melo/play", 12, "32 voices play already: stop one of them", "v32")
    ]


def test_what_the_player_says_is_logged(theatre: Theatre) -> None:
    theatre.do(PLAY)
    theatre.says(LogLine("the port synth is gone"))
    assert theatre.log == ["the port synth is gone"]


def test_backstage_does_jobs_in_a_thread_and_ends_with_silence(theatre: Theatre) -> None:
    before = threading.active_count()
    backstage = Backstage()
    backstage.do(Job(PLAY, "early", CONTENT, ME))  # nobody is there to do it
    backstage.open(theatre.performances)
    backstage.do(Job(PLAY, "lead", CONTENT, ME))
    assert eventually(lambda: theatre.players)
    theatre.player.says(VoiceAdded("lead of 127.0.0.1:5001", "synth"))
    assert eventually(lambda: theatre.told)
    backstage.close()
    assert theatre.player.ended
    assert threading.active_count() == before


def test_a_job_that_fails_is_told_and_ends_nothing(theatre: Theatre) -> None:
    backstage = Backstage()
    backstage.open(theatre.performances)
    backstage.do(Job(PLAY, "lead", {}, ME))
    backstage.do(Job(PLAY, "lead", CONTENT, ME))
    assert eventually(lambda: theatre.players)
    assert theatre.log == ["KeyError in a performance: please report it"]
    backstage.close()
