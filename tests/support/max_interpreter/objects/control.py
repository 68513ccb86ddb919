"""Order, choice and memory: what decides which message goes where, and when."""

from __future__ import annotations

from typing import Final

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import BANG, Atom, Message, is_number, write

KINDS: Final = {"bang": "b", "int": "i", "float": "f", "list": "l", "symbol": "s"}


@named("t", "trigger")
class Trigger(Box):
    """Sends what comes from each outlet, the rightmost first, as the kind of the outlet."""

    def set_up(self) -> None:
        """The kinds; numbers and other words are constants."""
        self.outlets = len(self.arguments)

    def take_any(self, received: Message) -> None:
        """See the class."""
        for outlet in range(self.outlets - 1, -1, -1):
            self.out(outlet, *self._as(self.arguments[outlet], received))

    def _as(self, kind: Atom, received: Message) -> Message:
        letter = KINDS.get(str(kind), kind)
        if letter == "b":
            return BANG
        if letter == "l" and received != BANG:
            return received
        if letter in ("i", "f") and is_number(received[0]) and len(received) == 1:
            return (int(received[0]) if letter == "i" else float(received[0]),)
        if letter == "s" and not is_number(received[-1]):
            return received
        if letter in ("l", "i", "f", "s"):
            raise self.error(f"'{write(received)}' would be lost at an outlet '{kind}'")
        return (kind,)


@named("sel", "select")
class Select(Box):
    """Bangs where a value equals an argument; else the value leaves by the last outlet."""

    def set_up(self) -> None:
        """The values; they can be changed at the inlets beside the first."""
        self.values = list(self.arguments)
        self.outlets = len(self.values) + 1
        self.inlets = 2 if len(self.values) == 1 else len(self.values) + 1

    def take_any(self, received: Message) -> None:
        """See the class."""
        value = self.only(received)
        for outlet, wanted in enumerate(self.values):
            if isinstance(value, str) == isinstance(wanted, str):
                self._beware(value, wanted)
                if value == wanted:
                    return self.bang(outlet)
        return self.out(self.outlets - 1, *received)

    def store(self, inlet: int, received: Message) -> None:
        """Look for another value."""
        self.values[inlet - 1] = self.only(received)

    def _beware(self, value: Atom, wanted: Atom) -> None:
        if isinstance(value, float) and isinstance(wanted, int):
            raise self.error(f"a float, {value}, is compared with the int {wanted}")


@named("route")
class Route(Box):
    """Sends what follows a first atom from the outlet of this atom; all else from the last one."""

    def set_up(self) -> None:
        """The atoms."""
        self.inlets = self.outlets = len(self.arguments) + 1

    def take_any(self, received: Message) -> None:
        """See the class."""
        head = received[0]
        for outlet, wanted in enumerate(self.arguments):
            if isinstance(head, float) and isinstance(wanted, int):
                raise self.error(f"a float, {head}, is compared with the int {wanted}")
            if head == wanted:
                return self.out(outlet, *(received[1:] or BANG))
        return self.out(self.outlets - 1, *received)


@named("gate")
class Gate(Box):
    """Lets what comes to the right inlet out of the outlet that the left one chose; 0 is none."""

    inlets = 2

    def set_up(self) -> None:
        """How many outlets, and which is open."""
        self.outlets = self.whole(self.argument(0, 1))
        self.open = self.whole(self.argument(1, 0))

    def take_number(self, value: Atom) -> None:
        """Choose an outlet."""
        self.open = self.whole(value)
        if not 0 <= self.open <= self.outlets:
            raise self.error(f"has no outlet {self.open}")

    def store(self, inlet: int, received: Message) -> None:
        """Hand it on."""
        if self.open:
            self.out(self.open - 1, *received)


class Stored(Box):
    """A number that is kept."""

    inlets = 2
    value: Atom = 0

    def set_up(self) -> None:
        """The number at first."""
        self.value = self.kept(self.argument(0, 0))

    def kept(self, value: Atom) -> Atom:
        """The value as it is kept."""
        raise NotImplementedError

    def on_bang(self) -> None:
        """Send it."""
        self.out(0, self.value)

    def on_set(self, value: Atom) -> None:
        """Keep another one."""
        self.value = self.kept(value)

    def take_number(self, value: Atom) -> None:
        """Keep it and send it."""
        self.on_set(value)
        self.on_bang()

    def store(self, inlet: int, received: Message) -> None:
        """Keep it."""
        self.on_set(self.only(received))


@named("i", "int")
class Int(Stored):
    """Keeps an int."""

    def kept(self, value: Atom) -> Atom:
        """Without its fraction."""
        return self.whole(value)


@named("f", "float")
class Float(Stored):
    """Keeps a float."""

    def kept(self, value: Atom) -> Atom:
        """As a float."""
        return float(self.number(value))


@named("change")
class Change(Box):
    """Lets a number pass that differs from the one before, which is 0 at first."""

    outlets = 3

    def set_up(self) -> None:
        """What counts as the number before the first."""
        self.value = self.argument(0, 0)
        if len(self.arguments) > 1:
            raise self.error("its modes aren't known")

    def on_set(self, value: Atom) -> None:
        """Take it as the number before the next."""
        self.value = self.number(value)

    def take_number(self, value: Atom) -> None:
        """See the class. The other outlets tell of a change from and to 0."""
        before, self.value = self.value, value
        if value == before:
            return
        if before and not value:
            self.out(2, 1)
        if value and not before:
            self.out(1, 1)
        self.out(0, value)
