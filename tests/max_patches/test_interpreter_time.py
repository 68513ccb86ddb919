"""The interpreter's clock: what waits and repeats, the transport and its grid, the two threads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.max_interpreter.application import Application
from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.live import Habits
from tests.support.max_interpreter.scheduler import SCHEDULER
from tests.support.tiny_patch import Tiny

MakeTiny = Callable[..., Tiny]
B = ("bang",)
CLOCK = {"a": "metro 16n @quantize 16n @active 1", "t": "transport"}


def ticks_of(patch: Tiny) -> list[int]:
    """The numbers that came to the probe, without what rounding does to them."""
    received = [message for _, message in patch.got]
    return [round(float(value)) for (value,) in received]


def test_a_metro_bangs_at_once_and_then_at_its_interval(tiny: MakeTiny) -> None:
    patch = tiny({"a": "metro 100", "c": "cpuclock"}, "a0 c0", "c0 p0")
    patch.application.run(50)
    patch.feed("1")
    patch.application.run(250)
    patch.feed("0")
    patch.application.run(1000)
    assert patch.got_here == [(50.0,), (150.0,), (250.0,)]


def test_speedlim_sends_the_first_at_once_and_of_the_others_the_latest(tiny: MakeTiny) -> None:
    patch = tiny({"a": "speedlim 20"}, "a0 p0")
    for fed in ("1", "2", "3"):
        patch.feed(fed)
    assert patch.got_here == [(1,)]
    patch.application.run(20)
    assert patch.got_here == [(3,)]
    patch.application.run(100)
    patch.feed("4")
    assert patch.got_here == [(4,)]


def test_the_main_thread_comes_later(tiny: MakeTiny) -> None:
    patch = tiny({"a": "t i i", "d": "deferlow"}, "a0 p0", "a1 d0", "d0 p1")
    application = patch.application
    application.perform(lambda: patch.patcher.boxes["a"].receive(0, (1,)), SCHEDULER)
    assert patch.got == [(0, (1,))]
    application.run(application.live.habits.main_lag_ms)
    assert patch.got == [(1, (1,))]


@pytest.mark.parametrize("at_start", [True, False])
def test_the_grid_follows_tempo_jumps_and_stops(at_start: bool) -> None:
    application = Application(habits=Habits(grid_at_start=at_start))
    patch = Tiny(CLOCK, "a0 t0", "t7 p0", application=application)
    live = application.live
    application.run(1000)
    live.play(0)
    application.run(130)
    assert ticks_of(patch) == ([0, 120] if at_start else [120])
    live.set_tempo(60)
    application.run(490)  # one second a quarter from now on
    assert ticks_of(patch) == [240, 360]
    live.jump(8.5)
    application.run(200)
    assert ticks_of(patch) == ([4080] if at_start else [])
    live.stop()
    application.run(1000)
    assert patch.got_here == []
    application.close()


def test_a_loop_goes_round(tiny: MakeTiny) -> None:
    patch = tiny(CLOCK, "a0 t0", "t7 p0")
    patch.application.live.loop(0, 1)
    patch.application.live.play(0.5)
    patch.application.run(760)
    assert ticks_of(patch) == [240, 360, 0, 120, 240, 360, 0]


def test_the_transport_tells_all_from_right_to_left(tiny: MakeTiny) -> None:
    patch = tiny({"a": "transport"}, *(f"a{outlet} p{outlet}" for outlet in range(8)))
    live = patch.application.live
    live.set_meter(6, 8)
    live.set_tempo(90)
    live.play(4.25)
    patch.feed("bang")
    assert patch.got == [
        (7, (pytest.approx(2040),)),
        (6, (1,)),
        (5, (6, 8)),
        (4, (90,)),
        (3, (240.0,)),
        (2, (pytest.approx(120),)),
        (1, (3,)),
        (0, (2,)),
    ]


def test_ticks_are_an_interval_too(tiny: MakeTiny) -> None:
    metro = "metro @interval 20 ticks @quantize 20 ticks @active 1"
    patch = tiny({"a": metro, "t": "transport"}, "a0 t0", "t7 p0")
    patch.application.live.play(1)
    patch.application.run(50)
    assert ticks_of(patch) == [480, 500, 520]


@pytest.mark.parametrize(
    ("metro", "fault"),
    [
        ("metro 16n", "@quantize must be the interval"),
        ("metro 16n @quantize 8n", "@quantize must be the interval"),
        ("metro 500 @quantize 8n", "@quantize must be the interval"),
        ("metro 20 ticks @quantize 20 ticks", "given as @interval"),
        ("metro fast", "must be a number"),
    ],
)
def test_a_metro_that_would_leave_the_grid_is_refused(
    tiny: MakeTiny, metro: str, fault: str
) -> None:
    with pytest.raises(MaxError, match=fault):
        tiny({"a": metro})
