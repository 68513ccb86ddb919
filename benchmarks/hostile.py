"""Datagrams that brought other OSC servers down, by name, and what melobridge answers to each.

They hung, slept, swallowed gigabytes of log, or were read as something else in python-osc, liblo
and programs built on them. Here each gets its answer at once, or silence where none is due.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from benchmarks.datagrams import (
    FAR_FUTURE,
    LARGEST_DATAGRAM,
    NOW,
    bundle,
    element,
    message,
    nested,
    padded,
    written,
)
from bridge.errors import Code

PONG: Final = "/melo/pong"
PING: Final = message(b"i", b"\0\0\0\7")


class Case(NamedTuple):
    """A datagram and the replies that it gets: their addresses, errors with their code."""

    name: str
    datagram: bytes
    answer: tuple[str, ...]


def error(code: Code) -> str:
    """How an answer names an error: '/melo/error 4'."""
    return f"/melo/error {int(code)}"


def case(name: str, datagram: bytes, *answer: str | Code) -> Case:
    return Case(name, datagram, tuple(error(a) if isinstance(a, Code) else a for a in answer))


def refused(name: str, datagram: bytes) -> Case:
    """Not OSC, or more than is read."""
    return case(name, datagram, Code.MALFORMED)


def asked(name: str, answer: str | Code, address: str, *arguments: int | float | str) -> Case:
    """A message that can be read."""
    return case(name, written(address, arguments), answer)


def ntp(seconds: float) -> bytes:
    """A timetag: seconds since 1900."""
    return struct.pack(">Q", int(seconds * 2**32))


def sizes() -> Iterator[Case]:
    """Elements and blobs that say they have another size than they have."""
    head = bundle()
    yield refused("element of -4 bytes: an endless loop", head + b"\xff\xff\xff\xfc")
    yield refused("element of -2147483648 bytes", head + b"\x80\0\0\0" + PING)
    yield refused("element of -16 bytes in an inner bundle", bundle(head + b"\xff\xff\xff\xf0"))
    yield refused("element of 0 bytes", head + bytes(4))
    yield refused("1500 elements of 0 bytes", head + bytes(6000))
    yield refused("element of 2 bytes", head + b"\0\0\0\2/x\0\0")
    yield refused("element of 2 GiB", head + b"\x7f\xff\xff\xfc" + PING)
    yield refused("element longer than the datagram", head + b"\0\0\0\x20" + PING)
    yield refused("element shorter than its message", head + b"\0\0\0\x10" + PING)
    yield refused("blob of -4 bytes", message(b"b", b"\xff\xff\xff\xfc"))
    yield refused("blob of 2 GiB", message(b"b", b"\x7f\xff\xff\xff"))
    yield refused("blob longer than the datagram", message(b"b", b"\0\0\0\5abcd"))
    yield refused("blob of 4097 bytes", message(b"b", element(bytes(4097)) + bytes(3)))
    yield refused("float cut short", message(b"f", b"\x3f\x80"))
    yield refused("int missing", message(b"i"))
    yield refused("512 ints missing", message(b"i" * 512))
    yield refused("bytes left over", PING + bytes(4))
    yield refused("two messages in one", PING + PING)
    yield refused("string without an end", message(b"s", b"lead"))


def patterns() -> Iterator[Case]:
    """Wildcards: seconds of one core for a few bytes, or a call of everything that matches."""
    for name, address in {
        "star": b"/melo/*",
        "25 stars: ten seconds of regular expression": b"/melo/" + b"*" * 25 + b"x!",
        "30 nested alternatives: no end": b"/" + b"{e,ex,n,ne}" * 30,
        "call every match": b"/*/{load,quit}",
        "question marks": b"/melo/????",
        "brackets": b"/melo/[!a]ing",
        "a hundred open braces": b"/" + b"{" * 100,
    }.items():
        yield refused(name, message(b"", address=address))
        if len(address) < 100:
            yield refused(f"{name}, in a bundle", bundle(message(b"", address=address)))
    yield case(
        "two slashes match at any depth in OSC 1.1", message(b"", address=b"//ping"), Code(2)
    )


def times() -> Iterator[Case]:
    """Timetags that others sleep on. All of these are for now."""
    for name, timetag in {
        "at once": NOW,
        "timetag zero": bytes(8),
        "in 1900": ntp(60),
        "in 2036: sleeps for years": FAR_FUTURE,
        "in 1968": ntp(2**31),
    }.items():
        yield case(f"bundle {name}", bundle(PING, timetag=timetag), PONG)
    two = bundle(bundle(PING, timetag=FAR_FUTURE), PING, timetag=ntp(2**31))
    yield case("bundle in a bundle, each with its time", two, PONG, PONG)
    yield case("empty bundle", bundle())
    yield refused("bundle without its timetag", b"#bundle\0")
    yield refused("timetag cut short", b"#bundle\0" + bytes(4))
    yield refused("bundle misspelt", b"#bundl\0\0" + bytes(8))


def depths() -> Iterator[Case]:
    """More of something than is read, and just as much."""
    yield case("4 nested bundles", nested(4, PING), PONG)
    yield refused("5 nested bundles", nested(5, PING))
    yield refused("400 nested bundles: 130 KB of traceback", nested(400, PING))
    yield case("64 messages in a bundle", bundle(*[PING] * 64), *[PONG] * 64)
    yield refused("65 messages in a bundle", bundle(*[PING] * 65))
    yield refused("400 empty bundles in a bundle", bundle(*[bundle()] * 400))
    yield refused("one bad message among good ones", bundle(PING, PING[:-4], PING))
    yield refused("address of 129 bytes", message(b"", address=b"/" + b"a" * 128))
    yield refused("513 arguments", message(b"T" * 513))
    yield refused("string of 257 bytes", message(b"s", padded(b"a" * 257)))
    yield refused("8196 bytes", message(b"bb", element(bytes(4096)) + element(bytes(4076))))
    yield refused("20000 zeros", bytes(20_000))
    yield refused("65507 commas", b"," * LARGEST_DATAGRAM)
    yield refused("nothing", b"")
    yield refused("one byte", b"/")
    yield refused("64 times 0xff", b"\xff" * 64)


def values() -> Iterator[Case]:
    """Arguments that are no numbers, no text, or of a kind that nobody asked for."""
    for name, tag, data in (
        ("NaN", b"f", b"\x7f\xc0\0\0"),
        ("infinity", b"f", b"\x7f\x80\0\0"),
        ("minus infinity", b"d", b"\xff\xf0" + bytes(6)),
        ("text that isn't UTF-8", b"s", b"\xff\xfe\0\0"),
        ("text with a lone surrogate", b"s", b"\xed\xa0\x80\0"),
        ("overlong NUL", b"s", b"\xc0\x80\0\0"),
        ("text padded with letters", b"s", b"a\0b\0"),
        ("infinitum", b"I", b""),
        ("a timetag", b"t", FAR_FUTURE),
        ("MIDI", b"m", b"\0\x90\x40\x7f"),
        ("a colour", b"r", bytes(4)),
        ("a character", b"c", b"\0\0\0a"),
        ("an array", b"[i]", bytes(4)),
        ("a tag of no meaning", b"\x80", b""),
    ):
        yield refused(f"argument: {name}", message(tag, data))
    for name, tag, data in (
        ("true", b"T", b""),
        ("nil", b"N", b""),
        ("a blob", b"b", bytes(4)),
        ("text for a number", b"s", padded(b"7")),
        ("half a number", b"f", struct.pack(">f", 0.5)),
    ):
        yield case(f"argument: {name}", message(tag, data), Code.WRONG_ARGUMENTS)
    yield case("64 bits for an int", message(b"h", b"\x7f" + b"\xff" * 7), Code.OUT_OF_RANGE)
    yield case("1e300 for an int", message(b"d", struct.pack(">d", 1e300)), Code.OUT_OF_RANGE)
    yield refused("no type tags", padded(b"/melo/agents"))
    yield refused("address without a slash", message(b"", address=b"melo"))
    yield refused("address that isn't ASCII", message(b"", address=b"/caf\xc3\xa9"))
    yield refused("escape codes of a terminal in the address", message(b"", address=b"/a\x1b[2J"))


def requests() -> Iterator[Case]:
    """Well-formed, and still not what the table says."""
    next_note, ping = "/melo/next", "/melo/ping"
    yield asked("too few arguments", Code(3), next_note, "lead")
    yield asked("too many arguments", Code(3), "/melo/reset", "lead", 1)
    yield asked("a key without its value", Code(3), next_note, "lead", 1, 0, 1, "key")
    yield asked("no note asked for", Code(4), next_note, "lead", 1, 0, 0)
    yield asked("65 notes asked for", Code(4), next_note, "lead", 1, 0, 65)
    yield asked("a note before the first", Code(4), next_note, "lead", 1, -1, 1)
    yield asked("voice without a name", Code(4), next_note, "", 1, 0, 1)
    yield asked("voice with a name of 65 letters", Code(4), next_note, "x" * 65, 1, 0, 1)
    yield asked("key that isn't there", Code(5), "/melo/set", "lead", "__class__", 1)
    yield asked("value beyond its range", Code(4), "/melo/set", "lead", "harmony", 3e38)
    yield asked("agent that is a path", Code(6), "/melo/set", "lead", "agent", "../../etc/passwd")
    yield asked("scale that is code", Code(4), "/melo/set", "lead", "scale", "__import__('os')")
    yield asked("reply port 0", Code(4), ping, 7, "reply_port", 0)
    yield asked("reply port 65536", Code(4), ping, 7, "reply_port", 65_536)
    yield asked("reply port as text", Code(3), ping, 7, "reply_port", "9000")
    yield asked("address with another case", Code(2), "/MELO/PING", 7)
    yield asked("address with a slash behind it", Code(2), "/melo/ping/", 7)
    for address in ("/melo/error", "/melo/note", PONG):
        yield case(f"{address} that comes back: no talk between servers", written(address, [7]))


CASES: Final = (*sizes(), *patterns(), *times(), *depths(), *values(), *requests())
