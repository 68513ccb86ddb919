import numpy as np

from agent.classic.learning.tabular import QLearningSettings, q_learning
from agent.classic.optimum import policy_value, solve
from agent.classic.state_space import StateSpace, state_space
from agent.classic.task import ClassicTask

ONES = np.ones(3, dtype=np.float32)


def test_it_finds_the_optimum_of_a_short_task() -> None:
    small = state_space(ClassicTask(("I", "V"), beats_per_bar=2, phrase_bars=2))
    q = q_learning(small, ONES, QLearningSettings(episodes=60_000, epsilon=1.0))
    optimum = solve(small, ONES)
    assert policy_value(small, ONES, q.argmax(axis=1))[0] == optimum.value[0]
    assert np.abs(q[0] - optimum.q[0]).max() < 0.01


def test_one_update_is_the_textbooks_equation() -> None:
    small = state_space(ClassicTask(("I",), beats_per_bar=4, phrase_bars=1))
    settings = QLearningSettings(episodes=1, melodies=1, alpha=0.5, epsilon=0.0)
    q = q_learning(small, ONES, settings)
    reward = small.reward[0, 0] @ ONES
    assert q[0, 0] == 0.5 * reward
    assert not q[0, 1:].any()


def test_more_episodes_come_closer_on_the_whole_task(space: StateSpace) -> None:
    values = []
    for episodes in (2_000, 40_000):
        q = q_learning(space, ONES, QLearningSettings(episodes=episodes, alpha=1.0))
        values.append(policy_value(space, ONES, q.argmax(axis=1))[0])
    assert values[0] < values[1]
    assert values[1] > 45
