import numpy as np
import pytest

from agent.melody.playing.scores.shares import are_narrow, kept_shares
from agent.melody.vocabulary import ACTION_COUNT, ACTION_PITCH, NO_PITCH
from agent.player.knobs import Knobs
from tests.support.lines import line_of


@pytest.mark.parametrize(
    ("knobs", "narrow"),
    [
        (Knobs(), False),
        (Knobs(scale="minor"), False),
        (Knobs(scale="dorian", chords="Am D"), False),
        (Knobs(low=60, high=84), False),
        (Knobs(scale="locrian"), True),
        (Knobs(scale="0 7"), True),
        (Knobs(key=6, low=62, high=69), True),
        (Knobs(chord="C", chord_tones="all"), True),
        (Knobs(durations="1/3 2/3"), True),
        (Knobs(density=0.25), True),
    ],
)
def test_what_leaves_few_notes(knobs: Knobs, narrow: bool) -> None:
    assert are_narrow(knobs) is narrow


def share(actions: str, pitches: set[int], allowed: set[int]) -> float:
    """Of pitches among the allowed ones, where all actions are equally likely at first."""
    mask = np.isin(ACTION_PITCH, list(allowed))
    scores = kept_shares(np.zeros(ACTION_COUNT, dtype=np.float32), mask, actions)
    odds = np.exp(scores) * mask
    return float(odds[np.isin(ACTION_PITCH, list(pitches))].sum() / odds.sum())


def test_repeats_and_rests_have_no_more_than_their_share_of_all_actions() -> None:
    usual = np.isin(ACTION_PITCH, [0, NO_PITCH]).mean()
    assert share(line_of("0").actions, {0, NO_PITCH}, {0, 7, NO_PITCH}) == pytest.approx(usual)


def test_the_way_back_has_its_share_of_the_moves() -> None:
    moves = ~np.isin(ACTION_PITCH, [7, NO_PITCH])
    usual = (ACTION_PITCH[moves] == 0).mean()
    actions = line_of("0 7").actions
    staying = share(actions, {7, NO_PITCH}, {0, 7, 12, NO_PITCH})
    back = share(actions, {0}, {0, 7, 12, NO_PITCH})
    assert back / (1 - staying) == pytest.approx(usual, rel=1e-3)


def test_what_is_alone_or_not_too_likely_stays() -> None:
    every = np.ones(ACTION_COUNT, dtype=np.bool_)
    scores = np.zeros(ACTION_COUNT, dtype=np.float32)
    assert not kept_shares(scores, every, line_of("0 4").actions).any()
    rests = ACTION_PITCH == NO_PITCH
    assert not kept_shares(scores, rests, line_of("0 4").actions).any()
    assert not kept_shares(scores, every, "").any()


def test_after_four_equal_notes_another_has_a_third_at_most() -> None:
    scores = np.where(ACTION_PITCH == 0, np.float32(9), np.float32(0))
    every = np.ones(ACTION_COUNT, dtype=np.bool_)
    odds = np.exp(scores + kept_shares(scores, every, line_of("4 0 0 0 0").actions))
    staying = np.isin(ACTION_PITCH, [0, NO_PITCH])
    assert odds[staying].sum() / odds.sum() == pytest.approx(0.35, rel=1e-4)
    assert not kept_shares(scores, every, line_of("4 0 0 0").actions)[staying].any()
