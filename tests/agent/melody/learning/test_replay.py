from itertools import pairwise

import numpy as np
import pytest
import torch

from agent.melody.learning.replay import ReplayBuffer, Transitions
from agent.melody.observation import Observation

LINES, LENGTH = 3, 8


def remembered(events: int, ends: tuple[int, ...] = ()) -> ReplayBuffer:
    """Event n of line l is seen as 100 l + n and earns (n, 1); all lines end after some of them."""
    memory = ReplayBuffer(LINES, LENGTH, fields=1, suggestions=1, terms=2)
    for number in range(events):
        names = [100 * line + number for line in range(LINES)]
        memory.add(
            [Observation((), [name], [name + 1]) for name in names],
            np.array([number % 7] * LINES),
            [[float(number), 1.0]] * LINES,
            [number in ends] * LINES,
        )
    return memory


def drawn(memory: ReplayBuffer, count: int = 2_000, **options: float) -> Transitions:
    return memory.sample(count, np.random.default_rng(0), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("events", [2, 5, LENGTH, LENGTH + 1, 2 * LENGTH + 3])
def test_what_follows_is_the_next_event_of_the_same_line(events: int) -> None:
    sample = drawn(remembered(events))
    assert torch.equal(sample.next_rows, sample.rows + 1)
    assert torch.equal(sample.next_suggestions, sample.suggestions + 1)
    assert torch.equal(sample.suggestions, sample.rows.long() + 1)
    number = sample.rows[:, 0] % 100
    assert torch.equal(sample.action, number.long() % 7)
    assert torch.equal(sample.returns[:, 0], number.float())
    oldest = max(0, events - LENGTH)
    assert set(number.tolist()) == set(range(oldest, events - 1))


@pytest.mark.parametrize("steps", [2, 3])
def test_n_rewards_are_summed_with_their_discounts(steps: int) -> None:
    sample = drawn(remembered(2 * LENGTH + 3), steps=steps, gamma=0.5)
    number = sample.rows[:, 0] % 100
    factors = [0.5**step for step in range(steps)]
    expected = [factor * (number + step) for step, factor in enumerate(factors)]
    assert torch.equal(sample.returns[:, 0], torch.stack(expected).sum(0))
    assert sample.returns[:, 1].tolist() == [sum(factors)] * 2_000
    assert sample.discount.tolist() == [0.5**steps] * 2_000
    assert torch.equal(sample.next_rows, sample.rows + steps)
    assert int(number.max()) == 2 * LENGTH + 3 - 1 - steps


def test_nothing_counts_after_the_end_of_a_piece() -> None:
    sample = drawn(remembered(LENGTH, ends=(4,)), steps=3, gamma=0.5)
    of = {int(row) % 100: place for place, row in enumerate(sample.rows[:, 0])}
    returns = {number: sample.returns[place, 0].item() for number, place in of.items()}
    discount = {number: sample.discount[place].item() for number, place in of.items()}
    assert returns == {0: 0 + 0.5 + 0.5, 1: 1 + 1 + 0.75, 2: 2 + 1.5 + 1, 3: 3 + 2, 4: 4}
    assert discount == {0: 0.125, 1: 0.125, 2: 0, 3: 0, 4: 0}


def test_all_that_is_known_is_drawn_alike() -> None:
    memory = remembered(LENGTH)
    places = np.bincount(drawn(memory, 21_000).place, minlength=LINES * LENGTH)
    assert places.reshape(LINES, LENGTH)[:, -1].tolist() == [0] * LINES
    assert places.reshape(LINES, LENGTH)[:, :-1] == pytest.approx(np.full((3, 7), 1_000), abs=150)


def test_surprising_events_are_drawn_more_often() -> None:
    memory = remembered(LENGTH + 3)
    memory.priority[:] = 1
    sample = drawn(memory)
    errors = torch.where(sample.rows[:, 0] == 105, -3.0, 0.0)
    memory.update_priorities(sample, errors)
    assert memory.priority[1, 105 % 100] == pytest.approx(3.001)
    again = drawn(memory, 30_000, exponent=1.0)
    shares = np.bincount(again.place, minlength=LINES * LENGTH) / 30_000
    assert shares[LENGTH + 5] == pytest.approx(3.001 / (3.001 + 20 * 0.001), abs=0.01)


def test_draws_are_proportional_to_the_power_of_priority() -> None:
    memory = remembered(3)
    memory.priority[0, :2], memory.priority[1:, :2] = (4, 9), 0
    sample = drawn(memory, 30_000, exponent=0.5)
    shares = np.bincount(sample.place, minlength=2) / 30_000
    assert shares[:2] == pytest.approx([2 / 5, 3 / 5], abs=0.01)
    importance = {
        int(row): weight
        for row, weight in zip(sample.rows, sample.importance.tolist(), strict=True)
    }
    assert importance[0] == 1
    assert importance[1] == pytest.approx((4 / 9) ** 0.25)


def test_without_priorities_all_count_the_same() -> None:
    assert drawn(remembered(5)).importance.tolist() == [1.0] * 2_000


def test_new_events_are_as_surprising_as_the_most_surprising() -> None:
    memory = remembered(3)
    memory.priority[1, 0] = 7
    memory.add(
        [Observation((), [0], [0])] * LINES,
        np.zeros(LINES, np.int64),
        [[0, 0]] * LINES,
        [False] * LINES,
    )
    assert memory.priority[:, 3].tolist() == [7, 7, 7]


def test_the_oldest_is_forgotten_first() -> None:
    oldest = [int(drawn(remembered(events)).rows.min()) for events in (7, 8, 9, 10, 11)]
    assert oldest == [0, 0, 1, 2, 3]
    assert all(later >= earlier for earlier, later in pairwise(oldest))
