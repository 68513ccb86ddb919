import pytest

from agent.melody.intervals import is_from_rest, move, moved
from tests.support.lines import action


def test_the_same_interval_and_duration_are_the_same_move() -> None:
    assert move(action("0"), action("4/12")) == move(action("7/48"), action("11/12"))
    assert move(action("0"), action("4/12")) != move(action("0"), action("4"))
    assert move(action("0"), action("4")) != move(action("4"), action("0"))


@pytest.mark.parametrize(
    ("before", "after"), [("0", "4/12"), ("23", "-12"), ("-12", "23"), ("2", ".")]
)
def test_a_move_leads_where_it_led(before: str, after: str) -> None:
    step = move(action(before), action(after))
    assert moved(action(before), step) == action(after)
    assert not is_from_rest(step)


def test_a_move_leads_to_another_degree_from_another_one() -> None:
    assert moved(action("7"), move(action("0"), action("2/12"))) == action("9/12")
    assert moved(action("."), move(action("7"), action("./12"))) == action("./12")


def test_a_move_beyond_what_can_be_played_leads_nowhere() -> None:
    assert moved(action("23"), move(action("0"), action("2"))) is None


def test_a_move_from_a_rest_says_nothing_of_a_pitch() -> None:
    assert is_from_rest(move(action("."), action("4")))
    assert not is_from_rest(move(action("."), action("./12")))
