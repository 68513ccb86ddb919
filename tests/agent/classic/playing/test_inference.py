import numpy as np
import pytest

from agent.classic.playing.inference import (
    KEPT_WEIGHTS,
    DenseLayer,
    Policy,
    Scorer,
    direction,
    term_weights,
)

ONES = np.ones(3, dtype=np.float32)


@pytest.mark.parametrize("knobs", [True, False])
@pytest.mark.parametrize("weights", [(1.0, 1.0, 1.0), (2.0, 0.5, 0.0), (0.0, 0.0, 0.0)])
def test_one_observation_scores_like_a_batch(
    layers: list[DenseLayer], weights: tuple[float, ...], knobs: bool
) -> None:
    policy = Policy(layers, 7, knobs=True) if knobs else plain(layers)
    random = np.random.default_rng(1)
    tables = [random.integers(0, 2, (9, wide)).astype(np.uint8) for wide in (10, 20)]
    tables.append(random.integers(0, 2, (3, 4, policy.features - 30)).astype(np.uint8))
    scorer = Scorer(policy, tables)
    for row in range(9):
        place = (row % 3, row % 4)
        seen = np.concatenate([tables[0][row], tables[1][8 - row], tables[2][place]])
        batch = policy.scores(seen[None], term_weights(*weights))[0]
        assert scorer(weights, (row, 8 - row, place)) == pytest.approx(batch, abs=1e-4)


def test_a_scorer_remembers_a_bounded_number_of_settings(layers: list[DenseLayer]) -> None:
    policy = Policy(layers, 7, knobs=True)
    scorer = Scorer(policy, [np.eye(policy.features, dtype=np.uint8)])
    first = scorer((1.0, 1.0, 1.0), [3])
    for step in range(3 * KEPT_WEIGHTS):
        scorer((1.0, step / 100, 0.5), [3])
    assert len(scorer._by_weights) <= KEPT_WEIGHTS
    assert scorer((1.0, 1.0, 1.0), [3]) == first


def plain(layers: list[DenseLayer]) -> Policy:
    """A policy without knobs, cut out of one with knobs."""
    (first, first_bias), *middle, (last, last_bias) = layers
    return Policy([(first[:, :-3], first_bias), *middle, (last[:7], last_bias[:7])], 7, knobs=False)


def test_without_knobs_the_weights_change_nothing(layers: list[DenseLayer]) -> None:
    policy = plain(layers)
    features = np.ones((1, policy.features), dtype=np.uint8)
    assert np.array_equal(policy.scores(features, ONES), policy.scores(features, 2 * ONES))


def test_only_the_proportions_of_the_weights_matter() -> None:
    assert term_weights(2, 2, 2).tolist() == term_weights(1, 1, 1).tolist() == [1, 1, 1]
    assert term_weights(2, 1, 0).tolist() == [2, 1, 0]
    assert term_weights(0, 0, 0).tolist() == [0, 0, 0]


def test_silent_terms_count_as_equal() -> None:
    assert direction(0 * ONES) == pytest.approx([1 / 3] * 3)
    assert direction(np.array([2, 1, 1], dtype=np.float32)) == pytest.approx([0.5, 0.25, 0.25])
