import math

from agent.metrics.repetition import (
    distinct_in_groups,
    distinct_ngrams,
    interval_events,
    longest_copies,
)
from tests.support.tunes import tune

KNOWN = [tune("0 2 4 5 7 5 4 2"), tune("7/12 9/12 7/12 5/12 4 0")]


def test_distinct_ngrams_are_counted_over_all_takes() -> None:
    assert distinct_ngrams([tune("0 2 4 5")], 4) == 1
    assert distinct_ngrams([tune("0 2 4 5 7"), tune("0 2 4 5 9")], 4) == 0.75
    assert distinct_ngrams([tune("0 0 0 0 0")], 2) == 0.25
    assert math.isnan(distinct_ngrams([tune("0")], 4))


def test_the_longest_copied_run_is_found() -> None:
    takes = [tune("11 2 4 5 7 11"), tune("0/12 9/12 7/12 5/12 5/12"), tune("1 3"), KNOWN[0]]
    assert longest_copies(takes, KNOWN) == [4, 3, 0, 8]


def test_durations_belong_to_an_event() -> None:
    assert longest_copies([tune("0/12 2/12 4/12")], KNOWN) == [0]


def test_a_run_does_not_cross_from_tune_to_tune() -> None:
    assert longest_copies([tune("4 2 7/12 9/12")], KNOWN) == [2]
    assert longest_copies([tune("0 2"), tune("4 5")], KNOWN) == [2, 2]


def test_a_transposed_copy_shows_in_the_intervals() -> None:
    take = [tune("1 3 5 6 8 1/96")]
    assert longest_copies(take, KNOWN) == [1]
    assert longest_copies(take, KNOWN, interval_events) == [4]


def test_nothing_is_copied_from_nothing() -> None:
    assert longest_copies([tune("2 4")], []) == [0]
    assert longest_copies([], KNOWN) == []
    assert longest_copies([tune("0")], KNOWN, interval_events) == [0]


def test_groups_make_sets_of_any_size_comparable() -> None:
    takes = [tune("0 2 4 5"), tune("0 2 4 5"), tune("4 2 0 2"), tune("0 4 7 4")]
    assert distinct_in_groups(takes, 4, size=2) == 0.75
    assert distinct_in_groups(takes[:3], 4, size=2) == 0.5
    assert distinct_in_groups(takes[:1], 4, size=2) == 1
