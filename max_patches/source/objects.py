"""How many inlets and outlets each object in use has, from its text.

Read off patches that Max saved. An object that isn't here can't be used: add it with its arity.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from agent.errors import MeloError


class UnknownObject(MeloError):
    """An object whose arity isn't known."""


class Arity(NamedTuple):
    """Numbers of inlets and outlets, and the outlets' types as Max saves them."""

    inlets: int
    outlets: int
    types: tuple[str, ...]


FIXED: dict[str, tuple[int, str]] = {
    # name: (inlets, the outlets' types, one letter each; see TYPES)
    **dict.fromkeys(("+", "-", "*", "/", "%", ">=", ">", "<", "=="), (2, "i")),
    "change": (1, ".ii"),
    "coll": (1, "...."),
    "deferlow": (1, "."),
    "f": (2, "f"),
    "freebang": (1, "b"),
    "i": (2, "i"),
    "iter": (1, "."),
    "js": (1, "."),
    "live.observer": (2, ".."),
    "live.path": (1, "..."),
    "live.thisdevice": (1, "bii"),
    "loadbang": (1, "b"),
    "makenote": (3, "ff"),
    "maximum": (2, "ii"),
    "metro": (2, "b"),
    "midiflush": (1, "i"),
    "midiformat": (7, "i."),
    "midiin": (1, "i"),
    "midiout": (1, ""),
    "midiselect": (1, "........"),
    "melobridge.client": (1, ".."),
    "noteout": (3, ""),
    "prepend": (1, "."),
    "speedlim": (2, "."),
    "split": (3, "ii"),
    "timer": (2, "f."),
    "tosymbol": (1, "."),
    "transport": (2, "iifff.if."),
    "udpreceive": (1, "."),
    "udpsend": (1, ""),
    "value": (1, "."),
    "zl.group": (2, ".."),
    "zl.iter": (2, ".."),
    "zl.join": (2, ".."),
    "zl.reg": (2, ".."),
    "zl.slice": (2, ".."),
    "zl.sort": (2, ".."),
    "zl.thin": (2, ".."),
    "r": (0, "."),
    "s": (1, ""),
}
WIDGETS: dict[str, tuple[int, str]] = {
    "button": (1, "b"),
    "comment": (1, ""),
    "inlet": (0, "."),
    "live.comment": (1, ""),
    "live.dial": (1, ".f"),
    "live.line": (1, ""),
    "live.menu": (1, "..f"),
    "live.numbox": (1, ".f"),
    "live.tab": (1, "..f"),
    "live.text": (1, ".."),
    "message": (2, "."),
    "number": (1, ".b"),
    "outlet": (1, ""),
    "panel": (1, ""),
    "toggle": (1, "i"),
}
TYPES = {".": "", "b": "bang", "i": "int", "f": "float"}
TRIGGERS = {"b": "bang", "i": "int", "f": "float", "l": ""}


def arity(text: str, maxclass: str = "newobj") -> Arity:
    """Of an object's text, or of an interface object's class. Raises UnknownObject."""
    if maxclass != "newobj":
        if maxclass not in WIDGETS:
            raise UnknownObject(f"there is no arity for {maxclass}: add it to WIDGETS")
        return _of(*WIDGETS[maxclass])
    name, *words = text.split(" ")
    arguments = words[: next((n for n, word in enumerate(words) if word[:1] == "@"), len(words))]
    if name in FIXED:
        return _of(*FIXED[name])
    return _varying(name, arguments)


def _of(inlets: int, types: str) -> Arity:
    return Arity(inlets, len(types), tuple(TYPES[letter] for letter in types))


def _varying(name: str, arguments: list[str]) -> Arity:
    """Of objects whose arguments decide."""
    count = len(arguments)
    match name:
        case "t":
            return Arity(1, count, tuple(TRIGGERS[letter] for letter in arguments))
        case "sel" | "route":
            # An inlet for each argument, which sets it anew.
            matched = ("bang" if name == "sel" else "",) * count
            return Arity(count + 1, count + 1, (*matched, ""))
        case "pack" | "expr" | "sprintf":
            return Arity(_inlets(name, arguments), 1, ("",))
        case "unpack" | "gate":
            outlets = int(arguments[0]) if name == "gate" and arguments else max(count, 1)
            return Arity(1 if name == "unpack" else 2, outlets, ("",) * outlets)
    raise UnknownObject(f"there is no arity for '{name}': add it to objects.py")


def _inlets(name: str, arguments: list[str]) -> int:
    text = " ".join(arguments)
    if name == "expr":
        return max(int(number) for number in re.findall(r"\$[if](\d)", text))
    return text.count("%") if name == "sprintf" else len(arguments)
