import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bridge.cli.play import midi_learn
from bridge.errors import MapError, PlayError
from bridge.midi.events import Event, MidiReceived
from bridge.musician.controls import map_file
from bridge.musician.controls.control_map import Source, Target

CC_74_ON_CHANNEL_2 = bytes((0xB1, 74, 64))


class FakeMidi:
    """A keyboard on which a control is moved."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def events(self) -> list[Event]:
        return [MidiReceived(0, 0.0, CC_74_ON_CHANNEL_2)]

    def close(self) -> None:
        pass


class Patient:
    """A terminal at which nobody types."""

    def __iter__(self) -> Iterator[str]:
        threading.Event().wait()
        return iter(())


class Unreadable:
    """A folder in place of a terminal."""

    def __iter__(self) -> Iterator[str]:
        raise IsADirectoryError


@pytest.fixture(autouse=True)
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(midi_learn, "MidiProcess", FakeMidi)
    monkeypatch.setattr(midi_learn, "NAMES", ["harmony"])
    monkeypatch.setattr("sys.stdin", Patient())


def test_what_is_learned_is_kept_beside_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[cc]\n64 = "none"\n[program]\n5 = "fiddle"\n')
    targets = midi_learn.learned(Console(quiet=True), [], path)
    assert targets[Source("cc", 74, 2)] == Target("harmony", 0.0, 2.0)
    assert targets == map_file.read(path) | targets
    text = path.read_text()
    assert '"2/74" = "harmony"' in text
    assert '64 = "none"' in text
    assert '5 = "fiddle"' in text


def test_a_file_that_is_no_map_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text("a shopping list")
    with pytest.raises(MapError, match="is no TOML"):
        midi_learn.learned(Console(quiet=True), [], path)
    assert path.read_text() == "a shopping list"


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    assert midi_learn.learned(Console(quiet=True), [], None)[Source("cc", 74, 2)].name == "harmony"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stdin", [[], ["\n"], Unreadable()])
def test_an_input_that_has_ended_is_told(
    stdin: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr(midi_learn, "NAMES", ["harmony", "smoothness"])
    monkeypatch.setattr(FakeMidi, "events", lambda _: [])
    with pytest.raises(PlayError, match=r"its input has ended: run it in a terminal"):
        midi_learn.learned(Console(quiet=True), [], tmp_path / "map.toml")
    assert list(tmp_path.iterdir()) == []
