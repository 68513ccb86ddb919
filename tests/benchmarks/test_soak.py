"""A minute's soak in some seconds; the long form is a command: python -m benchmarks.soak"""

from __future__ import annotations

from benchmarks.musician import Wish
from benchmarks.servers import NO_LIMIT, Server
from benchmarks.soak import Window, end, judge, soak


def window(p50: float = 100, p99: float = 200, megabytes: float = 90) -> Window:
    return Window(1.0, 100, 100, p50, p99, p99, megabytes)


def test_a_note_must_keep_to_what_was_asked_for() -> None:
    wish = Wish(key=2, scale="major", low=60, high=72, durations="1/2 1 2")
    assert wish.broken_by(62, 0.5) == ""
    assert wish.broken_by(-1, 0.125) == ""
    assert wish.broken_by(63, 0.5) == "pitch 63 isn't in 2 major, chord none"
    assert wish.broken_by(74, 0.5) == "pitch 74 isn't within 60 to 72"
    assert wish.broken_by(62, 0.25) == "duration 0.25 isn't one of 1/2 1 2"
    assert Wish(chord="Am").broken_by(62, 1.0) == "pitch 62 isn't in 0 major, chord Am"


def test_what_is_flat_is_no_fault() -> None:
    assert judge([window(p99=200 + number % 3) for number in range(20)]) == []
    assert judge([window(megabytes=50 + min(number, 2) * 20) for number in range(20)]) == []


def test_growth_is_a_fault() -> None:
    assert judge([window(megabytes=90 + number) for number in range(20)]) == [
        "megabytes rose from 94 to 106"
    ]
    assert judge([window(p50=100 * number) for number in range(20)]) == [
        "p50 rose from 450 to 1,650"
    ]


def test_a_real_server_is_played_without_rest() -> None:
    with Server(*NO_LIMIT) as server:
        windows, faults = soak(server, seconds=6, clients=4, voices=32, seed=0)
        faults += end(server)
    assert faults == []
    assert sum(window.notes for window in windows) > 500
