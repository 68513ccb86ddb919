import numpy as np
import pytest

from agent.metrics.baselines import noise, scale_walk, textbook
from agent.metrics.distances import (
    FEATURES,
    area_under_curve,
    classifier_auc,
    features,
    fit_logistic,
    frechet_distance,
    mean_overlapping_area,
    mgeval_features,
    overlapping_areas,
    standardised,
)
from agent.metrics.notes import notes_of
from agent.music.tune import Tune
from tests.support.tunes import tune

NAN = float("nan")


def walks(seed: int, count: int = 60) -> list[Tune]:
    generator = np.random.default_rng(seed)
    return [scale_walk(generator) for _ in range(count)]


def table(rows: int, seed: int = 0, shift: float = 0.0) -> np.ndarray[tuple[int, int]]:
    return np.random.default_rng(seed).normal(shift, 1, (rows, 5))


def test_features_leave_out_chords_and_length() -> None:
    assert features([tune("0 2 4")]).shape == (1, len(FEATURES))
    assert not {"chord_tones", "bars", "leaps"} & set(FEATURES)


def test_features_are_standardised_by_the_reference() -> None:
    reference = np.array([[0.0, 5.0, NAN], [2.0, 5.0, NAN]])
    rows = np.array([[3.0, 7.0, 4.0], [NAN, 5.0, NAN], [99.0, 5.0, NAN]])
    assert standardised(rows, reference).tolist() == [[2, 2, 4], [0, 0, 0], [10, 0, 0]]


def test_the_frechet_distance_of_a_set_to_itself_is_zero() -> None:
    rows = features(walks(0))
    assert frechet_distance(rows, rows) == pytest.approx(0, abs=1e-6)


def test_the_frechet_distance_of_shifted_gaussians_is_the_squared_shift() -> None:
    rows = table(1000)
    shifted = rows + 2 * rows.std(axis=0)
    assert frechet_distance(shifted, rows) == pytest.approx(5 * 2**2, rel=1e-2)


def test_noise_is_farther_from_walks_than_other_walks() -> None:
    generator = np.random.default_rng(0)
    reference = features(walks(0))
    near = frechet_distance(features(walks(1)), reference)
    far = frechet_distance(features([noise(generator) for _ in range(60)]), reference)
    assert near < 20
    assert far > 500


def test_the_auc_is_a_half_for_equal_and_one_for_separate_sets() -> None:
    assert classifier_auc(table(400, 1), table(400, 2)) == pytest.approx(0.5, abs=0.07)
    assert classifier_auc(table(50, 1), table(50, 2, shift=9)) == pytest.approx(1)


def test_the_auc_counts_pairs() -> None:
    assert area_under_curve(np.array([2.0, 3.0]), np.array([1.0, 2.0])) == 0.875


def test_the_classifier_finds_the_feature_that_tells() -> None:
    rows = np.random.default_rng(0).normal(size=(200, 2))
    weights = fit_logistic(rows, (rows[:, 1] > 0).astype(float))
    assert abs(weights[0]) < 1
    assert weights[2] > 10 * abs(weights[1])


def test_the_areas_of_sets_of_one_kind_nearly_overlap() -> None:
    areas = overlapping_areas(walks(0), walks(1))
    assert len(areas) == 9
    assert all(0.8 < area <= 1 for area in areas.values())


def test_noise_and_quarters_hardly_overlap() -> None:
    generator = np.random.default_rng(0)
    quarters = [textbook(generator) for _ in range(40)]
    noises = [noise(generator) for _ in range(40)]
    assert mean_overlapping_area(noises, quarters) < 0.3


def test_the_features_of_mgeval_by_hand() -> None:
    values = mgeval_features(notes_of(tune("0/24 4/24 0/48")))
    assert values["pitch_count"] == 2
    assert values["pitch_range"] == 4
    assert values["mean_interval"] == 4
    assert values["note_count"] == 3
    assert values["mean_inter_onset_interval"] == 1
    assert values["pitch_class_histogram"][[0, 4]].tolist() == [2 / 3, 1 / 3]
    assert values["pitch_class_transitions"].reshape(12, 12)[0, 4] == 0.5
    assert values["note_length_histogram"][[1, 2]].tolist() == [1 / 3, 2 / 3]
    assert values["note_length_transitions"].reshape(12, 12)[2, 1] == 0.5


def test_a_tune_of_one_note_has_the_features_of_mgeval() -> None:
    assert mgeval_features(notes_of(tune("0")))["mean_interval"] == 0
