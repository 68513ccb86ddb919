import io
from pathlib import Path

import mido
import numpy as np
import pytest

from bridge.export.fluidsynth import FluidSynth, find_fluidsynth, rendered
from bridge.export.synthesis import PEAK, RATE
from tests.support.requirements import missing


@pytest.fixture
def synth() -> FluidSynth:
    return find_fluidsynth() or missing("FluidSynth or a soundfont isn't installed")


def midi(pitch: int) -> bytes:
    """A file of one second."""
    track = [
        mido.Message("note_on", note=pitch, velocity=100),
        mido.Message("note_off", note=pitch, time=960),
    ]
    content = io.BytesIO()
    mido.MidiFile(tracks=[mido.MidiTrack(track)]).save(file=content)
    return content.getvalue()


def test_a_midi_file_sounds_with_its_echo(synth: FluidSynth) -> None:
    sound = rendered(synth, midi(69))
    assert sound is not None
    assert len(sound) > 1.5 * RATE
    assert float(np.abs(sound).max()) == pytest.approx(PEAK, abs=1e-4)
    spectrum = np.abs(np.fft.rfft(sound[4000:40000].sum(axis=1)))
    hertz = np.argmax(spectrum) * RATE / 36000
    assert min(abs(hertz - 440 * n) for n in (1, 2, 3)) < 6


def test_what_it_cannot_play_has_no_sound(synth: FluidSynth, tmp_path: Path) -> None:
    assert rendered(synth, b"no MIDI") is None
    assert rendered(FluidSynth("/nowhere/fluidsynth", tmp_path), midi(60)) is None


def test_known_soundfonts_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    for name in ("A.sf2", "FluidR3_GM.sf2", "README.txt"):
        (tmp_path / name).touch()
    found = find_fluidsynth([str(tmp_path / "none"), str(tmp_path)])
    assert found == FluidSynth("/usr/bin/fluidsynth", tmp_path / "FluidR3_GM.sf2")
    assert found.name == "FluidSynth, FluidR3_GM"


def test_without_program_or_soundfont_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/fluidsynth")
    assert find_fluidsynth([str(tmp_path)]) is None
    (tmp_path / "A.sf2").touch()
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert find_fluidsynth([str(tmp_path)]) is None
