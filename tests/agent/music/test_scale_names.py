import pytest

from agent.music.scale_names import OTHER_NAMES, STEPS, usual_name


@pytest.mark.parametrize(
    "text",
    [
        "harmonic_minor",
        "harmonic minor",
        "Harmonic-Minor",
        "harmonicminor",
        "harmonicMinor",
        "HARMONIC  MINOR",
        "minor harmonic",
        "harm min",
        "harmonic minor scale",
    ],
)
def test_a_name_is_known_however_it_is_spelled(text: str) -> None:
    assert usual_name(text) == "harmonic_minor"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pentatonic", "major_pentatonic"),
        ("majorPentatonic", "major_pentatonic"),
        ("majPent", "major_pentatonic"),
        ("minPent", "minor_pentatonic"),
        ("Pentatonic Minor", "minor_pentatonic"),
        ("blues minor", "blues"),
        ("Minor Blues", "blues"),
        ("blues_major", "major_blues"),
        ("wholetone", "whole_tone"),
        ("whole", "whole_tone"),
        ("maj", "major"),
        ("min", "minor"),
        ("dim", "diminished"),
        ("Half-whole Dim.", "dominant_diminished"),
        ("Whole-half Dim.", "diminished"),
        ("octatonic", "diminished"),
        ("diminished2", "dominant_diminished"),
        ("Super Locrian", "altered"),
        ("acoustic", "lydian_dominant"),
        ("lydian b7", "lydian_dominant"),
        ("Dorian #4", "ukrainian_dorian"),
        ("Dorian ♯4", "ukrainian_dorian"),
        ("romanianMinor", "ukrainian_dorian"),
        ("mixolydianb6", "melodic_major"),
        ("hindu", "melodic_major"),
        ("melodicMinorDesc", "aeolian"),
        ("jazz minor", "melodic_minor"),
        ("hijaz", "phrygian_dominant"),
        ("Maqam Hijaz", "phrygian_dominant"),
        ("ahava raba", "phrygian_dominant"),
        ("spanish", "phrygian_dominant"),
        ("gypsy", "hungarian_minor"),
        ("byzantine", "double_harmonic"),
        ("bhairav", "double_harmonic"),
        ("8-Tone Spanish", "spanish_eight_tone"),
        ("hexMajor6", "major_hexatonic"),
        ("messiaen2", "dominant_diminished"),
        ("Messiaen 3", "messiaen_3"),
        ("leadingWhole", "leading_whole_tone"),
        ("Pelog Tembung", "miyako_bushi"),
        ("kumai", "kumoi"),
        ("jiao", "man_gong"),
    ],
)
def test_other_programs_and_peoples_names_are_known(text: str, name: str) -> None:
    assert usual_name(text) == name


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("prometheus", "0 2 4 6 9 10"),
        ("enigmatic", "0 1 4 6 8 10 11"),
        ("persian", "0 1 4 5 6 8 11"),
        ("neapolitan_major", "0 1 3 5 7 9 11"),
        ("lydian_minor", "0 2 4 6 7 8 10"),
        ("iwato", "0 1 5 6 10"),
        ("kumoi", "0 2 3 7 9"),
        ("pelog", "0 1 3 7 8"),
        ("egyptian", "0 2 5 7 10"),
    ],
)
def test_the_notes_of_scales_that_are_no_mode_of_another(name: str, steps: str) -> None:
    assert STEPS[name] == steps


@pytest.mark.parametrize("text", ["", "foo", "0 2 4", "mayor", "minor minor", "scale"])
def test_what_is_no_name(text: str) -> None:
    assert usual_name(text) is None


def test_no_other_name_hides_a_scale() -> None:
    assert {usual_name(name): name for name in STEPS} == {name: name for name in STEPS}
    assert [usual_name(other) for other in OTHER_NAMES] == list(OTHER_NAMES.values())
