"""The server loop: one thread that receives from the socket, answers and sends.

Everything slow is done by a helper in another process (`bridge.worker`).
"""

from __future__ import annotations

import gc
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from agent.player.protocol import AnyPlayer
from agent.wording import counted
from bridge.errors import Code, ProtocolError
from bridge.osc import forwarding, requests
from bridge.osc.address import Address
from bridge.osc.replies import ERROR, NOTE
from bridge.processes.framing import Values
from bridge.server import shared_agents, sockets, worker_messages
from bridge.server.dispatcher import Packet, Responder, refusal
from bridge.server.inbox import Inbox, ReceivedDatagram
from bridge.server.jobs import PRESET, TASTE, Job, PlayJob, SaveJob, StopJob
from bridge.server.rate_limit import RateLimiter
from bridge.server.statistics import Statistics

LOG_LINES_PER_SECOND = 20
MOST_DRAINED = 512
"""Most datagrams taken from the socket at once, so that a flood can't keep it from answering."""
ROUND_SECONDS = 1e-3
"""How often the socket is read while messages are waiting."""
BACKLOG_SECONDS = 2e-4
"""If a datagram waited longer at the socket, the loop reads the socket before it answers."""
UPKEEP_SECONDS = 0.1
EVICT_SECONDS = 60.0
# Number of new container objects after which garbage is collected when idle, and at any time.
GARBAGE_IDLE, GARBAGE = 1_000, 20_000

JOB_FRAMES: Mapping[type[Job], str] = {
    PlayJob: worker_messages.PLAY,
    StopJob: worker_messages.STOP,
    SaveJob: worker_messages.SAVE,
}
"""The kind of the frame that hands a job to the worker."""
SAVING = {PRESET: requests.PRESET, TASTE: requests.TASTE}
Clock = Callable[[], float]


class Helper(Protocol):
    """Does what is slow. logs: whether it writes a session log."""

    logs: bool

    def send(self, *values: Any) -> None:
        """Send it a frame, of a kind in `bridge.server.worker_messages`. Never blocks."""

    def received(self, now: float) -> Sequence[Values]:
        """The frames received from it. Never blocks. now: seconds on the server's clock."""


class NoHelper:
    """Ignores log lines and jobs."""

    logs = False

    def send(self, *values: Any) -> None:
        pass

    def received(self, now: float) -> Sequence[Values]:
        return ()


def stopwatch() -> Clock:
    """A clock that starts now: seconds since then."""
    start = time.perf_counter()
    return lambda: time.perf_counter() - start


class Loop:
    """Answers datagrams of a socket until `stop`. No datagram can end it.

    clock: in seconds, the one of the responder's deadlines. rate: most messages and notes a second
    of a sender, 0 = no limit. seal: prefix of forwarded datagrams (`bridge.osc.forwarding`).
    """

    def __init__(
        self,
        sock: socket.socket,
        responder: Responder,
        clock: Clock,
        *,
        helper: Helper | None = None,
        rate: float = 0.0,
        seal: bytes = b"",
    ) -> None:
        self._socket, self._responder, self._clock = sock, responder, clock
        self._helper: Helper = helper or NoHelper()
        self._seal = seal
        self._statistics = Statistics()
        self._errors = self._unsent = 0
        self._inbox, self._rate_limiter = Inbox(), RateLimiter(rate)
        self._reporter = Reporter(lambda line: self._helper.send(worker_messages.LINE, line), clock)
        self._running = True
        self._now = self._upkeep_at = 0.0
        self._evict_at = EVICT_SECONDS

    def stop(self) -> None:
        """End the loop soon; may be called by a signal handler."""
        self._running = False

    def figures(self) -> dict[str, int | float]:
        """Statistics for `/melo/stats`."""
        now = self._clock()
        return {
            "uptime": now,
            **self._statistics.figures(now),
            "errors": self._errors,
            "dropped": self._inbox.dropped + self._unsent,
            "superseded": self._inbox.superseded,
            "limited": self._rate_limiter.limited,
            "kernel_drops": sockets.kernel_drops(self._socket),
        }

    def run(self) -> None:
        """Answer until stopped."""
        gc.collect()
        gc.freeze()
        gc.disable()
        try:
            while self._running:
                self._turn()
        finally:
            gc.enable()

    def _turn(self) -> None:
        """Answer waiting datagrams for ROUND_SECONDS, or wait for one."""
        if self._inbox:
            self._drain()
            until = self._clock() + ROUND_SECONDS
            while self._now < until and (message := self._inbox.take(self._now)) is not None:
                self._answer(message)
        else:
            self._wait()
        if self._now >= self._upkeep_at:
            self._look_after(self._now)

    def _drain(self) -> None:
        """Move datagrams from the socket to the inbox."""
        for _ in range(MOST_DRAINED):
            message = self._receive(wait=False)
            if message is None:
                return
            if self._admit(message):
                self._inbox.put(message)

    def _wait(self) -> None:
        """Wait for a datagram and answer it; if it is old, queue it, since more may follow."""
        message = self._receive()
        if message is None:
            _collect_garbage(GARBAGE_IDLE)
        elif self._admit(message):
            if self._now - message.arrived > BACKLOG_SECONDS or not sockets.LINUX:
                self._inbox.put(message)
            else:
                self._answer(message)

    def _receive(self, *, wait: bool = True) -> ReceivedDatagram | None:
        try:
            received = sockets.receive(self._socket, wait=wait)
        except OSError as error:
            self._reporter.report(f"receiving: {error}")
            received = None
        now = self._clock()
        if received is None:
            self._now = now
            return None
        datagram, sender, waited = received
        if waited is None:  # then: since the loop looked last, or just now
            waited = 0.0 if wait else now - self._now
        self._now = now
        if self._seal and datagram.startswith(self._seal):
            datagram, client = forwarding.opened(self._seal, datagram)
            return ReceivedDatagram(datagram, client, now - waited, through=sender)
        return ReceivedDatagram(datagram, sender, now - waited)

    def _admit(self, message: ReceivedDatagram) -> bool:
        """Whether the rate limit allows an answer; if not, the sender is told once a second."""
        sender, now = message.sender, message.arrived
        if self._rate_limiter.admit(sender, now):
            return True
        if self._rate_limiter.should_warn(sender, now):
            rate = f"{self._rate_limiter.rate:g} messages and notes a second"
            text = f"more than {rate}: the rest is dropped"
            self._send_error(Code.TOO_MANY_MESSAGES, "", text, self._responder.client(sender))
            self._reporter.report(f"{sender[0]}:{sender[1]}: {text}")
        return False

    def _answer(self, message: ReceivedDatagram) -> None:
        datagram, sender, arrived, through = message
        try:
            packets, lines, jobs, copies = self._responder.answer(datagram, sender, arrived)
        except Exception as error:  # one failure must not stop the loop
            self._reporter.report(f"{type(error).__name__} in the server: please report it")
            return
        for packet in packets:
            self._send(packet if through is None else packet._replace(to=through))
        self._send_copies(copies)
        self._rate_limiter.charge(sender, len(packets))
        self._count(arrived, packets)
        for line in lines:
            self._reporter.report(line)
        for job in jobs:
            self._helper.send(JOB_FRAMES[type(job)], *job)
        if self._helper.logs:
            replies = [tuple(packet) for packet in packets]
            self._helper.send(worker_messages.ASKED, arrived, sender, datagram, replies)

    def _send(self, packet: Packet) -> None:
        data, to = packet
        try:
            self._socket.sendto(data, sockets.DONT_WAIT, to)
        except OSError as error:
            self._unsent += 1
            self._reporter.report(f"sending to {to[0]}:{to[1]}: {error}")

    def _send_copies(self, copies: Iterable[Packet]) -> None:
        try:
            for copy in copies:
                self._send(copy)
        except Exception as error:  # those who only watch must not stop the loop
            self._reporter.report(f"{type(error).__name__} in a copy: please report it")

    def _count(self, arrived: float, packets: list[Packet]) -> None:
        first = packets[0].data if packets else b""
        notes = len(packets) if NOTE.matches(first) else 0
        self._now = self._clock()
        self._statistics.answered(arrived, self._now, notes)
        if ERROR.matches(first):
            self._errors += 1

    def _send_error(self, code: Code, address: str, text: str, to: Address) -> None:
        """Send an error that isn't the responder's."""
        self._send_unasked(refusal(address, ProtocolError(code, text), to))

    def _send_unasked(self, packet: Packet) -> None:
        """Send a reply that isn't the responder's, and log it."""
        self._send(packet)
        if self._helper.logs:
            self._helper.send(worker_messages.SAID, self._clock(), [tuple(packet)])

    def _look_after(self, now: float) -> None:
        """Periodic work: frames from the helper, eviction, garbage."""
        self._upkeep_at = now + UPKEEP_SECONDS
        for kind, *values in self._helper.received(now):
            if kind == worker_messages.AGENT:
                self._swap(*values)
            elif kind == worker_messages.NOT_SAVED:
                about, text, to = values
                self._send_error(Code.NOT_SAVED, SAVING[about].address, text, to)
            elif kind == worker_messages.REPLY:
                self._send_unasked(Packet(*values))
        self._reporter.report_withheld()
        if now >= self._evict_at:
            self._evict_at = now + EVICT_SECONDS
            self._responder.evict(now)
            if self._helper.logs:
                self._helper.send(worker_messages.EVICTED, now)
        _collect_garbage(GARBAGE)

    def _swap(self, name: str, identity: Values, digest: str, shared: Values) -> None:
        """Load an agent that is new or has changed."""
        try:
            player: AnyPlayer = shared_agents.take(shared_agents.SharedAgent(*shared))
        except OSError as error:
            self._reporter.report(f"agent {name} stays as it was: {error}")
            return
        self._responder.swap(name, player)
        self._helper.send(worker_messages.TAKEN, shared[0])
        self._reporter.report(f"agent {name}: new weights")
        if self._helper.logs:
            self._helper.send(worker_messages.SWAPPED, self._clock(), name, digest)


def _collect_garbage(most: int) -> None:
    """Collect the youngest generation if it has more than `most` objects."""
    if gc.get_count()[0] > most:
        gc.collect(0)


def serve(sock: socket.socket, responder: Responder) -> None:
    """Serve without a helper, until the process ends."""
    Loop(sock, responder, stopwatch()).run()


class Reporter:
    """Rate-limited log: a flood of faults must not slow down answers."""

    def __init__(self, say: Callable[[str], None], clock: Clock) -> None:
        self._say, self._clock = say, clock
        self._second = self._lines = self._withheld = 0

    def report(self, line: str) -> None:
        """Pass a line on, or count it."""
        self.report_withheld()
        if self._lines < LOG_LINES_PER_SECOND:
            self._lines += 1
            self._say(line)
        else:
            self._withheld += 1

    def report_withheld(self) -> None:
        """At the start of a new second, report how many lines of the last one were withheld."""
        second = int(self._clock())
        if second == self._second:
            return
        if self._withheld:
            self._say(f"{counted(self._withheld, 'more line')} withheld")
        self._second, self._lines, self._withheld = second, 0, 0
