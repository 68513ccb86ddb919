"""A real synthesizer plays what the MIDI process sends it."""

from __future__ import annotations

import socket
import wave
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

import pytest
import rtmidi

from bridge.midi.commands import MidiSetup
from bridge.midi.events import now
from bridge.midi.messages import note_off, note_on
from bridge.midi.ports.names import Port
from bridge.midi.remote import MidiProcess
from tests.support.jack import Jack
from tests.support.listening import Recording
from tests.support.program import Program
from tests.support.running import eventually

SOUNDFONT = "/usr/share/sounds/sf2/TimGM6mb.sf2"
RATE = 48000
PITCHES = [60, 64, 67, 72, 69, 65, 62, 59]
SECONDS, HELD = 0.35, 0.2


class FluidSynth:
    """FluidSynth on JACK, into a file in a folder."""

    def __init__(self, program: Path, soundfont: Path, folder: Path, port: int) -> None:
        """port: a free one of TCP; without a shell it would end at once."""
        self._samples, self._wav = folder / "take.raw", folder / "take.wav"
        settings = {
            "audio.file.name": self._samples,
            "audio.file.type": "raw",
            "audio.file.format": "s16",
            "audio.file.endian": "little",
            "synth.sample-rate": RATE,
            "synth.reverb.active": 0,
            "synth.chorus.active": 0,
            "midi.jack.id": "fs",
            "shell.port": port,
        }
        options = [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]
        self._program = Program(
            str(program), "-i", "-s", "-q", "-a", "file", "-m", "jack", *options, str(soundfont)
        )

    def is_there(self) -> bool:
        looker = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="looker")
        names = looker.get_ports()
        looker.delete()
        return any(name.startswith("fs") for name in names)

    def recording(self) -> Recording:
        """What it played, as stereo of 16 bits."""
        with wave.open(str(self._wav), "wb") as file:
            file.setparams((2, 2, RATE, 0, "NONE", ""))
            file.writeframes(self._samples.read_bytes())
        return Recording(self._wav)

    def close(self) -> None:
        self._program.end()


@pytest.fixture
def fluidsynth(
    jack: Jack, require_client: Callable[[str], Path], tmp_path: Path
) -> Iterator[FluidSynth]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    program, soundfont = require_client("fluidsynth"), require_client(SOUNDFONT)
    with closing(FluidSynth(program, soundfont, tmp_path, port)) as synth:
        assert eventually(synth.is_there)
        yield synth


def test_it_sounds_in_tune_and_in_time(fluidsynth: FluidSynth) -> None:
    with closing(MidiProcess(MidiSetup(outputs=(Port("fs"),)))) as midi:
        start = now() + 0.3
        for number, pitch in enumerate(PITCHES):
            begin = start + number * SECONDS
            midi.send(begin, 0, note_on(0, pitch, 110))
            midi.send(begin + HELD, 0, note_off(0, pitch))
        end = start + len(PITCHES) * SECONDS + 0.3
        assert eventually(lambda: midi.events() is None or now() > end)
    fluidsynth.close()
    recording = fluidsynth.recording()
    onsets = recording.onsets()
    assert len(onsets) == len(PITCHES)
    places = [onset - number * SECONDS for number, onset in enumerate(onsets)]
    off = [abs(place - median(places)) for place in places]
    assert median(off) < 0.03
    assert max(off) < SECONDS / 2, "a busy machine may let a note wait"
    for onset, pitch in zip(onsets, PITCHES, strict=True):
        assert recording.pitch(onset + 0.04, onset + HELD) == pytest.approx(pitch, abs=0.2)
