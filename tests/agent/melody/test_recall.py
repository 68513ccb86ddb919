import pytest

from agent.melody.recall import (
    LONGEST,
    NONE,
    NOTHING,
    Suggestion,
    after_longest_match,
    after_longest_transposed_match,
    at_lag,
    at_lags,
)
from tests.support.lines import action, line_of

BAR = 96


def matched(text: str) -> Suggestion:
    return after_longest_match(line_of(text).actions)


def transposed(text: str) -> Suggestion:
    return after_longest_transposed_match(line_of(text))


def test_a_bar_ago_began_what_may_begin_again() -> None:
    assert at_lag(line_of("0 2 4 5"), BAR) == Suggestion(action("0"), 0)
    assert at_lag(line_of("0 2 4 5 | 0 2 4"), BAR) == Suggestion(action("5"), 3)
    assert at_lag(line_of("0 2 4 5 | 0 4 4"), BAR) == Suggestion(action("5"), 1)
    assert at_lag(line_of("0 2 4 5 | 0 2 4"), 2 * BAR) == NOTHING


def test_one_two_four_and_eight_bars_ago_are_asked_at_once() -> None:
    line = line_of("0 2 4 5 | 7 2 4 5 | 0 2 4 5 | 9 2")
    assert at_lags(line, BAR) == [
        Suggestion(action("4"), 1),
        Suggestion(action("4"), 1),
        NOTHING,
        NOTHING,
    ]


def test_where_nothing_began_nothing_is_suggested() -> None:
    assert at_lag(line_of("0/48 2/48 4"), BAR) == NOTHING
    assert at_lag(line_of("0/48 2/48 4/48"), BAR) == Suggestion(action("2/48"), 0)
    assert at_lag(line_of(""), BAR) == NOTHING


def test_rests_return_too() -> None:
    assert at_lag(line_of("0 . 4 5 | 0"), BAR) == Suggestion(action("."), 1)


def test_an_agreement_is_counted_up_to_16_events() -> None:
    assert LONGEST == 16
    assert at_lag(line_of(" | ".join(["0 2 4 5"] * 9)), BAR) == Suggestion(action("0"), 16)
    assert matched(" | ".join(["0 2 4 5"] * 9)) == Suggestion(action("0"), 16)


@pytest.mark.parametrize(
    ("melody", "suggestion"),
    [
        ("0 2 4 5 | 0 2 4", Suggestion(action("5"), 3)),
        ("0 2 4 5 7 9 2 4", Suggestion(action("5"), 2)),
        ("0 2 0 4 0", Suggestion(action("4"), 1)),
        ("0 4 9 0 2 7 5 4 9 7 4", Suggestion(action("9"), 1)),
        ("2 0 4 7 0 4 9 2 0 4", Suggestion(action("7"), 3)),
        ("0 0 0", Suggestion(action("0"), 2)),
        ("0 2/12 4 0 2", NOTHING),
        ("0 2 4", NOTHING),
        ("0", NOTHING),
        ("", NOTHING),
    ],
)
def test_the_longest_then_latest_match_goes_on_as_before(
    melody: str, suggestion: Suggestion
) -> None:
    assert matched(melody) == suggestion


@pytest.mark.parametrize(
    ("melody", "suggestion"),
    [
        ("0 2 4 5 | 2 4 6", Suggestion(action("7"), 2)),
        ("0 2/12 4/12 | 7 9/12", Suggestion(action("12"), 1)),
        ("4 2 0/48 | 9 7", Suggestion(action("5/48"), 1)),
        ("0 2 . 5 7", Suggestion(action("."), 1)),
        ("0 . 4 .", NOTHING),
        ("0 2 21 23", Suggestion(NONE, 1)),
        ("0 4 5", NOTHING),
        ("0", NOTHING),
        ("", NOTHING),
    ],
)
def test_a_transposed_motif_goes_on_from_where_it_is(melody: str, suggestion: Suggestion) -> None:
    assert transposed(melody) == suggestion


def test_a_transposed_motif_is_no_exact_match() -> None:
    assert matched("0 2 4 5 | 2 4 6") == NOTHING
