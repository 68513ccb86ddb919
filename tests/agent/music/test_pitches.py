import pytest

from agent.errors import TaskError
from agent.music.pitches import nearest_degree, pitch_class, pitch_of, tonic_near, triad_degrees


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C", 0),
        ("Eb", 3),
        ("F#", 6),
        ("Cb", 11),
        ("B#", 0),
        ("g", 7),
        ("B♭", 10),
        ("F♯", 6),
        ("F##", 7),
        ("Ebb", 2),
    ],
)
def test_note_names_are_pitch_classes(name: str, expected: int) -> None:
    assert pitch_class(name) == expected


@pytest.mark.parametrize("name", ["", "H", "C###", "4", "C major"])
def test_what_is_no_note_name_is_refused(name: str) -> None:
    with pytest.raises(TaskError, match="is no note name: use A to G"):
        pitch_class(name)


def test_a_tonic_is_at_most_a_tritone_off() -> None:
    assert [tonic_near(60, key) for key in (0, 6, 7, 11)] == [60, 66, 55, 59]


def test_black_keys_go_to_the_white_key_below() -> None:
    assert [nearest_degree(pitch) for pitch in range(60, 72)] == [
        0,
        0,
        1,
        1,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
        6,
    ]


@pytest.mark.parametrize(
    ("numeral", "degrees"),
    [("I", (0, 2, 4)), ("vi", (5, 0, 2)), ("IV", (3, 5, 0)), ("V", (4, 6, 1))],
)
def test_numerals_are_triads(numeral: str, degrees: tuple[int, int, int]) -> None:
    assert triad_degrees(numeral) == degrees


def test_what_is_no_numeral_is_refused() -> None:
    with pytest.raises(TaskError, match="'VIII' is no Roman numeral"):
        triad_degrees("VIII")


@pytest.mark.parametrize(
    ("name", "pitch"),
    [
        ("C4", 60),
        ("B♭3", 58),
        ("F#3", 54),
        ("C-1", 0),
        ("G9", 127),
        ("Cb4", 59),
        ("B#4", 72),
        ("60", 60),
    ],
)
def test_a_note_name_with_its_octave_is_a_midi_pitch(name: str, pitch: int) -> None:
    assert pitch_of(name) == pitch


@pytest.mark.parametrize("name", ["C", "H4", "G#9", "Cb-1", "128", "C10", ""])
def test_what_is_no_pitch_is_refused(name: str) -> None:
    with pytest.raises(TaskError, match="is no pitch: use a note name with its octave"):
        pitch_of(name)
