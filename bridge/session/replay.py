"""Replay a session with the same agents, seed and times, and compare the bytes of all replies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from agent.player.protocol import AnyPlayer
from bridge.errors import ProtocolError
from bridge.osc import codec
from bridge.osc.replies import NOTE, STATISTICS, AnyReply, NoteReply, decode
from bridge.server.dispatcher import Responder
from bridge.session.log import Eviction, LoggedDatagram, SentReply, Session, Swap


class ReplayResult(NamedTuple):
    """Numbers of replayed requests and notes. difference: the first one, which ends the replay."""

    requests: int
    notes: int
    difference: str | None = None


class RecordedDeadlines:
    """Deadlines that decide as in the log, by the `fallback` flag of each note."""

    late = 0

    def __init__(self) -> None:
        self._notes: list[tuple[int, bool]] = []

    def load(self, replies: Sequence[SentReply]) -> None:
        """Use the flags of these replies from now on."""
        self._notes = [
            (reply.index, bool(reply.fallback))
            for reply in map(read, replies)
            if isinstance(reply, NoteReply)
        ]

    def now(self) -> float:
        return 0.0

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        """As in the log; for a note that isn't there any decision is a difference."""
        while self._notes:
            number, fallback = self._notes.pop(0)
            if number == index:
                return not fallback
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass


def replay(
    session: Session,
    players: Mapping[str, AnyPlayer],
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> ReplayResult:
    """Replay a session up to the first difference.

    players: by the digest of their files. on_progress: gets how many lines are done, and of how
    many.
    """
    deadlines = RecordedDeadlines()
    responder = Responder(
        {name: players[digest] for name, digest in session.agents.items()},
        session.default,
        session.seed,
        deadlines=deadlines,
        presets=session.presets,
        tastes=session.tastes,
    )
    requests = notes = 0
    for number, step in enumerate(session.steps):
        on_progress(number, len(session.steps))
        if isinstance(step, Swap):
            responder.swap(step.name, players[step.digest])
        elif isinstance(step, Eviction):
            responder.evict(step.arrived)
        else:
            deadlines.load(step.replies)
            answer = responder.answer(step.datagram, step.sender, step.arrived)
            requests += 1
            notes += sum(NOTE.matches(data) for data, _ in answer.packets)
            found = _difference(step, answer.packets)
            if found:
                return ReplayResult(requests, notes, found)
    return ReplayResult(requests, notes)


def read(reply: SentReply) -> AnyReply | None:
    """Decode a reply; None if that fails."""
    data, _ = reply
    try:
        [(address, arguments)] = codec.decode(data)
        return decode(address, arguments)
    except (ValueError, ProtocolError):  # OscError is a ValueError; so are several messages
        return None


def _difference(frame: LoggedDatagram, replies: Sequence[SentReply]) -> str | None:
    """The first reply that differs from the logged one, described in one line."""
    for number, (was, now) in enumerate(zip_longest(frame.replies, replies), start=1):
        if was != now and not _both_statistics(was, now):
            host, port = frame.sender
            return (
                f"line {frame.number}, {frame.arrived:.3f} s, {_asked(frame.datagram)} from "
                f"{host}:{port}: reply {number} was {_described(was)}, now it is {_described(now)}"
            )
    return None


def _both_statistics(was: SentReply | None, now: SentReply | None) -> bool:
    """Whether both are statistics, which a replay can't reproduce."""
    return all(reply is not None and STATISTICS.matches(reply[0]) for reply in (was, now))


def _asked(datagram: bytes) -> str:
    try:
        return " and ".join(
            " ".join(map(str, [a, *values])) for a, values in codec.decode(datagram)
        )
    except codec.OscError:
        return f"a datagram of {len(datagram)} bytes"


def _described(reply: SentReply | None) -> str:
    if reply is None:
        return "none"
    data, (host, port) = reply
    return f"'{_asked(data)}' to {host}:{port}"
