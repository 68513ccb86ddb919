"""How fast `melobridge serve` answers, beside a C echo, a bare python-osc echo and Notochord.

    python -m benchmarks.serving             # some minutes; --help shows the options
    python -m benchmarks.serving --quick     # a tenth of everything: rough

All servers run at once and are asked in turn, block by block, by one and the same client in C
(client.c), so that they share the machine's moods. `/melo/next` composes a new note each time, so
each answer holds a forward pass of the network. The echoes send the same request back. The parts:

- round trips in sequence, and at a musician's pace (a pause before each leaves the caches cold)
- 16 and 256 voices: of one client that goes round them, and of as many clients at once
- the same with a training process on the other core, which it shares with the client
- the same with ten pages open in browsers, which see all that is asked and answered
- requests/s: of 1 and 16 clients with one under way each, and the highest rate that may be offered
  until 1 % of the replies are missing; notes/s of one core
- Notochord: its query and feed in a process, and through its own OSC server. It needs a virtual
  environment of its own (notochord_query.py says how to make one): --notochord its/bin/python
- start and memory: from the command to its first answer, and what it holds after 10,000 notes

Where the system puts the two processes decides more than anything they do: on one core a round
trip costs two switches (the C echo takes 5 us), on two cores it wakes a sleeping one (50 us and
more on a virtual machine). Left alone it changes its mind from block to block. So both are pinned:
to two cores, as a busy client finds the server, and for the bare cost to one core.

Linux only for pinning and memory; without a C compiler there are no round trips.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from benchmarks.open_pages import open_pages, page_of
from benchmarks.report import machine, table
from benchmarks.round_trips import (
    Block,
    Blocks,
    Client,
    Lost,
    Target,
    compile_c,
    in_turn,
    most_offered,
    next_notes,
    ping,
    quantile_table,
    ratio,
)
from benchmarks.servers import (
    CLIENT_NICE,
    HERE,
    HOST,
    NO_LIMIT,
    SERVE,
    first_line,
    free_port,
    pinned,
    port_of,
    resident_megabytes,
    running,
    usual_priority,
)
from bridge.osc.codec import decode, encode
from bridge.processes.priority import shorten_slice

MANY = (16, 256)
BUSY_CLIENTS = 16
PAGES = 10
AT_ONCE = 8
# One agent of each task; each server has loaded the others too.
AGENTS = "classic", "all"
NOTOCHORD = HERE / "notochord_query.py"
QUERY = encode("/notochord/query_feed")
TRAIN = (SERVE[0], "train", "melody")
SECONDS_TO_TRAIN = 15.0
"""After which a training has read its tunes and computes."""


def start_servers(stack: ExitStack, folder: Path) -> list[Target]:
    """Start all servers; the C echo comes first, since the others are compared with it."""
    python_osc = [sys.executable, "-m", "benchmarks.pythonosc_echo"]
    echo = stack.enter_context(running([str(folder / "echo")]))
    peer = stack.enter_context(running(python_osc))
    classic, melody = (
        stack.enter_context(running([*SERVE, agent, "--port", "0", *NO_LIMIT])) for agent in AGENTS
    )
    port, melody_port = port_of(classic), port_of(melody)
    one = next_notes()
    return [
        Target("C echo", echo.pid, int(first_line(echo)), one, "/melo/next"),
        Target("python-osc echo", peer.pid, int(first_line(peer)), one, "/melo/next"),
        Target("melobridge `/melo/ping`", classic.pid, port, ping, "/melo/pong"),
        Target("melobridge `/melo/next`, classic", classic.pid, port, one, "/melo/note"),
        Target("melobridge `/melo/next`, all", melody.pid, melody_port, one, "/melo/note"),
    ]


def essential(targets: Sequence[Target]) -> list[Target]:
    """The C echo, and `/melo/next` of both agents."""
    return [targets[0], *targets[-2:]]


# The parts


def print_round_trips(
    client: Client, targets: Sequence[Target], options: argparse.Namespace
) -> Blocks:
    """In sequence on two cores and on one, and at a musician's pace."""
    pids = [target.pid for target in targets]
    with pinned(pids, apart=False) as place:
        bare = in_turn(client, targets, options.rounds, options.count)
    _print(f"{options.rounds} blocks of {options.count:,} in sequence, {place}", bare)
    with pinned(pids, apart=True) as place:
        blocks = in_turn(client, targets, options.rounds, options.count)
        _print(f"{options.rounds} blocks of {options.count:,} in sequence, {place}", blocks)
        slow = in_turn(client, targets, options.rounds, options.paced, options.pause_us)
        text = f"{options.rounds} blocks of {options.paced:,}, {options.pause_us} us of rest before"
        _print(f"{text} each, {place}", slow)
    return blocks


def print_voices(client: Client, targets: Sequence[Target], count: int) -> None:
    """Many voices: of one client, and of as many clients."""
    header = ["p50 / p99, us", *(f"{many} voices" for many in MANY)]
    header += [f"{many} clients at once" for many in MANY]
    rows = []
    with pinned([target.pid for target in targets], apart=True) as place:
        for target in essential(targets):
            turns = [target._replace(request=next_notes(voices)) for voices in MANY]
            cells = [_middle_and_tail(client, turn, count) for turn in turns]
            cells += [
                _middle_and_tail(client, target, max(count // clients, 20), clients)
                for clients in MANY
            ]
            rows.append((target.name, *cells))
    _print(f"Voices: one request under way for each client, {place}", table(header, rows))


def _middle_and_tail(client: Client, target: Target, count: int, clients: int = 1) -> str:
    try:
        block = client.ask(target, count, clients)
    except Lost:
        return "a reply lost"
    return f"{block.quantile(0.5):,.0f} / {block.quantile(0.99):,.0f}"


def print_throughput(client: Client, targets: Sequence[Target], blocks: Blocks, count: int) -> None:
    """Requests/s and notes/s."""
    header = ("a second", "1 client", f"{BUSY_CLIENTS} clients", "offered, < 1 % lost", "notes")
    rows = []
    with pinned([target.pid for target in targets], apart=True):
        for target in targets:
            alone = statistics.median(block.requests_per_second for block in blocks[target.name])
            crowd = _busy(client, target, count)
            each = target._replace(request=next_notes(BUSY_CLIENTS))
            is_ping = target.request is ping
            offered = most_offered(client, target if is_ping else each, BUSY_CLIENTS, crowd * 0.8)
            notes = f"{_notes(client, target, count):,.0f}" if target.prefix == "/melo/note" else ""
            figures = (f"{figure:,.0f}" for figure in (alone, crowd, offered))
            rows.append((target.name, *figures, notes))
    text = f"Requests, and notes at {AT_ONCE} a request; the server has one core to itself"
    _print(text, table(header, rows))


def _busy(client: Client, target: Target, count: int) -> float:
    """Requests/s of many clients at once."""
    blocks = [client.ask(target, count // BUSY_CLIENTS, clients=BUSY_CLIENTS) for _ in range(3)]
    return statistics.median(block.requests_per_second for block in blocks)


def _notes(client: Client, target: Target, count: int) -> float:
    """Notes/s where each request asks for several."""
    several = target._replace(request=next_notes(count=AT_ONCE), replies=AT_ONCE)
    return AT_ONCE * _busy(client, several, count // AT_ONCE)


def print_beside_training(
    client: Client, targets: Sequence[Target], options: argparse.Namespace
) -> None:
    """Round trips while an agent is trained on the other core."""
    if find_spec("torch") is None:
        print("\nBeside a training: skipped: torch isn't installed.")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        pinned([target.pid for target in targets], apart=True),
        running([*TRAIN, "--out", str(Path(folder) / "agent.safetensors")]) as training,
        raised() as how,
    ):
        time.sleep(SECONDS_TO_TRAIN)
        blocks = in_turn(client, essential(targets), options.rounds, options.count // 2)
        slow = in_turn(client, essential(targets), options.rounds, options.paced, options.pause_us)
        state = "" if training.poll() is None else " (which ended before its time)"
    where = f"on the core of the client, which {how}"
    _print(f"In sequence beside 'melobridge train melody' {where}{state}", blocks)
    _print(f"The same with {options.pause_us} us of rest before each", slow)


def print_with_pages(client: Client, options: argparse.Namespace) -> None:
    """Round trips while pages are open, and while none is."""
    agent = AGENTS[-1]
    with running([*SERVE, agent, "--port", "0", *NO_LIMIT]) as serve:
        target = Target("no page open", serve.pid, port_of(serve), next_notes(), "/melo/note")
        page = page_of(serve)
        with pinned([serve.pid], apart=True) as place, raised() as how:
            for count, pause_us in ((options.count, 0), (options.paced, options.pause_us)):
                blocks = _with_and_without_pages(
                    client, target, page, options.rounds, count, pause_us
                )
                text = f"{options.rounds} blocks of {count:,}, {pause_us} us of rest before each"
                _print(f"Pages: {text}, {agent}, {place}; the client {how}", _page_table(blocks))


def _with_and_without_pages(
    client: Client, target: Target, page: str, rounds: int, count: int, pause_us: int
) -> Blocks:
    """Blocks without and with open pages, in turn."""
    client.ask(target, min(count, 2_000))
    blocks: Blocks = {target.name: [], f"{PAGES} pages open": []}
    without, beside = blocks.values()
    for _ in range(rounds):
        without.append(client.ask(target, count, pause_us=pause_us))
        with open_pages(page, PAGES):
            beside.append(client.ask(target, count, pause_us=pause_us))
    return blocks


def _page_table(blocks: Blocks) -> str:
    """Medians over the blocks, and of the ratios of each block to the one before it."""
    without, _ = blocks.values()
    shares = 0.5, 0.99
    rows = []
    for name, mine in blocks.items():
        times = [statistics.median(block.quantile(share) for block in mine) for share in shares]
        ratios = [ratio(mine, without, share) for share in shares]
        figures = [f"{time:,.0f}" for time in times] + [f"{one:.2f}" for one in ratios]
        rows.append((name, *figures))
    return table(("round trip, us", "p50", "p99", "p50 / no page", "p99 / no page"), rows)


@contextmanager
def raised() -> Iterator[str]:
    """Put this process, and the clients that it starts, before others, as audio programs are;
    otherwise a training on their core is all that is measured. Yields in words what came of it."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, CLIENT_NICE)
    except (OSError, AttributeError):
        yield "mayn't come before others"
        return
    shorten_slice()
    try:
        yield f"comes before others (nice {CLIENT_NICE}, a short time slice)"
    finally:
        usual_priority()


def print_notochord(
    client: Client, targets: Sequence[Target], python: str | None, notes: int
) -> None:
    """Notochord beside the C echo and the melody agent."""
    if python is None or not Path(python).is_file():
        print("\nNotochord: skipped: name the Python that has it with --notochord (see --help).")
        return
    with pinned([target.pid for target in targets], apart=True):
        ours = essential(targets)
        blocks = in_turn(client, [ours[0], ours[-1]], 1, max(notes, 2_000))
        name = "Notochord: query and feed, in its process"
        blocks[name] = [_direct(python, notes)]
        with notochord_server(python, targets[-1].pid) as server:
            blocks[server.name] = [client.ask(server, notes)]
    _print(f"Notochord 0.8.0, random weights, {notes} notes", blocks)
    melody = blocks[ours[-1].name]
    for name, mine in list(blocks.items())[2:]:
        print(f"{name}: {ratio(mine, melody):.0f} times as long as {ours[-1].name}")


def _direct(python: str, notes: int) -> Block:
    command = [python, str(NOTOCHORD), "notes", str(notes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Block.of(done.stdout.split())


@contextmanager
def notochord_server(python: str, beside: int) -> Iterator[Target]:
    """Notochord's own OSC server, once it answers, on the same core as another process."""
    port = free_port()
    command = [python, str(NOTOCHORD), "serve", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(process.pid, os.sched_getaffinity(beside))
        try:
            wait_for_answer(port, QUERY, process, patience=5.0)
            yield Target(
                "Notochord: its OSC server", process.pid, port, lambda _: QUERY, "/return/notochord"
            )
        finally:
            process.kill()


def wait_for_answer(
    port: int,
    request: bytes,
    process: subprocess.Popen[bytes] | subprocess.Popen[str],
    patience: float = 0.002,
) -> None:
    """Ask a server that is just starting until it answers. patience: seconds for each answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(patience)
        while process.poll() is None:
            with suppress(OSError):
                sock.sendto(request, (HOST, port))
                decode(sock.recv(65_536))
                return
    raise SystemExit(f"{process.args!r} ended before it answered")


def seconds_to_first_answer() -> float:
    """From starting the command to its first welcome."""
    port = free_port()
    begin = time.perf_counter()
    with running([*SERVE, "--port", str(port)]) as process:
        wait_for_answer(port, encode("/melo/hello", 0, "benchmark"), process)
        return time.perf_counter() - begin


def megabytes_after(notes: int) -> float:
    """Resident memory of a server that has given so many notes; 0 where /proc is missing."""
    with running([*SERVE, "--port", "0", *NO_LIMIT]) as process:
        port, request = port_of(process), next_notes()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.connect((HOST, port))
            for number in range(notes):
                sock.send(request(number))
                sock.recv(65_536)
        return resident_megabytes(process.pid)


def print_footprint(starts: int, notes: int) -> None:
    """Start and memory."""
    seconds = [seconds_to_first_answer() for _ in range(starts)]
    megabytes = megabytes_after(notes)
    memory = f"{megabytes:.0f} MB" if megabytes else "not measured: no /proc here"
    rows = [
        (f"start to first answer (median of {starts})", f"{statistics.median(seconds):.2f} s"),
        ("... slowest", f"{max(seconds):.2f} s"),
        (f"resident memory after {notes:,} notes", memory),
    ]
    print(f"\n{table(('melobridge serve', ''), rows)}")


def _print(title: str, result: Blocks | str) -> None:
    text = result if isinstance(result, str) else quantile_table(result)
    print(f"\n{title}\n\n{text}", flush=True)


def print_all(options: argparse.Namespace) -> None:
    """All that needs the client in C."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        if not compile_c(folder):
            print("Round trips and requests/s skipped: no C compiler (cc, gcc, clang) was found.")
            return
        client = Client(folder)
        if options.pages:
            print_with_pages(client, options)
            return
        targets = start_servers(stack, folder)
        blocks = print_round_trips(client, targets, options)
        print_with_pages(client, options)
        print_voices(client, targets, options.count)
        print_throughput(client, targets, blocks, options.count)
        print_beside_training(client, targets, options)
        print_notochord(client, targets, options.notochord, options.notes // 50)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast melobridge serve answers.")
    parser.add_argument("--rounds", type=int, default=5, help="blocks per server")
    parser.add_argument("--count", type=int, default=20_000, help="requests per block")
    parser.add_argument("--paced", type=int, default=1_000, help="requests per paced block")
    parser.add_argument("--pause-us", type=int, default=2_000, help="rest before a paced request")
    parser.add_argument("--starts", type=int, default=7, help="starts of the command")
    parser.add_argument("--notes", type=int, default=10_000, help="notes before memory is read")
    parser.add_argument("--notochord", help="a Python that has notochord: notochord_query.py")
    parser.add_argument("--pages", action="store_true", help="nothing but the part with open pages")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: rough")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.starts = 2, 2
        options.count, options.paced, options.notes = 2_000, 200, 2_000
    print_all(options)
    if not options.pages:
        print_footprint(options.starts, options.notes)
    print(f"\n{machine('melobridge', 'numpy', 'python-osc')}")


if __name__ == "__main__":
    main()
