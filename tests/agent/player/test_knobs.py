from dataclasses import fields

import pytest

from agent.errors import TaskError
from agent.music.chords import NO_CHORD, chord_of
from agent.player.knobs import KNOB_CHOICES, KNOB_RANGES, Knobs


def test_every_number_has_its_range() -> None:
    numbers = {knob.name for knob in fields(Knobs) if knob.type in ("int", "float")}
    assert numbers == KNOB_RANGES.keys()
    assert {knob.name for knob in fields(Knobs)} > KNOB_CHOICES.keys()


@pytest.mark.parametrize(
    ("knob", "value", "fault"),
    [
        ("harmony", 2.5, "harmony is 2.5: use 0 to 2"),
        ("form", -0.5, "form is -0.5: use 0 to 2"),
        ("temperature", -1, "temperature is -1: use 0 to 2"),
        ("temperature", float("nan"), "temperature is nan: use 0 to 2"),
        ("follow", 1.5, "follow is 1.5: use 0 to 1"),
        ("swing", 1.01, "swing is 1.01: use 0 to 1"),
        ("key", 12, "key is 12: use 0 to 11"),
        ("low", 128, "low is 128: use 0 to 127"),
        ("density", 9, "density is 9: use 0 to 8"),
        ("bars", -1, "bars is -1: use 0 to 1024"),
        ("scale", "foo", "there is no scale 'foo'"),
        ("chord", "H7", "'H7' is no chord"),
        ("chord_tones", "some", "chord_tones is 'some': use free, strong, all"),
        ("outside", "always", "outside is 'always': use chord, never"),
        ("durations", "0.7", "durations is '0.7': use any, or lengths in quarter notes"),
        ("meter", "4/3", "meter is '4/3': use one such as 3/4, 7/8 or 2"),
    ],
)
def test_what_is_outside_is_refused(knob: str, value: float | str, fault: str) -> None:
    with pytest.raises(TaskError, match=fault):
        Knobs(**{knob: value})  # type: ignore[arg-type]


def test_a_range_without_a_note_is_refused() -> None:
    with pytest.raises(TaskError, match="no note of the key lies between low 61 and high 61"):
        Knobs(low=61, high=61)
    assert Knobs(low=61, high=61, scale="chromatic").low == 61


@pytest.mark.parametrize("chord_tones", ["strong", "all"])
def test_a_chord_that_shares_no_note_with_scale_and_range_is_refused(chord_tones: str) -> None:
    fault = "the chord F# has no note of the scale major_pentatonic between low 0 and high 127"
    with pytest.raises(TaskError, match=fault):
        Knobs(scale="major_pentatonic", chord="F#", chord_tones=chord_tones, outside="never")
    with pytest.raises(TaskError, match="the chord Am has no note of the scale major between"):
        Knobs(chord="Am", chord_tones=chord_tones, low=65, high=67, outside="never")
    with pytest.raises(TaskError, match="the chord Am has no note between low 65 and high 67: wid"):
        Knobs(chord="Am", chord_tones=chord_tones, low=65, high=67)
    whole = Knobs(scale="major_pentatonic", chord="F#", chord_tones=chord_tones)
    assert whole.pitch_classes(strong=True) == 1 << 6 | 1 << 10 | 1 << 1
    assert Knobs(scale="major_pentatonic", chord="F#").sounding_chord == chord_of("F#")


@pytest.mark.parametrize(("chords", "first"), [("C E F#", "E"), ("C F# E", "F#"), ("F# B E", "F#")])
def test_of_several_chords_that_dont_fit_the_first_is_named(chords: str, first: str) -> None:
    with pytest.raises(TaskError, match=f"^the chord {first} has no note of the scale major"):
        Knobs(low=60, high=60, chords=chords, chord_tones="all", outside="never")


def test_texts_are_kept_and_read() -> None:
    knobs = Knobs(key=9, scale="0 3 7", chord="none")
    assert (knobs.scale, knobs.scale_mask, knobs.sounding_chord) == ("0 3 7", 0b10001001, NO_CHORD)
    assert knobs.pitch_classes(strong=True) == 1 << 9 | 1 << 0 | 1 << 4
    assert knobs == Knobs(key=9, scale="0 3 7")
    assert hash(knobs) == hash(Knobs(key=9, scale="0 3 7"))


def test_a_progression_gives_each_bar_its_chord() -> None:
    knobs = Knobs(meter="3/4", chords="Am | F, C")
    assert knobs.progression == ("Am", "F", "C")
    assert [knobs.at(tick).chord for tick in (0, 71, 72, 144, 216)] == ["Am", "Am", "F", "C", "Am"]
    assert knobs.at(72) == Knobs(meter="3/4", chord="F")


def test_before_the_first_bar_no_chord_of_the_progression_sounds() -> None:
    assert Knobs(chords="C G").at(-1) == Knobs()
    assert Knobs(chord="F").at(-1) == Knobs(chord="F")


def test_a_chord_lasts_a_bar_of_any_meter() -> None:
    knobs = Knobs(meter="2+2+3/8", chords="Am F")
    assert [knobs.at(tick).chord for tick in (0, 83, 84, 167, 168)] == ["Am", "Am", "F", "F", "Am"]


def test_a_chord_of_the_moment_comes_first() -> None:
    knobs = Knobs(chord="Dm", chords="Am F")
    assert knobs.progression == ()
    assert [in_bar.chord for in_bar in knobs.per_bar] == ["Dm"]
    assert Knobs().at(96) == Knobs()


@pytest.mark.parametrize(
    ("chords", "fault"),
    [
        ("Am H", "'H' is no chord"),
        ("", "a progression needs chords, such as 'Am F C G'"),
        ("C " * 65, "a progression has at most 64 chords"),
    ],
)
def test_what_is_no_progression_is_refused(chords: str, fault: str) -> None:
    with pytest.raises(TaskError, match=fault):
        Knobs(chords=chords)
    with pytest.raises(TaskError, match=fault):
        Knobs(chord="C", chords=chords)
