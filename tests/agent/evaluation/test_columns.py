import math
from dataclasses import replace

import numpy as np
import pytest

from agent.corpus.songbook import songbook
from agent.evaluation.columns import bands, column, real_column
from agent.evaluation.yardstick import Yardstick, corpus_yardstick
from agent.metrics.statistics import NAMES
from agent.music.tune import Tune
from tests.support.halves import split_songbook
from tests.support.tunes import tune

BARS = 16
A, B = "0 2 4 5 " * 4, "7 5 4 2 " * 4


@pytest.fixture(scope="module")
def yardstick() -> Yardstick:
    return corpus_yardstick(split_songbook(), "the songbook", bars=BARS)


def takes() -> list[Tune]:
    return [tune(A + A + B + A), tune(A + A + B + A), tune(A * 4), tune(A)]


def test_a_set_that_is_too_small_to_classify_is_compared_by_area_only(
    yardstick: Yardstick,
) -> None:
    real = real_column(yardstick, 4)
    assert math.isnan(real.auc)
    assert math.isnan(real.frechet)
    assert 0 < real.overlap <= 1


def test_forms_are_counted_among_the_tunes_that_are_long_enough(yardstick: Yardstick) -> None:
    found = column("mine", takes(), yardstick, compared=4)
    assert found.forms == {"AABA": 2 / 3, "AAAA": 1 / 3}
    assert found.traits["loops_bars"] == 1
    assert found.traits["returns_at_5"] == 1
    assert found.traits["returns_at_9"] == 1 / 3


def test_forms_are_as_far_from_real_ones_as_they_share_nothing(yardstick: Yardstick) -> None:
    real = real_column(yardstick, 10)
    assert 0 < real.form_distance < 1
    assert "ABBB" not in real.forms
    assert column("mine", [tune(A + B + B + B)] * 4, yardstick, compared=4).form_distance == 1
    assert math.isnan(column("mine", [tune(A)] * 4, yardstick, compared=4).form_distance)


def test_of_longer_takes_the_first_bars_count_and_how_the_whole_ends(yardstick: Yardstick) -> None:
    whole = column("mine", [tune(A + A + B + A + "0/96 ")] * 5, yardstick, compared=4)
    first = column("mine", [tune(A + A + B + A)] * 5, yardstick, compared=4)
    np.testing.assert_array_equal(whole.table, first.table)
    assert (whole.traits["ends_closes"], first.traits["ends_closes"]) == (1, 0)


def test_like_is_compared_with_like_where_there_is_enough_of_it() -> None:
    tunes = [replace(one, meter="4/4", mode="major", split="test") for one in songbook()]
    waltzes = [replace(one, meter="3/4") for one in tunes]
    ours = [tune(A + A + B + A)] * 20
    alone = column("mine", ours, corpus_yardstick(tunes, "4/4", bars=BARS), 20)
    assert alone.alike == (alone.areas, alone.frechet, alone.auc, alone.form_distance)
    mixed = column("mine", ours, corpus_yardstick([*tunes, *waltzes], "both", bars=BARS), 20)
    assert mixed.alike.overlap > 0
    assert math.isnan(
        column("mine", ours, corpus_yardstick(waltzes, "3/4", bars=BARS), 20).alike.auc
    )


def test_a_copy_in_another_key_is_told_apart_from_one_at_pitch() -> None:
    learned = replace(tune("0 2 4 5 7 9 11 12 "), split="train")
    known = corpus_yardstick([*split_songbook(), learned], "mine", bars=BARS)
    found = column("mine", [tune("5/48 2 4 6 7 9 11 13 14 ")] * 4, known, compared=4)
    assert found.copies is not None
    assert found.transposed is not None
    assert found.copies.most < found.transposed.most == 7


def test_too_few_of_a_kind_are_not_compared(yardstick: Yardstick) -> None:
    found = column("mine", takes(), yardstick, compared=4).alike
    assert math.isnan(found.overlap)
    assert math.isnan(found.auc)


def test_a_band_leaves_out_what_is_undefined() -> None:
    table = np.full((3, len(NAMES)), np.nan)
    table[:2, 0] = 1, 3
    found = bands(table)
    assert (found[NAMES[0]].median, found[NAMES[0]].mean) == (2, 2)
    assert math.isnan(found[NAMES[1]].low)
