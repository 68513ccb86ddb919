import math

import pytest

from agent.metrics.forms import (
    bars_of,
    climax,
    distinct_bars,
    first_bar,
    form,
    highest_bar,
    joined,
    letters,
    likeness,
    recalls,
    returns,
    sequences,
    shares,
    total_variation,
)
from tests.support.tunes import tune

# Phrases of four bars of quarter notes.
A = "0 2 4 0 | 4 5 7 4 | 7 9 7 5 | 4 0 2/48"
NEARLY_A = "0 2 4 0 | 4 5 7 4 | 7 9 7 5 | 4 2 0/48"
B = "7 7 9 9 | 5 5 7 7 | 4 4 5 5 | 2 2 4 4"
C = "12 11 9 7 | 9 7 5 4 | 7 5 4 2 | 5 4 2 0"
D = "-5 0 0 -5 | -3 0 2 -3 | -1 2 5 -1 | 0/96"


def song(*phrases: str) -> str:
    return " | ".join(phrases)


def test_a_bar_has_places_and_pitches() -> None:
    assert bars_of(tune("0 2 4 5 | 7/48 9/48 | 7/144 5/48")) == [
        {(0, 0), (24, 2), (48, 4), (72, 5)},
        {(0, 7), (48, 9)},
        {(0, 7)},
        {(48, 5)},
    ]


def test_bars_are_joined_to_a_passage() -> None:
    bars = bars_of(tune("0/96 | 7/48 9/48"))
    assert joined(bars, 96) == {(0, 0), (96, 7), (144, 9)}


def test_bars_count_from_the_first_full_one() -> None:
    assert first_bar(0, 96) == 0
    assert first_bar(24, 96) == 0
    assert first_bar(48, 96) == 1
    assert first_bar(168, 96) == 2
    assert bars_of(tune(". . . -5 | 0/96 | 7/72")) == [{(0, 0)}, {(0, 7)}]
    assert bars_of(tune(". 2 4 5 | 0/96")) == [{(24, 2), (48, 4), (72, 5)}, {(0, 0)}]


def test_likeness_is_the_share_of_common_notes() -> None:
    assert likeness(frozenset({(0, 0), (24, 2)}), frozenset({(0, 0), (24, 4)})) == 0.5
    assert likeness(frozenset({(0, 0)}), frozenset({(0, 0), (24, 2), (48, 4), (72, 5)})) == 0.25
    assert likeness(frozenset(), frozenset()) == 0


def test_the_first_two_bars_return() -> None:
    melody = tune(song(A, NEARLY_A, B))
    assert returns(melody, 4)
    assert not returns(melody, 2)
    assert not returns(melody, 8)


@pytest.mark.parametrize(
    ("phrases", "name"),
    [
        ((A, NEARLY_A, B, A), "AABA"),
        ((A, B, C, D), "ABCD"),
        ((A, B, A, C), "ABAC"),
        ((A, A, B, B), "AABB"),
        ((A, B, C, B, D), "ABCB"),
        ((A, B, C), ""),
    ],
)
def test_a_form_has_a_letter_a_phrase(phrases: tuple[str, ...], name: str) -> None:
    assert form(tune(song(*phrases))) == name


def test_a_letter_is_that_of_the_most_alike_passage() -> None:
    first, second = frozenset({(0, 0), (24, 2), (48, 4)}), frozenset({(0, 9), (24, 2), (48, 5)})
    both = frozenset({(0, 9), (24, 2), (48, 5), (72, 7)})
    assert letters([first, second, both]) == "ABB"


def test_a_sequence_has_the_same_rhythm_and_contour_at_other_pitches() -> None:
    assert sequences(tune("0 2 4 2 | 2 4 5 4 | 4 2 0 2")) == 0.5
    assert sequences(tune("0 2 4 2 | 0 2 4 2")) == 0
    assert sequences(tune("0 2 4 2 | 2/12 4/36 5 4")) == 0
    assert math.isnan(sequences(tune("0/96 | 2/96")))


def test_bars_recall_earlier_ones() -> None:
    assert recalls(tune(song(A, NEARLY_A, B)), 0, 12) == [0, -1, 0, 0, 4, 4, 4, 0, 0, -1, -1, -1]
    assert recalls(tune("0 2 4 2 | 2 4 5 4 | 7 7 0 0 | 2 4 5 4"), 0, 4) == [0, -1, 0, 2]
    assert recalls(tune("0 2 4 2 | 7 7 4 4 | 0 2 4 2 | 7 7 4 4 | 0 2 4 2"), 4, 1) == [4]


def test_a_passage_that_returns_goes_on() -> None:
    melody = tune("0 2 4 2 | 7 7 4 4 | 5 5 2 4 | 7 7 4 4 | 0 2 4 2 | 7 7 4 4")
    assert recalls(melody, 0, 6) == [0, 0, 0, 2, 4, 4]


def test_nothing_is_recalled_from_more_than_sixteen_bars_back() -> None:
    far = " | ".join(f"{pitch}/48 {pitch + 3}/48" for pitch in range(17))
    assert recalls(tune(f"{far} | 1/48 4/48"), 17, 1) == [16]
    assert recalls(tune(f"{far} | 0/48 3/48"), 17, 1) == [0]


def test_different_bars_are_counted() -> None:
    melody = tune("0 2 4 2 | 0 2 4 2 | 0/96 | 0 2 4 2")
    assert distinct_bars(melody, 0, 4) == 2
    assert distinct_bars(melody, 2, 2) == 2


def test_the_climax_is_the_first_highest_note() -> None:
    assert climax(tune("0 2 7 2 7 5 4 0")) == 0.25
    assert climax(tune("0 2 4 5 7 9 12/48")) == 0.75


def test_the_highest_bar_is_the_first_with_the_highest_note() -> None:
    bars = [frozenset({(0, 4)}), frozenset[tuple[int, int]](), frozenset({(0, 0), (24, 7)})]
    assert highest_bar(bars) == 2
    assert highest_bar([*bars, frozenset({(48, 7)})]) == 2
    with pytest.raises(ValueError, match="empty"):
        highest_bar([frozenset()])


def test_total_variation_lies_between_the_same_and_nothing_in_common() -> None:
    assert shares(["AABA", "ABCD", "AABA", "AAAA"]) == {"AABA": 0.5, "ABCD": 0.25, "AAAA": 0.25}
    assert total_variation({"AABA": 0.5, "ABCD": 0.5}, {"AABA": 0.5, "ABCD": 0.5}) == 0
    assert total_variation({"AABA": 1.0}, {"ABCD": 1.0}) == 1
    assert total_variation({"AABA": 0.5, "ABCD": 0.5}, {"AABA": 0.25, "ABCD": 0.75}) == 0.25
