"""The scheduling priority of our processes, as far as the system allows."""

from __future__ import annotations

import os
from contextlib import suppress

REALTIME_PRIORITY = 40
REALTIME_NICE, USUAL_NICE, WORKER_NICE = -15, -10, 10
HOW = (
    "real-time priority isn't allowed here: allow it (Linux: 'ulimit -r 40' or an 'rtprio 40' line "
    "in /etc/security/limits.conf), or leave --realtime out"
)


def raise_priority(*, realtime: bool) -> str:
    """Raise the priority of this process. Returns a line for the log, often empty."""
    if not realtime:
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, 0, USUAL_NICE)
        return ""
    with suppress(OSError, AttributeError):
        # What the process starts itself doesn't inherit it.
        policy = os.SCHED_FIFO | os.SCHED_RESET_ON_FORK
        os.sched_setscheduler(0, policy, os.sched_param(REALTIME_PRIORITY))
        return f"real-time priority {REALTIME_PRIORITY}"
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, REALTIME_NICE)
        return f"real-time priority isn't allowed here: priority {REALTIME_NICE} (nice) instead"
    return HOW


def lower_priority() -> None:
    """Lower the priority of this process, or of the calling thread (Linux)."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, WORKER_NICE)
