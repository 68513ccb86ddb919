"""What belongs to the patch: message boxes, its loading and closing, and what is only looked at."""

from __future__ import annotations

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import (
    COMMA,
    SEMICOLON,
    Atom,
    Message,
    message,
    read,
    substitute,
)


@named("message")
class MessageBox(Box):
    """Sends its content: parts between commas one after another, after a semicolon to a name."""

    inlets = 2

    def set_up(self) -> None:
        """Read the content."""
        self.content = read(self.typed.text)
        self.values: dict[int, Atom] = {}

    def take_any(self, received: Message) -> None:
        """Take the values of $1 and so on, and send."""
        atoms = received[1:] if received[0] == "symbol" else received
        self.values |= dict(enumerate(atoms, start=1))
        self.on_bang()

    def on_bang(self) -> None:
        """Send the content."""
        for mark, part in self._parts():
            atoms = self._filled(part)
            if mark == SEMICOLON:
                self.application.send(str(atoms[0]), message(atoms[1:]))
            elif atoms:
                self.out(0, *atoms)

    def on_set(self, *atoms: Atom) -> None:
        """Another content."""
        self.content = list(atoms)

    def store(self, inlet: int, received: Message) -> None:
        """Another content."""
        self.content = list(received[1:] if received[0] == "symbol" else received)

    def _parts(self) -> list[tuple[Atom, list[Atom]]]:
        parts: list[tuple[Atom, list[Atom]]] = [(COMMA, [])]
        for atom in self.content:
            if atom in (COMMA, SEMICOLON):
                parts.append((atom, []))
            else:
                parts[-1][1].append(atom)
        return parts

    def _filled(self, part: list[Atom]) -> list[Atom]:
        try:
            return substitute(part, self.values)
        except MaxError as error:
            raise self.error(str(error)) from None


@named("loadbang")
class LoadBang(Box):
    """Bangs when the patch is whole."""

    def loaded(self) -> None:
        """See the class."""
        self.bang()

    def on_bang(self) -> None:
        """Bang again."""
        self.bang()


@named("freebang", "closebang")
class FreeBang(Box):
    """Bangs when the patch is closed."""

    def closing(self) -> None:
        """See the class."""
        self.bang()

    def on_bang(self) -> None:
        """Bang."""
        self.bang()


@named("button")
class Button(Box):
    """Bangs for whatever comes, and when it is clicked."""

    def take_any(self, _: Message) -> None:
        """See the class."""
        self.bang()


@named("toggle")
class Toggle(Box):
    """0 or 1, or the number that came."""

    value: Atom = 0

    def take_number(self, value: Atom) -> None:
        """Keep and send it."""
        self.value = value
        self.out(0, value)

    def on_bang(self) -> None:
        """The other one."""
        self.take_number(int(not self.value))

    def on_set(self, value: Atom) -> None:
        """Keep it."""
        self.value = value


class Decoration(Box):
    """Only looked at."""

    inlets, outlets = 1, 0


@named("comment")
class Comment(Decoration):
    """A text, which `set` changes."""

    def set_up(self) -> None:
        """The text at first."""
        self.shown = str(self.typed.saved.get("text", ""))

    def on_set(self, *atoms: Atom) -> None:
        """Show another one."""
        self.shown = " ".join(map(str, atoms))


@named("panel")
class Panel(Decoration):
    """A rectangle of one colour."""

    def on_bgcolor(self, *colour: Atom) -> None:
        """Another colour."""
        self.colour = colour


@named("live.line")
class Line(Decoration):
    """A line."""
