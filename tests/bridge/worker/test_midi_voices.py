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
from bridge.osc.address import Address
from bridge.osc.forwarding import envelope
from bridge.server.jobs import PlayJob, StopJob
from bridge.worker.midi_voices import MOST_PLAYED, MidiThread, MidiVoices, MidiVoicesSetup
from tests.support.running import eventually

ME, OTHER = ("127.0.0.1", 5001), ("127.0.0.1", 5002)
SETUP = MidiVoicesSetup("127.0.0.1", 6356, b"secret", "internal", ("melobridge", "keys"))
PLAY = PlayJob(
    voice="lead",
    to=ME,
    port="synth",
    channel=3,
    mode="duet",
    meter="3/4",
    chords=4,
    tempo=96.0,
)


class FakePlayer:
    """A player process that is sent commands, and says what a test lets it say."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.ended = False
        self._reports: list[Report] = []

    def send(self, command: Command) -> None:
        self.commands.append(command)

    def says(self, report: Report) -> None:
        self._reports.append(report)

    def reports(self) -> list[Report]:
        said, self._reports = self._reports, []
        return said

    def close(self, seconds: float) -> None:
        self.ended = True

    def kill(self) -> None:
        self.ended = True


class FakeMidi:
    """MIDI voices with fake players; what clients were sent, as (client, address, values ...)."""

    def __init__(self) -> None:
        self.setups: list[PlayerSetup] = []
        self.players: list[FakePlayer] = []
        self.sent: list[tuple[Any, ...]] = []
        self.log: list[str] = []
        self.faults: list[Exception] = []
        self.voices = MidiVoices(SETUP, self._send, self.log.append, self._start)

    @property
    def player(self) -> FakePlayer:
        return self.players[-1]

    def play(self, **other: Any) -> None:
        self.voices.do(PLAY._replace(**other))

    def stop(self) -> None:
        self.voices.do(StopJob("lead", ME))

    def says(self, report: Report) -> None:
        self.player.says(report)
        self.voices.look_after()

    def _start(self, setup: PlayerSetup) -> PlayerProcess:
        if self.faults:
            raise self.faults.pop()
        self.setups.append(setup)
        self.players.append(FakePlayer())
        return self.players[-1]  # type: ignore[return-value]

    def _send(self, datagram: bytes, client: Address) -> None:
        [(address, values)] = codec.decode(datagram)
        self.sent.append((client, address, *values))


@pytest.fixture
def midi() -> FakeMidi:
    return FakeMidi()


def test_a_player_begins_when_a_voice_is_to_play_and_plays_it(midi: FakeMidi) -> None:
    midi.play()
    [player] = midi.setups
    assert (player.bpm, player.meter, player.sync) == (96.0, "3/4", "internal")
    assert player.inputs == (("melobridge", True, 0.0), ("keys", False, 0.0))
    setup, start = midi.player.commands
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


def test_the_servers_own_port_is_a_virtual_one(midi: FakeMidi) -> None:
    midi.play(port="melobridge")
    setup = midi.player.commands[0]
    assert isinstance(setup, VoiceSetup)
    assert setup.output == ("melobridge", True, 0.0)


def test_its_client_hears_that_it_plays_and_once_more_if_it_asks_again(midi: FakeMidi) -> None:
    midi.play()
    midi.play()
    assert midi.sent == []
    midi.says(VoiceAdded("lead of 127.0.0.1:5001", "synth"))
    midi.play()
    assert midi.sent == [(ME, "/melo/playing", "lead", "synth", 3, "duet")] * 2
    assert len(midi.player.commands) == 2


def test_one_player_plays_for_all_clients(midi: FakeMidi) -> None:
    midi.play()
    midi.play(to=OTHER)
    names = [command.name for command in midi.player.commands if isinstance(command, VoiceSetup)]
    assert names == ["lead of 127.0.0.1:5001", "lead of 127.0.0.1:5002"]
    assert len(midi.players) == 1


def test_another_tempo_is_that_of_all(midi: FakeMidi) -> None:
    midi.play()
    midi.play(tempo=120.0)
    assert SetTempo(120.0) in midi.player.commands


def test_what_cant_be_played_is_an_error_for_its_client(midi: FakeMidi) -> None:
    midi.play()
    midi.says(VoiceRefused("lead of 127.0.0.1:5001", "there is no MIDI output 'synth'"))
    fault = "there is no MIDI output 'synth'"
    assert midi.sent == [(ME, "/melo/error", "/melo/play", 12, fault, "lead")]


def test_a_voice_that_plays_goes_on_where_another_port_cant_be_had(midi: FakeMidi) -> None:
    name = "lead of 127.0.0.1:5001"
    midi.play()
    midi.says(VoiceAdded(name, "synth"))
    midi.play(port="synht")
    midi.says(VoiceRefused(name, "there is no MIDI output 'synht'"))
    midi.play()
    assert [reply[1] for reply in midi.sent] == ["/melo/playing", "/melo/error", "/melo/playing"]
    midi.stop()
    assert midi.player.commands[-1] == RemoveVoice(name)


def test_a_voice_is_stopped_whatever_was_asked_for_meanwhile(midi: FakeMidi) -> None:
    name = "lead of 127.0.0.1:5001"
    midi.play()
    midi.play(port="synht")
    midi.says(VoiceAdded(name, "synth"))
    midi.says(VoiceRefused(name, "there is no MIDI output 'synht'"))
    midi.stop()
    assert midi.player.commands[-1] == RemoveVoice(name)


def test_a_player_that_cant_begin_is_an_error_for_all(midi: FakeMidi) -> None:
    midi.play()
    midi.play(to=OTHER)
    midi.says(PlayerRefused("there is no MIDI here"))
    assert [reply[0] for reply in midi.sent] == [ME, OTHER]


def test_a_voice_that_is_stopped_leaves(midi: FakeMidi) -> None:
    midi.play()
    midi.stop()
    midi.stop()
    assert midi.player.commands[-1] == RemoveVoice("lead of 127.0.0.1:5001")
    assert midi.sent == [(ME, "/melo/stopped", "lead")] * 2


def test_after_a_player_died_its_clients_know_and_the_next_request_begins_another(
    midi: FakeMidi,
) -> None:
    midi.play()
    midi.player.ended = True
    midi.voices.look_after()
    assert midi.sent[0][4] == "the player ended: play the voice again"
    midi.play()
    assert len(midi.players) == 2


def test_there_is_an_end_to_how_many_play(midi: FakeMidi) -> None:
    for number in range(MOST_PLAYED + 1):
        midi.play(voice=f"v{number}")
    assert midi.sent == [
        (ME, "/melo/error", "/melo/play", 12, "32 voices play already: stop one of them", "v32")
    ]


def test_what_the_player_says_is_logged(midi: FakeMidi) -> None:
    midi.play()
    midi.says(LogLine("the port synth is gone"))
    assert midi.log == ["the port synth is gone"]


def test_jobs_are_done_in_a_thread_and_ends_with_silence(midi: FakeMidi) -> None:
    before = threading.active_count()
    thread = MidiThread()
    thread.do(PLAY._replace(voice="early"))  # nobody is there to do it
    thread.open(midi.voices)
    thread.do(PLAY)
    assert eventually(lambda: midi.players)
    midi.player.says(VoiceAdded("lead of 127.0.0.1:5001", "synth"))
    assert eventually(lambda: midi.sent)
    thread.close()
    assert midi.player.ended
    assert threading.active_count() == before


def test_a_job_that_fails_is_reported_and_ends_nothing(midi: FakeMidi) -> None:
    thread = MidiThread()
    thread.open(midi.voices)
    midi.faults = [KeyError("no player")]
    thread.do(PLAY)
    thread.do(PLAY._replace(mode="answer"))
    assert eventually(lambda: midi.players)
    assert midi.log == ["KeyError in a performance: please report it"]
    thread.close()
