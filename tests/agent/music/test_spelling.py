import mido
import pytest

from agent.music.scales import SCALES, scale_mask
from agent.music.spelling import spelling_of, triad_symbol


def written(key: int, scale: str) -> str:
    """The scale from its tonic up, and its signature."""
    mask = scale_mask(scale)
    spelling = spelling_of(key, mask)
    names = [spelling.name((key + up) % 12) for up in range(12) if mask >> up & 1]
    return f"{' '.join(names)} ({spelling.key_signature()})"


@pytest.mark.parametrize(
    ("key", "scale", "expected"),
    [
        (0, "major", "C D E F G A B (C)"),
        (3, "major", "Eb F G Ab Bb C D (Eb)"),
        (6, "major", "F# G# A# B C# D# E# (F#)"),
        (9, "aeolian", "A B C D E F G (Am)"),
        (2, "harmonic_minor", "D E F G A Bb C# (Dm)"),
        (3, "minor", "Eb F Gb Ab Bb Cb C Db D (Ebm)"),
        (2, "dorian", "D E F G A B C (C)"),
        (7, "mixolydian", "G A B C D E F (C)"),
        (5, "lydian", "F G A B C D E (C)"),
        (4, "phrygian", "E F G A B C D (C)"),
        (0, "blues", "C Eb F F# G Bb (Cm)"),
        (9, "minor_pentatonic", "A C D E G (Am)"),
        (1, "0 4 7", "Db F Ab (Db)"),
    ],
)
def test_scales_are_written_as_musicians_write_them(key: int, scale: str, expected: str) -> None:
    assert written(key, scale) == expected


def test_every_signature_is_one_that_midi_knows() -> None:
    for scale in SCALES:
        for key in range(12):
            name = spelling_of(key, scale_mask(scale)).key_signature()
            assert mido.MetaMessage("key_signature", key=name).key == name


@pytest.mark.parametrize(
    ("pitch", "key", "name"),
    [(60, 0, "C4"), (61, 0, "Db4"), (0, 0, "C-1"), (127, 0, "G9"), (60, 6, "B#3"), (65, 6, "E#4")],
)
def test_pitches_have_scientific_names(pitch: int, key: int, name: str) -> None:
    assert spelling_of(key, scale_mask("major")).note(pitch) == name


def test_a_flat_c_belongs_to_the_octave_above() -> None:
    assert spelling_of(3, scale_mask("minor")).note(71) == "Cb5"


def test_roman_numerals_are_chords_in_a_key() -> None:
    assert [triad_symbol(numeral, 3) for numeral in ("I", "vi", "IV", "V", "vii")] == [
        *("Eb", "Cm", "Ab", "Bb", "Ddim")
    ]
