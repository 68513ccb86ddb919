"""How fast `melobridge serve` answers: round trips beside a C echo and a bare python-osc echo.

    python -m benchmarks.serving             # about two minutes; --help shows the options

All servers run at once and are asked in turn, block by block, by one and the same client in C
(client.c), so that they share the machine's moods. `/melo/next` asks for one new note each time,
so each answer holds a forward pass of the network. The echoes send the same request back. Also:
requests/s of 1 and 16 clients with one request under way each, round trips at a musician's pace
(a pause before each request leaves the caches cold), the time from the start of the command to
its first answer, and the memory it holds after 10,000 notes.

Where the system puts the two processes decides more than anything they do: on one core a round
trip costs two switches (the C echo takes 5 us), on two cores it wakes a sleeping one (50 us and
more on a virtual machine). Left alone it changes its mind from block to block. So both are pinned:
to two cores, as a busy client finds the server, and for the bare cost to one core.

Linux only for pinning and memory; without a C compiler there are no round trips.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import machine, table
from bridge.client import Client
from bridge.errors import NoAnswer
from bridge.osc import encode

HERE = Path(__file__).parent
HOST = "127.0.0.1"
QUANTILES = (0.5, 0.99, 0.999)
MANY = 16
SERVE = (str(Path(sys.executable).with_name("melobridge")), "serve")
# One agent of each task; each server has loaded the others too.
AGENTS = "classic", "all"


class Target(NamedTuple):
    """What is measured: a server's process and port, the request by its number, how its replies
    begin."""

    name: str
    pid: int
    port: int
    request: Callable[[int], bytes]
    prefix: str


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


def next_note(number: int) -> bytes:
    """A request for one new note."""
    return encode("/melo/next", "lead", 1, number, 1)


def ping(number: int) -> bytes:
    return encode("/melo/ping", number)


@contextmanager
def running(command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A process with its output in a pipe; ended on the way out."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HERE.parent
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def port_of(serve: subprocess.Popen[str]) -> int:
    """The port in the greeting 'melobridge listens on 127.0.0.1:6356 (UDP)'."""
    return int(first_line(serve).rpartition(":")[2].split()[0])


def compile_c(folder: Path) -> bool:
    """Compile the echo and the client into a folder; False without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return False
    for name in ("echo", "client"):
        subprocess.run([compiler, "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
    return True


def measure(client: Path, target: Target, count: int, clients: int = 1, pause_us: int = 0) -> Block:
    """One block: `count` requests from each of the clients."""
    datagrams = (target.request(number) for number in range(count))
    stream = b"".join(len(datagram).to_bytes(4, "big") + datagram for datagram in datagrams)
    command = [str(client), str(target.port), str(clients), str(pause_us), target.prefix]
    output = subprocess.run(command, input=stream, stdout=subprocess.PIPE, check=True).stdout
    whole_ns, *each_ns = map(int, output.split())
    return Block(whole_ns / 1e9, [nanoseconds / 1e3 for nanoseconds in each_ns])


def start_servers(stack: ExitStack, folder: Path) -> list[Target]:
    """Start all servers; the C echo comes first, since the others are compared with it."""
    python_osc = [sys.executable, "-m", "benchmarks.pythonosc_echo"]
    echo = stack.enter_context(running([str(folder / "echo")]))
    peer = stack.enter_context(running(python_osc))
    classic, melody = (
        stack.enter_context(running([*SERVE, agent, "--port", "0"])) for agent in AGENTS
    )
    port, melody_port = port_of(classic), port_of(melody)
    return [
        Target("C echo", echo.pid, int(first_line(echo)), next_note, "/melo/next"),
        Target("python-osc echo", peer.pid, int(first_line(peer)), next_note, "/melo/next"),
        Target("melobridge `/melo/ping`", classic.pid, port, ping, "/melo/pong"),
        Target("melobridge `/melo/next`, classic", classic.pid, port, next_note, "/melo/note"),
        Target("melobridge `/melo/next`, all", melody.pid, melody_port, next_note, "/melo/note"),
    ]


def round_trips(
    client: Path, targets: Sequence[Target], rounds: int, count: int, pause_us: int = 0
) -> dict[str, list[Block]]:
    """Blocks of each target by name, asked in turn; a short block warms each up."""
    for target in targets:
        measure(client, target, min(count, 2_000))
    blocks: dict[str, list[Block]] = {target.name: [] for target in targets}
    for _ in range(rounds):
        for target in targets:
            blocks[target.name].append(measure(client, target, count, pause_us=pause_us))
    return blocks


def quantile_table(blocks: dict[str, list[Block]]) -> str:
    """Medians over the blocks; the ratio is that of each block to the C echo's beside it."""
    header = ("round trip, us", "p50", "p99", "p99.9", "p50 / C echo")
    reference, *_ = blocks.values()
    rows = []
    for name, mine in blocks.items():
        times = [statistics.median(block.quantile(share) for block in mine) for share in QUANTILES]
        pairs = zip(mine, reference, strict=True)
        ratio = statistics.median(one.quantile(0.5) / other.quantile(0.5) for one, other in pairs)
        rows.append((name, *(f"{time:.0f}" for time in times), f"{ratio:.2f}"))
    return table(header, rows)


def throughput_table(
    client: Path, targets: Sequence[Target], blocks: dict[str, list[Block]], count: int
) -> str:
    """Requests/s of one client (from the blocks of round trips) and of many at once."""
    rows = []
    for target in targets:
        alone = statistics.median(block.requests_per_second for block in blocks[target.name])
        crowd = [measure(client, target, count // MANY, clients=MANY) for _ in range(3)]
        many = statistics.median(block.requests_per_second for block in crowd)
        rows.append((target.name, f"{alone:,.0f}", f"{many:,.0f}"))
    return table(("requests/s", "1 client", f"{MANY} clients"), rows)


def seconds_to_first_answer() -> float:
    """From starting the command to its first welcome, asked for again every two milliseconds."""
    port = free_port()
    begin = time.perf_counter()
    with running([*SERVE, "--port", str(port)]) as process, Client(HOST, port, 0.002) as client:
        while process.poll() is None:
            try:
                client.ask("/melo/hello", 0, "benchmark")
            except NoAnswer:
                continue
            return time.perf_counter() - begin
    raise SystemExit("melobridge serve ended before it answered")


def free_port() -> int:
    """A UDP port that nobody listens on at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port


def resident_megabytes(notes: int) -> float | None:
    """Resident memory of a server that has given this many notes; None where /proc is missing."""
    with running([*SERVE, "--port", "0"]) as process:
        port = port_of(process)
        status = Path(f"/proc/{process.pid}/status")
        if not status.is_file():
            return None
        with Client(HOST, port) as client:
            for index in range(notes):
                client.notes("lead", 1, index, 1)
        fields = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    return int(fields["VmRSS"].split()[0]) * 1024 / 1e6


@contextmanager
def pinned(targets: Sequence[Target], *, apart: bool) -> Iterator[str]:
    """Keep the servers on one core, and this process with the clients that it starts on another
    or on the same; yields in words what was done."""
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) == 1:
        yield "where the system puts them"
        return
    cores = os.sched_getaffinity(0)
    first, second, *_ = sorted(cores)
    for target in targets:
        os.sched_setaffinity(target.pid, {second if apart else first})
    os.sched_setaffinity(0, {first})
    try:
        yield "client and server on two cores" if apart else "client and server on one core"
    finally:
        os.sched_setaffinity(0, cores)


def print_round_trips(rounds: int, count: int, paced: int, pause_us: int) -> None:
    """All that needs the client in C."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        if not compile_c(folder):
            print("Round trips and requests/s skipped: no C compiler (cc, gcc, clang) was found.")
            return
        client, targets = folder / "client", start_servers(stack, folder)
        for apart in (True, False):
            with pinned(targets, apart=apart) as place:
                blocks = round_trips(client, targets, rounds, count)
                _print(f"{rounds} blocks of {count:,} in sequence, {place}", quantile_table(blocks))
                if apart:
                    _print("", throughput_table(client, targets, blocks, count))
                    slow = round_trips(client, targets, rounds, paced, pause_us)
                    text = f"{rounds} blocks of {paced:,}, {pause_us} us of rest before each"
                    _print(f"{text}, {place}", quantile_table(slow))


def _print(title: str, text: str) -> None:
    print(f"\n{title}\n\n{text}" if title else f"\n{text}", flush=True)


def print_footprint(starts: int, notes: int) -> None:
    """Start and memory."""
    seconds = [seconds_to_first_answer() for _ in range(starts)]
    megabytes = resident_megabytes(notes)
    memory = "not measured: no /proc here" if megabytes is None else f"{megabytes:.0f} MB"
    rows = [
        (f"start to first answer (median of {starts})", f"{statistics.median(seconds):.2f} s"),
        ("... slowest", f"{max(seconds):.2f} s"),
        (f"resident memory after {notes:,} notes", memory),
    ]
    print(f"\n{table(('melobridge serve', ''), rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast melobridge serve answers.")
    parser.add_argument("--rounds", type=int, default=5, help="blocks per server")
    parser.add_argument("--count", type=int, default=20_000, help="requests per block")
    parser.add_argument("--paced", type=int, default=1_000, help="requests per paced block")
    parser.add_argument("--pause-us", type=int, default=2_000, help="rest before a paced request")
    parser.add_argument("--starts", type=int, default=7, help="starts of the command")
    parser.add_argument("--notes", type=int, default=10_000, help="notes before memory is read")
    options = parser.parse_args()
    print_round_trips(options.rounds, options.count, options.paced, options.pause_us)
    print_footprint(options.starts, options.notes)
    print(f"\n{machine('melobridge', 'numpy', 'python-osc')}")


if __name__ == "__main__":
    main()
