from bridge.page.tabs.pace import A_SECOND, Pace


def test_a_second_s_worth_may_come_at_once() -> None:
    pace = Pace(now=100.0)
    waits = [pace.wait(100.0) for _ in range(int(A_SECOND) + 50)]
    assert waits[: int(A_SECOND) - 1] == [0.0] * (int(A_SECOND) - 1)
    assert round(waits[-1] * A_SECOND) == 50


def test_an_even_pace_never_waits() -> None:
    pace = Pace(now=0.0)
    assert max(pace.wait(10 + number * 1.01 / A_SECOND) for number in range(5000)) == 0.0


def test_a_long_silence_isn_t_saved_up() -> None:
    pace = Pace(now=0.0)
    waits = [pace.wait(3600.0) for _ in range(2 * int(A_SECOND))]
    assert waits[-1] > 0.9
