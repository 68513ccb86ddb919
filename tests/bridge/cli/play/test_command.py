from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from agent.errors import ConfigError
from bridge.cli.play.view import view
from bridge.cli.play.view_state import ViewState, VoiceState, action_controls, source_name
from bridge.cli.play.voice_spec import VoiceDefaults, VoiceSpec, voice_specs
from bridge.midi.events import LinkPeers, LogLine, PortBack, PortLost, SentLate
from bridge.musician.controls.control_map import DEFAULT, Source, Target, target
from bridge.musician.messages import (
    KeyHeard,
    KnobTurned,
    NotePlayed,
    OutputNamed,
    ServerAnswers,
    SongPosition,
    ThumbGiven,
)
from bridge.osc.parameters import Value
from tests.support.commands import melobridge

USUAL = VoiceDefaults("melobridge", 1, "generate", 0, {"key": 2})


class TestVoiceSpec:
    def test_an_agent_alone_plays_as_the_options_say(self) -> None:
        assert voice_specs(["all"], USUAL) == [
            VoiceSpec("all", "voice 1", "melobridge", 1, "generate", 0, {"key": 2})
        ]

    def test_a_voice_may_have_settings_of_its_own(self) -> None:
        text = "fiddle,channel=5,low=36,key=Bb,mode=duet,port=IAC Bus 1,hear=2,name=bass"
        [spec] = voice_specs([text], USUAL)
        keys: dict[str, Value] = {"key": 10, "follow": 0.5, "low": 36}
        assert spec == VoiceSpec("fiddle", "bass", "IAC Bus 1", 5, "duet", 2, keys)

    def test_each_voice_has_the_next_channel(self) -> None:
        usual = USUAL._replace(channel=16)
        assert [spec.channel for spec in voice_specs(["all", "hymn"], usual)] == [16, 1]

    def test_modes_that_hear_take_up_half_unless_it_is_said(self) -> None:
        specs = ["all", "all,mode=answer", "all,mode=duet,follow=0.2"]
        follow = [spec.keys.get("follow") for spec in voice_specs(specs, USUAL)]
        assert follow == [None, 0.5, 0.2]
        [spec] = voice_specs(["all"], USUAL._replace(follow=0.8))
        assert spec.keys["follow"] == 0.8

    @pytest.mark.parametrize(
        ("spec", "fault"),
        [
            ("all,low", "'low' in a voice isn't KEY=VALUE: write it as all,channel=2,low=36"),
            ("all,channel=17", "channel=17: use a channel from 1 to 16"),
            ("all,mode=solo", "there is no mode 'solo': use generate, answer, duet, pitch"),
            ("all,gain=1", "a voice has no 'gain': use port, channel, mode, hear, name, harmony"),
            ("all,low=middle", "low: 'middle' is no pitch: use a note name"),
            ("all,low=200", "low is 200: use 0 to 127"),
        ],
    )
    def test_a_fault_is_one_sentence(self, spec: str, fault: str) -> None:
        with pytest.raises(ConfigError) as error:
            voice_specs([spec], USUAL)
        assert str(error.value).startswith(fault)

    def test_only_the_first_agent_may_be_a_file(self) -> None:
        assert voice_specs(["mine.safetensors"], USUAL)[0].agent == "mine.safetensors"
        with pytest.raises(ConfigError, match="only the first voice's agent may be a file"):
            voice_specs(["all", "mine.safetensors"], USUAL)

    def test_two_voices_need_two_names(self) -> None:
        with pytest.raises(ConfigError, match="two voices are called 'lead'"):
            voice_specs(["all,name=lead", "hymn,name=lead"], USUAL)


def state(*voices: VoiceSpec, **more: str) -> ViewState:
    states = {v.name: VoiceState(v, v.port, dict(v.keys)) for v in voices}
    return ViewState(states, targets=DEFAULT, **more)  # type: ignore[arg-type]


def drawn(state: ViewState, columns: int = 80) -> list[str]:
    """The lines of the view, without its frame."""
    console = Console(file=StringIO(), width=columns, color_system=None)
    console.print(view(state, columns))
    assert isinstance(console.file, StringIO)
    return [line.strip("╭╮╰╯─ ").strip("│ ") for line in console.file.getvalue().splitlines()]


LEAD = VoiceSpec("all", "lead", "melobridge", 1, "duet", 0, {"key": 2, "harmony": 1.5})
BASS = VoiceSpec("hymn", "bass", "synth", 2, "generate", 0, {})


class TestView:
    def test_it_shows_the_bar_the_notes_and_the_knobs(self) -> None:
        seen = state(LEAD)
        seen.take(SongPosition(5.2, 119.96, True))
        for number, (onset, end, pitch) in enumerate(
            ((0.0, 0.95, 62), (2.0, 3.95, 69), (4.0, 4.475, 66), (4.5, 4.7375, 73))
        ):
            seen.take(NotePlayed("lead", number, pitch, 0.8, onset, end))
        lines = drawn(seen)
        assert lines[2] == "bar 2    ○ ● ○ ○  120.0 bpm   4/4   own clock"
        assert lines[4] == "lead  plays all on melobridge channel 1 as duet"
        assert lines[5] == "in D major"
        assert lines[6] == "1 │D4─────────             A4─────────────────────"
        assert lines[7] == "2 │F#4───C#5"
        assert "harmony     ━━━━━━━━──   1.5 CC 16" in lines[9]
        assert "taste       ━━━━━─────     1 CC 23" in lines[9]

    def test_it_shows_key_scale_and_the_chord_that_sounds_now(self) -> None:
        keys: dict[str, Value] = {"key": 9, "scale": "minor", "chords": "Am F C G"}
        seen = state(LEAD._replace(keys=keys))
        assert drawn(seen)[5] == "in A minor, over Am F C G"
        seen.take(SongPosition(3.9, 120.0, True))
        assert drawn(seen)[5] == "in A minor, over Am F C G, now Am"
        seen.take(SongPosition(20.1, 120.0, True))
        assert drawn(seen)[5] == "in A minor, over Am F C G, now F"
        seen.take(KnobTurned("lead", "key", 3))
        assert drawn(seen)[5].startswith("in Eb minor")
        seen.take(KnobTurned("lead", "chord", "Dm"))
        assert drawn(seen)[5] == "in Eb minor, over Dm"

    def test_a_narrow_terminal_cuts_nothing_off(self) -> None:
        long = "FLUID Synth (1234):Synth input port (1234:0) 128:0"
        seen = state(LEAD)
        seen.take(OutputNamed("melobridge", long))
        seen.take(SongPosition(0.1, 120.0, True))
        seen.take(NotePlayed("lead", 0, 66, 0.8, 0.0, 0.95))
        seen.take(NotePlayed("lead", 1, 69, 0.8, 3.0, 3.95))
        lines = drawn(seen, 40)
        assert not any("…" in line for line in lines)
        assert "1 │F#4───            A4────" in lines
        assert "harmony     ━━━━━━━━──   1.5 CC 16" in lines
        assert "temperature ━━━━━─────     1 CC 21" in lines
        assert long in " ".join(lines)

    def test_an_output_has_its_full_name(self) -> None:
        seen = state(LEAD, BASS)
        seen.take(OutputNamed("synth", "synth:in"))
        lines = drawn(seen)
        assert "lead  plays all on melobridge channel 1 as duet" in lines
        assert "bass  plays hymn on synth:in channel 2 as generate" in lines

    def test_a_port_that_nobody_hears_is_said_as_long_as_that_is_known(self) -> None:
        text = "nothing is connected to the port melobridge: choose it as input in your DAW"
        seen = state(LEAD)
        assert text not in " ".join(drawn(seen))
        seen.unheard = True
        assert text in " ".join(drawn(seen))
        assert text in " ".join(drawn(seen, 40))
        seen.unheard = False
        assert text not in " ".join(drawn(seen))

    def test_several_voices_stand_below_one_another_their_knobs_side_by_side(self) -> None:
        lines = drawn(state(LEAD, BASS))
        assert "lead  plays all on melobridge channel 1 as duet" in lines
        assert "bass  plays hymn on synth channel 2 as generate" in lines
        assert any(line.startswith("harmony        1.5     1 CC 16") for line in lines)

    def test_a_knob_that_was_turned_and_another_agent_are_seen(self) -> None:
        seen = state(LEAD)
        seen.take(KnobTurned("lead", "harmony", 0.2))
        seen.take(KnobTurned("lead", "agent", "fiddle"))
        lines = drawn(seen)
        assert "lead  plays fiddle on melobridge channel 1 as duet" in lines
        assert any(line.startswith("harmony     ━─────────   0.2 CC 16") for line in lines)

    def test_what_was_heard_thumbs_and_sentences_are_seen(self) -> None:
        seen = state(LEAD)
        seen.take(KeyHeard(0, 60, 0.5, 1.0))
        seen.take(KeyHeard(0, 64, 0.5, 2.0))
        seen.take(ThumbGiven("lead", "good", 4, 3, 1))
        seen.take(LogLine("low is above high"))
        seen.take(SentLate(3, 7.5))
        lines = drawn(seen)
        assert "hears  C4 E4" in lines
        assert "lead: good (note 4, thumbs in all: 1)" in lines
        assert "low is above high" in lines
        assert "3 messages sent late" in lines
        assert "lead  plays all on melobridge channel 1 as duet   thumbs 1" in lines

    def test_what_is_missing_is_said_until_it_is_back(self) -> None:
        seen = state(LEAD)
        seen.take(PortLost(0, True, "synth"))
        seen.take(ServerAnswers("lead", False))
        lines = drawn(seen)
        assert "the port synth is gone: waiting for it to come back" in lines
        assert "no answer from the server for lead: waiting for it" in lines
        seen.take(PortBack(0, True, "synth"))
        seen.take(ServerAnswers("lead", True))
        assert not any("waiting" in line for line in drawn(seen))

    def test_before_a_clock_comes_it_says_what_it_waits_for(self) -> None:
        seen = state(LEAD, sync="midi")
        assert "waits for the clock to start" in drawn(seen)
        seen.take(SongPosition(0.0, 120.0, True))
        assert "waits for the clock to start" not in drawn(seen)

    def test_others_in_a_link_session_are_counted_and_a_recording_is_named(self) -> None:
        seen = state(LEAD, sync="link", record="take.mid")
        assert drawn(seen)[2].endswith("Ableton Link (looks for others)")
        seen.take(LinkPeers(2))
        seen.take(SongPosition(0.0, 120.0, True))
        assert drawn(seen)[2].endswith("Ableton Link (2 others)")
        assert "record take.mid" in drawn(seen)

    def test_a_bar_of_six_eighths_has_six_lamps(self) -> None:
        seen = state(LEAD, meter="6/8")
        seen.take(SongPosition(1.6, 120.0, True))
        assert drawn(seen)[2] == "bar 1    ○ ○ ○ ● ○ ○  120.0 bpm   6/8   own clock"

    def test_unequal_groups_stand_apart(self) -> None:
        seen = state(LEAD, meter="2+2+3/8")
        seen.take(SongPosition(3.5 + 1.1, 120.0, True))
        assert drawn(seen)[2] == "bar 2    ○ ○  ● ○  ○ ○ ○  120.0 bpm   2+2+3/8   own clock"


def test_controls_have_names() -> None:
    assert source_name(Source("cc", 16)) == "CC 16"
    assert source_name(Source("note", 36, 10)) == "note 10/36"
    targets = {Source("cc", 64): target("good"), Source("cc", 80): target("good")}
    assert action_controls(targets | {Source("cc", 67): Target("none")}) == "good CC 64"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--sync", "guess"], "there is no sync 'guess': use internal, midi, link"),
        (["--mode", "solo"], "there is no mode 'solo': use generate, answer, duet, pitch"),
        (["--map", "nothing.toml"], "nothing.toml can't be read: No such file or directory"),
        (["all,low=x"], "low: 'x' is no pitch: use a note name"),
        (["--record", "take.wav"], "--record writes a MIDI file: name it take.mid, not take.wav"),
        (["--sound", "--port", "synth"], "--sound plays by FluidSynth, --port by another"),
        (["--record", "no/take.mid"], "the recording no/take.mid can't be written"),
        (["--key", "H"], "key: 'H' is no key"),
    ],
)
def test_what_cant_be_played_is_one_sentence(
    arguments: list[str], fault: str, tmp_path: Path
) -> None:
    done = melobridge(tmp_path, "play", *arguments, status=1)
    assert done.stderr.startswith(f"melobridge: {fault}"), done.stderr
    assert done.stderr.count("\n") == 1


def test_without_fluidsynth_it_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = melobridge(tmp_path, "play", "--sound", status=1)
    assert done.stderr.startswith("melobridge: --sound needs the program FluidSynth and a soundf")


def test_a_recording_that_never_began_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MELOBRIDGE_MIDI", "none")
    melobridge(tmp_path, "play", "--record", "take.mid", status=1)
    assert not (tmp_path / "take.mid").exists()


def test_its_help_says_how_to_begin(tmp_path: Path) -> None:
    page = " ".join(melobridge(tmp_path, "play", "--help").stdout.split())
    assert "choose it as the MIDI input of a track in your DAW" in page
    for option in ("--port", "--channel", "--mode", "--sync", "--map", "--learn", "--record"):
        assert option in page
