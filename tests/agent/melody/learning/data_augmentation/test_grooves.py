from dataclasses import replace

import numpy as np

from agent.corpus.songbook import songbook
from agent.melody.learning.data_augmentation.grooves import FIGURES, groove, off_beat
from agent.metrics.statistics import means
from agent.music.tune import METERS, TuneChord
from tests.support.tunes import tune

SONG = tune("0 2 4 5 | 7/48 4/48 | 2 4 5 7 | 4/48 2/48 | 0/96")


def test_each_tune_comes_in_so_many_grooves() -> None:
    copies = off_beat([SONG, replace(SONG, id="other")], 3, seed=1)
    assert [copy.id.split(" in ")[0] for copy in copies] == ["test"] * 3 + ["other"] * 3
    assert len({copy.notes for copy in copies}) > 3


def test_every_other_copy_is_without_chords() -> None:
    sung = replace(SONG, chords=(TuneChord(0, 0, 0b10010001, "maj"),))
    assert [len(copy.chords) for copy in off_beat([sung], 4, seed=1)] == [1, 0, 1, 0]


def test_the_same_seed_gives_the_same() -> None:
    assert off_beat([SONG], 4, seed=1) == off_beat([SONG], 4, seed=1)
    assert off_beat([SONG], 4, seed=1) != off_beat([SONG], 4, seed=2)


def test_duple_meters_become_common_time_and_others_stay() -> None:
    meters = {meter: off_beat([tune("0 2 4", meter=meter)], 1, seed=0)[0].meter for meter in METERS}
    assert meters == {
        "4/4": "4/4",
        "2/2": "4/4",
        "2/4": "4/4",
        "3/4": "3/4",
        "6/8": "6/8",
        "9/8": "9/8",
    }
    nine = tune("0/36 2/36 4/36", meter="9/8")
    assert off_beat([nine], 2, seed=0) == [nine]


def test_a_figure_fills_whole_bars_of_its_meter() -> None:
    for meter, figures in FIGURES.items():
        assert all(len(figure) * 12 % METERS[meter][0] == 0 for figure in figures)


def test_only_quick_tunes_move_by_sixteenths() -> None:
    random = np.random.default_rng(0)
    slow, quick = SONG, tune("0/12 2/12 4/12 5/12 7 4 | 0/12 2/12 4/12 5/12 7 4")
    assert {groove(slow, random).pulse for _ in range(40)} == {12}
    assert {groove(quick, random).pulse for _ in range(40)} == {6, 12}


def test_songs_come_as_far_off_the_beat_as_pop_does() -> None:
    tunes = [one for one in songbook() if one.meter in ("4/4", "2/2", "2/4")]
    before, after = means(tunes), means(off_beat(tunes, 4, seed=0))
    assert before["syncopation"] < 0.05
    assert before["off_beat"] < 0.45
    assert before["rest_share"] < 0.05
    assert 0.12 < after["syncopation"] < 0.3
    assert 0.45 < after["off_beat"] < 0.65
    assert 0.1 < after["rest_share"] < 0.25
