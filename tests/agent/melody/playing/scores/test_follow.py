import time

import numpy as np
import pytest

from agent.melody.playing.scores.follow import follow_distribution
from agent.metrics.sequence_models import Continuations

A, B, C = "\0\1\2"


def test_nothing_heard_gives_nothing() -> None:
    assert follow_distribution("", A, 4) is None


def test_without_a_context_the_phrase_is_a_bag_of_notes() -> None:
    chances = follow_distribution(A + A + B, "", 4)
    assert chances is not None
    assert chances.tolist() == [2 / 5, 1 / 5, 0, 0]


def test_what_a_longer_context_leaves_over_goes_to_the_shorter() -> None:
    chances = follow_distribution(A + B + A + C, A, 4)
    assert chances is not None
    # After A came B and C once each: 1/4 each, 2/4 left. Over all: A twice, B and C once, of 4 + 3.
    assert chances == pytest.approx([1 / 2 * 2 / 7, 1 / 4 + 1 / 14, 1 / 4 + 1 / 14, 0])
    assert chances.sum() == pytest.approx(1 - 1 / 2 * 3 / 7)


def test_a_phrase_that_goes_on_is_followed() -> None:
    phrase = "".join(map(chr, [5, 9, 7, 2, 11, 4]))
    chances = follow_distribution(phrase, phrase[:4], 12)
    assert chances is not None
    assert chances.argmax() == 11
    assert chances[11] > 0.9


def test_repeated_notes_overlap() -> None:
    chances = follow_distribution(A * 3 + B, A * 2, 2)
    assert chances is not None
    longest, shorter, none = np.array([1, 1]), np.array([2, 1]), np.array([3, 1])
    expected = longest / 4 + 2 / 4 * (shorter / 5 + 2 / 5 * none / 6)
    assert chances == pytest.approx(expected)


def test_contexts_beyond_the_order_are_not_looked_at() -> None:
    phrase = A + B + C
    limited, short = (
        follow_distribution(phrase, A + B, 4, orders=1),
        follow_distribution(phrase, B, 4),
    )
    assert limited is not None
    assert short is not None
    assert limited.tolist() == short.tolist()


def test_it_agrees_with_the_counts_of_the_ppm_model() -> None:
    events = np.random.default_rng(0).integers(0, 3, 200).tolist()
    phrase = "".join(map(chr, events))
    counts = Continuations(1, 3).learn([events])
    chances = follow_distribution(phrase, phrase[-1:], 3, orders=1)
    after, over_all = counts.after(phrase[-1:]), counts.after("")
    assert chances is not None
    assert after is not None
    assert over_all is not None
    n, t = sum(after.values()), len(after)
    for event in range(3):
        expected = after[event] / (n + t) + t / (n + t) * over_all[event] / 203
        assert chances[event] == pytest.approx(expected)


def test_it_is_fast_enough_to_play_with() -> None:
    phrase = "".join(map(chr, np.random.default_rng(0).integers(0, 40, 256).tolist()))
    began = time.thread_time()
    for start in range(200):
        follow_distribution(phrase, phrase[start : start + 8], 288)
    assert (time.thread_time() - began) / 200 < 0.001
