from pathlib import Path

import numpy as np
import pytest

from agent.classic.evaluation import (
    SETTINGS,
    best_actions,
    evaluate,
    first_bars,
    quick_score,
    rollout_return,
)
from agent.classic.optimum import policy_value, solve
from agent.classic.state_space import StateSpace
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_classic

ONES = np.ones(3, dtype=np.float32)


def test_the_settings_fill_the_simplex() -> None:
    assert len(SETTINGS) == 28
    assert (1.0, 1.0, 1.0) in SETTINGS
    assert {(3.0, 0.0, 0.0), (0.0, 3.0, 0.0), (0.0, 0.0, 3.0)} <= set(SETTINGS)
    assert all(sum(setting) == 3 for setting in SETTINGS)


def test_there_are_2_401_first_bars(space: StateSpace) -> None:
    primers = first_bars(space)
    assert len(primers) == 2_401
    assert (space.step[primers] == 4).all()


def test_a_walk_earns_what_dynamic_programming_says(space: StateSpace, agent_file: Path) -> None:
    policy = load_classic(agent_file).policy
    value = policy_value(space, ONES, best_actions(policy, space, ONES))
    primers = first_bars(space)
    assert rollout_return(policy, space, ONES, primers) == pytest.approx(value[primers], abs=1e-3)


def test_baselines_are_the_known_ones(space: StateSpace, agent_file: Path) -> None:
    report = evaluate(load_classic(agent_file).policy, space.task)
    assert report.optimum == 53.75
    assert report.greedy.start == pytest.approx(36.875 / 53.75)
    assert report.random.start == pytest.approx(-6.92 / 53.75, abs=1e-3)
    assert report.agent.start < report.greedy.start
    assert 0 < report.greedy.regret < report.random.regret
    assert len(report.settings) == 28
    for setting in report.settings:
        assert setting.random < setting.greedy <= 1
        assert setting.agent <= 1


def test_shares_are_consistent(space: StateSpace, agent_file: Path) -> None:
    policy = load_classic(agent_file).policy
    report = evaluate(policy, space.task)
    start, primers = quick_score(policy, space, solve(space, ONES).value)
    assert (start, primers) == pytest.approx((report.agent.start, report.agent.primers), abs=1e-5)
    stated = next(s for s in report.settings if s.weights == (1.0, 1.0, 1.0))
    assert stated.agent == pytest.approx(start, abs=1e-5)
    assert report.settings_worst == min(setting.agent for setting in report.settings)


def test_the_shipped_agent_is_what_is_promised(space: StateSpace) -> None:
    checkpoint = load_classic(shipped_folder() / "classic.safetensors")
    report = evaluate(checkpoint.policy, checkpoint.task)
    assert report.agent.start >= 0.995
    assert report.agent.primers >= 0.985
    assert report.settings_mean >= 0.97
    assert report.settings_worst >= 0.93
    scores = checkpoint.header.scores
    assert scores["start"] == pytest.approx(report.agent.start, abs=1e-4)
    assert scores["settings_worst"] == pytest.approx(report.settings_worst, abs=1e-4)
