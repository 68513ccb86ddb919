import math
import time

import numpy as np
import pytest

from agent.metrics.baselines import noise
from agent.metrics.statistics import NAMES, STATISTICS, means, measure
from agent.music.tune import TuneChord
from tests.support.tunes import tune

C_MAJOR = TuneChord(0, 0, 0b000010010001, "maj")


def value(name: str, notes: str, meter: str = "4/4", mode: str = "major") -> float:
    return means([tune(notes, meter=meter, mode=mode)])[name]


def harmonic(name: str, notes: str) -> float:
    return means([tune(notes, chords=(C_MAJOR,))])[name]


def test_every_statistic_has_its_own_name_and_a_definition() -> None:
    assert len(set(NAMES)) == len(NAMES) == 56
    assert all(statistic.text for statistic in STATISTICS)


@pytest.mark.parametrize(
    ("name", "notes", "expected"),
    [
        ("unisons", "0 0 2 2 4", 0.5),
        ("steps", "0 1 3 3 7", 0.5),
        ("thirds", "0 3 7 7 7", 0.5),
        ("moves_5_7", "0 5 12 0 13", 0.5),
        ("moves_8_12", "0 8 -4 -4 -4", 0.5),
        ("moves_over_12", "0 13 0 0 12", 0.5),
        ("mean_interval", "0 2 -2", 3),
        ("in_scale", "0 1 2 3", 0.5),
        ("starts_on_tonic", "12 2", 1),
        ("starts_on_triad", "4 2", 1),
        ("starts_on_triad", "3 2", 0),
        ("ends_on_tonic", "4 0", 1),
        ("final_lengthening", "0/12 0/12 0/12 0/48", 4),
        ("unique_highest", "0 7 7", 0),
        ("unique_lowest", "0 7 7", 1),
        ("range", "-5 12", 17),
        ("pitch_class_entropy", "0 12 7 -5", 1),
        ("duration_entropy", "0/12 0/24 0/48 0/96", 2),
        ("pitch_classes", "0 12 7 -5", 2),
        ("pitches", "0 12 7 -5", 4),
        ("note_autocorrelation_1", "0 2 0 2", -0.75),
        ("note_autocorrelation_2", "0 2 0 2", 0.5),
        ("beat_autocorrelation_1", "0 2 0 2", -0.75),
        ("beat_autocorrelation_2", "0/12 0/12 2 0/12 0/12 2", 0.5),
        ("bar_autocorrelation_1", "0/96 2/96 0/96 2/96", -0.75),
        ("leaps", "0 7 0 6", 2),
        ("leaps_reversed", "0 7 5 12 14", 0.5),
        ("leaps_resolved_by_step", "0 7 5 12 7", 0.5),
        ("step_inertia", "0 2 4 2 7", 1 / 3),
        ("reversals", "0 2 0 0 2 4 2", 0.5),
        ("longest_repetition", "0 2 2 2 0", 3),
        ("longest_direction", "0 2 4 5 2 0", 3),
        ("leading_note_resolves", "11 12 11 9", 0.5),
        ("fourth_resolves", "5 4 5 7", 0.5),
        ("chromatic_by_semitone", "1 2 3 0", 0.5),
        ("in_repeated_4gram", "0 2 4 5 0 2 4 5", 0.5),
        ("in_repeated_4gram", "0 2 4 5 7 9 11 12", 0.5),
        ("in_repeated_4gram", "0 2 5 4 7 0 11 12", 0.0),
        ("in_repeated_8gram", "0 2 4 5 0 2 4 5", 0.0),
        ("bars", "0/96 ./96 0/96", 2),
        ("bar_rhythm_seen", "0 2 4 5 7 7 7 7", 0.5),
        ("bar_seen", "0 2 4 5 7 7 7 7", 0.0),
        ("bar_seen", "0 2 4 5 0 2 4 5", 0.5),
        ("notes_per_bar", "0/48 0/48 0/96", 1.5),
        ("notes_per_beat", "0/12 0/12 0/24", 1.5),
        ("rest_share", "0 . 0 0", 0.25),
        ("off_beat", "0/12 0/12 0 0", 0.25),
        ("syncopation", "0/12 0/24 0/12 0", 0.25),
    ],
)
def test_statistics_of_small_tunes(name: str, notes: str, expected: float) -> None:
    assert value(name, notes) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "notes", "expected"),
    [
        ("chord_tones_on_downbeats", "0/96 2/96", 0.5),
        ("chord_tones", "0 2 4 5", 0.5),
        ("chord_tone_time", "0/72 2/24", 0.75),
        ("chord_tones_off_beats", "2/12 0/12 2/12 5/12", 0.5),
        ("chord_tones_on_other_beats", "2 0 4 5", 2 / 3),
        ("non_chord_left_by_step", "2 4 5 9", 0.5),
        ("chords_per_bar", "0/96 2/96", 0.5),
        ("long_chord_tones", "0/48 2/48 2/24", 0.5),
    ],
)
def test_statistics_of_harmony(name: str, notes: str, expected: float) -> None:
    assert harmonic(name, notes) == pytest.approx(expected)


def test_the_scale_depends_on_the_mode() -> None:
    assert value("in_scale", "0 3 8 11", mode="minor") == 0.75
    assert value("starts_on_triad", "3 2", mode="minor") == 1
    assert math.isnan(value("in_scale", "0 3", mode="other"))
    assert math.isnan(value("fourth_resolves", "5 4", mode="minor"))


def test_what_is_undefined_is_nan() -> None:
    table = means([tune("0")])
    assert math.isnan(table["steps"])
    assert math.isnan(table["leaps_reversed"])
    assert math.isnan(table["note_autocorrelation_1"])
    assert math.isnan(table["chord_tones"])
    assert table["range"] == 0
    assert table["pitch_class_entropy"] == 0


def test_means_pass_over_tunes_where_a_statistic_is_undefined() -> None:
    assert means([tune("0 7 0"), tune("0 2 4")])["leaps_reversed"] == 1


def test_a_thousand_tunes_take_seconds() -> None:
    generator = np.random.default_rng(0)
    tunes = [noise(generator, bars=32) for _ in range(100)]
    began = time.thread_time()
    assert measure(tunes).shape == (100, len(NAMES))
    assert time.thread_time() - began < 2
