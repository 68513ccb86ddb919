import math

import numpy as np
import pytest

from agent.evaluation.traits import (
    TRAIT_NAMES,
    first_bars,
    forms_of,
    measure_traits,
    passage_figures,
    trait_means,
)
from agent.music.tune import Tune
from tests.support.tunes import tune

A, B = "0 2 4 5 " * 4, "7 5 4 2 " * 4
SCALE = tune("0 2 4 5 7 5 0/48")


def trait(name: str, played: Tune, whole: Tune | None = None) -> float:
    row = measure_traits([played], [whole or played])[0]
    return float(row[TRAIT_NAMES.index(name)])


@pytest.mark.parametrize(
    ("name", "notes", "value"),
    [
        ("ends_closes", "0 2 4 5 7 5 0/48", 1),
        ("ends_closes", "0 2 4 0", 0),
        ("ends_restrikes", "0 2 0 0", 1),
        ("ends_opens", "0 2 4 5", 1),
        ("loops_bars", "0 2 4 5 " * 3, 1),
        ("loops_bars", "0 2 4 5 " * 2, 0),
        ("loops_alternating", "0 2 " * 4, 1),
        ("loops_hammered", "0 " * 8, 1),
        ("loops_hammered", "0 " * 7 + "2", 0),
        ("loops", "0 2 " * 4, 1),
        ("returns_at_5", A + A, 1),
        ("returns_at_5", A + B, 0),
        ("climax", "0 2 4 7", 0.75),
        ("range", "0 2 4 7", 7),
        ("off_beat", "0/12 0/12 0 0/48", 0.25),
        ("held_off_beats", "0/12 0/24 0/12 0/48", 0.5),
        ("syncopation", "0/12 0/24 0/12 0/48", 0.25),
        ("rests", "0 . . 0", 0.5),
    ],
)
def test_a_trait_is_what_its_text_says(name: str, notes: str, value: float) -> None:
    assert trait(name, tune(notes)) == value


def test_a_short_tune_returns_nowhere() -> None:
    assert math.isnan(trait("returns_at_5", tune(A)))
    assert forms_of([tune(A), tune(A + A + B + A)]) == ("", "AABA")


def test_an_ending_is_that_of_the_whole_tune() -> None:
    assert trait("ends_opens", tune("0 2 4 5"), SCALE) == 0
    assert trait("range", tune("0 2 4 5"), SCALE) == 5


def test_means_leave_out_what_is_undefined() -> None:
    table = np.full((3, len(TRAIT_NAMES)), np.nan)
    table[:2, 0] = 1, 0
    means = trait_means(table)
    assert means[TRAIT_NAMES[0]] == 0.5
    assert math.isnan(means[TRAIT_NAMES[1]])


def test_the_first_bars_are_those_of_long_tunes_only() -> None:
    assert first_bars(tune((A + B) * 4)) == (1, 2)
    assert math.isnan(first_bars(tune(A))[0])
    assert passage_figures(tune("0/96 " * 32 + A * 8), 32) == (1, 1)
