from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from agent.metrics.notes import FloatArray
from agent.metrics.sequence_models import (
    Combined,
    Continuations,
    LongTerm,
    Markov,
    Predictor,
    ShortTerm,
    bits_per_event,
    interpolated,
    ppm,
)

SONG = [0, 1, 2, 0, 1, 2, 0, 1, 3]


class Fixed:
    """Predicts the same whatever came."""

    def __init__(self, *chances: float) -> None:
        self._chances = np.array(chances)

    def predict(self, sequence: Sequence[int]) -> Iterator[FloatArray]:
        return (self._chances for _ in sequence)


def learned(order: int = 5) -> Continuations:
    return Continuations(order, 4).learn([SONG])


def test_bits_are_the_negative_logarithm_of_what_came() -> None:
    assert bits_per_event(Fixed(0.5, 0.25, 0.125, 0.125), [[0, 1], [2, 3]]) == 2.25


def test_continuations_count_what_followed_every_context() -> None:
    counts = learned()
    assert counts.after("") == {0: 3, 1: 3, 2: 2, 3: 1}
    assert counts.after("\0\1") == {2: 2, 3: 1}
    assert counts.after("\3") is None


def test_a_context_is_no_longer_than_the_order() -> None:
    assert list(learned(2).contexts([0, 1, 2, 3])) == ["", "\0", "\0\1", "\1\2"]
    assert learned(2).after("\0\1\2") is None


def test_markov_interpolates_as_its_formula_says() -> None:
    chances = list(Markov(learned(), 1, strength=2).predict([0, 1]))
    unigram = (np.array([3, 3, 2, 1]) + 2 / 4) / 11
    assert chances[0] == pytest.approx(unigram)
    assert chances[1] == pytest.approx((np.array([0, 3, 0, 0]) + 2 * unigram) / 5)


def test_ppm_interpolates_by_the_number_of_kinds() -> None:
    unigram = (np.array([3, 3, 2, 1]) + 4 / 4) / 13
    bigram = (np.array([0, 0, 2, 1]) + 2 * unigram) / 5
    assert interpolated(learned(), "\1") == pytest.approx(bigram)
    assert interpolated(learned(), "\3\1") == pytest.approx(bigram)


@pytest.mark.parametrize(
    "model", [Markov(learned(), 3), LongTerm(learned()), ShortTerm(5, 4), ppm(learned())]
)
def test_probabilities_sum_to_one(model: Predictor) -> None:
    chances = list(model.predict([0, 1, 2, 3, 3, 3, 0, 1]))
    assert len(chances) == 8
    assert np.sum(chances, axis=1) == pytest.approx(1)
    assert np.min(chances) > 0


def test_the_short_term_model_knows_nothing_but_the_sequence() -> None:
    first, second, *_, last = ShortTerm(5, 4).predict([2] * 20)
    assert first == pytest.approx(0.25)
    assert second[2] == pytest.approx((1 + 0.25) / 2)
    assert last[2] > 0.95
    assert next(ShortTerm(5, 4).predict([0])) == pytest.approx(0.25)


def test_a_surer_model_weighs_more() -> None:
    sure, unsure = (0.97, 0.01, 0.01, 0.01), (0.1, 0.3, 0.3, 0.3)
    even = next(Combined((Fixed(*sure), Fixed(*unsure)), bias=0).predict([0]))
    biased = next(Combined((Fixed(*sure), Fixed(*unsure)), bias=2).predict([0]))
    assert even[0] == pytest.approx(np.sqrt(0.097) / (np.sqrt(0.097) + 3 * np.sqrt(0.003)))
    assert biased[0] > even[0]


def test_memory_of_the_piece_helps_where_it_repeats_itself() -> None:
    corpus = Continuations(5, 8).learn([list(np.random.default_rng(0).integers(0, 8, 500))])
    piece = [[7, 3, 5, 1] * 8]
    assert bits_per_event(ppm(corpus), piece) < 0.7 * bits_per_event(LongTerm(corpus), piece)
