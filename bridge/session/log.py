"""The session log: readable JSON lines, from which a session can be replayed exactly.

The first line describes the server (`head`). The others are in the order of its work: one for each
datagram (`line`), each agent that changed (`swap`), each removal of idle voices (`evicted`), and
replies that didn't come from the responder (`said`).

A datagram is written as its messages. If these don't encode to the same bytes (bundles, blobs,
64-bit numbers, malformed datagrams), it is also written in hexadecimal, as "raw".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

import numpy as np

from bridge.errors import SessionError
from bridge.osc import codec
from bridge.osc.address import Address

FORMAT: Final = 1
MOST_FLOAT32: Final = 3.4e38

SentReply: TypeAlias = tuple[bytes, Address]
"""A sent datagram and its destination."""
T = TypeVar("T")


class LoggedDatagram(NamedTuple):
    """One datagram and its replies.

    number: its line in the log, from 1; arrived: seconds since the server's start.
    """

    number: int
    arrived: float
    sender: Address
    datagram: bytes
    replies: tuple[SentReply, ...]


class Swap(NamedTuple):
    """An agent that was added or changed while the server ran."""

    number: int
    arrived: float
    name: str
    digest: str


class Eviction(NamedTuple):
    """The server removed idle voices and clients."""

    number: int
    arrived: float


LogEntry: TypeAlias = LoggedDatagram | Swap | Eviction


@dataclass(frozen=True, slots=True)
class Session:
    """The content of a log.

    agents: the digest of each by its name. presets, tastes: those at the server's start. cut:
    whether the last line was incomplete and left out.
    """

    version: str
    default: str
    seed: int
    agents: dict[str, str]
    presets: dict[str, Any]
    tastes: dict[str, Any]
    steps: tuple[LogEntry, ...] = ()
    cut: bool = False


def digest(content: bytes) -> str:
    """The SHA-256 of an agent's file, by which replays identify it."""
    return hashlib.sha256(content).hexdigest()


# Writing


def head(
    version: str,
    default: str,
    seed: int,
    agents: Mapping[str, str],
    presets: Mapping[str, Any],
    tastes: Mapping[str, Any],
) -> str:
    """The first line. agents: the digest of each by its name, in the order of the server."""
    return _json(
        {
            "session": FORMAT,
            "melobridge": version,
            "default": default,
            "seed": seed,
            "agents": dict(agents),
            "presets": dict(presets),
            "tastes": dict(tastes),
        }
    )


def line(arrived: float, sender: Address, datagram: bytes, replies: Sequence[SentReply]) -> str:
    """The line of a datagram and its replies.

    arrived: exactly the time that the responder was given, or a replay would differ.
    """
    written = {"t": arrived, "from": sender} | _written(datagram)
    return _json(written | _answer(replies, sender))


def said(arrived: float, replies: Sequence[SentReply]) -> str:
    """The line of replies that didn't come from the responder, such as a failed write."""
    return _json({"t": arrived, "said": True} | _answer(replies, None))


def swap(arrived: float, name: str, content: str) -> str:
    """The line of an agent that was added or changed. content: the digest of its file."""
    return _json({"t": arrived, "agent": name, "digest": content})


def evicted(arrived: float) -> str:
    """The line of a removal of idle voices and clients."""
    return _json({"t": arrived, "evicted": True})


def _written(datagram: bytes) -> dict[str, Any]:
    """A datagram for JSON: "ask" is [address, argument ...], or a list of these for a bundle."""
    try:
        asked = [_message(*message) for message in codec.decode(datagram)]
    except codec.OscError:
        return {"ask": None, "raw": datagram.hex()}
    if len(asked) == 1 and _encoded(asked[0]) == datagram:
        return {"ask": asked[0]}
    return {"ask": asked, "raw": datagram.hex()}


def _answer(replies: Sequence[SentReply], sender: Address | None) -> dict[str, Any]:
    """Replies for JSON, and where they went ("to"): nothing if to the sender, one place, or one for
    each."""
    written: dict[str, Any] = {"answer": [_reply(data) for data, _ in replies]}
    places = [to for _, to in replies]
    if len(set(places)) > 1:
        written["to"] = places
    elif places and places[0] != sender:
        written["to"] = places[0]
    return written


def _reply(data: bytes) -> list[Any] | str:
    """A reply as a message, or in hexadecimal if that doesn't encode to the same bytes."""
    asked = _written(data)
    return asked["raw"] if "raw" in asked else asked["ask"]


def _message(address: str, arguments: tuple[codec.Argument, ...]) -> list[Any]:
    return [address, *map(_argument, arguments)]


def _argument(value: codec.Argument) -> int | float | str | None:
    """An argument for JSON: a float in the fewest digits that 32 bits need, a blob as hex."""
    if isinstance(value, float) and abs(value) < MOST_FLOAT32:
        return float(str(np.float32(value)))
    return value.hex() if isinstance(value, bytes) else value


def _encoded(message: Sequence[Any]) -> bytes:
    """The datagram of a message; empty if it can't be encoded."""
    try:
        return codec.encode(*message)
    except codec.OscError:
        return b""


def _json(written: Mapping[str, Any]) -> str:
    return json.dumps(written, ensure_ascii=False)


# Reading


def parse(lines: Iterable[bytes], name: str) -> Session:
    """Read the lines of a log, each with its newline. name: of the log in errors.

    An incomplete last line (the server was killed) is left out. Raises SessionError for any other
    fault, with the number of its line.
    """
    numbered = enumerate(lines, start=1)
    session = _parse_head(next(numbered, (1, b""))[1], name)
    steps: list[LogEntry] = []
    for number, text in numbered:
        try:
            step = _step(number, json.loads(text))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            if text.endswith(b"\n"):
                raise SessionError(f"{name}, line {number} is damaged: {_fault(error)}") from None
            return replace(session, steps=tuple(steps), cut=True)
        if step is not None:
            steps.append(step)
    return replace(session, steps=tuple(steps))


def _parse_head(text: bytes, name: str) -> Session:
    try:
        written = json.loads(text)
        number = _typed(int, written["session"])
        if number > FORMAT:
            raise SessionError(
                f"{name} was written by a newer melobridge (format {number}): update this one"
            )
        return Session(
            _typed(str, written["melobridge"]),
            _typed(str, written["default"]),
            _typed(int, written["seed"]),
            {agent: _typed(str, sha) for agent, sha in _typed(dict, written["agents"]).items()},
            _typed(dict, written["presets"]),
            _typed(dict, written["tastes"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SessionError(
            f"{name} doesn't begin as a session log does: 'melobridge serve --log' writes them"
        ) from None


def _step(number: int, written: dict[str, Any]) -> LogEntry | None:
    """Parse a line; None for replies that didn't come from the responder."""
    arrived = float(written["t"])
    if "agent" in written:
        return Swap(number, arrived, _typed(str, written["agent"]), _typed(str, written["digest"]))
    if "evicted" in written:
        return Eviction(number, arrived)
    if "said" in written:
        return None
    sender = _place(written["from"])
    replies = [_datagram(reply) for reply in _typed(list, written["answer"])]
    places = _places(written["to"], len(replies)) if "to" in written else [sender] * len(replies)
    return LoggedDatagram(
        number, arrived, sender, _asked(written), tuple(zip(replies, places, strict=True))
    )


def _asked(written: Mapping[str, Any]) -> bytes:
    """The datagram of a line. Raises ValueError if "ask" and "raw" disagree."""
    if "raw" not in written:
        return _datagram(written["ask"])
    datagram = bytes.fromhex(_typed(str, written["raw"]))
    if _written(datagram)["ask"] != written["ask"]:
        raise ValueError("'ask' and 'raw' don't say the same")
    return datagram


def _datagram(written: Any) -> bytes:
    """The datagram of a message or of hexadecimal digits."""
    if isinstance(written, str):
        return bytes.fromhex(written)
    address, *arguments = _typed(list, written)
    return codec.encode(_typed(str, address), *arguments)


def _places(written: Any, count: int) -> list[Address]:
    """Where each reply went: one place for all, or one for each."""
    places = _typed(list, written)
    if places and isinstance(places[0], str):
        return [_place(places)] * count
    if len(places) != count:
        raise ValueError("not as many places as replies")
    return [_place(place) for place in places]


def _place(written: Any) -> Address:
    host, port = _typed(list, written)
    return _typed(str, host), _typed(int, port)


def _typed(kind: type[T], value: Any) -> T:
    """The value. Raises TypeError unless it has exactly this type."""
    if type(value) is not kind:
        raise TypeError
    return value


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "it is no JSON"
    if isinstance(error, KeyError):
        return f"there is no {error} in it"
    return "a field of another kind" if isinstance(error, TypeError) else str(error)
