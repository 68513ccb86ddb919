from dataclasses import replace

from agent.music.note import Note
from agent.music.tune import Tune, TuneChord
from bridge.export.takes import chord_symbols, left_hand, piece_of
from tests.support.tunes import tune

# I from before the first bar, ii7 in the middle of bar 1, V7 in bar 2; relative to the tonic.
CHORDS = (
    TuneChord(-24, 0, 0b10010001, "maj"),
    TuneChord(48, 2, 0b1000100101, "min7"),
    TuneChord(96, 7, 0b100010000100 | 1 << 5, "7"),
)


def in_d(notes: str, chords: tuple[TuneChord, ...] = ()) -> Tune:
    return replace(tune(notes, chords=chords), key=2, tonic=62)


def test_a_take_becomes_notes_that_sound() -> None:
    piece = piece_of(in_d("0/24 4/12 7/12 12/48 2/96"))
    assert piece.notes == (
        Note(62, 0.8, 1, 0),
        Note(66, 0.7, 0.5, 1),
        Note(69, 0.6, 0.5, 1.5),
        Note(74, 0.7, 2, 2),
        Note(64, 0.8, 4, 4),
    )
    assert (piece.knobs.key, piece.knobs.meter, piece.knobs.bars) == (2, "4/4", 2)
    assert piece.chords == ()


def test_a_bar_has_the_chord_of_its_beginning() -> None:
    assert piece_of(in_d("0/96 2/96 4/96", CHORDS)).chords == ("D", "A7", "A7")
    assert piece_of(in_d("0/96 2/96", CHORDS[2:])).chords == ("none", "A7")


def test_a_pickup_is_bar_0_and_has_no_chord() -> None:
    take = in_d(". . . -5 | 0/96 | 2/72", CHORDS)
    piece = piece_of(take)
    assert (piece.pickup, piece.before, piece.knobs.bars) == (1.0, 1, 2)
    assert (piece.start, piece.end) == (3.0, 11.0)
    assert piece.symbols == [(4.0, "A7"), (8.0, "A7")]
    assert max(note.onset + note.duration for note in left_hand(take)) == 11.0


def test_what_begins_with_a_rest_or_a_silent_bar_has_no_pickup() -> None:
    assert piece_of(in_d(". 2 4 5 | 0/96")).pickup == 0
    late = piece_of(in_d("./96 . . . -5 | 0/96"))
    assert (late.pickup, late.knobs.bars) == (0, 3)


def test_every_chord_is_named_where_it_begins() -> None:
    assert chord_symbols(in_d("0/96 2/96", CHORDS)) == [(-1, "D"), (2, "Em7"), (4, "A7")]


def test_the_left_hand_holds_each_chord_until_the_next() -> None:
    notes = left_hand(in_d("0/96 2/48", CHORDS))
    lengths = {(note.onset, note.duration) for note in notes}
    assert lengths == {(0, 2), (2, 2), (4, 4)}
    assert [note.pitch for note in notes[:4]] == [38, 50, 54, 57]


def test_a_chord_after_the_end_isnt_played() -> None:
    late = TuneChord(480, 0, 0b10010001, "maj")
    assert left_hand(in_d("0/96", (late,))) == []


def test_a_mode_without_a_name_is_chromatic() -> None:
    assert piece_of(tune("0 1 2", mode="other")).knobs.scale == "chromatic"
