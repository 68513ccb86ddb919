"""The colours of scales, as musicians name them."""

import pytest

from agent.music.colours import colours, degree_names
from agent.music.scales import SCALES, mask_of


@pytest.mark.parametrize(
    ("scale", "names"),
    [
        ("dorian", "6"),
        ("phrygian", "b2"),
        ("lydian", "#4"),
        ("mixolydian", "b7"),
        ("locrian", "b2 b5"),
        ("harmonic_minor", "7"),
        ("melodic_minor", "6 7"),
        ("minor", "6 7"),
        ("blues", "b5"),
        ("major_blues", "b3"),
        ("lydian_dominant", "#4 b7"),
        ("in_sen", "b2"),
        ("pelog", "b2"),
    ],
)
def test_what_a_scale_has_beyond_plain_major_or_minor_is_its_colour(scale: str, names: str) -> None:
    assert degree_names(colours(SCALES[scale]), SCALES[scale]) == names


@pytest.mark.parametrize(
    ("scale", "names"),
    [("phrygian_dominant", "b2 b6"), ("whole_tone", "#4 #5"), ("dominant_diminished", "b2 b3 #4")],
)
def test_of_many_such_degrees_those_beside_the_triad_are(scale: str, names: str) -> None:
    assert degree_names(colours(SCALES[scale]), SCALES[scale]) == names


@pytest.mark.parametrize(
    ("scale", "names"),
    [("major", "4 7"), ("aeolian", "2 b6"), ("hirajoshi", "2 b6"), ("major_pentatonic", "2 6")],
)
def test_plain_scales_have_what_is_beside_or_beyond_their_triad(scale: str, names: str) -> None:
    assert degree_names(colours(SCALES[scale]), SCALES[scale]) == names


def test_of_scales_without_a_name_the_rule_is_the_same() -> None:
    assert colours(mask_of((0, 1, 5, 7))) == mask_of((1,))
    assert colours(mask_of((0, 7))) == colours(mask_of((0,))) == colours(0) == 0


def test_every_named_scale_has_a_colour_and_keeps_three_other_notes() -> None:
    for name, scale in SCALES.items():
        found = colours(scale)
        assert 0 < found.bit_count() <= scale.bit_count() - 3, name
        assert scale & ~1 | found == scale & ~1, name


def test_an_altered_degree_is_named_after_the_one_that_the_scale_lacks() -> None:
    assert degree_names(mask_of((6, 8)), mask_of((0, 2, 4, 6, 8, 10))) == "#4 #5"
    assert degree_names(mask_of((6, 8)), mask_of((0, 1, 4, 5, 6, 8))) == "b5 b6"
    assert degree_names(mask_of((6,)), mask_of((0, 4, 6, 7))) == "#4"
