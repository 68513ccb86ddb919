import random
from collections.abc import Iterable
from itertools import accumulate

import pytest

from bridge.midi.clock.filter import ClockFilter

PERIOD_120, PERIOD_140, PERIOD_60 = 60 / 120 / 24, 60 / 140 / 24, 60 / 60 / 24


def ticks(*stretches: tuple[int, float]) -> list[float]:
    """Times from 10.0 on: so many ticks of each period."""
    intervals = [period for count, period in stretches for _ in range(count)]
    return list(accumulate(intervals[1:], initial=10.0))


def jittered(times: Iterable[float], seconds: float, seed: int = 1) -> list[float]:
    noise = random.Random(seed)
    return [time + noise.uniform(-seconds, seconds) for time in times]


def held_up(times: Iterable[float], *pauses: tuple[float, float]) -> list[float]:
    """What comes of ticks through a busy machine: none from a time on for so many seconds, then all
    of them at once."""
    return [
        max([time, *(begin + seconds for begin, seconds in pauses if begin <= time)])
        for time in times
    ]


def following(times: Iterable[float], bpm: float = 120.0) -> tuple[ClockFilter, list[float], int]:
    """The pulse, its tempo after each tick, and how many ticks it counted."""
    pulse, counted, tempos = ClockFilter(60 / bpm / 24), 0, []
    for time in times:
        counted += pulse.tick(time)
        tempos.append(60 / pulse.period / 24)
    return pulse, tempos, counted


def test_even_ticks_are_read_exactly() -> None:
    pulse, tempos, counted = following(ticks((96, PERIOD_120)))
    assert tempos[-1] == pytest.approx(120.0)
    assert pulse.time == pytest.approx(10.0 + 95 * PERIOD_120)
    assert counted == 96


def test_the_second_tick_tells_the_tempo_whatever_was_expected() -> None:
    _, tempos, _ = following(ticks((2, PERIOD_60)), bpm=120.0)
    assert tempos[-1] == pytest.approx(60.0)


def test_jitter_of_2_ms_moves_the_tempo_by_less_than_1_bpm() -> None:
    """Single intervals are up to 4 ms wrong: they would read 101 to 148 bpm."""
    times = ticks((480, PERIOD_120))
    pulse, tempos, counted = following(jittered(times, 0.002))
    assert all(119.0 < bpm < 121.0 for bpm in tempos[96:])
    assert pulse.time == pytest.approx(times[-1], abs=0.001)
    assert counted == 480


@pytest.mark.parametrize("seed", range(5))
def test_heavy_jitter_of_5_ms_is_no_change_of_tempo(seed: int) -> None:
    _, tempos, counted = following(jittered(ticks((480, PERIOD_120)), 0.005, seed))
    assert all(118.0 < bpm < 122.0 for bpm in tempos[96:])
    assert counted == 480


@pytest.mark.parametrize(("first", "then"), [(120.0, 140.0), (140.0, 120.0), (120.0, 60.0)])
def test_another_tempo_settles_within_12_ticks(first: float, then: float) -> None:
    times = ticks((96, 60 / first / 24), (12, 60 / then / 24))
    pulse, tempos, _ = following(times, first)
    assert tempos[-1] == pytest.approx(then, abs=0.5)
    assert pulse.time == pytest.approx(times[-1], abs=0.001)


def test_another_tempo_settles_within_a_beat_in_spite_of_jitter() -> None:
    times = jittered(ticks((96, PERIOD_120), (24, PERIOD_140)), 0.001)
    _, tempos, _ = following(times)
    assert tempos[-1] == pytest.approx(140.0, abs=3.0)


def test_a_slow_ritardando_is_followed() -> None:
    """From 120 to 80 bpm over 8 beats."""
    times = list(accumulate((60 / (120 - 40 * n / 192) / 24 for n in range(192)), initial=10.0))
    pulse, tempos, counted = following(times)
    assert tempos[-1] == pytest.approx(80.0, abs=2.0)
    assert pulse.time == pytest.approx(times[-1], abs=0.005)
    assert counted == 193


@pytest.mark.parametrize("lost", [1, 2, 5])
def test_ticks_that_got_lost_are_counted_all_the_same(lost: int) -> None:
    times = ticks((96, PERIOD_120))
    pulse, tempos, counted = following(times[:48] + times[48 + lost :])
    assert counted == 96
    assert tempos[-1] == pytest.approx(120.0)
    assert pulse.time == pytest.approx(times[-1])


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.2, 0.4])
@pytest.mark.parametrize("begin", [10.3, 11.005])
def test_ticks_that_come_late_in_a_heap_are_counted_once(begin: float, seconds: float) -> None:
    times = ticks((96, PERIOD_120))
    pulse, tempos, counted = following(held_up(times, (begin, seconds)))
    assert counted == 96
    assert tempos[-1] == pytest.approx(120.0, abs=0.5)
    assert pulse.time == pytest.approx(times[-1], abs=0.001)


def test_a_busy_machine_that_lets_a_single_tick_through_loses_none() -> None:
    times = ticks((96, PERIOD_120))
    _, tempos, counted = following(held_up(times, (11.0, 0.1), (11.005, 0.12), (11.03, 0.3)))
    assert counted == 96
    assert tempos[-1] == pytest.approx(120.0, abs=0.5)


@pytest.mark.parametrize("seed", range(5))
def test_a_machine_that_is_busy_for_long_loses_no_tick(seed: int) -> None:
    """A pause of up to 0.4 s every second or so, and jitter of 1 ms all the time."""
    chance, times = random.Random(seed), ticks((24 * 40, PERIOD_120))
    pauses = [(10.3 + number, chance.uniform(0.03, 0.4)) for number in range(18)]
    _, tempos, counted = following(jittered(held_up(times, *pauses), 0.001, seed))
    assert counted == 24 * 40
    assert tempos[-1] == pytest.approx(120.0, abs=0.5)


@pytest.mark.parametrize("seed", range(5))
def test_lost_ticks_are_counted_in_spite_of_jitter(seed: int) -> None:
    times = jittered(ticks((240, PERIOD_120)), 0.004, seed)
    _, _, counted = following(times[:60] + times[65:120] + times[121:])
    assert counted == 240


def test_after_a_gap_the_next_tick_shows_what_it_was() -> None:
    pulse = ClockFilter(PERIOD_120)
    times = ticks((24, PERIOD_120))
    assert [pulse.tick(time) for time in times[:12]] == [1] * 12
    assert [pulse.tick(time) for time in times[13:16]] == [0, 3, 1]


def test_ticks_half_as_fast_are_a_slower_tempo_and_none_got_lost() -> None:
    _, tempos, counted = following(ticks((48, PERIOD_120), (48, PERIOD_60)))
    assert counted == 96
    assert tempos[-1] == pytest.approx(60.0, abs=0.1)


def test_after_a_restart_the_next_tick_says_where_the_pulse_is_and_the_tempo_is_known() -> None:
    pulse, _, _ = following(ticks((96, PERIOD_120)))
    pulse.restart()
    assert pulse.tick(50.0) == 1
    assert pulse.time == 50.0
    assert pulse.period == pytest.approx(PERIOD_120)
    pulse.tick(50.003 + PERIOD_120)
    assert 60 / pulse.period / 24 == pytest.approx(120.0, abs=2.0), "a late tick says little"


def test_after_a_restart_ticks_are_counted_on() -> None:
    pulse, _, _ = following(ticks((96, PERIOD_120)))
    pulse.restart()
    pulse.tick(50.0)
    assert [pulse.tick(50.0 + number * PERIOD_120) for number in (1, 2, 3)] == [1, 1, 1]


def test_a_heap_of_ticks_at_once_stays_within_what_can_be_played() -> None:
    pulse, _, _ = following([10.0] * 50)
    assert 20 <= 60 / pulse.period / 24 <= 500
