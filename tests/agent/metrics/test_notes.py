import pytest

from agent.metrics.notes import notes_of
from agent.music.tune import TuneChord
from tests.support.tunes import tune


def test_a_tune_becomes_arrays() -> None:
    notes = notes_of(tune("7 . 0/96 -1", meter="3/4"))
    assert notes.onset.tolist() == [0, 48, 144]
    assert notes.pitch.tolist() == [7, 0, -1]
    assert notes.interval.tolist() == [-7, -1]
    assert notes.place.tolist() == [0, 48, 0]
    assert notes.pitch_class.tolist() == [7, 0, 11]
    assert (notes.length, notes.bars, notes.bar, notes.beat) == (168, 2, 72, 24)


def test_a_gap_of_a_sixteenth_belongs_to_the_note_before_and_a_longer_one_rests() -> None:
    assert notes_of(tune("0/18 ./6 0")).duration.tolist() == [24, 24]
    assert notes_of(tune("0/12 ./12 0")).duration.tolist() == [12, 24]


def test_the_curve_holds_each_pitch_over_its_rests_from_the_first_note_on() -> None:
    assert notes_of(tune(". 1/6 ./12 5/6")).curve.tolist() == [-1, -1, -1, 3]


def test_a_chord_sounds_until_the_next_and_none_before_the_first() -> None:
    chords = (TuneChord(24, 0, 0b10010001, "maj"), TuneChord(60, 7, 0b100010000100, "maj"))
    assert notes_of(tune("0 0 0 0", chords=chords)).chord.tolist() == [0, 145, 145, 2180]


def test_a_tune_without_notes_is_refused() -> None:
    with pytest.raises(ValueError, match="no notes"):
        notes_of(tune("."))
