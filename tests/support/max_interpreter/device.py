"""A device in Live: loaded, its controls turned, MIDI sent in, switched off, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.max_interpreter.errors import MaxError
from tests.support.max_interpreter.messages import Atom
from tests.support.max_interpreter.midi import NOTE_ON, Output
from tests.support.max_interpreter.patcher import Patcher, read_patch
from tests.support.max_interpreter.scheduler import MAIN, SCHEDULER

if TYPE_CHECKING:
    from tests.support.max_interpreter.application import Application
    from tests.support.max_interpreter.box import Box
    from tests.support.max_interpreter.objects.controls import Parameter


class Device:
    """A Max for Live device on a track of its own.

    stored: the parameters of the Set by their long names; output: what it played; undo_steps: the
    parameters that it turned itself, which Live would offer to undo.
    """

    def __init__(
        self, application: Application, path: Path, stored: Mapping[str, Atom] | None = None
    ) -> None:
        self.application = application
        self.number = next(application.numbers)
        self.track, self.api = application.live.add(), application.live.add(is_active=(1,))
        self.midi_inputs: list[Box] = []
        self.this_device: list[Box] = []
        self.parameters: dict[str, Parameter] = {}
        self.undo_steps: list[str] = []
        self.output = Output()
        self.patcher = Patcher(application, read_patch(path), path.name, device=self)
        application.perform(lambda: self._load(stored or {}))

    def add_parameter(self, parameter: Parameter) -> None:
        """A control of the device. Raises MaxError for a name that another one has."""
        if parameter.long_name in self.parameters:
            raise MaxError(f"two parameters are called '{parameter.long_name}'")
        self.parameters[parameter.long_name] = parameter

    def set(self, name: str, value: Atom, thread: str = MAIN) -> None:
        """Turn a control, by the mouse or, in the scheduler thread, by automation."""
        parameter = self.parameters[name]
        self.application.perform(lambda: parameter.turn(value), thread)

    def receive(self, *message: int) -> None:
        """A MIDI message comes from the track."""
        self.application.perform(lambda: self._feed(message), SCHEDULER)

    def note_on(self, pitch: int, velocity: int = 100) -> None:
        """A key goes down."""
        self.receive(NOTE_ON, pitch, velocity)

    def note_off(self, pitch: int) -> None:
        """A key comes up."""
        self.receive(NOTE_ON, pitch, 0)

    def switch(self, on: bool) -> None:
        """Press the device's on/off button."""
        self.api.put("is_active", int(on))
        self.application.perform(lambda: self._report(1, int(on)))

    def delete(self) -> None:
        """Delete the device."""
        self.application.perform(self.patcher.free)

    def play(self, message: tuple[int, ...]) -> None:
        """A MIDI message leaves the device."""
        self.output.add(self.application.now, self.application.live.transport.ticks, message)

    def _load(self, stored: Mapping[str, Any]) -> None:
        self.patcher.load()
        for name, parameter in self.parameters.items():
            if name in stored:
                parameter.on_set(stored[name])
            if name in stored or parameter.starts:
                parameter.restore()
        if self.application.live.habits.enabled_at_load:
            self._report(1, 1)
        for box in self.this_device:
            box.bang(0)

    def _report(self, outlet: int, value: int) -> None:
        for box in self.this_device:
            box.out(outlet, value)

    def _feed(self, message: tuple[int, ...]) -> None:
        for byte in message:
            for box in self.midi_inputs:
                box.out(0, byte)
