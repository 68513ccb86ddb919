from pathlib import Path

import mido
import pytest

from agent.errors import MeloError
from agent.player import Note
from bridge.midifile import chord_notes, write_midi


def messages(path: Path, track: int) -> list[tuple[int, str, int]]:
    """(tick, kind, pitch) of a track's notes."""
    found, now = [], 0
    for message in mido.MidiFile(path).tracks[track]:
        now += message.time
        if message.type in ("note_on", "note_off"):
            found.append((now, message.type, message.note))
    return found


def test_notes_are_written_at_their_beats(tmp_path: Path) -> None:
    path = tmp_path / "piece.mid"
    write_midi(path, [[Note(60, 0.8, 1.0, 0.0), Note(64, 0.6, 1.0, 1.0)]], bpm=120)
    assert messages(path, 1) == [
        (0, "note_on", 60),
        (456, "note_off", 60),
        (480, "note_on", 64),
        (936, "note_off", 64),
    ]


def test_it_is_a_piano_in_tempo(tmp_path: Path) -> None:
    path = tmp_path / "piece.mid"
    write_midi(path, [[Note(60, 0.5, 1.0, 0.0)]], bpm=90)
    file = mido.MidiFile(path)
    assert file.tracks[0][0].tempo == mido.bpm2tempo(90)
    assert (file.tracks[1][0].type, file.tracks[1][0].program) == ("program_change", 0)
    assert file.tracks[1][1].velocity == 64


def test_repeated_notes_end_before_they_begin_again(tmp_path: Path) -> None:
    path = tmp_path / "piece.mid"
    write_midi(path, [[Note(60, 0.8, 1.0, 0.0), Note(60, 0.8, 1.0, 1.0)]], bpm=120)
    kinds = [kind for _, kind, _ in messages(path, 1)]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


def test_rests_are_silent(tmp_path: Path) -> None:
    path = tmp_path / "piece.mid"
    write_midi(path, [[Note(-1, 0.8, 1.0, 0.0), Note(62, 0.8, 1.0, 1.0)]], bpm=120)
    assert messages(path, 1)[0] == (480, "note_on", 62)


def test_the_left_hand_plays_a_chord_a_bar() -> None:
    chords = chord_notes(("I", "vi"), bars=3, beats_per_bar=4, key=2)
    assert [(note.pitch, note.onset) for note in chords] == [
        *((50, 0.0), (54, 0.0), (57, 0.0)),
        *((59, 4.0), (50, 4.0), (54, 4.0)),
        *((50, 8.0), (54, 8.0), (57, 8.0)),
    ]


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MeloError, match=r"piece.mid can't be written: "):
        write_midi(tmp_path / "file" / "piece.mid", [[]], bpm=120)
