from math import inf

from bridge.midi.messages import CLOCK, control, note_off, note_on
from bridge.midi.schedule import Due, Schedule

ON, OFF, PEDAL = note_on(0, 60, 100), note_off(0, 60), control(0, 64, 127)
OTHER, TICK = note_on(1, 60, 100), bytes([CLOCK])


def filled(*due: tuple[float, int, bytes]) -> Schedule:
    schedule = Schedule()
    for deadline, port, message in due:
        schedule.put(deadline, port, message)
    return schedule


def sent(schedule: Schedule, now: float = inf) -> list[tuple[float, int, bytes]]:
    return [(due.deadline, due.port, due.message) for due in schedule.due(now)]


def test_what_is_due_comes_in_order_of_time_and_the_rest_waits() -> None:
    schedule = filled((3.0, 0, OFF), (1.0, 0, ON), (2.0, 1, OTHER))
    assert sent(schedule, 2.0) == [(1.0, 0, ON), (2.0, 1, OTHER)]
    assert sent(schedule, 2.9) == []
    assert sent(schedule, 3.0) == [(3.0, 0, OFF)]


def test_what_is_due_at_the_same_time_keeps_the_order_it_was_put_in() -> None:
    schedule = filled((1.0, 0, OFF), (1.0, 0, ON), (1.0, 0, PEDAL))
    assert sent(schedule) == [(1.0, 0, OFF), (1.0, 0, ON), (1.0, 0, PEDAL)]


def test_the_next_deadline_is_that_of_the_earliest() -> None:
    assert Schedule().next == inf
    assert filled((3.0, 0, OFF), (1.0, 0, ON)).next == 1.0


def test_a_cut_forgets_what_is_later_on_a_channel_of_a_port_and_nothing_else() -> None:
    schedule = filled(
        (1.0, 0, ON), (2.0, 0, OFF), (3.0, 0, ON), (3.0, 0, OTHER), (3.0, 1, ON), (3.0, 0, TICK)
    )
    schedule.cut(2.0, 0, 0)
    left = list(schedule.due(inf))
    assert [(due.deadline, due.port, due.message) for due in left if due.cut is None] == [
        (1.0, 0, ON),
        (2.0, 0, OFF),
        (3.0, 0, OTHER),
        (3.0, 1, ON),
        (3.0, 0, TICK),
    ]


def test_a_cut_is_itself_due_then_on_its_channel_after_what_was_put_before() -> None:
    schedule = filled((2.0, 0, ON))
    schedule.cut(2.0, 0, 0)
    first, second = schedule.due(2.0)
    assert (first.message, first.cut) == (ON, None)
    assert (second.deadline, second.port, second.cut) == (2.0, 0, 0)


def test_what_is_put_after_a_cut_is_played() -> None:
    schedule = filled((3.0, 0, OFF))
    schedule.cut(2.0, 0, 0)
    schedule.put(2.5, 0, ON)
    assert [due.message for due in schedule.due(inf)] == [b"", ON]


def test_an_earlier_cut_takes_the_place_of_a_later_one() -> None:
    schedule = Schedule()
    schedule.cut(3.0, 0, 0)
    schedule.cut(2.0, 0, 0)
    assert [due.deadline for due in schedule.due(inf)] == [2.0]


def test_only_what_is_wanted_is_kept_in_order() -> None:
    schedule = filled((3.0, 0, OFF), (2.0, 0, TICK), (1.0, 0, ON))
    schedule.keep(lambda due: due.message != TICK)
    assert sent(schedule) == [(1.0, 0, ON), (3.0, 0, OFF)]


def test_a_message_is_for_its_channel_and_a_tick_for_the_whole_port() -> None:
    assert Due(1.0, 0, 0, note_on(9, 60, 1)).channel == 9
    assert Due(1.0, 0, 0, TICK).channel is None
    assert Due(1.0, 0, 0, b"", cut=4).channel == 4
