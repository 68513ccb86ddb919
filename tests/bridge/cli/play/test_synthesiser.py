"""What `play --sound` says where FluidSynth can't be reached."""

from pathlib import Path

import pytest

from bridge.cli.play import synthesiser
from bridge.cli.play.synthesiser import Synthesiser
from bridge.errors import PlayError
from bridge.export.fluidsynth import FluidSynth


def test_without_a_midi_system_it_points_to_what_plays_without_one(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    there = FluidSynth("fluidsynth", Path("some.sf2"))
    monkeypatch.setattr(synthesiser, "find_fluidsynth", lambda: there)
    monkeypatch.setenv("MELOBRIDGE_MIDI", "jack")
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "nobody")
    with pytest.raises(PlayError) as error:
        Synthesiser()
    assert str(error.value) == (
        "--sound plays by MIDI, and no MIDI system runs here: 'melobridge generate --listen' is "
        "heard without one, and so is the page, 'melobridge demo'"
    )
    assert capfd.readouterr().err == "", "drivers say nothing beside it"
