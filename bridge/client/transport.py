"""Reliable requests over UDP, although datagrams may be lost, duplicated or late."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from math import isclose
from types import TracebackType
from typing import NamedTuple, Self, TypeVar, TypeVarTuple

from pythonosc.osc_message import OscMessage, ParseError
from pythonosc.osc_message_builder import build_msg

from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.osc.codec import MAX_DATAGRAM_BYTES
from bridge.osc.parameters import INDEX, Parameter, Value
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.replies import ERROR, NOTE, VALUE, ReplySpec
from bridge.osc.requests import GET, NEXT, REQUESTS, REWARD, SET, START, Request

# Seconds until a request is sent again: initially, at least, at most.
FIRST_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT = 0.1, 0.02, 0.25
# An error equal to the one before may be a late copy, until the request was sent this many times.
CONVINCING = 3
PORT = Parameter("port", "i", "of the server", 1, 65535)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

log = logging.getLogger("melobridge")


class Reply(NamedTuple):
    """One message from the server."""

    address: str
    values: tuple[Value, ...]


class RetransmissionTimeout:
    """The retransmission timeout, in `seconds`.

    RFC 6298 with bounds for a local network: the mean round trip plus four times its deviation,
    doubled after each loss. An answer to a repeated request halves it (in the RFC only a new
    measurement resets it), so that a lossy network isn't mistaken for a slow one.
    """

    def __init__(self) -> None:
        self.seconds = self._usual = FIRST_TIMEOUT
        self._mean = self._deviation = 0.0

    def measured(self, seconds: float) -> None:
        """A request that was sent once was answered after some seconds."""
        if not self._mean:
            self._mean, self._deviation = seconds, seconds / 2
        else:
            self._deviation += (abs(seconds - self._mean) - self._deviation) / 4
            self._mean += (seconds - self._mean) / 8
        wait = self._mean + 4 * self._deviation
        self.seconds = self._usual = min(max(wait, LEAST_TIMEOUT), MOST_TIMEOUT)

    def answered(self) -> None:
        """A request that was sent again was answered."""
        self.seconds = max(self.seconds / 2, self._usual)

    def lost(self) -> None:
        """No answer came in time."""
        self.seconds = min(2 * self.seconds, MOST_TIMEOUT)


Found = Mapping[Hashable, Reply]


@dataclass(slots=True)
class PendingRequest:
    """A pending request.

    ask: sends it, or the part that isn't answered yet. name: identifies a wanted reply, None for
    any other message. complete: whether all replies are there. again: whether it may be sent again.
    asked: how often it was sent. heard: whether a reply came since it was sent last. doubtful: a
    reply that may be a late copy.
    """

    address: str
    ask: Callable[[Found], None]
    name: Callable[[Reply], Hashable | None]
    complete: Callable[[Found], bool]
    again: bool = True
    found: dict[Hashable, Reply] = field(default_factory=dict)
    asked: int = 0
    heard: bool = False
    doubtful: Reply | None = None


class Exchange:
    """A socket to one server. `ask` and `notes` repeat lost requests; `send` and `receive` are for
    single datagrams. Not thread-safe.

    timeout: seconds that a request may take in all.
    """

    def __init__(
        self,
        host: str = DEFAULT_HOST,
        port: int = DEFAULT_PORT,
        timeout: float = 1.0,
        *,
        envelope: bytes = b"",
    ) -> None:
        """envelope: prefix of each datagram (`bridge.osc.forwarding`). Raises NoAnswer for an
        unknown host, and ProtocolError for a port that can't be."""
        try:
            self._server = (socket.gethostbyname(host), int(PORT.check(port)))
        except (OSError, UnicodeError):
            raise NoAnswer(f"there is no host '{host}': check its name") from None
        self.place, self.timeout, self._envelope = f"{host}:{port}", timeout, envelope
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._retransmission = RetransmissionTimeout()
        self._latest: dict[str, Reply] = {}

    def send(self, address: str, *values: Value) -> None:
        """Send a message without waiting for a reply. Raises NoAnswer if that isn't possible."""
        datagram = self._envelope + build_msg(address, list(values)).dgram
        try:
            self._socket.sendto(datagram, self._server)
        except OSError as error:
            raise NoAnswer(f"{self.place} can't be reached: {error.strerror or error}") from None

    def receive(self) -> Reply:
        """The next message from the server. Raises NoAnswer if none comes in time."""
        reply = self._receive(time.monotonic() + self.timeout)
        if reply is None:
            raise self._silence()
        return reply

    def ask(
        self, address: str, *values: Value, replies: int | Callable[[Reply], float] = 1
    ) -> list[Reply]:
        """Send a request and wait for its replies; an idempotent one is sent again if need be.

        replies: their number, or a function that finds it in one of them (or returns infinity).

        Raises NoAnswer, or ProtocolError if the server refuses the request.
        """
        request = REQUESTS.get(address)

        def complete(found: Found) -> bool:
            if isinstance(replies, int):
                return len(found) >= replies
            return any(len(found) >= replies(reply) for reply in found.values())

        pending = PendingRequest(
            address,
            ask=lambda found: self.send(address, *values),
            name=lambda reply: reply if request and answers(reply, request, values) else None,
            complete=complete,
            again=request is None or request.repeatable,
        )
        return list(self._answers(pending).values())

    def ask_one(self, request: Request, reply: ReplySpec[T, *Ts], *values: Value) -> T:
        """Send a request that has one reply, and decode that.

        Raises NoAnswer, and ProtocolError where the server refuses the request.
        """
        return reply.decode(self.ask(request.address, *values)[0].values)

    def notes(self, voice: str, epoch: int, index: int, count: int, *keys: Value) -> list[Reply]:
        """The notes index .. index + count - 1 of a voice, each once and in order.

        Raises NoAnswer, and ProtocolError where the server refuses the request.
        """
        wanted = range(index, index + count)

        def name(reply: Reply) -> Hashable | None:
            if not answers(reply, NEXT, (voice, epoch)):
                return None
            number = NOTE.named(reply.values).get(INDEX.name)
            return number if number in wanted else None

        def ask(found: Found) -> None:
            for run in runs(number for number in wanted if number not in found):
                onset = end_of(found.get(run.start - 1))
                self.send(NEXT.address, voice, epoch, run.start, len(run), *keys, *onset)

        pending = PendingRequest(NEXT.address, ask, name, lambda found: len(found) == count)
        found = self._answers(pending)
        return [found[number] for number in wanted]

    def settle(self, voice: str, keys: Mapping[str, Value], probe: str) -> None:
        """Set keys of a voice, and wait until the server has taken them.

        `/melo/set` has no reply but an error: how the key `probe`, which should be one that
        changes, stands afterwards tells whether it arrived. Raises NoAnswer, and ProtocolError
        where the server refuses them.
        """

        def ask(found: Found) -> None:
            self.send(SET.address, voice, *chain.from_iterable(keys.items()))
            self.send(GET.address, voice, probe)

        def name(reply: Reply) -> Hashable | None:
            if not answers(reply, GET, (voice, probe)):
                return None
            stands = VALUE.decode(reply.values).value
            return probe if same(stands, keys[probe]) or pending.asked >= CONVINCING else None

        pending = PendingRequest(SET.address, ask, name, bool)
        self._answers(pending)

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _answers(self, pending: PendingRequest) -> Found:
        """Send a request, again if need be, until it is answered or the time is over."""
        self._discard_late()
        now = due = time.monotonic()
        end, reply = now + self.timeout, None
        while not pending.complete(pending.found):
            if now >= end and reply is None:  # else more of them may be there
                return self._given_up(pending)
            if due <= now < end:
                self._ask(pending)
                sent, due = now, self._due(pending, now, end)
            reply = self._receive(min(due, end))
            now = time.monotonic()
            if reply is not None and self._take(pending, reply):
                self._learn(pending, now - sent)
                due = self._due(pending, now, end)
        return pending.found

    def _due(self, pending: PendingRequest, now: float, end: float) -> float:
        """When to send it again if nothing comes."""
        return now + self._retransmission.seconds if pending.again else end

    def _ask(self, pending: PendingRequest) -> None:
        if pending.asked:
            self._retransmission.lost()
        pending.asked += 1
        pending.heard = False
        pending.ask(pending.found)

    def _learn(self, pending: PendingRequest, seconds: float) -> None:
        """Update the timeout: a reply came some seconds after the request was sent last."""
        if pending.heard:
            return
        pending.heard = True
        if pending.asked == 1:
            self._retransmission.measured(seconds)
        else:  # which of the copies was answered isn't known
            self._retransmission.answered()

    def _take(self, pending: PendingRequest, reply: Reply) -> bool:
        """Store a message if it is a wanted reply; whether it was. Raises ProtocolError."""
        if reply.address == ERROR.address:
            self._take_error(pending, reply)
            return False
        name = pending.name(reply)
        if name is None or name in pending.found or self._is_doubtful(pending, reply):
            return False
        pending.found[name] = reply
        return True

    def _take_error(self, pending: PendingRequest, reply: Reply) -> None:
        error = ERROR.decode(reply.values)
        if error.address != pending.address or error.code == Code.TOO_MANY_MESSAGES:
            report(reply)
        elif not self._is_doubtful(pending, reply):
            raise refusal(reply)

    def _is_doubtful(self, pending: PendingRequest, reply: Reply) -> bool:
        """Whether a message may be a late copy of a reply to the request before this one.

        Each reward has another number of thumbs in its reply. The same error may really come twice.
        """
        if reply.address != ERROR.address and pending.address != REWARD.address:
            return False
        if reply == self._latest.get(pending.address) and pending.asked < CONVINCING:
            pending.doubtful = reply
            return True
        self._latest[pending.address] = reply
        return False

    def _given_up(self, pending: PendingRequest) -> Found:
        if pending.doubtful is not None and pending.doubtful.address == ERROR.address:
            raise refusal(pending.doubtful)
        raise self._silence(pending)

    def _silence(self, pending: PendingRequest | None = None) -> NoAnswer:
        text = f"no answer from {self.place}: is 'melobridge serve' running there?"
        if pending is not None and pending.found:
            text = f"{self.place} answered {pending.address} in part only: is the network busy?"
        elif pending is not None and not pending.again:
            text += f" {pending.address} isn't sent twice, and may have been done all the same"
        return NoAnswer(text)

    def _receive(self, until: float) -> Reply | None:
        """The next message from the server, or None if none comes until a monotonic time.

        Raises NoAnswer once it is closed.
        """
        if self._socket.fileno() < 0:
            raise NoAnswer(f"this client of {self.place} is closed: make another one")
        while True:
            self._socket.settimeout(max(until - time.monotonic(), 0.0))
            try:
                datagram, sender = self._socket.recvfrom(MAX_DATAGRAM_BYTES)
                if sender == self._server:
                    message = OscMessage(datagram)
                    return Reply(message.address, tuple(message.params))
            except (TimeoutError, BlockingIOError):
                return None
            except (OSError, ParseError):
                continue  # a closed port on Windows, or no OSC

    def _discard_late(self) -> None:
        """Discard replies that came too late; errors among them are logged."""
        while (reply := self._receive(0.0)) is not None:
            if reply.address == ERROR.address:
                report(reply)


def report(error: Reply) -> None:
    """Log an error reply that no request is waiting for."""
    told = ERROR.decode(error.values)
    log.warning("%s", f"{told.address}: {told.text}" if told.address else told.text)


def refusal(error: Reply) -> ProtocolError:
    """A `/melo/error` as an exception."""
    told = ERROR.decode(error.values)
    known = next((known for known in Code if known == told.code), Code.INTERNAL)
    return ProtocolError(known, told.text)


def same(told: Value, meant: Value) -> bool:
    """Whether a value of a reply is one that was sent; OSC has numbers of 32 bits."""
    if isinstance(told, str) or isinstance(meant, str):
        return told == meant
    return isclose(told, meant, rel_tol=1e-6, abs_tol=1e-9)


def answers(reply: Reply, request: Request, asked: Sequence[Value]) -> bool:
    """Whether a message is a reply to a request with the arguments `asked`."""
    return request.is_answered_by(reply.address, reply.values, asked)


def runs(numbers: Iterable[int]) -> list[range]:
    """Group ascending integers into ranges of consecutive ones."""
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    found = [[number for _, number in group] for _, group in groups]
    return [range(run[0], run[-1] + 1) for run in found]


def end_of(note: Reply | None) -> tuple[Value, ...]:
    """The key value pair "onset" for the note after this one; empty if there is none."""
    if note is None:
        return ()
    before = NOTE.decode(note.values)
    return START.name, before.duration + before.onset
