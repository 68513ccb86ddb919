"""Numbers: operators, and the formulas of `expr`."""

from __future__ import annotations

from tests.support.max_interpreter.box import CLASSES, Box, named
from tests.support.max_interpreter.expressions import LEVELS, Expression, Operator
from tests.support.max_interpreter.messages import Atom, Message


class Binary(Box):
    """Left and right: the left inlet computes. A float argument makes it compute with floats."""

    inlets = 2

    @staticmethod
    def operator(left: float, right: float) -> float:
        """What it computes."""
        raise NotImplementedError

    def set_up(self) -> None:
        """The right side at first."""
        argument = self.argument(0, 0)
        self._floats = isinstance(argument, float)
        self.left: float = 0
        self.right = self._number(argument)

    def take_number(self, value: Atom) -> None:
        """Take the left side, and send the result."""
        self.left = self._number(value)
        self.on_bang()

    def on_bang(self) -> None:
        """Send the result."""
        try:
            self.out(0, self.operator(self.left, self.right))
        except (ValueError, ZeroDivisionError):
            raise self.error("divides by 0") from None

    def store(self, inlet: int, received: Message) -> None:
        """Take the right side."""
        self.right = self._number(self.only(received))

    def _number(self, value: Atom) -> float:
        return float(self.number(value)) if self._floats else self.whole(value)


def _define(symbol: str, operator: Operator) -> None:
    CLASSES[symbol] = type(f"Binary{symbol}", (Binary,), {"operator": staticmethod(operator)})


for _level in LEVELS:
    for _symbol, _operator in _level.items():
        _define(_symbol, _operator)


@named("maximum")
class Maximum(Binary):
    """The greater of left and right."""

    outlets = 2

    @staticmethod
    def operator(left: float, right: float) -> float:
        """See the class."""
        return max(left, right)

    def on_bang(self) -> None:
        """Send it. Raises MaxError where the right outlet, with its number, is in use."""
        if 1 in self.cords:
            raise self.error("what its right outlet sends isn't known here")
        super().on_bang()


@named("split")
class Split(Box):
    """Numbers between two limits, they included, leave on the left, others on the right."""

    inlets, outlets = 3, 2

    def set_up(self) -> None:
        """The limits; whole ones make all numbers whole."""
        self.limits = [self.number(self.argument(place, 0)) for place in (0, 1)]
        self._floats = isinstance(self.limits[0], float)

    def take_number(self, value: Atom) -> None:
        """See the class."""
        number = float(self.number(value)) if self._floats else self.whole(value)
        least, most = self.limits
        self.out(0 if least <= number <= most else 1, number)

    def store(self, inlet: int, received: Message) -> None:
        """Another limit."""
        self.limits[inlet - 1] = self.number(self.only(received))


@named("expr")
class Expr(Box):
    """A formula of the values at its inlets."""

    def set_up(self) -> None:
        """Read the formula."""
        self.expression = Expression(self.typed.text.split(maxsplit=1)[1], self.error)
        self.inlets = max(self.expression.inlets, 1)
        self.values: list[float] = [0] * self.inlets

    def take_number(self, value: Atom) -> None:
        """Take the first value, and send the result."""
        self.values[0] = self.number(value)
        self.on_bang()

    def on_bang(self) -> None:
        """Send the result."""
        self.out(0, self.expression.value(self.values))

    def store(self, inlet: int, received: Message) -> None:
        """Take another value."""
        self.values[inlet] = self.number(self.only(received))
