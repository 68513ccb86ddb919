"""Throws datagrams at a real server: nothing may end it, fill its memory, or disturb the others.

    python -m benchmarks.fuzz --datagrams 1000000       # some minutes; --help shows the options

Four parts, each with a server of its own process:

1. The named cases of `benchmarks.hostile`, one by one: each gets the answer that it should.
2. Datagrams of all kinds of `benchmarks.datagrams` from several clients, without a rate limit. A
   ping after each batch shows that the server got through all of it: none is lost on the way.
3. A client that asks for notes at a steady pace: alone, beside part 2, and beside a client that
   floods the server as fast as it can while the ordinary rate limit holds.
4. The end: the server still answers, ends when it is asked to, and its log holds no traceback.

The exit status is 1 if anything of this failed; then the datagrams of the batch are printed. The
same seed throws the same datagrams. Memory needs Linux; elsewhere it reads 0 and isn't judged.
"""

from __future__ import annotations

import argparse
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Final

from benchmarks.datagrams import datagrams
from benchmarks.hostile import CASES, Case
from benchmarks.report import machine, table
from benchmarks.servers import HOST, NO_LIMIT, Server
from benchmarks.steady import Service, SteadyClient, served
from bridge.errors import Code
from bridge.osc.codec import decode, encode
from bridge.osc.replies import ERROR

CLIENTS: Final = 4
BATCH: Final = 16
BATCH_BYTES: Final = 64_000
"""Well below what a socket buffers: more would be lost before the server could read it."""

PATIENCE_SECONDS: Final = 0.25
TRIES: Final = 80
STEPS: Final = 10
MOST_GROWTH_MEGABYTES: Final = 16.0
"""From the first tenth of the datagrams, when all tables have been filled, to the last."""

MOST_P99_MS: Final = 20.0
"""Of the steady client, whatever goes on beside it."""

INTERNAL: Final = f"/melo/error {int(Code.INTERNAL)}"
FLOOD: Final = 2_000
"""Datagrams that a flood repeats."""

FLOODS: Final = (5_000, 20_000, 80_000)
"""Datagrams a second; what is more than the rate limit is to be dropped."""


class Silent(Exception):
    """The server gave no answer: it hangs, or is gone."""


class Thrower:
    """A client that throws datagrams at a server and counts what comes back."""

    def __init__(self, port: int) -> None:
        self.answers: Counter[str] = Counter()
        self._token = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.bind((HOST, 0))
        self._server = HOST, port
        self._port: int = self._socket.getsockname()[1]

    def declare(self) -> bytes:
        """A hello that has the replies come here, wherever an earlier one sent them."""
        return encode("/melo/hello", self._port, "thrower")

    def throw(self, batch: Sequence[bytes]) -> list[str]:
        """Send datagrams and wait until the server got through them: what it answered here.

        Raises Silent.
        """
        for datagram in batch:
            self._socket.sendto(datagram, self._server)
        answers = list(self._until_pong())
        self.answers.update(answers)
        return answers

    def _until_pong(self) -> Iterator[str]:
        """Ping; the answers until the pong. A hello among the datagrams may have sent the replies
        elsewhere: the ping says where it wants its own."""
        self._token += 1
        ping = encode("/melo/ping", -self._token, "reply_port", self._port)
        pong = encode("/melo/pong", -self._token)
        for _ in range(TRIES):
            self._socket.sendto(ping, self._server)
            with suppress(TimeoutError):
                while (reply := self._socket.recv(65_536)) != pong:
                    yield named(reply)
                return
        raise Silent

    def close(self) -> None:
        self._socket.close()


def named(reply: bytes) -> str:
    """A reply as its address, errors with their code: '/melo/error 4'; a fault of the server's
    own with all that it says."""
    address, values = decode(reply)[0]
    if address != ERROR.address:
        return address
    code = ERROR.decode(values).code
    said = values if code == Code.INTERNAL else ()
    return " ".join(map(str, (address, code, *said)))


def batches(stream: Iterator[bytes], count: int) -> Iterator[list[bytes]]:
    """So many datagrams, a few at a time."""
    batch: list[bytes] = []
    for datagram in islice(stream, count):
        if len(batch) == BATCH or sum(map(len, batch)) + len(datagram) > BATCH_BYTES:
            yield batch
            batch = []
        batch.append(datagram)
    if batch:
        yield batch


class Findings:
    """What went wrong, in sentences; nothing should."""

    def __init__(self) -> None:
        self.faults: Counter[str] = Counter()
        self._batches: dict[str, list[str]] = {}

    def expect(self, good: bool, fault: str, batch: Sequence[bytes] = ()) -> None:
        """Note a fault, and what was thrown when it came up first."""
        if not good:
            self.faults[fault] += 1
            self._batches.setdefault(fault, [datagram.hex() for datagram in batch])

    def lines(self) -> Iterator[str]:
        for fault, times in self.faults.items():
            yield f"{fault} ({times} times)" if times > 1 else fault
            yield from (f"    {datagram}" for datagram in self._batches[fault])


@dataclass(slots=True)
class Step:
    """How things stood after so many datagrams."""

    thrown: int
    answers: int
    errors: int
    megabytes: float
    seconds: float


def try_cases(server: Server, cases: Sequence[Case], findings: Findings) -> None:
    """Each named case gets its answer, and the server goes on."""
    thrower = Thrower(server.port)
    for name, datagram, answer in cases:
        try:
            got = tuple(thrower.throw([datagram]))
        except Silent:
            findings.expect(False, f"'{name}' silenced the server", [datagram])
            break
        findings.expect(got == answer, f"'{name}': answered {got}, not {answer}", [datagram])
    thrower.close()


def throw_all(
    server: Server,
    stream: Iterator[bytes],
    count: int,
    findings: Findings,
    report: Callable[[Step], None] = lambda _: None,
) -> list[Step]:
    """Throw datagrams from several clients in turn; how things stood after each tenth."""
    throwers = [Thrower(server.port) for _ in range(CLIENTS)]
    steps: list[Step] = []
    thrown, start = 0, time.perf_counter()
    for number, batch in enumerate(batches(stream, count)):
        thrower = throwers[number % CLIENTS]
        try:
            answers = thrower.throw([thrower.declare(), *batch])
        except Silent:
            findings.expect(False, f"silence after {thrown:,} datagrams and these", batch)
            break
        for answer in answers:
            findings.expect(not answer.startswith(INTERNAL), answer, batch)
        thrown += len(batch)
        if thrown * STEPS >= count * (len(steps) + 1):
            steps.append(_step(server, throwers, thrown, time.perf_counter() - start))
            report(steps[-1])
    for thrower in throwers:
        thrower.close()
    return steps


def _step(server: Server, throwers: Sequence[Thrower], thrown: int, seconds: float) -> Step:
    answers = sum((thrower.answers for thrower in throwers), Counter[str]())
    errors = sum(count for name, count in answers.items() if name.startswith("/melo/error"))
    return Step(thrown, answers.total(), errors, server.megabytes(), seconds)


def beside_a_flood(server: Server, seed: int, seconds: float, rate: int) -> Service:
    """How the steady client is served while another sends so many datagrams a second."""
    done = threading.Event()
    thread = threading.Thread(target=_flood, args=(server.port, seed, rate, done))
    thread.start()
    service = served(server.port, seconds)
    done.set()
    thread.join()
    return service


def _flood(port: int, seed: int, rate: int, done: threading.Event) -> None:
    """Send datagrams of all kinds at a rate, ten milliseconds' worth at a time."""
    flood = cycle(list(islice(datagrams(Random(seed)), FLOOD)))
    sent, start = 0, time.monotonic()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        while not done.wait(max(0.0, start + sent / rate - time.monotonic())):
            for datagram in islice(flood, rate // 100):
                sock.sendto(datagram, (HOST, port))
            sent += rate // 100


def judge_end(server: Server, findings: Findings) -> int:
    """The server still answers, then ends cleanly; the lines of its log."""
    thrower = Thrower(server.port)
    try:
        findings.expect(not thrower.throw([]), "something else than a pong came at the end")
    except Silent:
        findings.expect(False, "silence at the end")
    thrower.close()
    status, log = server.end(), server.log()
    findings.expect(status == 0, f"the server ended with status {status}")
    findings.expect("Traceback" not in log, f"a traceback in the log:\n{log[-4000:]}")
    return log.count("\n")


def judge_growth(
    steps: Sequence[Step], findings: Findings, most: float = MOST_GROWTH_MEGABYTES
) -> None:
    """Memory from the first step to the last."""
    if len(steps) > 1:
        growth = steps[-1].megabytes - steps[0].megabytes
        findings.expect(growth <= most, f"memory grew by {growth:.1f} MB: more than {most:.0f}")


def judge_services(services: dict[str, Service], findings: Findings) -> None:
    for name, service in services.items():
        p99 = service.quantile_us(0.99) / 1000
        findings.expect(p99 <= MOST_P99_MS, f"steady client, {name}: p99 is {p99:.1f} ms")
        lost, whole = service.lost, service.lost + len(service.round_trips_us)
        findings.expect(lost * 100 <= whole, f"steady client, {name}: {lost} of {whole} lost")


def _step_row(step: Step) -> str:
    shares = f"{step.thrown:>12,} {step.answers:>12,} {step.errors:>12,}"
    return f"{shares} {step.megabytes:>8.1f} {step.thrown / step.seconds:>10,.0f}"


def _service_rows(services: dict[str, Service]) -> str:
    rows = [
        (
            name,
            *(f"{service.quantile_us(share):,.0f}" for share in (0.5, 0.99, 1.0)),
            f"{len(service.round_trips_us):,}",
            str(service.lost),
        )
        for name, service in services.items()
    ]
    return table(("steady client, us", "p50", "p99", "max", "answered", "lost"), rows)


def run(options: argparse.Namespace, findings: Findings) -> None:
    services: dict[str, Service] = {}
    with ExitStack() as stack:
        how = ("--realtime",) if options.realtime else ()
        free, limited = (stack.enter_context(Server(*how, *rate)) for rate in (NO_LIMIT, ()))
        try_cases(free, CASES, findings)
        print(f"{len(CASES)} hostile datagrams by name: {len(findings.faults)} faults", flush=True)
        services["alone"] = served(free.port, options.seconds)
        print("\n   datagrams      answers       errors       MB   a second", flush=True)
        steady = SteadyClient(free.port)
        steps = throw_all(
            free,
            datagrams(Random(options.seed)),
            options.datagrams,
            findings,
            lambda step: print(_step_row(step), flush=True),
        )
        services["beside the datagrams above"] = steady.end()
        judge_growth(steps, findings)
        for rate in FLOODS:
            name = f"beside a flood of {rate:,} a second, with the rate limit"
            services[name] = beside_a_flood(limited, options.seed, options.seconds, rate)
        lines = [judge_end(server, findings) for server in (free, limited)]
    judge_services(services, findings)
    print(f"\n{_service_rows(services)}\n")
    print(f"Lines logged: {lines[0]:,} without the rate limit, {lines[1]:,} with it.")


def main() -> None:
    parser = argparse.ArgumentParser(description="Throws datagrams at a real server.")
    parser.add_argument("--datagrams", type=int, default=1_000_000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the same datagrams again")
    parser.add_argument("--seconds", type=float, default=10.0, help="of the quiet and the flood")
    parser.add_argument("--realtime", action="store_true", help="as `melobridge serve` has it")
    options = parser.parse_args()
    findings = Findings()
    run(options, findings)
    print(f"\n{machine('melobridge', 'numpy')}")
    if findings.faults:
        print(f"\nFaults, seed {options.seed}:", *findings.lines(), sep="\n")
        sys.exit(1)
    print("\nNo fault.")


if __name__ == "__main__":
    main()
