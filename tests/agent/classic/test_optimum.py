from itertools import product

import numpy as np
import pytest

from agent.classic.optimum import policy_value, random_value, solve
from agent.classic.rewards import rewards
from agent.classic.state_space import StateSpace, state_space
from agent.classic.task import START, ClassicTask, advance
from tests.support.melodies import OPTIMAL, degrees

ONES = np.ones(3, dtype=np.float32)


def brute_force(task: ClassicTask, state: int, step: int, weights: np.ndarray) -> float:
    """The best return over every continuation, by trying them all."""
    endings = np.array(list(product(range(7), repeat=task.steps - step)))
    states, total = np.full(len(endings), state), np.zeros(len(endings))
    for number, notes in enumerate(endings.T, start=step):
        total += rewards(task, states, np.array(number), notes) @ weights
        states = advance(task, states, np.array(number), notes)
    return float(total.max())


def test_the_optimum_of_the_default_task_is_53_75(space: StateSpace) -> None:
    assert solve(space, ONES).value[0] == 53.75


@pytest.mark.slow
def test_20_melodies_reach_it_and_the_known_one_is_among_them(space: StateSpace) -> None:
    q, value = solve(space, ONES)
    ways = np.zeros(len(space) + 1, dtype=np.int64)
    ways[-1] = 1
    for number in reversed(range(len(space))):
        best = q[number] == value[number]
        ways[number] = ways[space.successor[number]][best].sum()
    assert ways[0] == 20
    state = 0
    for note in degrees(OPTIMAL):
        assert q[state, note] == value[state]
        state = int(space.successor[state, note])


@pytest.mark.parametrize("weights", [(1, 1, 1), (3, 0, 0), (0, 1, 2)])
@pytest.mark.parametrize("progression", [("I", "I"), ("V", "I"), ("vi", "IV")])
def test_brute_force_finds_the_same_on_a_short_task(
    progression: tuple[str, ...], weights: tuple[float, ...]
) -> None:
    task = ClassicTask(progression, beats_per_bar=2, phrase_bars=2)
    tried = brute_force(task, START, 0, np.array(weights))
    assert solve(state_space(task), np.array(weights, dtype=np.float32)).value[0] == tried


def test_brute_force_finds_the_same_five_notes_before_the_end(space: StateSpace) -> None:
    step, random = space.task.steps - 5, np.random.default_rng(0)
    value = solve(space, ONES).value
    for number in random.integers(space.first[step], space.first[step + 1], 5):
        assert brute_force(space.task, int(space.state[number]), step, ONES) == value[number]


def test_no_policy_is_better_than_the_optimum_and_its_own_reaches_it(space: StateSpace) -> None:
    q, value = solve(space, ONES)
    assert np.array_equal(policy_value(space, ONES, q.argmax(axis=1)), value)
    anything = np.random.default_rng(0).integers(0, 7, len(space))
    assert (policy_value(space, ONES, anything) <= value).all()


def test_random_notes_are_worth_their_average(space: StateSpace) -> None:
    expected = random_value(space, ONES)[0]
    random = np.random.default_rng(0)
    state, total = np.zeros(20_000, dtype=np.int64), np.zeros(20_000)
    while state[0] < len(space):
        notes = random.integers(0, 7, len(state))
        total += space.reward[state, notes] @ ONES
        state = space.successor[state, notes].astype(np.int64)
    assert expected == pytest.approx(-6.92, abs=0.01)
    assert total.mean() == pytest.approx(expected, abs=0.3)


def test_terms_alone_have_the_known_optima(space: StateSpace) -> None:
    alone = [solve(space, weights).value[0] for weights in np.eye(3, dtype=np.float32)]
    assert alone == [22.875, 15.5, 23.25]
