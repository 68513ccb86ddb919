import pytest

from bridge.midi.ports.timestamps import Timestamps


def times(*messages: tuple[float, float]) -> list[float]:
    stamps = Timestamps()
    return [stamps.time(since_last, now) for since_last, now in messages]


def test_what_is_read_late_came_when_its_stamp_says() -> None:
    got = times((0.0, 10.0), (0.5, 10.5), (0.5, 11.02), (0.5, 11.5))
    assert got == pytest.approx([10.0, 10.5, 11.0, 11.5], abs=1e-3)


def test_messages_read_at_once_came_one_after_the_other() -> None:
    got = times((0.0, 10.0), (1.0, 11.0), (0.01, 11.03), (0.01, 11.03), (0.01, 11.03))
    assert got[2:] == pytest.approx([11.01, 11.02, 11.03], abs=1e-3)


def test_the_one_read_soonest_says_how_the_clocks_differ() -> None:
    """The first one waited for 40 ms: known as soon as the next one did not."""
    assert times((0.0, 10.04), (0.5, 10.5), (0.5, 11.03))[1:] == pytest.approx(
        [10.5, 11.0], abs=1e-3
    )


def test_no_message_comes_from_the_future() -> None:
    for now, time in zip(
        (10.0, 10.4, 10.45), times((0, 10.0), (0.5, 10.4), (0.2, 10.45)), strict=True
    ):
        assert time <= now


def test_a_driver_whose_clock_is_slower_is_followed() -> None:
    """It loses 50 microseconds a second: after an hour the stamps are right still."""
    last = times((0.0, 0.0), *((0.99995, float(second)) for second in range(1, 3601)))[-1]
    assert last == pytest.approx(3600.0, abs=1e-3)


def test_a_pause_that_the_stamps_know_nothing_of_is_believed_at_once() -> None:
    assert times((0.0, 10.0), (0.5, 60.0), (0.5, 60.5)) == pytest.approx(
        [10.0, 60.0, 60.5], abs=1e-3
    )
