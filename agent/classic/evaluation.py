"""Exact evaluation of a classic agent: its share of the optimum, beside two baselines.

The agent's greedy policy is evaluated by dynamic programming, not by sampling. A share is value /
optimum: from the start, or averaged over primers, which are the 2,401 possible first bars (in live
use an agent continues what a person played). The baselines play random notes, or the note of the
highest immediate reward (greedy). Regret is optimum minus value, averaged over all
reachable states, in reward units. Shapes: N states, K terms.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.classic.observation import observe
from agent.classic.optimum import FloatArray, policy_value, random_value, solve
from agent.classic.playing.inference import Policy
from agent.classic.state_space import StateSpace, state_space
from agent.classic.task import ClassicTask

# A grid of 28 settings of the term weights: the simplex in steps of a sixth, scaled to a sum of 3.
SETTINGS = tuple((i / 2, j / 2, (6 - i - j) / 2) for i in range(7) for j in range(7 - i))
Setting = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OptimalityScore:
    """Scores of a policy. start, primers (mean) and worst_primer: shares of the optimum. regret:
    mean over all states, in reward units."""

    start: float
    primers: float
    worst_primer: float
    regret: float


@dataclass(frozen=True, slots=True)
class SettingScore:
    """Shares of the optimum from the start under one setting of the term weights.

    above_random: (value - random) / (optimum - random), 0 for random notes and 1 for the optimum.
    """

    weights: Setting
    agent: float
    above_random: float
    greedy: float
    random: float


@dataclass(frozen=True, slots=True)
class Report:
    """Scores under the task's weights with their baselines, and a score per setting."""

    optimum: float
    agent: OptimalityScore
    greedy: OptimalityScore
    random: OptimalityScore
    settings: tuple[SettingScore, ...]

    @property
    def settings_mean(self) -> float:
        return float(np.mean([setting.agent for setting in self.settings]))

    @property
    def settings_worst(self) -> float:
        return min(setting.agent for setting in self.settings)

    def as_dict(self) -> dict[str, Any]:
        summary = {"settings_mean": self.settings_mean, "settings_worst": self.settings_worst}
        return asdict(self) | (summary if self.settings else {})


def evaluate(policy: Policy, task: ClassicTask) -> Report:
    """The full report; a policy without knobs is evaluated under the task's weights only."""
    space, weights = state_space(task), task.term_weights
    optimum = solve(space, weights).value
    greedy = policy_value(space, weights, greedy_actions(space, weights))
    return Report(
        float(optimum[0]),
        score_policy(policy, space),
        _score(space, greedy, optimum),
        _score(space, random_value(space, weights), optimum),
        score_settings(policy, space) if policy.knobs else (),
    )


def score_policy(policy: Policy, space: StateSpace) -> OptimalityScore:
    """The scores of a policy under the task's weights."""
    weights = space.task.term_weights
    value = policy_value(space, weights, best_actions(policy, space, weights))
    return _score(space, value, solve(space, weights).value)


def score_settings(policy: Policy, space: StateSpace) -> tuple[SettingScore, ...]:
    """The share of the optimum under each of SETTINGS, beside the baselines."""
    return tuple(_score_setting(policy, space, setting) for setting in SETTINGS)


def _score_setting(policy: Policy, space: StateSpace, setting: Setting) -> SettingScore:
    weights = np.array(setting, dtype=np.float32)
    best = optimum_from_start(space, setting)
    share = share_of_optimum(policy, space, setting)
    greedy = float(policy_value(space, weights, greedy_actions(space, weights))[0]) / best
    chance = float(random_value(space, weights)[0]) / best
    return SettingScore(setting, share, (share - chance) / (1 - chance), greedy, chance)


def share_of_optimum(policy: Policy, space: StateSpace, setting: Setting) -> float:
    """value / optimum from the start under one setting of the term weights."""
    weights, start = np.array(setting, dtype=np.float32), np.zeros(1, dtype=np.int64)
    return float(rollout_return(policy, space, weights, start)[0]) / optimum_from_start(
        space, setting
    )


@lru_cache(maxsize=256)
def optimum_from_start(space: StateSpace, setting: Setting) -> float:
    """The greatest possible return of a whole piece under one setting of the term weights."""
    return float(solve(space, np.array(setting, dtype=np.float32)).value[0])


def quick_score(policy: Policy, space: StateSpace, optimum: FloatArray) -> tuple[float, float]:
    """Shares of the optimum from the start and over primers; faster than `score_policy`.

    optimum: values [N + 1] under the task's weights.
    """
    weights = space.task.term_weights
    start, primers = np.zeros(1, dtype=np.int64), first_bars(space)
    shares = rollout_return(policy, space, weights, primers) / optimum[primers]
    return float(rollout_return(policy, space, weights, start)[0] / optimum[0]), float(
        shares.mean()
    )


def rollout_return(
    policy: Policy, space: StateSpace, weights: FloatArray, state: NDArray[np.int64]
) -> FloatArray:
    """[n]: the return of the greedy policy from states [n], all of one step, to the end."""
    value = np.zeros(len(state), dtype=np.float32)
    while state[0] < len(space):
        features = observe(space.task, space.step[state], space.state[state])
        action = policy.scores(features, weights).argmax(axis=1)
        value += space.reward[state, action] @ weights
        state = space.successor[state, action].astype(np.int64)
    return value


def best_actions(policy: Policy, space: StateSpace, weights: FloatArray) -> NDArray[np.int64]:
    """[N]: the greedy action of the policy in every reachable state."""
    features = observe(space.task, space.step, space.state)
    return policy.scores(features, weights).argmax(axis=1)


def greedy_actions(space: StateSpace, weights: FloatArray) -> NDArray[np.int64]:
    """[N]: the action of the highest immediate reward in every reachable state."""
    return (space.reward @ weights).argmax(axis=1)


def first_bars(space: StateSpace) -> NDArray[np.int64]:
    """[7 ** beats]: numbers of the states after every possible first bar."""
    states = np.zeros(1, dtype=np.int64)
    for _ in range(space.task.beats_per_bar):
        states = space.successor[states].ravel().astype(np.int64)
    return states


def _score(space: StateSpace, value: FloatArray, optimum: FloatArray) -> OptimalityScore:
    primers = first_bars(space)
    shares = value[primers] / optimum[primers]
    regret = (optimum - value)[:-1].mean(dtype=np.float64)
    return OptimalityScore(
        float(value[0] / optimum[0]), float(shares.mean()), float(shares.min()), float(regret)
    )
