"""Datagrams to try a server with: real requests, wrong ones, damaged ones. All from a generator.

Every kind is a function of a `random.Random` alone: a seed gives the same datagrams again, and
hypothesis may stand in for the generator. What is sent follows the table in `bridge.osc.protocol`,
so a new address or key is tried as soon as it is there.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from bridge.osc.codec import MAX_BUNDLE_DEPTH, MAX_DATAGRAM_BYTES, Argument
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Parameter
from bridge.osc.requests import REPLY_PORT, REQUESTS, Request

LARGEST_DATAGRAM: Final = 65_507
"""Bytes: the most that UDP over IPv4 carries."""

NOW: Final = b"\0" * 7 + b"\1"
FAR_FUTURE: Final = b"\xff" * 8
TIMETAGS: Final = (NOW, bytes(8), FAR_FUTURE, b"\xee\0\0\0" + bytes(4), b"\x7f" + b"\xff" * 7)

VOICES: Final = ("lead", "bass", "alto", "v", "x" * 64)
WORDS: Final[dict[str, tuple[str | float, ...]]] = {
    "voice": VOICES,
    "listen": (*VOICES, "none"),
    "agent": ("all", "classic", "fiddle", "hymn"),
    "morph_to": ("all", "classic", "song", "none"),
    "scale": ("major", "minor", "dorian", "blues", "0 2 4 7 9", "chromatic"),
    "chord": ("none", "C", "Am", "F#m7b5", "9 0 4", "Bb7"),
    "chords": ("none", "Am F C G", "C", "Dm7 G7 Cmaj7 Cmaj7"),
    "durations": ("any", "0.5 1 2", "1/3", 1.0),
    "character": ("any", "fiddle", "song"),
    "meter": ("4/4", "3/4", "6/8"),
    "chord_tones": ("free", "strong", "all"),
    "name": ("verse", "max", "all", "classic"),
}
"""What fits the strings of the protocol, by the name of the parameter."""

# What no parameter expects. A tuple is a type tag and its bytes: what `bridge.osc.codec` won't
# write.
Odd = Argument | tuple[bytes, bytes]
ODD: Final[tuple[Odd, ...]] = (
    *(0, -1, 1, 64, 65, 127, 128, 2**31 - 1, -(2**31)),
    *(0.5, -0.0, 1e-45, 3.4e38, -3.4e38, 1e9),
    *(
        "",
        "x" * 256,
        "none",
        "any",
        "\n\x1b[2J",
        "é" * 60,
        "%s%n{}",
        "../../etc/passwd",
        "\U0001f3b5",
    ),
    *(True, False, None, b"", b"\0" * 40),
    (b"f", b"\x7f\xc0\0\0"),
    (b"f", b"\x7f\x80\0\0"),
    (b"f", b"\xff\x80\0\0"),
    (b"d", b"\x7f\xef" + b"\xff" * 6),
    (b"d", b"\x7f\xf8" + bytes(6)),
    (b"h", b"\x7f" + b"\xff" * 7),
    (b"h", b"\xff" * 8),
    (b"s", b"\xff\xfe\xfd\0"),
    (b"s", b"\xed\xa0\x80\0"),
    (b"s", b"\xc0\x80\0\0"),
    (b"b", b"\xff\xff\xff\xfc"),
    (b"b", b"\x7f\xff\xff\xff"),
    (b"t", FAR_FUTURE),
    (b"m", b"\0\x90\x40\x7f"),
    (b"I", b""),
    (b"[i]", bytes(4)),
)
PATTERN_BYTES: Final = b"*?[]{},#!-/"
EXTREME_WORDS: Final = (
    *(b"\xff" * 4, b"\x7f" + b"\xff" * 3, b"\x80" + bytes(3), bytes(4)),
    *(b"\xff\xff\xff\xfc", b"\x7f\xc0\0\0", b"\x7f\x80\0\0", b"#bun", b",sii", b"\0\0\x10\0"),
)


# Writing, also what is wrong


def padded(text: bytes) -> bytes:
    """A string of OSC: ended by one to four zero bytes."""
    return text + b"\0" * (4 - len(text) % 4)


def message(tags: bytes, data: bytes = b"", address: bytes = b"/melo/ping") -> bytes:
    """A message put together by hand, so that it can be wrong."""
    return padded(address) + padded(b"," + tags) + data


def element(content: bytes) -> bytes:
    """An element of a bundle: its size and its content."""
    return struct.pack(">i", len(content)) + content


def bundle(*contents: bytes, timetag: bytes = NOW) -> bytes:
    return b"#bundle\0" + timetag + b"".join(map(element, contents))


def nested(levels: int, content: bytes) -> bytes:
    """A message in a bundle in a bundle ..."""
    for _ in range(levels):
        content = bundle(content)
    return content


def written(address: str, arguments: Sequence[Odd]) -> bytes:
    """A message of any arguments, the odd ones included."""
    parts = [_written(value) for value in arguments]
    tags, data = (b"".join(part) for part in zip(*parts, strict=True)) if parts else (b"", b"")
    return message(tags, data, address.encode())


def _written(value: Odd) -> tuple[bytes, bytes]:
    """The type tag of an argument and its bytes."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool) or value is None:
        return {True: b"T", False: b"F", None: b"N"}[value], b""
    if isinstance(value, int):
        return b"i", struct.pack(">i", value)
    if isinstance(value, float):
        return b"f", struct.pack(">f", value)
    if isinstance(value, str):
        return b"s", padded(value.encode())
    return b"b", element(value) + b"\0" * (-len(value) % 4)


# Real requests


def real(random: Random) -> bytes:
    """A request as a client would send it."""
    return written(*real_request(random))


def real_request(random: Random) -> tuple[str, list[Odd]]:
    """The address and the arguments of a real request: the table's example, or others."""
    request = random.choice(list(REQUESTS.values()))
    if random.random() < 0.3:
        return request.address, list(request.example)
    count = random.randint(0, len(request.optional))
    parameters = request.arguments + request.optional[:count]
    arguments: list[Odd] = [fitting(random, parameter) for parameter in parameters]
    if count == len(request.optional):
        arguments += _tail(random, request)
    if random.random() < 0.05:
        arguments += [REPLY_PORT.name, fitting(random, REPLY_PORT)]
    return request.address, arguments


def fitting(random: Random, parameter: Parameter) -> int | float | str:
    """A value that a parameter accepts (nearly always: which ones go together isn't known here)."""
    words = parameter.choices or WORDS.get(parameter.name)
    if words:
        return random.choice(words)
    if parameter.kind in "st":
        return random.choice(VOICES)
    least, most = parameter.least, parameter.most
    if random.random() < 0.95:  # numbers of every day: notes without end would fill the time
        least, most = max(least, -8), min(most, 8)
    if parameter.kind == "f":
        return random.uniform(least, most) if least <= most else parameter.least
    return random.randint(int(least), int(most)) if least <= most else int(parameter.least)


def _tail(random: Random, request: Request) -> list[Odd]:
    if not request.tail:
        return []
    if request.tail == "pitches":
        return [random.randint(-1, 127) for _ in range(random.randint(0, 12))]
    chosen = random.choices([*KEYS.values(), *request.pairs], k=random.randint(1, 5))
    return [part for key in chosen for part in (key.name, fitting(random, key))]


# Wrong requests


def wrong(random: Random) -> bytes:
    """A real request with another number of arguments, or odd ones among them, or elsewhere."""
    address, arguments = real_request(random)
    for _ in range(random.randint(1, 3)):
        random.choice((_add, _drop, _replace, _replace))(random, arguments)
    if random.random() < 0.1:
        address = random.choice(("/melo/nothing", "/", "/melo/next/", "/MELO/NEXT", "/melo//ping"))
    return written(address, arguments)


def _add(random: Random, arguments: list[Odd]) -> None:
    odd = random.choice((*ODD, *KEYS, REPLY_PORT.name))
    arguments[random.randint(0, len(arguments)) :] = [odd] * random.choice((1, 1, 2, 9, 60))


def _drop(random: Random, arguments: list[Odd]) -> None:
    if arguments:
        del arguments[random.randrange(len(arguments))]


def _replace(random: Random, arguments: list[Odd]) -> None:
    if arguments:
        arguments[random.randrange(len(arguments))] = random.choice(ODD)


def reply_port(random: Random) -> bytes:
    """A request that wants its replies somewhere else, or nowhere, or twice."""
    address, arguments = real_request(random)
    for _ in range(random.randint(1, 2)):
        arguments += [REPLY_PORT.name, random.choice((*ODD, 1, 9, 65535, 65536, 9000.0, "9000"))]
    return written(address, arguments)


def pattern(random: Random) -> bytes:
    """A wildcard pattern as address."""
    name = bytes(random.choices(PATTERN_BYTES + b"melonxt", k=random.randint(1, 120)))
    return message(b"s", padded(b"lead"), b"/melo/" + name)


# Damaged datagrams


def noise(random: Random) -> bytes:
    """Random bytes, with the head of a message or a bundle now and then."""
    head = random.choice((b"", b"", b"/melo/next\0\0,", b"#bundle\0", b"/", b","))
    return head + random.randbytes(random.choice((0, 1, 3, 4, 20, 64, 400)))


def mutated(random: Random) -> bytes:
    """A real datagram, damaged in one to four places."""
    datagram = random.choice((real, real, bundled))(random)
    for _ in range(random.randint(1, 4)):
        datagram = random.choice(MUTATIONS)(random, datagram)
    return datagram


def _flip(random: Random, datagram: bytes) -> bytes:
    flipped = bytearray(datagram or b"\0")
    flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _cut(random: Random, datagram: bytes) -> bytes:
    return datagram[: random.randint(0, len(datagram))]


def _cut_out(random: Random, datagram: bytes) -> bytes:
    first, last = sorted(random.randint(0, len(datagram)) for _ in range(2))
    return datagram[:first] + datagram[last:]


def _double(random: Random, datagram: bytes) -> bytes:
    first, last = sorted(random.randint(0, len(datagram)) for _ in range(2))
    return datagram[:last] + datagram[first:]


def _splice(random: Random, datagram: bytes) -> bytes:
    return _cut(random, datagram) + real(random)[random.randint(0, 8) * 4 :]


def _overwrite(random: Random, datagram: bytes) -> bytes:
    start = random.randint(0, len(datagram) // 4) * 4
    return datagram[:start] + random.choice(EXTREME_WORDS) + datagram[start + 4 :]


MUTATIONS: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (
    *(_flip, _flip, _overwrite, _overwrite),
    *(_cut, _cut_out, _double, _splice),
)


def lying(random: Random) -> bytes:
    """A bundle or a blob that says it has another size than it has."""
    size = struct.pack(">i", random.choice((-1, -4, -(2**31), 0, 2, 3, 8192, 65_536, 2**31 - 1)))
    if random.random() < 0.5:
        return bundle(real(random)) + size + real(random)
    return message(b"ib", bytes(4) + size + random.randbytes(8))


# Bundles and sizes


def bundled(random: Random) -> bytes:
    """Some real messages in a bundle, for now, long ago or in a hundred years."""
    contents = [real(random) for _ in range(random.randint(0, 4))]
    return bundle(*contents, timetag=random.choice(TIMETAGS))


def deep(random: Random) -> bytes:
    """Bundles inside bundles, up to far more than are read."""
    levels = random.choice((1, MAX_BUNDLE_DEPTH, MAX_BUNDLE_DEPTH + 1, 40, 400))
    return nested(levels, random.choice((real, mutated))(random))


def wide(random: Random) -> bytes:
    """Bundles of many elements."""
    return bundle(*[message(b"i", bytes(4))] * random.choice((63, 64, 65, 400)))


def huge(random: Random) -> bytes:
    """Datagrams around the largest size that is read, and the largest that there is."""
    size = random.choice((MAX_DATAGRAM_BYTES, MAX_DATAGRAM_BYTES + 4, 20_000, LARGEST_DATAGRAM))
    start = random.choice((b"/melo/next\0\0,", b"#bundle\0", real(random), b""))
    return (start + random.choice((b"\0", b"i", b",", b"\xff")) * size)[:size]


def empty(_: Random) -> bytes:
    return b""


KINDS: Final[dict[Callable[[Random], bytes], float]] = {
    **{real: 12, wrong: 20, mutated: 30, noise: 15, reply_port: 5, pattern: 5, lying: 5},
    **{bundled: 4, deep: 2, wide: 0.2, huge: 0.5, empty: 1},
}
"""The kinds of datagrams, and how often each comes."""


def datagrams(random: Random) -> Iterator[bytes]:
    """Datagrams of all kinds, without end."""
    kinds, weights = list(KINDS), list(KINDS.values())
    while True:
        for kind in random.choices(kinds, weights, k=64):
            yield kind(random)
