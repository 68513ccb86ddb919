import pytest

from benchmarks.scheduling import row
from benchmarks.scheduling_player import after_best, after_grid, in_order, message, of_grid


def test_messages_of_the_grid_are_known_by_their_value_and_never_notes() -> None:
    assert [message(number) for number in (0, 1, 129)] == [b"\xb0\1\0", b"\xb0\1\1", b"\xb0\1\1"]
    assert of_grid(message(200))
    assert not of_grid(b"\xb0\x7b\0")


def test_messages_that_were_lost_are_left_out() -> None:
    assert in_order([0, 1, 4, 5]) == [0, 1, 4, 5]
    assert in_order([*range(126), 127, 0, 2])[-3:] == [127, 128, 130]


def test_lateness_is_counted_from_the_grid() -> None:
    assert after_grid([10.0, 10.006, 10.01], 10.0) == pytest.approx([0, 0.001, 0])


def test_without_a_beginning_the_best_message_was_in_time() -> None:
    assert after_best([3.002, 3.006, 3.013]) == pytest.approx([0.001, 0, 0.002])


def test_a_line_of_the_table_has_the_quantiles_in_milliseconds() -> None:
    late = [number / 1e6 for number in reversed(range(1000))]
    assert row("ours", "nothing", late) == (
        "ours",
        "nothing",
        "0.50",
        "0.99",
        "1.00",
        "1.00",
        "1,000",
    )
