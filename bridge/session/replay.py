"""A session once more: the same agents, seed and times, every reply compared byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple, TypeAlias

from agent.player.protocol import AnyPlayer
from bridge.osc import codec
from bridge.server.dispatcher import Responder
from bridge.session.log import Eviction, Frame, Reply, Session, Swap

NOTE, STATISTICS = "/melo/note", "/melo/statistics"
INDEX, FALLBACK = 2, 7
"""Where these stand among the arguments of a note."""


Reading: TypeAlias = tuple[str, tuple[Any, ...]]
"""Address and arguments of a reply, which the server itself has made."""


class Replay(NamedTuple):
    """What came of it. difference: the first one, in one line; it ends the replay."""

    requests: int
    notes: int
    difference: str | None = None


class Recorded:
    """A pace that decides as the log says: by the `fallback` of each note."""

    late = 0

    def __init__(self) -> None:
        self._notes: list[tuple[int, bool]] = []

    def load(self, replies: tuple[Reply, ...]) -> None:
        """Go by these replies from now on."""
        self._notes = [
            (values[INDEX], bool(values[FALLBACK]))
            for address, values in map(read, replies)
            if address == NOTE
        ]

    def now(self) -> float:
        """See `Pace`."""
        return 0.0

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """See `Pace`. A note without a record is a difference anyhow."""
        while self._notes:
            number, fallback = self._notes.pop(0)
            if number == index:
                return not fallback
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """See `Pace`."""


def replay(session: Session, players: Mapping[str, AnyPlayer]) -> Replay:
    """Run a session again, up to the first difference. players: by the digest of their files."""
    pace = Recorded()
    responder = Responder(
        {name: players[digest] for name, digest in session.agents.items()},
        session.default,
        session.seed,
        pace=pace,
        presets=session.presets,
        tastes=session.tastes,
    )
    requests = notes = 0
    for step in session.steps:
        if isinstance(step, Swap):
            responder.swap(step.name, players[step.digest])
        elif isinstance(step, Eviction):
            responder.evict(step.arrived)
        else:
            pace.load(step.replies)
            answer = responder.answer(step.datagram, step.sender, step.arrived)
            requests += 1
            notes += sum(is_a(NOTE, data) for data, _ in answer.packets)
            found = _difference(step, answer.packets)
            if found:
                return Replay(requests, notes, found)
    return Replay(requests, notes)


def is_a(address: str, data: bytes) -> bool:
    """Whether a datagram is a message to this address."""
    return data.startswith(address.encode() + b"\0")


def read(reply: Reply) -> Reading:
    """The message of a reply; one to nowhere if it can't be read."""
    try:
        return codec.decode(reply[0])[0]
    except (codec.OscError, IndexError):
        return "", ()


def _difference(frame: Frame, replies: Sequence[Reply]) -> str | None:
    """The first reply that isn't as it was, in one line."""
    for number, (was, now) in enumerate(zip_longest(frame.replies, replies), start=1):
        if was != now and not _both_statistics(was, now):
            host, port = frame.sender
            return (
                f"line {frame.number}, {frame.arrived:.3f} s, {_asked(frame.datagram)} from "
                f"{host}:{port}: reply {number} was {_told(was)}, now it is {_told(now)}"
            )
    return None


def _both_statistics(was: Reply | None, now: Reply | None) -> bool:
    """Whether both tell how the server was doing, which no replay can repeat."""
    return all(reply is not None and is_a(STATISTICS, reply[0]) for reply in (was, now))


def _asked(datagram: bytes) -> str:
    try:
        return " and ".join(
            " ".join(map(str, [a, *values])) for a, values in codec.decode(datagram)
        )
    except codec.OscError:
        return f"a datagram of {len(datagram)} bytes"


def _told(reply: Reply | None) -> str:
    if reply is None:
        return "none"
    data, (host, port) = reply
    return f"'{_asked(data)}' to {host}:{port}"
