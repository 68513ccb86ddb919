import pytest

from bridge.server.statistics import RECENT, Statistics


def test_before_the_first_request_all_figures_are_zero() -> None:
    assert set(Statistics().figures(2.0).values()) == {0}


def test_quantiles_are_of_the_answers_in_microseconds() -> None:
    statistics = Statistics()
    for number in range(1, 101):
        statistics.answered(1.0, 1.0 + number * 1e-6, 1)
    figures = statistics.figures(2.0)
    assert figures["requests"] == 100
    assert figures["p50_us"] == pytest.approx(50.5)
    assert figures["p99_us"] == pytest.approx(99.01)
    assert figures["max_us"] == figures["longest_us"] == pytest.approx(100)


def test_old_answers_leave_the_recent_figures_but_not_the_longest() -> None:
    statistics = Statistics()
    statistics.answered(0.0, 0.5, 1)
    for _ in range(RECENT):
        statistics.answered(1.0, 1.001, 1)
    figures = statistics.figures(2.0)
    assert figures["max_us"] == pytest.approx(1000)
    assert figures["longest_us"] == pytest.approx(500_000)


@pytest.mark.parametrize(
    ("now", "expected"),
    [(10.0, 8 * 10 / 5), (14.0, 8 * 2 / 5), (60.0, 0.0)],
    ids=["every half second", "two of them in the window", "long ago"],
)
def test_notes_a_second_are_of_the_last_five_seconds(now: float, expected: float) -> None:
    statistics = Statistics()
    for half in range(1, 21):
        statistics.answered(half / 2, half / 2, 8)
    assert statistics.figures(now)["notes_per_second"] == pytest.approx(expected)


def test_notes_a_second_soon_after_the_start_are_of_the_time_since() -> None:
    statistics = Statistics()
    statistics.answered(0.5, 0.5, 20)
    assert statistics.figures(1.0)["notes_per_second"] == pytest.approx(20)


def test_notes_a_second_are_right_where_there_were_more_answers_than_are_kept() -> None:
    statistics = Statistics()
    for number in range(3 * RECENT):
        statistics.answered(number / 10_000, number / 10_000, 2)
    assert statistics.figures(3 * RECENT / 10_000)["notes_per_second"] == pytest.approx(
        20_000, 0.01
    )
