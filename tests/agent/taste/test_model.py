import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import TaskError
from agent.taste.features import FEATURES, FIRST
from agent.taste.model import KEPT_THUMBS, NO_TASTE, FloatArray, Taste, trace

REPEAT, UP = FIRST["direction"] + 1, FIRST["direction"] + 2


def lesson(**rows: float) -> FloatArray:
    """[1, FEATURES]: a lesson about repeats and moves up."""
    found = np.zeros((1, FEATURES), dtype=np.float32)
    found[0, REPEAT], found[0, UP] = rows.get("repeat", 0), rows.get("up", 0)
    return found


def taught(*thumbs: tuple[FloatArray, float]) -> Taste:
    taste = NO_TASTE
    for heard, value in thumbs:
        taste = taste.rewarded(heard, np.ones(1), value)
    return taste


def test_thumbs_up_make_liked_and_thumbs_down_disliked() -> None:
    taste = taught((lesson(up=1), 1), (lesson(repeat=1), -1))
    assert taste.weights[UP] > 0 > taste.weights[REPEAT]
    assert not taste.weights[[0, 1, 2]].any()


def test_thumbs_up_alone_teach_as_well() -> None:
    taste = taught(*[(lesson(up=0.7, repeat=-0.7), 1)] * 5)
    assert taste.weights[UP] > 0 > taste.weights[REPEAT]


def test_the_more_thumbs_the_stronger_but_never_beyond_the_thumb() -> None:
    strengths = [taught(*[(lesson(up=1), 1)] * count).weights[UP] for count in (1, 4, 16)]
    assert strengths == sorted(strengths)
    assert len(set(strengths)) == 3
    assert taught((lesson(up=1), 5)).weights[UP] > strengths[0]


def test_a_later_thumb_weighs_more_than_an_earlier_one() -> None:
    changed = taught(*[(lesson(up=1), 1)] * 10, *[(lesson(up=1), -1)] * 10)
    assert changed.weights[UP] < 0


def test_credits_share_a_thumb_among_the_notes_it_is_for() -> None:
    lessons = np.concatenate([lesson(up=1), lesson(repeat=1)])
    taste = NO_TASTE.rewarded(lessons, np.array([0.75, 0.25]), 1)
    assert taste.weights[UP] == pytest.approx(3 * taste.weights[REPEAT], rel=1e-3)
    assert NO_TASTE.rewarded(lessons, np.zeros(2), 1) is NO_TASTE


def test_undone_takes_back_the_last_thumb() -> None:
    once = taught((lesson(up=1), 1))
    twice = once.rewarded(lesson(repeat=0.3), np.ones(1), -1)
    assert twice.thumbs == 2
    assert twice.undone().thumbs == 1
    assert np.array_equal(twice.undone().weights, once.weights)
    assert once.undone() is NO_TASTE
    assert NO_TASTE.undone() is NO_TASTE


def test_a_bounded_number_of_thumbs_is_remembered() -> None:
    taste = taught(*[(lesson(up=1), 1)] * (KEPT_THUMBS + 10))
    assert taste.thumbs == KEPT_THUMBS + 10
    assert len(taste.values) == len(taste.lessons) == KEPT_THUMBS


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-10, 10)), max_size=70))
def test_a_saved_taste_is_the_same_taste(thumbs: list[tuple[float, float, float]]) -> None:
    taste = taught(*((lesson(up=up, repeat=repeat), value) for up, repeat, value in thumbs))
    again = Taste.from_json(json.loads(json.dumps(taste.as_json())))
    assert again.thumbs == taste.thumbs
    assert np.array_equal(again.weights, taste.weights)
    assert np.isfinite(again.weights).all()
    assert np.array_equal(again.undone().weights, taste.undone().weights)


GOOD = taught((lesson(up=1), 1)).as_json()


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        {},
        GOOD | {"thumbs": 0},
        GOOD | {"thumbs": True},
        GOOD | {"thumbs": "1"},
        GOOD | {"values": [float("nan")]},
        GOOD | {"values": [1e300]},
        GOOD | {"values": [[1]]},
        GOOD | {"values": 1},
        GOOD | {"lessons": [[0.0] * 3]},
        GOOD | {"lessons": [["a"] * FEATURES]},
        GOOD | {"lessons": [[float("inf")] * FEATURES]},
        {"thumbs": 99, "values": [1] * 65, "lessons": [[0.0] * FEATURES] * 65},
    ],
)
def test_what_is_no_saved_taste_is_refused(bad: Any) -> None:
    with pytest.raises(TaskError, match="this is no saved taste, or it is damaged: teach and save"):
        Taste.from_json(bad)


def test_the_trace_waits_for_a_reaction_then_fades() -> None:
    credits = trace([0.0, 0.4, 0.8, 1.2, 2.5]).tolist()
    assert credits == pytest.approx([1, 1, 0.368, 0.135, 0], abs=1e-3)
    assert trace([]).tolist() == []


def test_the_head_of_a_taste_plays_alike() -> None:
    taste = taught((lesson(up=1), 1))
    assert np.array_equal(taste.head().weights, taste.weights)
    assert taste.head().thumbs == 1
