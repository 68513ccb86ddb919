import numpy as np

from agent.classic.rewards import rewards
from agent.classic.state_space import StateSpace
from agent.classic.task import START, advance
from tests.support.melodies import OPTIMAL, degrees, state_after


def test_the_default_task_has_328_652_reachable_states(space: StateSpace) -> None:
    assert len(space) == 328_652
    assert space.successor.shape == (328_652, 7)
    assert space.reward.shape == (328_652, 7, 3)


def test_it_begins_with_the_empty_melody_and_ends_after_32_notes(space: StateSpace) -> None:
    assert space.state[0] == START
    last = space.step == 31
    assert (space.successor[last] == len(space)).all()
    assert (space.successor[~last] < len(space)).all()


def test_a_walk_over_the_tables_is_the_melody(space: StateSpace) -> None:
    number, total = 0, np.zeros(3)
    for note in degrees(OPTIMAL):
        total += space.reward[number, note]
        number = int(space.successor[number, note])
    assert total.tolist() == [20.0, 12.75, 21.0]
    assert number == len(space)


def test_the_tables_hold_what_the_functions_say(space: StateSpace) -> None:
    random = np.random.default_rng(0)
    for number in random.integers(0, len(space), 200):
        state, step = space.state[number], space.step[number]
        notes = np.arange(7)
        assert np.array_equal(space.reward[number], rewards(space.task, state, step, notes))
        if step < 31:
            assert np.array_equal(
                space.state[space.successor[number]], advance(space.task, state, step, notes)
            )


def test_states_are_found_by_their_step(space: StateSpace) -> None:
    state = np.array(state_after("C D E"))
    number = int(space.index(3, state))
    assert (space.state[number], space.step[number]) == (state, 3)
