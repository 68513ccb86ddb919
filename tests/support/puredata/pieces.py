"""What stands in Pure Data for an object of Max.

Pd knows floats only. Where Max makes a number whole, an `int` of Pd stands before that inlet or
after that outlet. Pd's floats have 24 bits: ints of Max beyond 16,777,216 aren't exact here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

KINDS: Final = {"b": "b", "i": "f", "f": "f", "l": "a"}
"""What `t` of Max calls them, and what Pd does. `l` of Max lets any message pass, as `a` does."""


class Unconvertible(Exception):
    """Pd has nothing that does the same. The text names the object."""


class Port(NamedTuple):
    """An inlet or an outlet of an object in a piece."""

    part: int
    number: int


class Piece(NamedTuple):
    """Pd's objects for one of Max. parts: texts as in `obj t b f`; inner: cords between them, from
    an outlet to an inlet; inlets, outlets: where those of Max's object are."""

    parts: tuple[str, ...]
    inner: tuple[tuple[Port, Port], ...]
    inlets: tuple[Port, ...]
    outlets: tuple[Port, ...]


Words = Sequence[str]
Make = Callable[[Words], Piece]


def guarded(text: str, inlets: Sequence[str], outlets: Sequence[str]) -> Piece:
    """An object, and for each inlet and outlet the object that stands there, or "" for none."""
    parts, inner = [text], list[tuple[Port, Port]]()
    ends: tuple[list[Port], list[Port]] = ([], [])
    for side, guards in enumerate((inlets, outlets)):
        for number, guard in enumerate(guards):
            port = Port(0, number)
            if guard:
                parts.append(f"obj {guard}")
                stands = Port(len(parts) - 1, 0)
                inner.append((port, stands) if side else (stands, port))
                port = stands
            ends[side].append(port)
    return Piece(tuple(parts), tuple(inner), tuple(ends[0]), tuple(ends[1]))


def plain(text: str, inlets: int, outlets: int) -> Piece:
    """One object for one."""
    return guarded(text, [""] * inlets, [""] * outlets)


def message_box(text: str) -> Piece:
    """A message box; Pd's has no second inlet, and keeps no values of $1."""
    return plain(f"msg {text}", 1, 1)


def inlet() -> Piece:
    """An inlet of the patch."""
    return plain("obj inlet", 0, 1)


def outlet() -> Piece:
    """An outlet of the patch."""
    return plain("obj outlet", 1, 0)


def object_box(text: str) -> Piece:
    """What stands for an object box. Raises Unconvertible."""
    name, *words = text.split()
    if name not in TABLE:
        raise Unconvertible(f"[{text}] has no counterpart in Pd")
    return TABLE[name](words)


def _same(text: str, arguments: int, inlets: int, outlets: int) -> Make:
    """An object with so many arguments, which Pd has too, maybe by another name."""

    def make(words: Words) -> Piece:
        _expect(len(words) == arguments, words, text)
        return plain(" ".join(["obj", text, *words]), inlets, outlets)

    return make


def _expect(fits: bool, words: Words, name: str) -> None:
    if not fits:
        raise Unconvertible(f"[{' '.join([name, *words])}] isn't known with these arguments")


def _whole(word: str) -> bool:
    return re.fullmatch(r"-?\d+", word) is not None


def _numbers(words: Words) -> bool:
    return bool(words) and all(re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", word) for word in words)


def _trigger(words: Words) -> Piece:
    _expect(bool(words) and set(words) <= KINDS.keys(), words, "t")
    text = " ".join(["obj t", *(KINDS[word] for word in words)])
    return guarded(text, [""], ["int" if word == "i" else "" for word in words])


def _binary(sign: str) -> Make:
    def make(words: Words) -> Piece:
        _expect(len(words) == 1 and _numbers(words), words, sign)
        guard = "int" if _whole(words[0]) else ""
        return guarded(f"obj {sign} {words[0]}", [guard, guard], [""])

    return make


def _pack(words: Words) -> Piece:
    _expect(_numbers(words), words, "pack")
    guards = [f"int {word}" if _whole(word) else "" for word in words]
    return guarded(" ".join(["obj pack", *words]), guards, [""])


def _unpack(words: Words) -> Piece:
    _expect(_numbers(words), words, "unpack")
    text = " ".join(["obj unpack", *("f" for _ in words)])
    return guarded(text, [""], ["int" if _whole(word) else "" for word in words])


def _split(words: Words) -> Piece:
    _expect(len(words) == 2 and _numbers(words), words, "split")
    guard = "int" if _whole(words[0]) else ""
    return guarded(f"obj cyclone/split {' '.join(words)}", [guard] * 3, [""] * 2)


def _select(words: Words) -> Piece:
    _expect(bool(words), words, "sel")
    return plain(" ".join(["obj sel", *words]), 2 if len(words) == 1 else 1, len(words) + 1)


def _route(words: Words) -> Piece:
    _expect(bool(words) and not any(map(_whole, words)), words, "route")
    return plain(" ".join(["obj route", *words]), 1, len(words) + 1)


def _gate(words: Words) -> Piece:
    _expect(len(words) == 0 or (len(words) == 1 and _whole(words[0])), words, "gate")
    outlets = int(words[0]) if words else 1
    return plain(f"obj cyclone/gate {outlets}", 2, outlets)


def _formula(words: Words) -> Piece:
    formula = " ".join(words)
    inputs = [int(number) for number in re.findall(r"\$[if](\d)", formula)]
    _expect(bool(inputs), words, "expr")
    return plain(f"obj expr {formula}", max(inputs), 1)


def _value(words: Words) -> Piece:
    # Pd's begins with 0, and takes no other number as an argument.
    _expect(len(words) == 2 and words[1] == "0", words, "value")
    return plain(f"obj value {words[0]}", 1, 1)


def _prepend(words: Words) -> Piece:
    _expect(bool(words), words, "prepend")
    return plain(" ".join(["obj cyclone/prepend", *words]), 1, 1)


def _stored(name: str) -> Make:
    def make(words: Words) -> Piece:
        _expect(len(words) <= 1, words, name)
        return plain(" ".join([f"obj {name}", *words]), 2, 1)

    return make


TABLE: Final[dict[str, Make]] = {
    "t": _trigger,
    "+": _binary("+"),
    "-": _binary("-"),
    "%": _binary("%"),
    ">=": _binary(">="),
    "expr": _formula,
    "sel": _select,
    "route": _route,
    "gate": _gate,
    "split": _split,
    "pack": _pack,
    "unpack": _unpack,
    "prepend": _prepend,
    "i": _stored("int"),
    "f": _stored("float"),
    "value": _value,
    "change": _same("change", 0, 1, 1),
    "s": _same("s", 1, 1, 0),
    "r": _same("r", 1, 0, 1),
    "coll": _same("cyclone/coll", 2, 1, 4),
    "zl.join": _same("cyclone/zl join", 0, 2, 1),
    "zl.slice": _same("cyclone/zl slice", 1, 2, 2),
    "speedlim": _same("cyclone/speedlim", 1, 2, 1),
    "metro": _same("metro", 1, 2, 1),
    "timer": _same("timer", 0, 2, 1),
    "loadbang": _same("loadbang", 0, 0, 1),
    "udpsend": _same("max_udpsend", 2, 1, 0),
    "udpreceive": _same("max_udpreceive", 0, 1, 1),
}
"""By the name in Max. The last two are abstractions beside this file."""
