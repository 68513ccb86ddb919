"""A client that asks for one note after the other at a steady pace: how is it served meanwhile?

It comes before other processes, where that is allowed, as audio programs do: otherwise three busy
processes share two cores, and the turns of the system are all that is measured.

python -m benchmarks.steady PORT PAUSE_MS      # until its input ends
"""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import NamedTuple

from benchmarks.servers import CLIENT_NICE, HERE, HOST
from bridge.osc.codec import decode, encode
from bridge.osc.replies import NOTE

PATIENCE_SECONDS = 1.0


class Service(NamedTuple):
    """How a client was served: each round trip in microseconds, and how many had no answer."""

    round_trips_us: list[float]
    lost: int

    def quantile_us(self, share: float) -> float:
        ordered = sorted(self.round_trips_us)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


class SteadyClient:
    """The client in a process of its own, from its making until `end`."""

    def __init__(self, port: int, pause_ms: float = 5.0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.steady", str(port), str(pause_ms)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=HERE.parent,
        )

    def end(self) -> Service:
        output, _ = self._process.communicate()
        lost, *times = output.split()
        return Service([int(nanoseconds) / 1e3 for nanoseconds in times], int(lost))


def served(port: int, seconds: float) -> Service:
    """How a steady client is served for a while."""
    client = SteadyClient(port)
    time.sleep(seconds)
    return client.end()


def _round_trip_ns(sock: socket.socket, index: int) -> int | None:
    """Ask for a note: how long its answer took; None if none came."""
    start = time.perf_counter_ns()
    sock.send(encode("/melo/next", "steady", 1, index, 1))
    with suppress(OSError):
        while True:  # what comes late for an earlier one doesn't count
            address, values = decode(sock.recv(65_536))[0]
            if address == NOTE.address and NOTE.decode(values).index == index:
                return time.perf_counter_ns() - start
    return None


def main() -> None:
    port, pause_ms = int(sys.argv[1]), float(sys.argv[2])
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, CLIENT_NICE)
    times: list[int | None] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(PATIENCE_SECONDS)
        sock.connect((HOST, port))
        while not select.select([sys.stdin], [], [], pause_ms / 1000)[0]:
            times.append(_round_trip_ns(sock, len(times)))
    print(times.count(None), *(taken for taken in times if taken is not None), sep="\n")


if __name__ == "__main__":
    main()
