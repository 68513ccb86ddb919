import math

import pytest

from agent.metrics.notes import notes_of
from agent.metrics.rl_tuner_rules import COLUMNS, RULES, leap_outcomes, rule_values, sequence_of
from tests.support.tunes import tune


def events(notes: str, meter: str = "4/4") -> list[int]:
    return list(sequence_of(notes_of(tune(notes, meter=meter))).events)


def outcomes(notes: str) -> list[bool]:
    return list(leap_outcomes(sequence_of(notes_of(tune(notes)))))


def value(name: str, *notes: str) -> float:
    return rule_values([tune(text) for text in notes])[name]


def test_a_piece_is_events_on_sixteenths() -> None:
    assert events("0/12 2/6 ./6 ./6 4/6") == [14, 0, 16, 1, 0, 18]


def test_a_piece_begins_at_the_first_note_on_a_downbeat_and_has_32_steps() -> None:
    assert events(". . . 7 0/6 2/6")[:2] == [14, 16]
    assert len(events("0 " * 20)) == 32


def test_pitches_outside_three_octaves_are_folded_in() -> None:
    assert events("-12/6 -13/6 23/6 24/6 37/6") == [2, 13, 37, 26, 27]


def test_the_published_table_has_its_four_columns() -> None:
    assert all(len(rule.published) == len(COLUMNS) for rule in RULES)
    assert [rule.name for rule in RULES if rule.better == "near zero"] == [
        "excessively_repeated",
        "autocorrelation_1",
        "autocorrelation_2",
        "autocorrelation_3",
        "not_in_key",
    ]


@pytest.mark.parametrize(
    ("name", "notes", "expected"),
    [
        ("excessively_repeated", "0/6 " * 5, 0),
        ("excessively_repeated", "0/6 " * 6, 1 / 6),
        ("excessively_repeated", "0/48", 2 / 8),
        ("excessively_repeated", "0/12 " * 7, 0),
        ("excessively_repeated", "0/12 " * 8, 1 / 16),
        ("not_in_key", "0/6 1/6 2/6 3/6", 0.5),
        ("starts_with_tonic", "12/6 1/6", 1),
        ("starts_with_tonic", "2/6 1/6", 0),
        ("unique_highest", "0/6 2/6 2/6", 0),
        ("unique_lowest", "0/12 2/6 2/6", 1),
        ("in_motif", "0/6 2/6 4/6 4/6 4/6 4/6 4/6 4/6", 1 / 8),
        ("in_motif", "0/6 2/6 0/6 2/6 0/6 2/6 0/6 2/6", 0),
        ("in_repeated_motif", "0/12 2/12 4/12 5/12 " * 2, 1 / 16),
        ("in_repeated_motif", "0/12 2/12 4/12 5/12 0/12 2/12 4/12 7/12", 0),
    ],
)
def test_rules_over_small_pieces(name: str, notes: str, expected: float) -> None:
    assert value(name, notes) == pytest.approx(expected)


def test_autocorrelation_is_of_events_and_passes_over_pieces_of_one_event() -> None:
    assert value("autocorrelation_1", "0/6 2/6 0/6 2/6", "0/6") == pytest.approx(-0.75)
    assert math.isnan(value("autocorrelation_1", "0/6"))


def test_shares_are_over_all_steps_of_all_pieces() -> None:
    assert value("not_in_key", "1/6", "0/6 0/6 0/6") == 0.25


def test_a_leap_is_resolved_by_a_gradual_return() -> None:
    assert outcomes("0/6 7/6 5/6 2/6 0/6") == [True]
    assert outcomes("0/6 7/6 5/6 2/6") == []


def test_a_leap_back_resolves_only_after_a_while() -> None:
    assert outcomes("0/6 7/6 0/6") == []
    assert outcomes("0/6 7/42 0/6") == []
    assert outcomes("0/6 7/48 0/6") == [True]


def test_a_second_leap_in_the_same_direction_doubles_the_first() -> None:
    assert outcomes("-12/6 0/6 12/6") == [False]
    assert value("leaps_resolved", "-12/6 0/6 12/6", "0/6 7/6 5/6 0/6") == 0.5
    assert math.isnan(value("leaps_resolved", "0/6 2/6"))
