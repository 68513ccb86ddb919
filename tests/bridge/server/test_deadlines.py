import pytest

from bridge.server.deadlines import CHEAP, FIRST_GUESS, NEVER, RESERVE, Clocked


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_without_a_deadline_there_is_always_time(clock: Clock) -> None:
    assert Clocked(clock).may_think(0, 64, NEVER)


def test_a_deadline_that_has_passed_leaves_none(clock: Clock) -> None:
    clock.time = 5.0
    assert not Clocked(clock).may_think(0, 1, 4.0)


def test_time_must_be_left_for_the_cheap_notes_that_follow(clock: Clock) -> None:
    pace = Clocked(clock)
    enough = 2 * FIRST_GUESS + RESERVE + 9 * CHEAP
    assert pace.may_think(0, 10, enough + 1e-9)
    assert not pace.may_think(0, 10, enough - 1e-9)


def test_it_learns_how_long_a_note_takes(clock: Clock) -> None:
    pace = Clocked(clock)
    for second in range(200):
        clock.time = second + 0.01
        pace.answered(float(second), 1, NEVER)
    now = clock.time
    assert not pace.may_think(0, 1, now + 0.015)
    assert pace.may_think(0, 1, now + 0.025)


def test_a_long_note_once_doesnt_stop_it_from_thinking_for_ever(clock: Clock) -> None:
    pace = Clocked(clock)
    clock.time = 10.0
    pace.answered(0.0, 1, NEVER)
    refused = 0
    while not pace.may_think(0, 1, clock.time + 0.02):
        pace.answered(clock.time, 0, clock.time + 0.02)
        refused += 1
    assert 0 < refused < 1000


def test_answers_after_their_deadline_are_counted(clock: Clock) -> None:
    pace = Clocked(clock)
    clock.time = 2.0
    pace.answered(1.0, 0, 1.5)
    pace.answered(1.0, 0, 2.5)
    assert pace.late == 1
