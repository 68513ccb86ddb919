import pytest

from agent.melody.learning.data_augmentation.harmonisation import harmonised
from agent.music.tune import TuneChord
from tests.support.tunes import tune

C = TuneChord(0, 0, 0b10010001, "maj")


def chords(text: str, meter: str = "4/4", mode: str = "major") -> list[tuple[int, int, str]]:
    """Onset, root and quality of each chord."""
    return [
        (c.onset, c.root, c.quality) for c in harmonised(tune(text, meter=meter, mode=mode)).chords
    ]


def test_arpeggios_get_their_chords() -> None:
    melody = "0 4 7 4 | 5 9 12 9 | 7 11 14 11 | 12/96"
    assert chords(melody) == [(0, 0, "maj"), (96, 5, "maj"), (192, 7, "maj"), (288, 0, "maj")]


def test_common_time_changes_at_half_bars_and_other_meters_at_bars() -> None:
    assert chords("0 4 7 11 | 0/96") == [(0, 0, "maj"), (48, 7, "maj"), (96, 0, "maj")]
    assert chords("0 4 7 | 7 11 14 | 0/72", "3/4") == [
        (0, 0, "maj"),
        (72, 7, "maj"),
        (144, 0, "maj"),
    ]


@pytest.mark.parametrize(
    ("mode", "seventh"), [("minor", "maj"), ("dorian", "maj"), ("mixolydian", "maj")]
)
def test_each_mode_has_its_own(mode: str, seventh: str) -> None:
    third = 4 if mode == "mixolydian" else 3
    found = chords(f"0 {third} 7 {third} | -2 2 5 2 | 0 {third} 7/48", mode=mode)
    tonic = "maj" if mode == "mixolydian" else "min"
    assert found == [(0, 0, tonic), (96, 10, seventh), (192, 0, tonic)]


def test_passing_notes_change_nothing() -> None:
    assert chords("0 2/12 4/12 5/12 4/12 2/12 0/12 | 4 5/12 7/12 4 0") == [(0, 0, "maj")]


def test_a_tune_with_chords_or_of_another_mode_stays() -> None:
    given, lydian = tune("7 11 14 11", chords=(C,)), tune("0 4 6 7", mode="lydian")
    assert harmonised(given) is given
    assert harmonised(lydian) is lydian


def test_a_tune_that_begins_later_is_harmonised_from_its_first_bar() -> None:
    assert chords("./96 ./72 7 | 0 4 7 0") == [(0, 0, "maj")]
