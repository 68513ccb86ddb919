"""All ports of a MIDI process: which are open, which disappeared, which came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from agent.errors import MeloError
from bridge.errors import PlayError
from bridge.midi.events import Event, PortBack, PortList, PortLost, PortRefused
from bridge.midi.ports.backend import Backend
from bridge.midi.ports.names import Port
from bridge.midi.ports.open import InputPort, OutputPort

Connect = Callable[[], Backend]
Emit = Callable[[Event], None]


class MidiLost(MeloError):
    """The system's MIDI went away, as when a JACK server ends: only a new process can go on."""


class PortSet:
    """Outputs and inputs, by number. Every change of them is emitted as an event."""

    def __init__(
        self, outputs: Sequence[Port], inputs: Sequence[Port], connect: Connect, emit: Emit
    ) -> None:
        """connect: gives the system's MIDI, or raises PlayError."""
        self.outputs = [OutputPort(port) for port in outputs]
        self.inputs = [InputPort(port) for port in inputs]
        self._connect, self._emit = connect, emit
        self._backend: Backend | None = None
        self._listed: PortList | None = None

    def begin(self) -> None:
        """Open every port. Raises PlayError with the first reason why one can't be opened."""
        backend = self._connected()
        for _, port in self._numbered():
            port.open(backend)
        self._list_ports()

    def begin_again(self, note_offs: Sequence[Sequence[bytes]]) -> None:
        """Open the ports that exist, after an earlier process died, and silence the outputs.

        note_offs: for what that process left sounding, by output.
        """
        for number, port in self._numbered():
            if not self._can_open(port):
                self._emit(PortLost(number, port.output, port.wanted.name))
        for output, inherited in zip(self.outputs, note_offs, strict=True):
            output.inherit(inherited)
            output.silence()

    def open_output(self, wanted: Port) -> None:
        """Open one more output; emits PortRefused where that fails, and keeps trying."""
        output = OutputPort(wanted)
        self.outputs.append(output)
        try:
            output.open(self._connected())
        except PlayError as error:
            self._emit(PortRefused(len(self.outputs) - 1, str(error)))

    def look(self) -> None:
        """Close the ports that disappeared, open those that came back."""
        for number, port in self._numbered():
            if self._backend is not None and port.has_disappeared(self._backend):
                port.close()
                self._emit(PortLost(number, port.output, port.wanted.name))
            elif not port.is_open and self._can_open(port):
                if isinstance(port, OutputPort):  # it may still sound
                    port.silence()
                self._emit(PortBack(number, port.output, port.wanted.name))
        self._list_ports()

    def check(self) -> None:
        """Raises MidiLost where the system's MIDI went away."""
        if self._backend is not None and not self._backend.alive():
            raise MidiLost("the system's MIDI went away")

    def silence(self) -> None:
        """End every sound of every output."""
        for output in self.outputs:
            output.silence()

    def close(self) -> None:
        """Close all ports, after what was sent has left."""
        if self._backend is None:
            return
        self._backend.drain()
        for _, port in self._numbered():
            port.close()
        self._backend.close()

    def _numbered(self) -> Iterator[tuple[int, OutputPort | InputPort]]:
        yield from enumerate(self.outputs)
        yield from enumerate(self.inputs)

    def _connected(self) -> Backend:
        if self._backend is None:
            self._backend = self._connect()
        return self._backend

    def _can_open(self, port: OutputPort | InputPort) -> bool:
        """Try to open a port. Returns whether it is open now."""
        with suppress(PlayError):
            port.open(self._connected())
        return port.is_open

    def _list_ports(self) -> None:
        """Emit the names of all ports, if they have changed."""
        if self._backend is None:
            return
        ports = PortList(tuple(self._backend.outputs()), tuple(self._backend.inputs()))
        if ports != self._listed:
            self._listed = ports
            self._emit(ports)
