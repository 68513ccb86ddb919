from pathlib import Path

import mido
import pytest

from agent.errors import MeloError
from agent.music.note import Note
from agent.pieces.piece import Piece
from agent.player.knobs import Knobs
from bridge.export.midi_file import left_hand, write_midi, write_voices


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "piece.mid"


def piece_of(*notes: Note, knobs: Knobs | None = None, chords: tuple[str, ...] = ()) -> Piece:
    return Piece(notes, knobs or Knobs(bars=1), chords)


def messages(path: Path, track: int) -> list[tuple[int, str, int]]:
    """(tick, kind, pitch) of a track's notes."""
    found, now = [], 0
    for message in mido.MidiFile(path).tracks[track]:
        now += message.time
        if message.type in ("note_on", "note_off"):
            found.append((now, message.type, message.note))
    return found


def test_notes_are_written_at_their_beats(path: Path) -> None:
    write_midi(path, piece_of(Note(60, 0.8, 1.0, 0.0), Note(64, 0.6, 0.5, 1.0)), bpm=120)
    assert messages(path, 1) == [
        (0, "note_on", 60),
        (456, "note_off", 60),
        (480, "note_on", 64),
        (708, "note_off", 64),
    ]


def test_a_long_note_sounds_almost_to_its_end(path: Path) -> None:
    write_midi(path, piece_of(Note(60, 0.8, 4.0, 0.0)), bpm=120)
    assert messages(path, 1)[-1] == (1896, "note_off", 60)


def test_a_triplet_ends_on_its_beat(path: Path) -> None:
    triplet = [Note(60 + n, 0.8, 8 / 24, 8 * n / 24) for n in range(3)]
    write_midi(path, piece_of(*triplet, Note(67, 0.8, 1.0, 1.0)), bpm=120)
    starts = [tick for tick, kind, _ in messages(path, 1) if kind == "note_on"]
    assert starts == [0, 160, 320, 480]


def test_it_is_a_piano_in_tempo_meter_and_key(path: Path) -> None:
    knobs = Knobs(bars=1, meter="6/8", key=7, scale="dorian")
    write_midi(path, piece_of(Note(67, 0.5, 1.0, 0.0), knobs=knobs), bpm=90)
    (tempo, meter, key, _), (program, note, *_) = mido.MidiFile(path).tracks
    assert tempo.tempo == mido.bpm2tempo(90)
    assert (meter.numerator, meter.denominator, meter.clocks_per_click) == (6, 8, 36)
    assert key.key == "F"
    assert (program.type, program.program) == ("program_change", 0)
    assert note.velocity == 64


def test_the_file_ends_with_the_last_bar(path: Path) -> None:
    knobs = Knobs(bars=3, meter="3/4")
    write_midi(path, piece_of(Note(60, 0.8, 1.0, 0.0), Note(-1, 0.8, 8.0, 1.0), knobs=knobs), 60)
    assert mido.MidiFile(path).length == pytest.approx(9)
    for track in mido.MidiFile(path).tracks:
        assert sum(message.time for message in track) == 9 * 480


def test_a_pickup_stands_at_the_end_of_a_bar_before_the_first_chord(path: Path) -> None:
    """Two bars of 3/4 after a pickup of a quarter note: the file is nine beats less one long."""
    notes = Note(67, 0.8, 1.0, 2.0), Note(60, 0.8, 5.0, 3.0)
    piece = Piece(notes, Knobs(bars=2, meter="3/4"), ("C", "F"), pickup=1.0)
    write_midi(path, piece, bpm=60, chords=True)
    assert messages(path, 1)[0] == (960, "note_on", 67)
    assert messages(path, 1)[2] == (1440, "note_on", 60)
    assert mido.MidiFile(path).length == pytest.approx(8)
    assert [(note.onset, note.duration) for note in left_hand(piece)[::4]] == [
        (3.0, 3.0),
        (6.0, 2.0),
    ]


def test_repeated_notes_end_before_they_begin_again(path: Path) -> None:
    write_midi(path, piece_of(Note(60, 0.8, 1.0, 0.0), Note(60, 0.8, 1.0, 1.0)), bpm=120)
    kinds = [kind for _, kind, _ in messages(path, 1)]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


def test_rests_are_silent(path: Path) -> None:
    write_midi(path, piece_of(Note(-1, 0.8, 1.0, 0.0), Note(62, 0.8, 1.0, 1.0)), bpm=120)
    assert messages(path, 1)[0] == (480, "note_on", 62)


def test_the_left_hand_plays_a_chord_a_bar_over_its_root() -> None:
    knobs = Knobs(bars=3, meter="3/4")
    hand = left_hand(piece_of(knobs=knobs, chords=("D", "none", "Bm7")))
    assert [(note.pitch, note.onset, note.duration) for note in hand] == [
        *((38, 0.0, 3.0), (50, 0.0, 3.0), (54, 0.0, 3.0), (57, 0.0, 3.0)),
        *((47, 6.0, 3.0), (50, 6.0, 3.0), (54, 6.0, 3.0), (57, 6.0, 3.0), (59, 6.0, 3.0)),
    ]


def test_chords_have_a_track_of_their_own_where_they_are_wanted(path: Path) -> None:
    piece = piece_of(Note(60, 0.8, 1.0, 0.0), chords=("C",))
    write_midi(path, piece, 120)
    assert len(mido.MidiFile(path).tracks) == 2
    write_midi(path, piece, 120, chords=True)
    assert [pitch for _, kind, pitch in messages(path, 2) if kind == "note_on"] == [36, 48, 52, 55]


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MeloError, match=r"piece.mid can't be written: "):
        write_midi(tmp_path / "file" / "piece.mid", piece_of(), bpm=120)


def test_voices_have_a_track_each_with_their_names(path: Path) -> None:
    lead, bass = [Note(72, 0.8, 1.0, 0.0), Note(-1, 0.8, 1.0, 1.0)], [Note(36, 0.8, 1.0, 3.0)]
    write_voices(path, {"Flöte": lead, "bass": bass}, bpm=90)
    file = mido.MidiFile(path, charset="utf-8")
    assert [track.name for track in file.tracks] == ["", "Flöte", "bass"]
    assert file.tracks[0][0].tempo == mido.bpm2tempo(90)
    assert messages(path, 1) == [(0, "note_on", 72), (456, "note_off", 72)]
    assert messages(path, 2) == [(1440, "note_on", 36), (1896, "note_off", 36)]


@pytest.mark.parametrize(
    ("text", "signature"),
    [("2+2+3/8", (7, 8, 12)), ("5/4", (5, 4, 24)), ("12/8", (12, 8, 36)), ("3/2", (3, 2, 48))],
)
def test_other_meters_are_written_without_their_groups(
    path: Path, text: str, signature: tuple[int, int, int]
) -> None:
    write_midi(path, piece_of(Note(67, 0.5, 1.0, 0.0), knobs=Knobs(bars=1, meter=text)), bpm=90)
    meter = mido.MidiFile(path).tracks[0][1]
    assert (meter.numerator, meter.denominator, meter.clocks_per_click) == signature
