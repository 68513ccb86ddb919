"""The scheduling priority of our processes, as far as the system allows."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from contextlib import suppress

REALTIME_PRIORITY = 40
REALTIME_NICE, USUAL_NICE, WORKER_NICE = -15, -10, 10
HOW = (
    "real-time priority isn't allowed here: allow it (Linux: 'ulimit -r 40' or an 'rtprio 40' line "
    "in /etc/security/limits.conf), or leave --realtime out"
)
SLICE_NS = 100_000
"""The shortest that Linux allows."""

SCHED_SETATTR = {"x86_64": 314, "aarch64": 274}
"""The number of the system call: glibc knows its name since 2.41 only."""


def raise_priority(*, realtime: bool) -> str:
    """Raise the priority of this process. Returns a line for the log, often empty."""
    if not realtime:
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, 0, USUAL_NICE)
        shorten_slice()
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


def shorten_slice() -> None:
    """Ask for the shortest time slice, which needs no right. Since Linux 6.12 a process whose slice
    is shorter comes at once when it wakes up; without it, it waits until the process that runs has
    had its own, some 3 ms, whatever their priorities. Source: sched_setattr(2), EEVDF."""
    call = SCHED_SETATTR.get(platform.machine())
    if sys.platform != "linux" or call is None:
        return
    nice = os.getpriority(os.PRIO_PROCESS, 0)
    # struct sched_attr: size, policy, flags, nice, priority, runtime, deadline, period.
    attributes = struct.pack("=IIQiIQQQ", 48, os.SCHED_OTHER, 0, nice, 0, SLICE_NS, 0, 0)
    ctypes.CDLL(None).syscall(call, 0, attributes, 0)


def lower_priority() -> None:
    """Lower the priority of this process, or of the calling thread (Linux)."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, WORKER_NICE)
