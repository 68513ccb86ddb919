"""The parameters of a device: live.* controls, which Live stores, automates and maps."""

from __future__ import annotations

from typing import Any

from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.objects.patching import Decoration

FLOAT, ENUM = 0, 2
HIDDEN = 2


class Parameter(Box):
    """A parameter. `turn` is what a person, a mapping or automation does."""

    outlets = 2

    def set_up(self) -> None:
        """Read what is saved of it."""
        saved: dict[str, Any] = self.typed.saved["saved_attribute_attributes"]["valueof"]
        self.long_name: str = saved["parameter_longname"]
        self.kind: int = saved["parameter_type"]
        self.names: list[str] = saved.get("parameter_enum", [])
        self.least: float = saved.get("parameter_mmin", 0)
        self.most: float = saved.get("parameter_mmax", 127 if self.kind != ENUM else 1)
        self.stored: bool = saved.get("parameter_invisible", 0) != HIDDEN
        initial = saved.get("parameter_initial", [self.least])
        self.starts: bool = bool(saved.get("parameter_initial_enable", 0))
        self.value: float = self._kept(initial[0])
        if self.patcher.device is not None:
            self.patcher.device.add_parameter(self)

    def turn(self, value: Atom) -> None:
        """Set it from outside, by a number or a name, and send it."""
        self.value = self._kept(self.names.index(value) if isinstance(value, str) else value)
        self.send()

    def restore(self) -> None:
        """Send the value at the load of a Set."""
        self.send()

    def send(self) -> None:
        """Send the value: raw on the right, the name of a choice, and the number."""
        span = (self.most - self.least) or 1
        self.out(self.outlets - 1, (self.value - self.least) / span)
        if self.outlets > 2:
            self.out_symbol(1, self.names[int(self.value)])
        self.out(0, self.value)

    def on_bang(self) -> None:
        """Send the value."""
        self.send()

    def take_number(self, value: Atom) -> None:
        """The patch turns it: Live writes that into its undo history."""
        if self.stored and self.patcher.device is not None:
            self.patcher.device.undo_steps.append(self.long_name)
        self.turn(value)

    def on_set(self, value: Atom) -> None:
        """Show a value, and don't send."""
        self.value = self._kept(self.number(value))

    def _kept(self, value: Atom) -> float:
        number = min(max(self.number(value), self.least), self.most)
        return float(number) if self.kind == FLOAT else int(number)


@named("live.dial", "live.numbox", "live.slider")
class Dial(Parameter):
    """A number."""


@named("live.menu", "live.tab")
class Choice(Parameter):
    """One of several names."""

    outlets = 3

    def on__parameter_range(self, *names: Atom) -> None:
        """Other names."""
        self.names = list(map(str, names))
        self.most = max(len(names) - 1, 0)
        self.value = min(self.value, self.most)


@named("live.text")
class Text(Parameter):
    """A button that bangs, or a toggle with two texts."""

    def set_up(self) -> None:
        """Its mode: 0 is a button, 1 a toggle."""
        super().set_up()
        self.is_button = self.typed.saved.get("mode", 1) == 0

    def turn(self, value: Atom) -> None:
        """A button is clicked by any number but 0."""
        if self.is_button and value:
            self.send()
        elif not self.is_button:
            super().turn(value)

    def restore(self) -> None:
        """A button sends nothing."""
        if not self.is_button:
            self.send()

    def send(self) -> None:
        """The text on the right, then a bang or the value."""
        key = "texton" if self.value and not self.is_button else "text"
        self.out_symbol(1, str(self.typed.saved.get(key, "")))
        if self.is_button:
            self.bang(0)
        else:
            self.out(0, self.value)


@named("live.comment")
class LiveComment(Decoration):
    """A text, which `set` changes."""

    def set_up(self) -> None:
        """The text at first."""
        self.shown = str(self.typed.saved.get("text", ""))

    def on_set(self, *atoms: Atom) -> None:
        """Show another one."""
        self.shown = " ".join(map(str, atoms))
