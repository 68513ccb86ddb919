"""What is kept under a name, and what is sent by one."""

from __future__ import annotations

from typing import Final

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Atom, Message, is_number, message

Key = int | str


@named("s", "send")
class Send(Box):
    """Sends to all `receive` objects of its name."""

    outlets = 0

    def set_up(self) -> None:
        """The name."""
        if len(self.arguments) != 1:
            raise self.error("needs one name")
        self.name = str(self.arguments[0])

    def take_any(self, received: Message) -> None:
        """See the class. Raises MaxError where nobody receives."""
        if not self.application.receivers[self.name]:
            raise self.error("has no receive")
        self.application.send(self.name, received)


@named("r", "receive")
class Receive(Box):
    """Sends what comes to its name."""

    inlets = 0

    def set_up(self) -> None:
        """Listen to the name."""
        if len(self.arguments) != 1:
            raise self.error("needs one name")
        self.application.receivers[str(self.arguments[0])].append(self)

    def freed(self) -> None:
        """Listen no more."""
        self.application.receivers[str(self.arguments[0])].remove(self)


@named("v", "value")
class Value(Box):
    """A message that all objects of its name share."""

    def set_up(self) -> None:
        """The name, and the message at first."""
        if not self.arguments:
            raise self.error("needs a name")
        name, *initial = self.arguments
        self.cell: list[Message] = self.application.common("value", str(name), list[Message])
        if initial:
            self.cell[:] = [message(initial)]

    def on_bang(self) -> None:
        """Send it. Raises MaxError where there is none yet."""
        if not self.cell:
            raise self.error("has no value yet")
        self.out(0, *self.cell[0])

    def take_any(self, received: Message) -> None:
        """Keep it, and don't send."""
        self.cell[:] = [received]


@named("coll")
class Coll(Box):
    """Messages by number or symbol, shared by all objects of its name.

    An index without a message sends nothing, as in Max.
    """

    outlets = 4
    knows = frozenset({"embed", "precision"})
    DATA: Final = 0
    INDEX: Final = 1
    DUMPED: Final = 3

    def set_up(self) -> None:
        """The name."""
        if not self.arguments:
            raise self.error("needs a name")
        if self.attribute("embed", 0):
            raise self.error("would be saved with the patch")
        name = str(self.arguments[0])
        self.table: dict[Key, Message] = self.application.common("coll", name, dict[Key, Message])

    def take_number(self, value: Atom) -> None:
        """Send the message of an index."""
        self._send(self.whole(value))

    def on_symbol(self, name: Atom) -> None:
        """Send the message of a name."""
        self._send(str(name))

    def take_list(self, received: Message) -> None:
        """Keep a message at an index."""
        self.table[self.whole(received[0])] = received[1:]

    def take_any(self, received: Message) -> None:
        """Send the message of a name. Raises MaxError for what looks like an unknown message."""
        if len(received) > 1:
            raise self.error(f"doesn't know the message {received[0]}")
        self._send(str(received[0]))

    def on_store(self, name: Atom, *atoms: Atom) -> None:
        """Keep a message at a name or an index."""
        self.table[self._key(name)] = message(atoms)

    def on_remove(self, name: Atom) -> None:
        """Forget a message, and let the others be."""
        self.table.pop(self._key(name), None)

    def on_clear(self) -> None:
        """Forget all."""
        self.table.clear()

    def on_dump(self) -> None:
        """Send all, and then a bang from the last outlet."""
        for key in list(self.table):
            self._send(key)
        self.bang(self.DUMPED)

    def _key(self, atom: Atom) -> Key:
        return self.whole(atom) if is_number(atom) else str(atom)

    def _send(self, key: Key) -> None:
        if (data := self.table.get(key)) is None:
            return
        self.out(self.INDEX, *((key,) if isinstance(key, int) else ("symbol", key)))
        single = len(data) == 1 and isinstance(data[0], str)
        self.out(self.DATA, *(("symbol", *data) if single else data))
