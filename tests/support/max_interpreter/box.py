"""What all boxes share: inlets, outlets, and which method a message comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import (
    COMMA,
    SEMICOLON,
    Atom,
    Message,
    message,
    read,
    write,
)

if TYPE_CHECKING:
    from tests.support.max_interpreter.application import Application
    from tests.support.max_interpreter.patcher import Patcher


@dataclass(frozen=True, slots=True)
class Typed:
    """The text of a box: its class, arguments and @attributes. saved: its JSON."""

    text: str
    name: str
    arguments: tuple[Atom, ...] = ()
    attributes: Mapping[str, tuple[Atom, ...]] = field(default_factory=dict)
    saved: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, saved: Mapping[str, Any]) -> Typed:
        """Read the text of an object box. Raises MaxError where it is empty."""
        atoms = [{COMMA: ",", SEMICOLON: ";"}.get(str(value), value) for value in read(text)]
        if not atoms:
            raise MaxError("an object box without a text")
        marks = [i for i, value in enumerate(atoms) if i and str(value)[0:1] == "@"]
        marks.append(len(atoms))
        attributes = {
            str(atoms[start])[1:]: tuple(atoms[start + 1 : end]) for start, end in pairwise(marks)
        }
        return cls(text, str(atoms[0]), tuple(atoms[1 : marks[0]]), attributes, saved)


class Destination(NamedTuple):
    """The end of a cord."""

    box: Box
    inlet: int


class Box:
    """A box of a patch.

    Subclasses say what they understand. At the first inlet: `on_SELECTOR(*atoms)`, so `on_bang()`;
    `take_number(value)`; `take_list(message)` for two numbers or more, or a number and symbols;
    `take_any(message)` for all else. At the others: `store(inlet, message)`. What no method takes
    is an error, as is an attribute that isn't in `knows`.
    """

    inlets: int = 1
    outlets: int = 1
    knows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, patcher: Patcher, typed: Typed) -> None:
        self.patcher, self.typed = patcher, typed
        self.cords: dict[int, Destination] = {}
        unknown = set(typed.attributes) - self.knows
        if unknown:
            raise self.error(f"the attributes {', '.join(sorted(unknown))} aren't known")
        self.set_up()

    def set_up(self) -> None:
        """Read the arguments, and say how many inlets and outlets there are."""

    def loaded(self) -> None:
        """The patch is whole: called once for each box."""

    def closing(self) -> None:
        """The patch is about to be closed: called once for each box while all still works."""

    def freed(self) -> None:
        """The patch is closed: called once for each box."""

    @property
    def application(self) -> Application:
        """Where the patch runs."""
        return self.patcher.application

    @property
    def arguments(self) -> tuple[Atom, ...]:
        """What is typed after the name of the class."""
        return self.typed.arguments

    def argument(self, number: int, default: Atom) -> Atom:
        """One of them, or what stands for a missing one."""
        return self.arguments[number] if number < len(self.arguments) else default

    def attribute(self, name: str, default: Atom) -> Atom:
        """The first value of an attribute."""
        return self.typed.attributes.get(name, (default,))[0]

    def error(self, what: str) -> MaxError:
        """An error that names the box."""
        return MaxError(f"[{self.typed.text}] in {self.patcher.name}: {what}")

    def receive(self, inlet: int, received: Message) -> None:
        """Take a message in at an inlet."""
        if not 0 <= inlet < self.inlets:
            raise self.error(f"has no inlet {inlet}")
        if inlet:
            self.store(inlet, received)
        else:
            self._take(received)

    def store(self, inlet: int, received: Message) -> None:
        """Take a message in at an inlet that isn't the first. Cold, unless a class says so."""
        raise self.error(f"doesn't understand '{write(received)}' at inlet {inlet}")

    def out(self, outlet: int, *atoms: Atom) -> None:
        """Send a message from an outlet."""
        if not 0 <= outlet < self.outlets:
            raise self.error(f"has no outlet {outlet}")
        sent = message(atoms)
        if self.application.tracer:
            self.application.tracer(self, outlet, sent)
        destination = self.cords.get(outlet)
        if destination is not None:
            destination.box.receive(destination.inlet, sent)

    def bang(self, outlet: int = 0) -> None:
        """Send a bang from an outlet."""
        self.out(outlet, "bang")

    def out_symbol(self, outlet: int, name: str) -> None:
        """Send a lone symbol from an outlet."""
        marked = self.application.live.habits.marked_symbols
        self.out(outlet, *(("symbol", name) if marked else (name,)))

    def number(self, value: Atom) -> float:
        """A value that must be a number."""
        if isinstance(value, str):
            raise self.error(f"'{value}' must be a number")
        return value

    def whole(self, value: Atom) -> int:
        """A number without its fraction."""
        return int(self.number(value))

    def only(self, received: Message) -> Atom:
        """The one atom of a message, without `set` or `symbol`."""
        if len(received) == 2 and received[0] == "symbol":
            return received[1]
        if len(received) != 1:
            raise self.error(f"'{write(received)}' must be one value")
        return received[0]

    def _take(self, received: Message) -> None:
        head = received[0]
        if not isinstance(head, str):
            self._take_numbers(received)
        elif handler := self._handler(f"on_{head}"):
            self._call(handler, received)
        elif handler := self._handler("take_any"):
            handler(received)
        else:
            raise self.error(f"doesn't understand '{write(received)}'")

    def _take_numbers(self, received: Message) -> None:
        typed = "take_number" if len(received) == 1 else "take_list"
        if handler := self._handler(typed):
            handler(*received if len(received) == 1 else (received,))
        elif handler := self._handler("take_any"):
            handler(received)
        elif self._handler("take_number"):
            self._distribute(received)
        else:
            raise self.error(f"doesn't understand '{write(received)}'")

    def _call(self, handler: Callable[..., None], received: Message) -> None:
        try:
            handler(*received[1:])
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is None:
                raise self.error(f"'{write(received)}' has the wrong arguments") from None
            raise

    def _distribute(self, received: Message) -> None:
        """A list for an object without lists: each atom for its inlet, the first one at last."""
        if len(received) > self.inlets:
            raise self.error(f"'{write(received)}' is longer than there are inlets")
        for inlet in range(len(received) - 1, -1, -1):
            self.receive(inlet, (received[inlet],))

    def _handler(self, name: str) -> Callable[..., None] | None:
        found: Callable[..., None] | None = getattr(self, name, None)
        return found


CLASSES: dict[str, type[Box]] = {}
"""The object classes by each of their names."""
B = TypeVar("B", bound=type[Box])


def named(*names: str) -> Callable[[B], B]:
    """Make a class known by these names."""

    def decorate(cls: B) -> B:
        CLASSES.update(dict.fromkeys(names, cls))
        return cls

    return decorate
