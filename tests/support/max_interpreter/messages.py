"""Messages as Max sends them: a tuple of atoms, never empty.

A number first makes it a number or a list, a symbol first is the selector: ("bang",), (60,),
(60, 0.5), ("set", 1), ("symbol", "fiddle").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tests.support.max_interpreter.errors import MaxError

Atom = int | float | str
Message = tuple[Atom, ...]

BANG: Final[Message] = ("bang",)
COMMA: Final = "\0,"
SEMICOLON: Final = "\0;"
_WORD = re.compile(r'"(?P<quoted>(?:\\.|[^"\\])*)"|(?P<mark>[,;])|(?P<plain>(?:\\.|[^\s,;"\\])+)')
_INT = re.compile(r"-?\d+")
_FLOAT = re.compile(r"-?(\d+\.\d*|\.\d+)(e-?\d+)?")


def message(atoms: Iterable[Atom]) -> Message:
    """The message of some atoms: without `list`, `int` and `float` before numbers.

    Raises MaxError for no atoms: Max has no empty message.
    """
    parts = tuple(atoms)
    if len(parts) > 1 and parts[0] in ("list", "int", "float"):
        parts = parts[1:]
    if not parts:
        raise MaxError("an empty message")
    return parts


def is_number(atom: Atom) -> bool:
    """Whether an atom is an int or a float."""
    return not isinstance(atom, str)


def atom(word: str) -> Atom:
    """The atom of a word as typed: 5, 5., fiddle."""
    if _INT.fullmatch(word):
        return int(word)
    return float(word) if _FLOAT.fullmatch(word) else word


def read(text: str) -> list[Atom]:
    """The atoms of a box's text. A comma or semicolon outside of quotes is COMMA or SEMICOLON."""
    atoms: list[Atom] = []
    for found in _WORD.finditer(text):
        if found["mark"]:
            atoms.append(COMMA if found["mark"] == "," else SEMICOLON)
        elif found["quoted"] is not None:
            atoms.append(re.sub(r"\\(.)", r"\1", found["quoted"]))
        elif "\\" in found["plain"]:
            atoms.append(re.sub(r"\\(.)", r"\1", found["plain"]))
        else:
            atoms.append(atom(found["plain"]))
    return atoms


def write(atoms: Iterable[Atom]) -> str:
    """Atoms as text: `0.5`, `1.`, `fiddle`; a float has up to six digits after its point."""
    return " ".join(_written(atom) for atom in atoms)


def _written(value: Atom) -> str:
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.6f}".rstrip("0")
    return text or "0."


def substitute(atoms: Iterable[Atom], arguments: Mapping[int, Atom]) -> list[Atom]:
    """Put the values of `$1` to `$9` in their places. Raises MaxError where one never came."""
    return [_substituted(value, arguments) for value in atoms]


def _substituted(value: Atom, arguments: Mapping[int, Atom]) -> Atom:
    if not isinstance(value, str) or "$" not in value:
        return value
    if not re.fullmatch(r"\$[1-9]", value):
        raise MaxError(f"{value!r}: Max replaces $1 to $9 as whole words only")
    number = int(value[1])
    if number not in arguments:
        raise MaxError(f"{value} never got a value")
    return arguments[number]
