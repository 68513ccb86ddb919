"""What sounds is what the server gave: rendered by scsynth, not in real time and in real time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.library.catalogue import DEFAULT_AGENT
from tests.real.supercollider.conftest import Sclang
from tests.real.supercollider.playing import PLAYING, given
from tests.support.listening import Recording
from tests.support.patience import PATIENCE_SECONDS
from tests.support.serving import Note, Server

pytestmark = [
    pytest.mark.sclang,
    pytest.mark.parametrize("server", [DEFAULT_AGENT], indirect=True),
]

BEEP = r"""
~beep = SynthDef(\beep, { |out = 0, freq = 440, amp = 0.2, gate = 1|
    var body = Env.asr(0.002, 1, 0.02).kr(Done.freeSelf, gate);
    Out.ar(out, (SinOsc.ar(freq) + SinOsc.ar(freq * 2, 0, 0.3) * body * amp) ! 2);
}).add;
m.set(\lead, \durations, "0.5 1", \low, 60, \high, 84);
"""


def assert_sounds_like(
    recording: Recording,
    notes: Sequence[Note],
    beat_seconds: float,
    start: float = 0.0,
    tolerance: float = 0.012,
) -> None:
    """Onsets and pitches of a recording, whose first beat is at `start` seconds."""
    sounding = [note for note in notes if note.pitch >= 0]
    expected = [start + note.onset * beat_seconds for note in sounding]
    onsets = recording.onsets()
    assert onsets == pytest.approx(expected, abs=tolerance)
    for note, onset in zip(sounding, onsets, strict=True):
        end = onset + 0.65 * note.duration * beat_seconds
        assert recording.pitch(onset + 0.02, end) == pytest.approx(note.pitch, abs=0.1)


def test_collected_notes_are_rendered_as_the_server_gave_them(
    sclang: Sclang, server: Server, tmp_path: Path
) -> None:
    program = sclang(
        PLAYING
        + BEEP
        + r"""
        m.collect(\lead, 48) { |events|
            var pattern = Pbindf(Pseq(events), \instrument, \beep, \legato, 0.7);
            var score = pattern.asScore(48);
            score.score = [[0, ['/d_recv', ~beep.asBytes]]] ++ score.score;
            score.recordNRT("WAV".getenv ++ ".osc", "WAV".getenv, nil, 48000, "WAV", "int16",
                action: { ~end.() });
        };
        """,
        PORT=server.port,
        WAV=tmp_path / "piece.wav",
    )
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    notes = given(server, program, count=48)
    assert_sounds_like(Recording(tmp_path / "piece.wav"), notes, beat_seconds=1)


@pytest.mark.usefixtures("jack")
def test_patterns_sound_as_the_server_gave_them_also_after_a_reboot_of_scsynth(
    sclang: Sclang, server: Server, free_port: int, tmp_path: Path
) -> None:
    program = sclang(
        PLAYING
        + BEEP
        + r"""
        ~record = { |path|
            var pattern, done = FlowVar();
            s.recHeaderFormat = "WAV";
            s.recSampleFormat = "int16";
            s.prepareForRecord(path);
            s.sync;
            s.record;
            0.5.wait;
            pattern = Pfin(8, Pbindf(Pmelo(\lead), \instrument, \beep, \legato, 0.7));
            Pseq([pattern, Pfuncn({ done.value = true; nil })]).play(TempoClock(2));
            done.value;
            0.7.wait;  // latency, and what the disk takes
            s.stopRecording;
            0.2.wait;
        };
        s = Server(\test, NetAddr("127.0.0.1", "SCSYNTH".getenv.asInteger));
        s.options.numInputBusChannels_(0).maxLogins_(1);
        Server.default = s;
        s.waitForBoot {
            ~record.("WAV".getenv ++ "1.wav");
            s.reboot;
            1.wait;
            s.waitForBoot {
                ~beep.add;
                s.sync;
                ~record.("WAV".getenv ++ "2.wav");
                s.quit(onComplete: { ~end.() });
            };
        };
        """,
        PORT=server.port,
        SCSYNTH=free_port,
        WAV=tmp_path / "piece",
    )
    assert program.wait_for_exit(PATIENCE_SECONDS) == 0
    notes = given(server, program, count=16)
    for number, part in enumerate((notes[:8], notes[8:]), start=1):
        recording = Recording(tmp_path / f"piece{number}.wav")
        first = next(note for note in part if note.pitch >= 0)
        start = recording.onsets()[0] - first.onset * 0.5
        # A busy machine may let the first block of sound wait.
        assert_sounds_like(recording, part, 0.5, start, tolerance=0.08)
