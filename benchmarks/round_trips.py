"""Round trips as the client in C sees them (client.c): requests in sequence, or at a rate."""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import table
from benchmarks.servers import HERE
from bridge.osc.codec import encode

QUANTILES = (0.5, 0.99, 0.999)
MOST_LOST = 0.01
SECONDS_OFFERED = 1.0
FASTER = 1.07
MOST_STEPS = 40


class Target(NamedTuple):
    """What is measured: a server's process and port, the request by its number, how its replies
    begin and how many a request gets."""

    name: str
    pid: int
    port: int
    request: Callable[[int], bytes]
    prefix: str
    replies: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """What one run of the client saw: the whole in seconds, each round trip in microseconds."""

    seconds: float
    round_trips_us: list[float]

    def quantile(self, share: float) -> float:
        ordered = sorted(self.round_trips_us)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    @property
    def requests_per_second(self) -> float:
        return len(self.round_trips_us) / self.seconds

    @classmethod
    def of(cls, nanoseconds: Iterable[str]) -> Block:
        """From nanoseconds as text: of the whole, then of each round trip."""
        whole, *each = map(int, nanoseconds)
        return cls(whole / 1e9, [one / 1e3 for one in each])


Blocks = dict[str, list[Block]]
"""Blocks of each target by its name; the first target is what the others are compared with."""


def next_notes(voices: int = 1, count: int = 1) -> Callable[[int], bytes]:
    """Requests for new notes, so many each, that go round so many voices."""

    def request(number: int) -> bytes:
        index = number // voices * count
        return encode("/melo/next", f"voice {number % voices}", 1, index, count)

    return request


def ping(number: int) -> bytes:
    return encode("/melo/ping", number)


class Lost(Exception):
    """A reply never came, or is another one than was asked for."""


class Client:
    """The client in C, compiled into a folder."""

    def __init__(self, folder: Path) -> None:
        self._program = folder / "client"

    def ask(self, target: Target, count: int, clients: int = 1, pause_us: int = 0) -> Block:
        """One block: `count` requests from each of the clients, in sequence. Raises Lost."""
        return Block.of(self._run("ask", target, count, clients, pause_us))

    def offer(self, target: Target, rate: float, clients: int) -> tuple[float, float]:
        """Offer requests at a rate: how many a second went out, and the share of lost replies.

        The clients take turns, so the requests should go round as many voices.
        """
        count = int(rate * SECONDS_OFFERED)
        nanoseconds, replies = self._run("offer", target, count, clients, int(rate))
        return count / (int(nanoseconds) / 1e9), 1 - int(replies) / (count * target.replies)

    def _run(self, how: str, target: Target, count: int, clients: int, pace: int) -> list[str]:
        datagrams = (target.request(number) for number in range(count))
        stream = b"".join(len(datagram).to_bytes(4, "big") + datagram for datagram in datagrams)
        place = [str(target.port), str(clients), str(target.replies), target.prefix, str(pace)]
        done = subprocess.run(
            [str(self._program), how, *place], input=stream, capture_output=True, check=False
        )
        if done.returncode:
            raise Lost(f"{target.name}: {done.stderr.decode('utf-8').strip()}")
        return done.stdout.decode("ascii").split()


def compile_c(folder: Path) -> bool:
    """Compile the echo and the client into a folder; False without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return False
    for name in ("echo", "client"):
        subprocess.run([compiler, "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
    return True


def in_turn(
    client: Client, targets: Sequence[Target], rounds: int, count: int, pause_us: int = 0
) -> Blocks:
    """Blocks of each target, asked in turn; a short block warms each up."""
    for target in targets:
        client.ask(target, min(count, 2_000))
    blocks: Blocks = {target.name: [] for target in targets}
    for _ in range(rounds):
        for target in targets:
            blocks[target.name].append(client.ask(target, count, pause_us=pause_us))
    return blocks


def most_offered(client: Client, target: Target, clients: int, start: float) -> float:
    """The highest rate, in requests a second, of which less than 1 % of the replies are lost.

    Climbs by 7 % from `start`, or goes down from there until so few are lost.
    """
    rate, best = start, 0.0
    for _ in range(MOST_STEPS):
        sent, lost = client.offer(target, rate, clients)
        if lost < MOST_LOST:
            if sent <= best:  # the client can't send any faster
                return best
            best, rate = sent, rate * FASTER
        elif best:
            return best
        else:
            rate /= FASTER
    return best


def quantile_table(blocks: Blocks, title: str = "round trip, us") -> str:
    """Medians over the blocks, and the longest of all; the ratio is that of each block to the
    reference's beside it."""
    header = (title, "p50", "p99", "p99.9", "max", "p50 / C echo")
    reference, *_ = blocks.values()
    rows = []
    for name, mine in blocks.items():
        times = [statistics.median(block.quantile(share) for block in mine) for share in QUANTILES]
        worst = max(block.quantile(1.0) for block in mine)
        figures = (f"{time:,.0f}" for time in (*times, worst))
        rows.append((name, *figures, f"{ratio(mine, reference):.2f}"))
    return table(header, rows)


def ratio(mine: Sequence[Block], reference: Sequence[Block], share: float = 0.5) -> float:
    """How many times longer a quantile is: the median over pairs of blocks."""
    pairs = zip(mine, reference, strict=True)
    return statistics.median(one.quantile(share) / other.quantile(share) for one, other in pairs)
