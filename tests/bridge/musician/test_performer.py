from typing import Any

import pytest

from bridge.midi.events import (
    LinkPeers,
    LogLine,
    PortBack,
    PortList,
    PortLost,
    PortRefused,
    SentLate,
    Timeline,
)
from bridge.musician.controls.control_map import DEFAULT, Controls, Source, target
from bridge.musician.messages import (
    KeyHeard,
    KnobTurned,
    NotePlayed,
    Report,
    ServerAnswers,
    ThumbGiven,
)
from bridge.musician.modes import Answer, Duet, Generate, Mode, PitchOnly
from bridge.musician.part import MidiPart
from bridge.musician.performer import Performer
from bridge.musician.recording import Recording
from bridge.musician.song_melody import Melody
from bridge.musician.voice import QUIET_SECONDS, PlayedVoice, RemoteVoice
from tests.support.midi_tracks import notes
from tests.support.musician import CC, NOTE_OFF, NOTE_ON, PROGRAM, FakeMidi, FakeVoice

AGENTS = ("all", "fiddle", "hymn")


class PerformerBench:
    """A player at 60 quarters a minute (a beat a second), with a fake MIDI process and voices."""

    def __init__(self, recording: Recording | None = None) -> None:
        self.midi, self.reports = FakeMidi(), list[Report]()
        self.performer = Performer(
            self.midi,
            ["keys"],
            Timeline(0.0, 0.0, 60.0),
            report=self.reports.append,
            controls=Controls(DEFAULT | {Source("note", 36, 10): target("bad")}),
            recording=recording,
        )

    def add(
        self,
        voice: FakeVoice,
        mode: Mode | None = None,
        name: str = "lead",
        channel: int = 1,
        early: float = 0.0,
    ) -> PlayedVoice:
        """Let a voice play."""
        part = MidiPart(mode or Generate(Melody(voice, 4)), port=0, channel=channel)
        client: Any = voice.client
        server = RemoteVoice(client, voice, AGENTS, own=True)  # type: ignore[arg-type]
        played = PlayedVoice(name, server, part, 4.0, early=early)
        self.performer.add(played, 0.0)
        return played

    def run(self, start: float, end: float) -> list[tuple[float, int, int]]:
        """Let time pass: deadline, status and pitch of what was sent meanwhile."""
        before = len(self.midi.sent)
        for step in range(round((end - start) * 100)):
            self.performer.step(start + step / 100)
        return [(time, data[0], data[1]) for time, _, data in self.midi.sent[before:]]

    def reports_of(self, kind: type[Report]) -> list[Report]:
        return [report for report in self.reports if isinstance(report, kind)]


@pytest.fixture
def bench() -> PerformerBench:
    return PerformerBench()


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice((60, 1.0), (62, 1.0), (64, 1.0), (65, 1.0))


def test_it_plays_in_time_when_the_song_begins(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    assert bench.run(0, 1) == []
    bench.midi.goes(1.2)
    assert bench.run(1, 3) == [
        (1.2, NOTE_ON, 60),
        (2.15, NOTE_OFF, 60),
        (2.2, NOTE_ON, 62),
    ]


def test_messages_are_handed_over_a_tenth_of_a_second_ahead(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice)
    bench.midi.goes(1.0)
    assert bench.run(0.8, 0.9) == []
    assert bench.run(0.9, 0.95) == [(1.0, NOTE_ON, 60)]


def test_messages_of_a_port_that_sends_ahead_are_handed_over_sooner(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice, early=0.1)
    bench.midi.goes(1.0)
    assert bench.run(0.7, 0.8) == []
    assert bench.run(0.8, 0.85) == [(1.0, NOTE_ON, 60)]


def test_in_a_song_that_goes_on_a_voice_begins_at_the_next_bar_line(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.midi.goes(0.0, beat=5.5)
    bench.run(0, 0.1)
    bench.add(voice)
    assert bench.run(0.1, 3)[0] == (2.5, NOTE_ON, 60)


def test_a_bar_line_that_is_just_over_still_counts(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0, beat=8.02)
    assert bench.run(0, 0.1)[0] == (-0.02, NOTE_ON, 60)


def test_when_the_song_stops_so_does_the_voice(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    bench.midi.goes(1.5, beat=1.5, on=False)
    assert bench.run(1.5, 4) == []
    assert bench.midi.dropped == [(0, 0, 1.5)]


def test_it_goes_on_where_the_song_goes_on(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    bench.midi.goes(1.5, beat=1.5, on=False)
    bench.run(1.5, 3)
    bench.midi.goes(3.0, beat=4.0)
    assert bench.run(3, 3.5)[0] == (3.0, NOTE_ON, 64)


def test_a_jump_of_the_song_is_followed(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 4.5)
    bench.midi.goes(4.5, beat=16.0)
    assert bench.run(4.5, 5)[0] == (4.5, NOTE_ON, 62)
    assert bench.midi.dropped == [(0, 0, 4.5)]


def test_another_tempo_is_no_jump(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    bench.midi.goes(1.5, beat=1.5, bpm=120.0)
    assert (1.75, NOTE_ON, 64) in bench.run(1.5, 2)
    assert bench.midi.dropped == []
    assert voice.keys["tempo"] == 120.0


def test_a_knob_acts_on_the_next_note_that_was_not_handed_over(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 0.88)  # the note at 1 is composed
    voice.notes = ((60, 1.0), (72, 1.0))
    bench.midi.hears(0.88, CC, 16, 127)
    assert (1.0, NOTE_ON, 72) in bench.run(0.88, 1)
    assert voice.keys["harmony"] == 2.0
    assert bench.reports_of(KnobTurned) == [("lead", "harmony", 2.0)]


def test_a_storm_of_a_knob_is_one_turn(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1)
    for value in range(128):
        bench.midi.hears(1.0, CC, 17, value)
    voice.sets = 0
    bench.run(1, 1.01)
    assert (voice.sets, voice.keys["smoothness"]) == (1, 2.0)


def test_a_control_is_for_the_voice_of_its_channel_or_for_all(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    other = FakeVoice()
    bench.add(voice)
    bench.add(other, name="bass", channel=2)
    bench.midi.hears(0.0, CC | 1, 16, 0)
    bench.midi.hears(0.0, CC | 8, 17, 0)
    bench.run(0, 0.1)
    assert [("harmony" in keys, "smoothness" in keys) for keys in (voice.keys, other.keys)] == [
        (False, True),
        (True, True),
    ]


def test_a_program_change_chooses_the_agent(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.hears(0.0, PROGRAM, 1)
    bench.midi.hears(0.0, PROGRAM, 99)  # there is none
    bench.run(0, 0.1)
    assert voice.keys["agent"] == "fiddle"


def test_before_the_first_note_a_thumb_is_for_nothing(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice)
    bench.midi.hears(0.1, CC, 64, 127)
    bench.run(0.0, 0.5)
    assert bench.reports_of(ThumbGiven) == []
    assert bench.reports_of(LogLine) == [("lead: there is no note yet for thumbs",)]


def test_thumbs_are_for_the_note_that_sounds(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.95)
    bench.midi.hears(1.95, CC, 64, 127)
    bench.midi.hears(1.96, NOTE_ON | 9, 36, 100)
    bench.midi.hears(1.97, CC, 82, 127)
    bench.run(1.97, 2)
    assert voice.rewards == [(1.0, 1), (-1.0, 1)]
    assert voice.tastes == ["undo"]
    assert bench.reports_of(ThumbGiven)[0] == ("lead", "good", 1, 1, 1)
    assert bench.reports_of(KeyHeard) == []  # the pad is no music


def test_panic_is_silence_until_the_next_bar(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    bench.midi.hears(1.5, CC, 123, 0)
    assert bench.run(1.5, 4.05)[0][0] == 4.0
    assert bench.midi.panics == 1


def test_a_duet_hears_the_keys(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice, Duet(Melody(voice, 4)))
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    bench.midi.hears(0.5, NOTE_ON, 67, 64)
    bench.midi.hears(1.5, NOTE_ON, 67, 0)
    bench.run(1.5, 1.6)
    assert voice.heard_notes == [(67, 1.0, None)]
    assert bench.reports_of(KeyHeard) == [(0, 67, 64 / 127, 0.5)]


def test_a_voice_may_listen_to_one_channel_only(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice, Duet(Melody(voice, 4))).part.hears = 2
    for status in (NOTE_ON, NOTE_ON | 1):
        bench.midi.hears(0.5, status, 67, 64)
        bench.midi.hears(1.0, status - 0x10, 67, 0)
    bench.run(1, 1.1)
    assert voice.heard_notes == [(67, 0.5, None)]


def test_pitches_are_replaced_at_once_even_in_a_song_that_stands(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    voice.notes = ((72, 1.0),)
    bench.add(voice, PitchOnly(voice))
    bench.midi.hears(0.5, NOTE_ON, 60, 100)
    bench.midi.hears(0.8, NOTE_OFF, 60, 0)
    assert bench.run(0.8, 0.81) == [(0.5, NOTE_ON, 72), (0.8, NOTE_OFF, 72)]


def test_an_answer_that_gives_way_is_dropped(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice, Answer(Melody(voice, 4), bar=4, rest=1))
    bench.midi.goes(0.0)
    bench.run(0, 0.1)
    bench.midi.hears(0.1, NOTE_ON, 60, 100)
    bench.midi.hears(0.9, NOTE_OFF, 60, 0)
    assert (4.0, NOTE_ON, 60) in bench.run(1, 4.5)
    bench.midi.hears(4.5, NOTE_ON, 60, 100)
    bench.run(4.5, 4.6)
    assert bench.midi.dropped == [(0, 0, 4.5)]


def test_a_silent_server_is_asked_again_later_and_the_music_goes_on(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1)
    voice.silent = True
    assert bench.run(1, 2.5) == [(1.95, NOTE_OFF, 62)]
    assert voice.client.caught_up < 2.5 / QUIET_SECONDS
    voice.silent = False
    assert bench.run(2.5, 4.05)[0] == (3.0, NOTE_ON, 64)
    assert bench.reports_of(ServerAnswers) == [("lead", False), ("lead", True)]


def test_keys_and_jumps_without_a_network_end_nothing(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice, Duet(Melody(voice, 4)))
    bench.midi.goes(0.0)
    bench.run(0, 1.5)
    voice.silent = True
    bench.midi.hears(1.5, NOTE_ON, 67, 64)
    bench.midi.hears(1.7, NOTE_OFF, 67, 0)
    bench.midi.goes(2.0, beat=16.5)
    bench.run(1.5, 2.5)
    voice.silent = False
    assert bench.run(2.5, 7) != []


def test_the_keys_of_an_input_that_is_gone_are_let_go(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice, PitchOnly(voice))
    bench.midi.hears(0.5, NOTE_ON, 72, 64)
    assert bench.run(0.5, 1.0) == [(0.5, NOTE_ON, 60)]
    bench.midi.says(PortLost(0, False, "keys"))
    assert bench.run(1.0, 1.1) == [(1.0, NOTE_OFF, 60)]


def test_what_the_server_refuses_is_reported_and_the_music_goes_on(
    bench: PerformerBench, voice: FakeVoice
) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1)
    voice.refuses = "low is above high"
    assert (2.0, NOTE_ON, 64) in bench.run(1, 2)
    assert bench.reports_of(LogLine) == [("lead: low is above high",)]


def test_a_voice_that_is_removed_is_silent(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1)
    bench.performer.remove("lead", 1.0)
    bench.performer.remove("nobody", 1.0)
    assert bench.run(1, 4) == []
    assert bench.midi.dropped == [(0, 0, 1.0)]
    assert voice.client.closed


def test_notes_are_reported_when_they_sound(bench: PerformerBench, voice: FakeVoice) -> None:
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 0.99)
    assert bench.reports_of(NotePlayed) == [("lead", 0, 60, 0.8, 0.0, 0.95)]


def test_everything_played_and_heard_is_recorded(voice: FakeVoice) -> None:
    recording = Recording("4/4", 4.0, 60.0)
    bench = PerformerBench(recording)
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.02)
    bench.midi.hears(1.5, NOTE_ON, 67, 64)
    bench.midi.goes(1.55, beat=1.55, on=False)
    bench.run(1.55, 3)
    assert notes(recording, "lead") == [
        (0, "note_on", 60),
        (456, "note_off", 60),
        (480, "note_on", 62),
        (744, "note_off", 62),
    ]
    assert notes(recording, "heard: keys")[0] == (720, "note_on", 67)


def test_what_sounds_at_the_end_is_recorded_as_long_as_it_sounded(voice: FakeVoice) -> None:
    recording = Recording("4/4", 4.0, 60.0)
    bench = PerformerBench(recording)
    bench.add(voice)
    bench.midi.goes(0.0)
    bench.run(0, 1.0)
    bench.performer.close(1.5)
    assert notes(recording, "lead")[-2:] == [(480, "note_on", 62), (720, "note_off", 62)]


def test_what_sounds_when_the_song_jumps_back_is_recorded_where_it_sounded(
    voice: FakeVoice,
) -> None:
    recording = Recording("4/4", 4.0, 60.0)
    bench = PerformerBench(recording)
    bench.add(voice)
    bench.midi.goes(0.0, beat=4.0)
    bench.run(0, 1.5)
    bench.midi.goes(1.5, beat=0.0)
    bench.run(1.5, 1.6)
    assert notes(recording, "lead")[2:4] == [(480, "note_on", 62), (720, "note_off", 62)]


def test_what_the_midi_process_says_is_passed_on(bench: PerformerBench) -> None:
    bench.midi.says(
        PortLost(0, True, "synth"),
        PortBack(0, True, "synth"),
        LinkPeers(2),
        SentLate(3, 7.5),
        LogLine("a line"),
        PortRefused(1, "no such port"),
        PortList(("synth",), ()),
    )
    bench.run(0, 0.01)
    assert bench.reports == [
        PortLost(0, True, "synth"),
        PortBack(0, True, "synth"),
        LinkPeers(2),
        SentLate(3, 7.5),
        LogLine("a line"),
        LogLine("no such port"),
    ]
