import pytest

from agent.errors import TaskError
from agent.music.meter import meter_of
from agent.player.constraints import (
    PitchConstraint,
    durations_of,
    is_strong,
    may_last,
    pitch_classes,
)


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("any", None),
        ("0.25 0.5 1", {6, 12, 24}),
        ("1/3, 2/3", {8, 16}),
        ("0.33 0.67 .5", {8, 16, 12}),
        ("0.333333", {8}),
        ("4", {96}),
        ("1.5 6", {36, 144}),
    ],
)
def test_durations_are_quarter_notes(text: str, ticks: set[int] | None) -> None:
    assert durations_of(text) == ticks


@pytest.mark.parametrize("text", ["", "0", "-1", "0.7", "1/0", "half", "1e9", "nan", "99", "1 x"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(TaskError, match=f"durations is '{text}': use any, or lengths in quarter"):
        durations_of(text)


@pytest.mark.parametrize(
    ("density", "shortest"), [(0, 3), (8, 3), (4, 6), (3, 8), (2, 12), (1, 24), (0.5, 48)]
)
def test_density_is_the_most_notes_a_quarter(density: float, shortest: int) -> None:
    lasting = [ticks for ticks in (3, 4, 6, 8, 12, 24, 48, 96) if may_last(ticks, "any", density)]
    assert min(lasting) == shortest


def test_durations_and_density_hold_together() -> None:
    assert [ticks for ticks in (6, 12, 24, 48) if may_last(ticks, "0.25 0.5 1", 2)] == [12, 24]


@pytest.mark.parametrize(
    ("meter", "strong"),
    [
        ("4/4", [0, 48]),
        ("2/2", [0, 48]),
        ("3/4", [0]),
        ("2/4", [0]),
        ("6/8", [0, 36]),
        ("9/8", [0, 36, 72]),
        ("5/4", [0, 72]),
        ("7/8", [0, 24, 48]),
        ("3+2+2/8", [0, 36, 60]),
    ],
)
def test_meters_have_strong_beats(meter: str, strong: list[int]) -> None:
    assert [place for place in range(meter_of(meter).bar) if is_strong(meter, place)] == strong


@pytest.mark.parametrize(
    ("chord_tones", "strong", "expected"),
    [
        ("free", True, {2, 4, 6, 7, 9, 11, 1}),
        ("strong", True, {4, 7, 11}),
        ("strong", False, {2, 4, 6, 7, 9, 11, 1}),
        ("all", True, {4, 7, 11}),
        ("all", False, {4, 7, 11}),
    ],
)
def test_chord_tones_bind_strong_beats_or_all(
    chord_tones: str, strong: bool, expected: set[int]
) -> None:
    given = PitchConstraint(2, "major", "Em", chord_tones, "chord")
    mask = pitch_classes(given, strong=strong)
    assert {pitch for pitch in range(12) if mask >> pitch & 1} == expected


def test_without_a_chord_nothing_is_bound() -> None:
    given = PitchConstraint(0, "blues", "none", "all", "chord")
    assert pitch_classes(given, strong=True) == 0b10011101001


@pytest.mark.parametrize(
    ("chord_tones", "outside", "strong", "expected"),
    [
        ("free", "chord", False, {0, 2, 4, 5, 7, 9, 11, 1}),
        ("free", "never", False, {0, 2, 4, 5, 7, 9, 11}),
        ("strong", "chord", True, {9, 1, 4, 7}),
        ("strong", "chord", False, {0, 2, 4, 5, 7, 9, 11, 1}),
        ("strong", "never", True, {9, 4, 7}),
        ("all", "chord", False, {9, 1, 4, 7}),
        ("all", "never", False, {9, 4, 7}),
    ],
)
def test_tones_of_a_chord_leave_the_scale_unless_never(
    chord_tones: str, outside: str, strong: bool, expected: set[int]
) -> None:
    given = PitchConstraint(0, "major", "A7", chord_tones, outside)
    mask = pitch_classes(given, strong=strong)
    assert {pitch for pitch in range(12) if mask >> pitch & 1} == expected
