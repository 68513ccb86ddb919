from itertools import pairwise

import pytest

from agent.melody.learning.data_augmentation.transposition import along, by_degree, in_scale
from agent.music.tune import TuneChord
from tests.support.tunes import tune

LYDIAN = (0, 2, 4, 6, 7, 9, 11)
SONG = tune("0/12 2/12 4 5 7 9 11 12 | 10 9/48")


def pitches(text: str, scale: str, mode: str = "major") -> list[int]:
    mapped = in_scale(tune(text, mode=mode), scale)
    assert mapped is not None
    return [note.pitch for note in mapped.notes]


def directions(line: list[int]) -> list[int]:
    return [(b > a) - (b < a) for a, b in pairwise(line)]


def test_a_degree_stays_a_degree_in_its_octave() -> None:
    assert [by_degree(pitch, LYDIAN) for pitch in (-7, 0, 5, 17, 23)] == [-6, 0, 6, 18, 23]


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("lydian", [0, 2, 4, 6, 7, 9, 11, 12]),
        ("phrygian", [0, 1, 3, 5, 7, 8, 10, 12]),
        ("double_harmonic", [0, 1, 4, 5, 7, 8, 11, 12]),
        ("0 1 3 5 6 8 10", [0, 1, 3, 5, 6, 8, 10, 12]),
    ],
)
def test_seven_notes_go_degree_by_degree(scale: str, expected: list[int]) -> None:
    assert pitches("0 2 4 5 7 9 11 12", scale) == expected


def test_both_forms_of_a_degree_become_one() -> None:
    assert pitches("0 8 9 10 11 12", "dorian", mode="minor") == [0, 9, 9, 10, 10, 12]


def test_rhythm_and_everything_else_stays() -> None:
    mapped = in_scale(SONG, "lydian")
    assert mapped is not None
    assert [note[:2] for note in mapped.notes] == [note[:2] for note in SONG.notes]
    assert (mapped.mode, mapped.id, mapped.split) == ("lydian", "test in lydian", "train")


def test_chords_go_along_by_degree() -> None:
    chords = (TuneChord(0, 0, 0b10010001, "maj"), TuneChord(96, 7, 0b100010000100, "maj"))
    mapped = in_scale(tune("0 2 4 5 7 5 4 2", chords=chords), "phrygian")
    assert mapped is not None
    assert mapped.chords == (
        TuneChord(0, 0, 0b10001001, "min"),
        TuneChord(96, 7, 0b10010000010, "dim"),
    )


@pytest.mark.parametrize("scale", ["major_pentatonic", "blues", "whole_tone", "0 3 6 9"])
def test_other_scales_follow_the_contour(scale: str) -> None:
    line = [0, 2, 4, 4, 2, 0, 7, 9, 7, 4, 4, 0]
    mapped = along(line, scale)
    assert directions(mapped) == directions(line)
    allowed = {"major_pentatonic": {0, 2, 4, 7, 9}, "blues": {0, 3, 5, 6, 7, 10}}
    rest = {"whole_tone": {0, 2, 4, 6, 8, 10}, "0 3 6 9": {0, 3, 6, 9}}
    assert {pitch % 12 for pitch in mapped} <= (allowed | rest)[scale]


def test_what_lies_in_the_scale_stays_there() -> None:
    assert along([0, 2, 4, 7, 9, 12], "major_pentatonic") == [0, 2, 4, 7, 9, 12]
    assert along([0, 1, 4, 6], "chromatic") == [0, 1, 4, 6]


def test_blues_passes_through_its_flat_fifth() -> None:
    assert along([0, 2, 4, 5, 7], "blues") == [0, 3, 5, 6, 7]


def test_a_tune_that_hardly_moves_then_has_no_copy() -> None:
    assert in_scale(tune("0 4 0 4 0"), "lydian") is None


def test_a_tune_that_leaves_the_range_has_no_copy() -> None:
    assert in_scale(tune("26 24 23 12"), "lydian") is None
