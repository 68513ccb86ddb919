"""Lists: put together, taken apart, and what `zl` does."""

from __future__ import annotations

import re
from typing import Final

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import BANG, Atom, Message, message, read, write


class Slots(Box):
    """One value an inlet, each of the kind of its argument: i, f, s, or that of a number."""

    def set_up(self) -> None:
        """The values at first."""
        kinds: dict[Atom, Atom] = {"i": 0, "f": 0.0, "s": ""}
        self.values = [kinds.get(value, value) for value in self.arguments or (0, 0)]

    def put(self, place: int, atom: Atom) -> None:
        """Set a value. Raises MaxError where it would change into another kind."""
        kind = type(self.values[place])
        if isinstance(atom, str) != (kind is str):
            raise self.error(f"'{atom}' doesn't fit place {place}")
        self.values[place] = kind(atom)

    def put_all(self, place: int, atoms: Message) -> None:
        """Set values from a place on. Raises MaxError for more than there are."""
        if place + len(atoms) > len(self.values):
            raise self.error(f"'{write(atoms)}' is longer than there are places")
        for offset, atom in enumerate(atoms):
            self.put(place + offset, atom)


@named("pack")
class Pack(Slots):
    """A list of the values at its inlets; the left one sends it."""

    def set_up(self) -> None:
        """One inlet a value."""
        super().set_up()
        self.inlets = len(self.values)

    def on_bang(self) -> None:
        """Send the list."""
        self.out(0, *message(self.values))

    def on_set(self, *atoms: Atom) -> None:
        """Take values, and don't send."""
        self.put_all(0, atoms)

    def take_any(self, received: Message) -> None:
        """Take values, and send the list."""
        self.put_all(0, received[1:] if received[0] == "symbol" else received)
        self.on_bang()

    def store(self, inlet: int, received: Message) -> None:
        """Take values."""
        if received == BANG:
            return super().store(inlet, received)
        return self.put_all(inlet, received[1:] if received[0] == "symbol" else received)


@named("unpack")
class Unpack(Slots):
    """The values of a list, the rightmost first."""

    def set_up(self) -> None:
        """One outlet a value."""
        super().set_up()
        self.outlets = len(self.values)

    def take_any(self, received: Message) -> None:
        """A shorter list uses the left outlets; what is too long is cut."""
        atoms = received[: self.outlets]
        self.put_all(0, atoms)
        for outlet in range(len(atoms) - 1, -1, -1):
            value = self.values[outlet]
            if isinstance(value, str):
                self.out_symbol(outlet, value)
            else:
                self.out(outlet, value)


@named("prepend")
class Prepend(Box):
    """Puts atoms before a message."""

    def set_up(self) -> None:
        """The atoms."""
        self.before = self.arguments

    def take_any(self, received: Message) -> None:
        """See the class."""
        self.out(0, *self.before, *received)

    def on_set(self, *atoms: Atom) -> None:
        """Other atoms."""
        self.before = atoms


@named("tosymbol")
class ToSymbol(Box):
    """Makes one symbol of a message."""

    knows = frozenset({"separator"})

    def take_any(self, received: Message) -> None:
        """With a space between, or @separator."""
        atoms = received[1:] if received[0] == "symbol" else received
        separator = str(self.attribute("separator", " "))
        self.out_symbol(0, separator.join(write([atom]) for atom in atoms))


@named("sprintf")
class Sprintf(Box):
    """Fills values into a text as C does; with `symout` it stays one symbol."""

    def set_up(self) -> None:
        """Read the text: an inlet for each %i, %ld, %f, %.2f, %s in it."""
        text = self.typed.text.split(maxsplit=1)[1]
        self._one = text.startswith("symout ")
        self._text = text.removeprefix("symout ").replace("%ld", "%d").replace('"', "")
        self._kinds = re.findall(r"%[\d.]*([a-z%])", self._text)
        if set(self._kinds) - set("idfs"):
            raise self.error("only %i, %d, %ld, %f and %s are known here")
        self.values: list[Atom] = ["" if kind == "s" else 0 for kind in self._kinds]
        self.inlets = max(len(self.values), 1)

    def take_any(self, received: Message) -> None:
        """Take values from the first on, and send the text."""
        atoms = received[1:] if received[0] == "symbol" else received
        for place, atom in enumerate(atoms):
            self._put(place, atom)
        self.on_bang()

    def store(self, inlet: int, received: Message) -> None:
        """Take another value."""
        self._put(inlet, self.only(received))

    def on_bang(self) -> None:
        """Send the text."""
        text = self._text % tuple(self.values)
        if self._one:
            self.out_symbol(0, text)
        else:
            self.out(0, *message(read(text)))

    def _put(self, place: int, atom: Atom) -> None:
        if place >= len(self.values) or isinstance(atom, str) != (self._kinds[place] == "s"):
            raise self.error(f"has no place for '{atom}' at inlet {place}")
        self.values[place] = atom


LONGEST: Final = 256
ZL: Final = ("slice", "thin", "reg", "join", "group", "iter", "sort")


@named("zl", *(f"zl.{mode}" for mode in ZL))
class Zl(Box):
    """A mode, and what it does to the list at the left with the one at the right."""

    inlets = outlets = 2

    def set_up(self) -> None:
        """The mode and its right side at first."""
        words = [*self.typed.name.split(".")[1:], *self.arguments]
        self.mode, self.left = str(words[0]), Message()
        self.right: Message = tuple(words[1:])
        if self.mode not in ZL:
            raise self.error(f"the mode {self.mode} isn't known")

    def on_bang(self) -> None:
        """Do it again."""
        if self.mode == "group":
            self._send_group()
        elif self.left:
            self._work()

    def take_any(self, received: Message) -> None:
        """Take the list at the left, and do it."""
        atoms = received[1:] if received[0] == "symbol" else received
        self.left = self.left + atoms if self.mode == "group" else atoms
        self._work()

    def store(self, inlet: int, received: Message) -> None:
        """Take the list at the right."""
        if received == BANG:
            return super().store(inlet, received)
        self.right = received[1:] if received[0] == "symbol" else received
        if self.mode == "reg":
            self.left = self.right
        return None

    def _work(self) -> None:
        getattr(self, f"_{self.mode}")()

    def _slice(self) -> None:
        size = self.whole(self._right())
        self._send(1, self.left[size:])
        self._send(0, self.left[:size])

    def _thin(self) -> None:
        self._send(0, tuple(dict.fromkeys(self.left)))

    def _reg(self) -> None:
        self._send(0, self.left)

    def _join(self) -> None:
        self._send(0, self.left + self.right)

    def _group(self) -> None:
        size = self.whole(self._right())
        while len(self.left) >= size:
            group, self.left = self.left[:size], self.left[size:]
            self._send(0, group)

    def _send_group(self) -> None:
        group, self.left = self.left, ()
        self._send(0, group)

    def _iter(self) -> None:
        size = self.whole(self._right())
        for start in range(0, len(self.left), size):
            self._send(0, self.left[start : start + size])

    def _sort(self) -> None:
        numbers = [self.number(atom) for atom in self.left]
        downwards = self.right[:1] == (-1,)
        order = sorted(range(len(numbers)), key=lambda place: numbers[place], reverse=downwards)
        self._send(1, tuple(order))
        self._send(0, tuple(numbers[place] for place in order))

    def _right(self) -> Atom:
        if not self.right:
            raise self.error("never got its right side")
        return self.right[0]

    def _send(self, outlet: int, atoms: Message) -> None:
        if len(atoms) > LONGEST:
            raise self.error(f"a list of {len(atoms)} atoms: Max cuts it to {LONGEST}")
        if atoms:
            self.out(outlet, *message(atoms))
