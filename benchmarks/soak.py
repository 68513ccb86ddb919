"""Hundreds of voices, played without rest by clients that check every answer.

    python -m benchmarks.soak --minutes 10      # --help shows the options

Each client is a `benchmarks.musician`: it turns knobs by storm, rewinds, thumbs, asks why, changes
agents, plays along, lets voices listen to each other, keeps presets, starts over. Asked again, a
note must be the same; every note must keep to the key, the scale, the chord, the range and the
lengths that were asked for. Memory and latency must be as flat in the last third as in the first
(after a tenth of the time, in which the tables fill). The exit status is 1 if anything isn't so.
Memory needs Linux; elsewhere it reads 0 and isn't judged.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Final, NamedTuple

from benchmarks.musician import Musician
from benchmarks.report import machine
from benchmarks.servers import NO_LIMIT, Server

WINDOWS: Final = 20
WARM_UP: Final = 2
"""Windows at the beginning that aren't judged."""

MOST_GROWTH: Final = 1.05, 4.0
"""Memory: times what it was, plus megabytes."""
MOST_SLOWDOWN: Final = 1.3, 200.0
"""Latency: times what it was, plus microseconds. Medians of windows: a busy moment is no fault."""

MOST_FAULTS_SHOWN: Final = 20
HEADER: Final = " seconds   requests      notes   p50 us   p99 us   max us       MB"


class Window(NamedTuple):
    """What was seen in a part of the time: seconds from the start, latencies in microseconds."""

    seconds: float
    requests: int
    notes: int
    p50: float
    p99: float
    worst: float
    megabytes: float

    def row(self) -> str:
        counts = f"{self.seconds:>8.1f} {self.requests:>10,} {self.notes:>10,}"
        times = f"{self.p50:>8,.0f} {self.p99:>8,.0f} {self.worst:>8,.0f}"
        return f"{counts} {times} {self.megabytes:>8.1f}"


def soak(
    server: Server,
    seconds: float,
    clients: int,
    voices: int,
    seed: int,
    report: Callable[[Window], None] = lambda _: None,
) -> tuple[list[Window], list[str]]:
    """Play for some seconds: what each window saw, and all faults. voices: of all clients."""
    musicians = [
        Musician(server.port, voices // clients, Random(f"{seed}-{number}"))
        for number in range(clients)
    ]
    windows, start = [], time.monotonic()
    for number in range(1, WINDOWS + 1):
        while time.monotonic() < start + seconds * number / WINDOWS and server.alive():
            for musician in musicians:
                musician.act()
        windows.append(_window(musicians, server, time.monotonic() - start))
        report(windows[-1])
    for musician in musicians:
        musician.close()
    return windows, [fault for musician in musicians for fault in musician.faults]


def _window(musicians: Sequence[Musician], server: Server, seconds: float) -> Window:
    """Read what the musicians counted, and have them start anew."""
    times = sorted(time for musician in musicians for time in musician.latencies_us) or [0.0]
    requests = sum(musician.requests for musician in musicians)
    notes = sum(musician.notes for musician in musicians)
    for musician in musicians:
        musician.latencies_us.clear()
        musician.requests = musician.notes = 0
    p50, p99, worst = (
        times[min(int(share * len(times)), len(times) - 1)] for share in (0.5, 0.99, 1)
    )
    return Window(seconds, requests, notes, p50, p99, worst, server.megabytes())


def judge(windows: Sequence[Window]) -> list[str]:
    """In sentences, what isn't flat between the first and the last third."""
    judged = windows[WARM_UP:]
    third = len(judged) // 3
    faults = []
    for name, (times, plus) in {
        "megabytes": MOST_GROWTH,
        "p50": MOST_SLOWDOWN,
        "p99": MOST_SLOWDOWN,
    }.items():
        first, last = (
            statistics.median(getattr(window, name) for window in part)
            for part in (judged[:third], judged[-third:])
        )
        if last > first * times + plus:
            faults.append(f"{name} rose from {first:,.0f} to {last:,.0f}")
    return faults


def end(server: Server) -> list[str]:
    """End the server: in sentences, what was wrong with its end or its log."""
    alive = server.alive()
    status, log = server.end(), server.log()
    faults = [] if alive else ["the server died"]
    faults += [f"the server ended with status {status}"] if status else []
    return faults + (["a traceback in the log:\n" + log[-4000:]] if "Traceback" in log else [])


def main() -> None:
    parser = argparse.ArgumentParser(description="Plays a server for long, and checks it.")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long")
    parser.add_argument("--clients", type=int, default=8, help="clients")
    parser.add_argument("--voices", type=int, default=256, help="voices of all clients together")
    parser.add_argument("--seed", type=int, default=0, help="the same moves again")
    options = parser.parse_args()
    with Server(*NO_LIMIT) as server:
        print(HEADER, flush=True)
        windows, faults = soak(
            server,
            options.minutes * 60,
            options.clients,
            options.voices,
            options.seed,
            lambda window: print(window.row(), flush=True),
        )
        faults += judge(windows) + end(server)
    print(f"\n{machine('melobridge', 'numpy')}")
    if faults:
        print(
            f"\n{len(faults)} faults, seed {options.seed}:", *faults[:MOST_FAULTS_SHOWN], sep="\n"
        )
        sys.exit(1)
    print(
        "\nNo fault: same notes when asked again, every constraint kept, memory and latency flat."
    )


if __name__ == "__main__":
    main()
