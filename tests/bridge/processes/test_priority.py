import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE_SECONDS

SCHED = Path("/proc/self/sched")


def printed(*lines: str) -> str:
    """What some lines of Python print in a process of their own, which knows the module as p."""
    code = "\n".join(("import os, bridge.processes.priority as p", *lines))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.stdout.strip()


def come_of(realtime: bool) -> str:
    return printed(
        f"print(p.raise_priority(realtime={realtime}), os.getpriority(os.PRIO_PROCESS, 0))"
    )


def test_without_being_asked_it_says_nothing() -> None:
    assert come_of(realtime=False) in ("-10", "0")


def test_it_need_not_wait_for_the_slice_of_another() -> None:
    if not SCHED.exists() or "se.slice" not in SCHED.read_text():
        pytest.skip("this system doesn't show the time slices of processes")
    told = printed("p.raise_priority(realtime=False)", "print(open('/proc/self/sched').read())")
    [line] = [line for line in told.splitlines() if line.startswith("se.slice")]
    assert line.split()[-1] == "100000"


def test_real_time_says_what_came_of_it() -> None:
    assert "real-time priority" in come_of(realtime=True)


def test_the_worker_comes_after_others() -> None:
    told = printed("p.lower_priority()", "print(os.getpriority(os.PRIO_PROCESS, 0))")
    assert told == "10"
