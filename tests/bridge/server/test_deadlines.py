import pytest

from bridge.server.deadlines import CHEAP, FIRST_GUESS, NEVER, RESERVE, MeasuredDeadlines


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_without_a_deadline_there_is_always_time(clock: Clock) -> None:
    assert MeasuredDeadlines(clock).has_time_for_network(0, 64, NEVER)


def test_a_deadline_that_has_passed_leaves_none(clock: Clock) -> None:
    clock.time = 5.0
    assert not MeasuredDeadlines(clock).has_time_for_network(0, 1, 4.0)


def test_time_must_be_left_for_the_cheap_notes_that_follow(clock: Clock) -> None:
    deadlines = MeasuredDeadlines(clock)
    enough = 2 * FIRST_GUESS + RESERVE + 9 * CHEAP
    assert deadlines.has_time_for_network(0, 10, enough + 1e-9)
    assert not deadlines.has_time_for_network(0, 10, enough - 1e-9)


def test_it_learns_how_long_a_note_takes(clock: Clock) -> None:
    deadlines = MeasuredDeadlines(clock)
    for second in range(200):
        clock.time = second + 0.01
        deadlines.answered(float(second), 1, NEVER)
    now = clock.time
    assert not deadlines.has_time_for_network(0, 1, now + 0.015)
    assert deadlines.has_time_for_network(0, 1, now + 0.025)


def test_a_long_note_once_doesnt_stop_it_from_thinking_for_ever(clock: Clock) -> None:
    deadlines = MeasuredDeadlines(clock)
    clock.time = 10.0
    deadlines.answered(0.0, 1, NEVER)
    refused = 0
    while not deadlines.has_time_for_network(0, 1, clock.time + 0.02):
        deadlines.answered(clock.time, 0, clock.time + 0.02)
        refused += 1
    assert 0 < refused < 1000


def test_answers_after_their_deadline_are_counted(clock: Clock) -> None:
    deadlines = MeasuredDeadlines(clock)
    clock.time = 2.0
    deadlines.answered(1.0, 0, 1.5)
    deadlines.answered(1.0, 0, 2.5)
    assert deadlines.late == 1
