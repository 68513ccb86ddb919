import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TaskError
from agent.music.pitches import MAJOR_SCALE
from agent.music.scales import (
    SCALES,
    mask_of,
    mode_of,
    pitch_class_set,
    scale_mask,
    scale_name,
    tonic_and_scale,
    transposed,
)


def tones(mask: int) -> list[int]:
    return [pitch_class for pitch_class in range(12) if mask >> pitch_class & 1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("major", [0, 2, 4, 5, 7, 9, 11]),
        ("Ionian", [0, 2, 4, 5, 7, 9, 11]),
        ("minor", [0, 2, 3, 5, 7, 8, 9, 10, 11]),
        ("natural minor", [0, 2, 3, 5, 7, 8, 10]),
        ("harmonic_minor", [0, 2, 3, 5, 7, 8, 11]),
        ("Harmonic Minor", [0, 2, 3, 5, 7, 8, 11]),
        ("melodic-minor", [0, 2, 3, 5, 7, 9, 11]),
        ("blues", [0, 3, 5, 6, 7, 10]),
        ("altered", [0, 1, 3, 4, 6, 8, 10]),
        ("hirajoshi", [0, 2, 3, 7, 8]),
        ("0 2 4 7 9", [0, 2, 4, 7, 9]),
        ("7,0,10", [0, 7, 10]),
    ],
)
def test_scales_have_names_or_are_pitch_classes(name: str, expected: list[int]) -> None:
    assert tones(scale_mask(name)) == expected


def test_there_are_81_scales_each_with_its_own_notes_and_one_word() -> None:
    assert len(SCALES) == len(set(SCALES.values())) == 81
    assert all(mask & 1 and name.isidentifier() for name, mask in SCALES.items())
    assert tones(SCALES["major"]) == list(MAJOR_SCALE)


@pytest.mark.parametrize(
    ("scale", "of", "semitones"),
    [
        ("dorian", "major", 2),
        ("phrygian", "major", 4),
        ("lydian", "major", 5),
        ("mixolydian", "major", 7),
        ("aeolian", "major", 9),
        ("locrian", "major", 11),
        ("minor_pentatonic", "major_pentatonic", 9),
        ("blues", "major_blues", 9),
        ("lydian_augmented", "melodic_minor", 3),
        ("lydian_dominant", "melodic_minor", 5),
        ("half_diminished", "melodic_minor", 9),
        ("altered", "melodic_minor", 11),
        ("phrygian_dominant", "harmonic_minor", 7),
        ("ukrainian_dorian", "harmonic_minor", 5),
        ("hungarian_minor", "double_harmonic", 5),
        ("dominant_diminished", "diminished", 2),
        ("dorian_flat_2", "melodic_minor", 2),
        ("melodic_major", "melodic_minor", 7),
        ("locrian_natural_6", "harmonic_minor", 2),
        ("ionian_augmented", "harmonic_minor", 3),
        ("lydian_sharp_2", "harmonic_minor", 8),
        ("ultralocrian", "harmonic_minor", 11),
        ("ahir_bhairav", "harmonic_major", 7),
        ("egyptian", "major_pentatonic", 2),
        ("man_gong", "major_pentatonic", 4),
        ("yo", "major_pentatonic", 7),
        ("iwato", "miyako_bushi", 7),
        ("in_sen", "kumoi", 2),
    ],
)
def test_a_mode_is_its_parent_seen_from_another_note(scale: str, of: str, semitones: int) -> None:
    assert transposed(SCALES[of], -semitones) == SCALES[scale]


@pytest.mark.parametrize("text", ["", "foo", "0 2 12", "-1", "0 2 x", "60", "nothing"])
def test_what_is_no_scale_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(TaskError, match=r"there is no scale .* '0 2 4 7 9', or one of major, min"):
        scale_mask(text)


@given(st.integers(0, 0xFFF), st.integers(-30, 30))
def test_transposing_moves_every_pitch_class(mask: int, semitones: int) -> None:
    assert set(tones(transposed(mask, semitones))) == {(t + semitones) % 12 for t in tones(mask)}


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_pitch_classes_are_read_in_their_order(pitch_classes: list[int]) -> None:
    assert pitch_class_set(" ".join(map(str, pitch_classes))) == tuple(pitch_classes)
    assert tones(mask_of(pitch_classes)) == sorted(set(pitch_classes))


@pytest.mark.parametrize(
    ("scale", "mode"),
    [
        ("major", "major"),
        ("lydian", "major"),
        ("harmonic_major", "major"),
        ("major_pentatonic", "major"),
        ("0 4 7", "major"),
        ("minor", "minor"),
        ("aeolian", "minor"),
        ("harmonic_minor", "minor"),
        ("melodic_minor", "minor"),
        ("phrygian", "minor"),
        ("minor_pentatonic", "minor"),
        ("blues", "minor"),
        ("mixolydian", "mixolydian"),
        ("lydian_dominant", "mixolydian"),
        ("bebop_dominant", "mixolydian"),
        ("dorian", "dorian"),
        ("ukrainian_dorian", "dorian"),
        ("locrian", "other"),
        ("chromatic", "other"),
        ("whole_tone", "other"),
        ("in_sen", "other"),
    ],
)
def test_scales_sound_like_one_of_few_modes(scale: str, mode: str) -> None:
    assert mode_of(scale_mask(scale)) == mode


@pytest.mark.parametrize(
    ("text", "tonic", "scale"),
    [
        ("Bb minor", 10, "minor"),
        ("B♭m", 10, "minor"),
        ("Am", 9, "minor"),
        ("C major", 0, "major"),
        ("F# maj", 6, "major"),
        ("D Dorian", 2, "dorian"),
        ("Eb harmonic minor", 3, "harmonic_minor"),
        ("A-minor", 9, "minor"),
        ("F♯", 6, ""),
        ("Fx", 7, ""),
        ("e", 4, ""),
    ],
)
def test_a_key_as_musicians_write_it(text: str, tonic: int, scale: str) -> None:
    assert tonic_and_scale(text) == (tonic, scale)


@pytest.mark.parametrize("text", ["", "H", "minor", "A flat", "C dorain"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(TaskError):
        tonic_and_scale(text)


def test_a_misspelled_scale_is_told_which_was_meant() -> None:
    with pytest.raises(TaskError, match=r"^there is no scale 'dorain': did you mean 'dorian'\?$"):
        scale_mask("dorain")


def test_the_usual_form_of_a_scales_name() -> None:
    names = ["Harmonic Minor", "natural-minor", "Ionian", "BLUES", "0 2 4", "foo"]
    assert [scale_name(name) for name in names] == [
        "harmonic_minor",
        "aeolian",
        "major",
        "blues",
        "0 2 4",
        "foo",
    ]
