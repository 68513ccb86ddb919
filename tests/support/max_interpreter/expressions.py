"""The formulas of `expr`: C's operators and functions on ints and floats.

There is no `?:`: Max's `expr` has none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Final

_TOKEN = re.compile(
    r"\s*(?:(?P<input>\$[if][1-9])|(?P<float>\d+\.\d*|\.\d+)|(?P<int>\d+)|(?P<name>[a-z]\w*)"
    r"|(?P<sign>&&|\|\||[<>=!]=|<<|>>|[-+*/%<>!~&|^(),]))"
)
Number = float
Operator = Callable[[Number, Number], Number]
Formula = Callable[[Sequence[float]], float]
Fault = Callable[[str], Exception]


def divide(a: Number, b: Number) -> Number:
    """As C does: ints towards 0. Raises ZeroDivisionError."""
    return math.trunc(a / b) if isinstance(a, int) and isinstance(b, int) else a / b


def remainder(a: Number, b: Number) -> Number:
    """As C does: the sign is that of the first. Raises ValueError for 0."""
    return int(math.fmod(a, b)) if isinstance(a, int) and isinstance(b, int) else math.fmod(a, b)


# From the loosest to the tightest, as in C.
LEVELS: Final[list[dict[str, Operator]]] = [
    {"||": lambda a, b: int(bool(a) or bool(b))},
    {"&&": lambda a, b: int(bool(a) and bool(b))},
    {"|": lambda a, b: int(a) | int(b)},
    {"^": lambda a, b: int(a) ^ int(b)},
    {"&": lambda a, b: int(a) & int(b)},
    {"==": lambda a, b: int(a == b), "!=": lambda a, b: int(a != b)},
    {
        "<": lambda a, b: int(a < b),
        ">": lambda a, b: int(a > b),
        "<=": lambda a, b: int(a <= b),
        ">=": lambda a, b: int(a >= b),
    },
    {"<<": lambda a, b: int(a) << int(b), ">>": lambda a, b: int(a) >> int(b)},
    {"+": lambda a, b: a + b, "-": lambda a, b: a - b},
    {"*": lambda a, b: a * b, "/": divide, "%": remainder},
]
FUNCTIONS: Final[dict[str, Callable[..., Number]]] = {
    "min": min,
    "max": max,
    "abs": abs,
    "int": int,
    "float": float,
    "pow": lambda a, b: float(a) ** b,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "floor": lambda a: float(math.floor(a)),
    "ceil": lambda a: float(math.ceil(a)),
    "rint": lambda a: float(round(a)),
    "fmod": math.fmod,
}


class Expression:
    """A formula. inlets: the highest number of an input in it. Raises what `fault` makes."""

    def __init__(self, text: str, fault: Fault) -> None:
        self._fault = fault
        self._tokens = self._read(text.replace("\\,", ","))
        inputs = [int(token[2]) for kind, token in self._tokens if kind == "input"]
        self.inlets = max(inputs, default=0)
        self._place = 0
        self._formula = self._level(0)
        if self._place < len(self._tokens):
            raise fault(f"'{self._tokens[self._place][1]}' isn't understood here")

    def value(self, values: Sequence[float]) -> float:
        """What it comes to, for the values of $i1 or $f1 and so on."""
        try:
            return self._formula(values)
        except (ArithmeticError, ValueError) as error:
            raise self._fault(f"{error}, for {list(values)}") from None

    def _read(self, text: str) -> list[tuple[str, str]]:
        tokens, place, text = [], 0, text.rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise self._fault(f"'{text[place:].strip()}' isn't understood")
            tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        return tokens

    def _peek(self) -> str:
        return self._tokens[self._place][1] if self._place < len(self._tokens) else ""

    def _next(self, wanted: str = "") -> tuple[str, str]:
        if self._place >= len(self._tokens) or wanted not in ("", self._peek()):
            raise self._fault(f"'{wanted or 'something'}' is missing")
        self._place += 1
        return self._tokens[self._place - 1]

    def _level(self, number: int) -> Formula:
        if number == len(LEVELS):
            return self._unary()
        left = self._level(number + 1)
        while (sign := self._peek()) in LEVELS[number]:
            self._next()
            left = _combined(LEVELS[number][sign], left, self._level(number + 1))
        return left

    def _unary(self) -> Formula:
        sign = self._peek()
        if sign not in ("-", "!", "~"):
            return self._primary()
        self._next()
        inner = self._unary()
        if sign == "-":
            return lambda values: -inner(values)
        return lambda values: int(not inner(values)) if sign == "!" else ~int(inner(values))

    def _primary(self) -> Formula:
        kind, token = self._next()
        if token == "(":
            inner = self._level(0)
            self._next(")")
            return inner
        if kind in ("int", "float"):
            constant = int(token) if kind == "int" else float(token)
            return lambda _: constant
        if kind == "input":
            place, whole = int(token[2]) - 1, token[1] == "i"
            return lambda values: int(values[place]) if whole else float(values[place])
        if kind == "name" and token in FUNCTIONS:
            return self._called(FUNCTIONS[token])
        raise self._fault(f"'{token}' isn't known")

    def _called(self, function: Callable[..., Number]) -> Formula:
        self._next("(")
        arguments = [self._level(0)]
        while self._peek() == ",":
            self._next()
            arguments.append(self._level(0))
        self._next(")")
        return lambda values: function(*(argument(values) for argument in arguments))


def _combined(operator: Operator, left: Formula, right: Formula) -> Formula:
    return lambda values: operator(left(values), right(values))
