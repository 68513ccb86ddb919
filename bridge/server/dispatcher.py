"""From a datagram to its replies: the server's behaviour, without sockets, clocks and files.

Replies are only sent to the host of the request. Every datagram is answered by replies or by one
`/melo/error`, never by an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from agent.errors import TaskError
from agent.player.protocol import AnyPlayer
from bridge.errors import Code, ProtocolError
from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.fitting import fitted
from bridge.osc.limits import REPLIES_A_DATAGRAM
from bridge.osc.parameters import VOICE
from bridge.osc.protocol import DEFAULT_HOST
from bridge.osc.replies import ERROR, REPLIES
from bridge.osc.requests import AGENTS, HELLO, REQUESTS, check, split_reply_port
from bridge.server.deadlines import Deadlines, NoDeadlines
from bridge.server.handlers import RequestHandlers
from bridge.server.jobs import Content, Job
from bridge.server.presets import PresetStore
from bridge.server.voices.watchers import copies

# Where a list is found whole that doesn't fit into an error: names that the server knows are in no
# document.
IN_THE_DOCUMENTS = "all in docs/protocol.md"
ALL_OF_THEM = {
    Code.UNKNOWN_AGENT: f"all by {AGENTS.address}",
    Code.NO_SUCH_PRESET: "",
    Code.NOT_PLAYED: "all by 'melobridge ports'",
}
# A reply that comes to a server gets no error, or two servers would answer each other for ever.
ONLY_REPLIES = REPLIES.keys() - REQUESTS.keys()


class Packet(NamedTuple):
    """A datagram to send."""

    data: bytes
    to: Address


class Response(NamedTuple):
    """The result of a datagram: packets to send, log lines (for new clients and faults, not for
    notes), jobs for the worker process, and copies for those who watch, which
    are put together as they are read: the answer needn't wait for them."""

    packets: list[Packet]
    log: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    copies: Iterable[Packet] = ()


class Responder:
    """Answers datagrams with the loaded agents; owns the state of all clients and voices."""

    def __init__(
        self,
        players: Mapping[str, AnyPlayer],
        default: str,
        seed: int,
        *,
        deadlines: Deadlines | None = None,
        presets: Mapping[str, Content] | None = None,
        tastes: Mapping[str, Content] | None = None,
        statistics: Callable[[], Mapping[str, float]] = dict,
        host: str = DEFAULT_HOST,
    ) -> None:
        """host: the address that the server listens on."""
        self._jobs: list[Job] = []
        store = PresetStore(presets or {}, tastes or {}, self._jobs.append)
        self._handlers = RequestHandlers(
            players,
            default,
            seed,
            deadlines or NoDeadlines(),
            store,
            self._jobs.append,
            statistics,
            host,
        )
        self._registry = self._handlers.registry
        self._watchers = self._handlers.watchers

    def answer(self, datagram: bytes, sender: Address, arrived: float = 0.0) -> Response:
        """Answer one datagram. arrived: seconds on the clock of the deadlines."""
        try:
            messages = codec.decode(datagram)
        except codec.OscError as error:
            fault = ProtocolError(Code.MALFORMED, str(error))
            return _fault("", fault, self._registry.client(sender))
        if len(messages) == 1:
            return self._answer_message(*messages[0], sender, arrived)
        return self._answer_bundle(messages, sender, arrived)

    def client(self, sender: Address) -> Address:
        """The address to which replies to a sender go."""
        return self._registry.client(sender)

    def swap(self, name: str, player: AnyPlayer) -> None:
        """Replace the agent of this name, also in the voices that play it."""
        self._handlers.swap(name, player)

    def evict(self, now: float) -> None:
        """Remove voices and clients that have been idle for IDLE_SECONDS."""
        self._registry.evict(now)

    def _answer_bundle(
        self, messages: list[codec.Message], sender: Address, arrived: float
    ) -> Response:
        whole = Response([])
        for message in messages:
            if len(whole.packets) >= REPLIES_A_DATAGRAM:
                text = f"a datagram gets about {REPLIES_A_DATAGRAM} replies: send the rest later"
                fault = ProtocolError(Code.TOO_MANY_MESSAGES, text)
                more = _fault(message[0], fault, self._registry.client(sender))
                return whole._replace(
                    packets=whole.packets + more.packets, log=whole.log + more.log
                )
            more = self._answer_message(*message, sender, arrived)
            whole = Response(
                whole.packets + more.packets,
                whole.log + more.log,
                whole.jobs + more.jobs,
                chain(whole.copies, more.copies),
            )
        return whole

    def _answer_message(
        self,
        address: str,
        arguments: tuple[codec.Argument, ...],
        sender: Address,
        arrived: float,
    ) -> Response:
        if address in ONLY_REPLIES:
            return Response([])
        client = self._registry.client(sender)
        try:
            arguments, port = split_reply_port(arguments)
            client = (sender[0], port) if port else client
            call = check(address, arguments)
            if address == HELLO.address:
                declared = self._registry.declare(sender, int(call.values[0]))
                client = client if port else declared
            replies = self._handlers.by_address[address](call, client, arrived)
            packets = [Packet(data, client) for data in replies]
        except ProtocolError as error:
            return _fault(address, error, client, arguments)
        except TaskError as error:
            fault = ProtocolError(Code.OUT_OF_RANGE, str(error))
            return _fault(address, fault, client, arguments)
        except Exception as error:  # one bad request must not end the others
            text = f"{type(error).__name__} in the server: please report it"
            return _fault(address, ProtocolError(Code.INTERNAL, text), client, arguments)
        jobs = tuple(self._jobs)
        self._jobs.clear()
        copied: Iterable[Packet] = ()
        if self._watchers.until and REQUESTS[address].watched:
            copied = self._copies(address, arguments, client, packets, arrived)
        if not self._registry.greet(client, arrived):
            return Response(packets, (), jobs, copied)
        name = f" '{_printable(str(call.values[1]))}'" if address == HELLO.address else ""
        return Response(packets, (f"client{name} {client[0]}:{client[1]}",), jobs, copied)

    def _copies(
        self,
        address: str,
        arguments: Sequence[codec.Argument],
        client: Address,
        packets: Sequence[Packet],
        now: float,
    ) -> Iterator[Packet]:
        """Copies of a request of a client and of its replies, for those who watch."""
        watchers = [watcher for watcher in self._watchers.for_copy(now) if watcher != client]
        if watchers:
            messages = [codec.encode(address, *arguments), *(packet.data for packet in packets)]
            for data in copies(client, messages):
                yield from (Packet(data, watcher) for watcher in watchers)


def refusal(address: str, error: ProtocolError, to: Address, voice: str = "") -> Packet:
    """The `/melo/error` packet for a fault. voice: that of the request, if any."""
    return Packet(ERROR.encode(address, int(error.code), _sentence(error), voice), to)


def _fault(
    address: str,
    error: ProtocolError,
    client: Address,
    arguments: Sequence[codec.Argument] = (),
) -> Response:
    what = _printable(address) or "a datagram"
    line = f"{client[0]}:{client[1]} {what}: {_sentence(error)}"
    return Response([refusal(address, error, client, _voice(address, arguments))], (line,))


def _voice(address: str, arguments: Sequence[codec.Argument]) -> str:
    """The voice that a request (valid or not) names, or ''."""
    request = REQUESTS.get(address)
    if request is None or request.arguments[:1] != (VOICE,) or not arguments:
        return ""
    return _printable(arguments[0]) if isinstance(arguments[0], str) else ""


def _sentence(error: ProtocolError) -> str:
    """What is wrong, in a string that OSC can carry."""
    elsewhere = ALL_OF_THEM.get(error.code, IN_THE_DOCUMENTS)
    return fitted(_printable(str(error)), codec.MAX_STRING_BYTES, elsewhere)


def _printable(text: str) -> str:
    """A text from a client made safe for one line of a log."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
