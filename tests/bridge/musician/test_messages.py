from math import inf
from typing import get_args

import pytest

from bridge.midi.events import LinkPeers, LogLine, PortBack, PortLost, SentLate
from bridge.musician.events import Tone
from bridge.musician.messages import (
    Command,
    KeyHeard,
    KnobTurned,
    NotePlayed,
    OutputNamed,
    PlayerRefused,
    PlayerSetup,
    RemoveVoice,
    Report,
    ServerAnswers,
    SetTempo,
    SongPosition,
    StartSong,
    ThumbGiven,
    VoiceAdded,
    VoiceRefused,
    VoiceSetup,
    command_of,
    report_of,
    setup_of,
    to_values,
)
from bridge.processes.framing import Frames, Values, frame

OWN = ("melobridge", True, 12.5)
VOICE = VoiceSetup(
    name="lead",
    server=("127.0.0.1", 57121),
    envelope=b"",
    voice="melody",
    keys={"low": 60, "scale": "dorian"},
    output=OWN,
    channel=3,
    hears=0,
    mode="answer",
    meter="6/8",
    chords=4,
    rest=1.5,
    trade=2,
)
COMMANDS: list[Command] = [VOICE, RemoveVoice("lead"), StartSong(), SetTempo(96.5)]
REPORTS: list[Report] = [
    PlayerRefused("there is no MIDI here"),
    OutputNamed("synth", "synth:in"),
    VoiceAdded("lead", "synth"),
    VoiceRefused("lead", "there is no MIDI output 'synth'"),
    NotePlayed("lead", 7, 60, 0.8, 4.0, inf),
    KeyHeard(0, 67, 0.5, 3.25),
    KnobTurned("lead", "agent", "fiddle"),
    ThumbGiven("lead", "good", 7, 4, 1),
    ServerAnswers("lead", answers=False),
    SongPosition(3.5, 120.0, playing=True),
    PortLost(0, True, "synth"),
    PortBack(0, True, "synth"),
    LinkPeers(2),
    SentLate(3, 7.5),
    LogLine("a line"),
]


def through_a_pipe(message: PlayerSetup | Command | Report) -> Values:
    [values] = Frames().feed(frame(*to_values(message)))
    return values


def test_a_setup_comes_back_from_its_frame() -> None:
    control = ("cc", 16, 0, "harmony", 0.0, 2.0)
    setup = PlayerSetup((OWN,), (OWN,), "link", 120.0, True, (control,), "take.mid", "3/4")
    assert setup_of(through_a_pipe(setup)) == setup


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_command_comes_back_from_its_frame(command: Command) -> None:
    back = command_of(through_a_pipe(command))
    assert (type(back), back) == (type(command), command)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: type(report).__name__)
def test_a_report_comes_back_from_its_frame(report: Report) -> None:
    back = report_of(through_a_pipe(report))
    assert (type(back), back) == (type(report), report)


def test_every_kind_is_among_these() -> None:
    assert {type(command) for command in COMMANDS} == set(get_args(Command))
    assert {type(report) for report in REPORTS} == set(get_args(Report))


def test_the_report_of_a_tone_has_the_tone() -> None:
    tone = Tone(7, 60, 0.8, 4.0, 4.95)
    assert NotePlayed.of("lead", tone).tone == tone
