import numpy as np

from agent.taste.features import FEATURES, FIRST
from agent.taste.lookahead import foresight

SCALE = (0, 2, 4, 5, 7, 9, 11, 12)
DOWN, UP = 0, 2


def liking(field: str, row: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    weights = np.zeros(FEATURES, dtype=np.float32)
    weights[FIRST[field] + row] = 3.0
    return weights


def test_who_likes_falling_lines_had_better_be_high_up() -> None:
    worth = foresight(liking("direction", DOWN), SCALE)
    assert worth.shape == (8, 3)
    assert list(worth[:, 1]) == sorted(worth[:, 1])
    assert abs(worth.mean()) < 1e-6


def test_who_likes_rising_lines_low_down() -> None:
    worth = foresight(liking("direction", UP), SCALE)
    assert list(worth[:, 1]) == sorted(worth[:, 1], reverse=True)


def test_no_taste_likes_all_the_same() -> None:
    assert np.allclose(foresight(np.zeros(FEATURES, dtype=np.float32), SCALE), 0)
    assert foresight(liking("direction", UP), (4,)).shape == (1, 3)
