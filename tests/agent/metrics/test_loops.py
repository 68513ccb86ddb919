import pytest

from agent.metrics.loops import alternates, has_loop, is_hammered, notes_in_bars, repeats_passage
from tests.support.tunes import tune

BAR, OTHER, THIRD = "0 2 4 5 |", "7 5 4 2 |", "9 7 5 4 |"


@pytest.mark.parametrize(
    ("notes", "thrice"),
    [
        (BAR * 3, True),
        (BAR * 2 + OTHER + BAR, False),
        (BAR * 2 + "0 2 4 7", False),
        (BAR * 2 + "0 2 4/12 5/36", False),
        (OTHER + BAR * 3 + OTHER, True),
        ((BAR + OTHER) * 3, True),
        (THIRD + (BAR + OTHER) * 3, True),
        ((BAR + OTHER) * 2 + BAR + THIRD, False),
        ((BAR + OTHER + THIRD + OTHER) * 3, True),
        ((BAR + OTHER + THIRD) * 3, False),
        ("0/96 |" + ". . . . |" * 3 + "0/96", False),
        (". . . 0 |" * 3, True),
    ],
)
def test_a_passage_of_one_two_or_four_bars_that_comes_three_times_is_a_loop(
    notes: str, thrice: bool
) -> None:
    assert repeats_passage(tune(notes)) == thrice
    assert has_loop(tune(notes)) == thrice


def test_only_passages_of_the_given_lengths_are_looked_for() -> None:
    assert not repeats_passage(tune((BAR + OTHER) * 3), [1])
    assert repeats_passage(tune((BAR + OTHER) * 3), [2])


@pytest.mark.parametrize(
    ("notes", "loop"),
    [
        ("0 7 0 7 0 7 0 7", True),
        ("0 7 0 7 0 7 0", False),
        ("0 7/12 . 0 7 0/48 7 . 0 7", True),
        ("0 7 0 7 2 7 0 7 0 7", False),
        ("4 0 0 7 0 7 0 7 0 7 2", True),
    ],
)
def test_eight_notes_that_alternate_are_a_loop(notes: str, loop: bool) -> None:
    assert alternates(tune(notes)) == loop
    assert has_loop(tune(notes)) == loop


def test_a_pitch_eight_times_in_a_row_is_a_loop() -> None:
    assert is_hammered(tune("2 5 5/12 5/12 5 . 5 5/48 5 5 2"))
    assert not is_hammered(tune("5 5/12 5/12 5 . 5 5/48 5 2"))
    assert has_loop(tune("5 5/12 5/12 5 5/18 5 5 5"))
    assert not alternates(tune("5 5 5 5 5 5 5 5"))


def test_one_note_is_no_loop() -> None:
    assert not has_loop(tune("0"))


def test_bars_begin_with_that_of_the_first_note() -> None:
    first, second = ((24, 12, 7), (72, 24, 4)), ((0, 96, 0),)
    assert notes_in_bars(tune(". . . . | . 7/12 ./36 4 | 0/96")) == [first, second]
