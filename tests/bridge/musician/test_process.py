import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import mido
import pytest

from bridge.midi.events import PortList, now
from bridge.musician.controls.control_map import DEFAULT
from bridge.musician.messages import (
    KeyHeard,
    KnobTurned,
    NotePlayed,
    OutputNamed,
    PlayerSetup,
    RemoveVoice,
    Report,
    SetTempo,
    SongPosition,
    StartSong,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
)
from bridge.musician.process import PlayerLoop
from bridge.server.dispatcher import Responder
from tests.support.answering import Answering, answering
from tests.support.free_ports import HOST
from tests.support.musician import CC, FakeMidi
from tests.support.patience import PATIENCE_SECONDS

AnyReport = TypeVar("AnyReport", bound=Report)
OWN, SYNTH = ("melobridge", True, 0.0), ("synth", False, 0.0)


class Playing:
    """A player process's inside: what it says, and a fake MIDI process."""

    def __init__(self, server: Answering, record: Path | None = None) -> None:
        self.reports: list[Report] = []
        self.midi, self._server = FakeMidi(), server
        setup = PlayerSetup(
            outputs=(OWN,),
            inputs=(OWN,),
            sync="internal",
            bpm=600.0,
            clock_out=False,
            controls=tuple((*source, *target) for source, target in DEFAULT.items()),
            record=str(record or ""),
            meter="4/4",
        )
        self.loop = PlayerLoop(setup, self.midi, self.reports.append)  # type: ignore[arg-type]

    def voice_setup(self, name: str = "lead", **more: Any) -> VoiceSetup:
        setup = VoiceSetup(
            name=name,
            server=(HOST, self._server.port),
            envelope=b"",
            voice=name,
            keys={},
            output=OWN,
            channel=1,
            hears=0,
            mode="generate",
            meter="4/4",
            chords=1,
            rest=1.0,
            trade=0,
        )
        return setup._replace(**more)

    def add(self, name: str = "lead", **more: Any) -> None:
        self.loop.do(self.voice_setup(name, **more))

    def until(self, true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Go on until something is true."""
        latest = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < latest, self.reports
            self.loop.step()
            time.sleep(0.002)

    def reports_of(self, kind: type[AnyReport]) -> list[AnyReport]:
        return [report for report in self.reports if isinstance(report, kind)]


@pytest.fixture
def server(responder: Responder) -> Iterator[Answering]:
    with answering(responder) as server:
        yield server


@pytest.fixture
def playing(server: Answering) -> Iterator[Playing]:
    playing = Playing(server)
    yield playing
    playing.loop.close()


def test_a_voice_is_added_and_plays_when_the_song_goes(playing: Playing) -> None:
    playing.add(keys={"low": 60, "high": 71})
    assert playing.reports_of(VoiceAdded) == [("lead", "melobridge")]
    playing.loop.do(StartSong())
    playing.loop.do(StartSong())
    assert playing.midi.starts == 1
    playing.midi.goes(now(), bpm=600.0)
    playing.until(lambda: len(playing.reports_of(NotePlayed)) >= 4)
    notes = playing.reports_of(NotePlayed)
    assert [index for _, index, *_ in notes[:4]] == [0, 1, 2, 3]
    assert all(60 <= pitch <= 71 for _, _, pitch, *_ in notes)
    beat, bpm, going = playing.reports_of(SongPosition)[-1]
    assert (beat > 2, bpm, going) == (True, 600.0, True)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"keys": {"meter": "3/4"}}, "meter is 3/4: this agent plays in 4/4 only"),
        ({"keys": {"agent": "nobody"}}, "there is no agent 'nobody': use one of classic"),
        ({"output": ("nowhere", False, 0.0)}, "there is no MIDI output 'nowhere'"),
        ({"server": (HOST, 1)}, f"no answer from {HOST}:1"),
    ],
)
def test_what_cant_be_played_is_refused_in_a_sentence(
    playing: Playing, more: dict[str, Any], fault: str
) -> None:
    playing.add(**more)
    [(name, text)] = playing.reports_of(VoiceRefused)
    assert name == "lead"
    assert text.startswith(fault)


def test_an_output_is_opened_when_a_voice_wants_it_and_once(playing: Playing) -> None:
    playing.midi.ports = PortList(("synth", "other"), ())
    playing.add("one", output=SYNTH)
    playing.add("two", output=SYNTH)
    assert [port.name for port in playing.midi.opened] == ["synth"]
    assert playing.reports_of(VoiceAdded) == [("one", "synth"), ("two", "synth")]


def test_an_output_that_is_found_by_a_part_of_its_name_is_named_in_full(playing: Playing) -> None:
    playing.midi.ports = PortList(("FLUID Synth (77):in 128:0", "other"), ())
    playing.add(output=("fluid", False, 0.0))
    playing.add("two")
    assert playing.reports_of(OutputNamed) == [("fluid", "FLUID Synth (77):in 128:0")]


@pytest.mark.parametrize("mode", ["answer", "duet", "pitch"])
def test_a_voice_of_every_mode_can_be_added(playing: Playing, mode: str) -> None:
    playing.add(mode=mode)
    playing.midi.hears(now(), 0x90, 60, 100)
    playing.loop.step()
    assert playing.reports_of(KeyHeard)
    assert bool(playing.midi.sent) == (mode == "pitch")


def test_a_voice_is_removed_and_a_tempo_is_passed_on(playing: Playing) -> None:
    playing.add()
    playing.loop.do(SetTempo(96.0))
    playing.loop.do(RemoveVoice("lead"))
    assert playing.midi.tempi == [96.0]
    assert len(playing.midi.dropped) == 1


def test_controls_do_what_the_map_says(playing: Playing) -> None:
    playing.add()
    playing.midi.hears(now(), CC, 16, 127)
    playing.loop.step()
    assert playing.reports_of(KnobTurned) == [("lead", "harmony", 2.0)]


def test_it_ends_with_silence_and_a_recording(server: Answering, tmp_path: Path) -> None:
    playing = Playing(server, record=tmp_path / "take.mid")
    playing.add()
    playing.midi.goes(now(), bpm=600.0)
    playing.until(lambda: len(playing.reports_of(NotePlayed)) >= 3)
    playing.loop.close()
    assert playing.midi.closed
    file = mido.MidiFile(tmp_path / "take.mid")
    assert [track.name for track in file.tracks] == ["melobridge", "lead"]
    assert sum(message.type == "note_on" for message in file.tracks[1]) >= 3
