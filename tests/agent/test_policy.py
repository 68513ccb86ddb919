import numpy as np
import pytest

from agent.policy import DenseLayer, Policy, direction

ONES = np.ones(3, dtype=np.float32)


def test_one_observation_scores_like_a_batch(layers: list[DenseLayer]) -> None:
    policy = Policy(layers, 7, knobs=True)
    features = np.random.default_rng(1).integers(0, 2, (50, policy.features)).astype(np.uint8)
    batch = policy.scores(features, ONES)
    for row, scores in zip(features, batch, strict=True):
        q = policy.q_values((row[:10], row[10:]), ONES)
        assert q.shape == (7, 3)
        assert policy.weigh(q, ONES) == pytest.approx(scores, abs=1e-4)


def test_without_knobs_the_weights_change_nothing(layers: list[DenseLayer]) -> None:
    weight, bias = layers[-1]
    plain = Policy([*layers[:-1], (weight[:7], bias[:7])], 7, knobs=False)
    features = np.ones((1, plain.features), dtype=np.uint8)
    assert np.array_equal(plain.scores(features, ONES), plain.scores(features, 2 * ONES))


def test_only_the_proportions_of_the_weights_are_seen(layers: list[DenseLayer]) -> None:
    policy = Policy(layers, 7, knobs=True)
    features = (np.ones(policy.features, dtype=np.uint8),)
    once = policy.q_values(features, ONES).copy()
    assert np.array_equal(policy.q_values(features, 2 * ONES), once)
    assert not np.array_equal(
        policy.q_values(features, np.array([2, 1, 0], dtype=np.float32)), once
    )


def test_silent_terms_count_as_equal() -> None:
    assert direction(0 * ONES) == pytest.approx([1 / 3] * 3)
    assert direction(np.array([2, 1, 1], dtype=np.float32)) == pytest.approx([0.5, 0.25, 0.25])
