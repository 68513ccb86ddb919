import numpy as np
import pytest

from agent.player.sampling import expected, odds

SCORES = np.array([0.0, np.log(2), 5.0])
ALLOWED = np.array([True, True, False])


def test_odds_are_a_softmax_of_what_is_allowed() -> None:
    assert odds(SCORES, ALLOWED, 1.0) == pytest.approx([1 / 3, 2 / 3, 0])
    assert odds(SCORES, ALLOWED, 2.0) == pytest.approx([0.4142, 0.5858, 0], abs=1e-4)


def test_at_temperature_0_the_best_has_them_all_but_others_were_to_be_expected() -> None:
    assert odds(SCORES, ALLOWED, 0).tolist() == [0, 1, 0]
    assert expected(SCORES, ALLOWED, 0) == pytest.approx([0.2, 0.8, 0])
    assert expected(SCORES, ALLOWED, 1.0) == pytest.approx([1 / 3, 2 / 3, 0])
