"""All ports that a player has, and what becomes of them: lost, waited for, taken again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from agent.errors import MeloError
from bridge.errors import PlayError
from bridge.midi.events import Event, PortBack, PortLost, Ports, Refused
from bridge.midi.ports.backend import Backend
from bridge.midi.ports.names import Port
from bridge.midi.ports.open import Inlet, Outlet

Connect = Callable[[], Backend]
Tell = Callable[[Event], None]


class Gone(MeloError):
    """The system's MIDI went away, as when a JACK server ends: a new process has to begin anew."""


class Rig:
    """Outputs and inputs. connect: gives the system's MIDI, or raises PlayError."""

    def __init__(
        self, outputs: Sequence[Port], inputs: Sequence[Port], connect: Connect, tell: Tell
    ) -> None:
        self.outlets = [Outlet(port) for port in outputs]
        self.inlets = [Inlet(port) for port in inputs]
        self._connect, self._tell = connect, tell
        self._backend: Backend | None = None
        self._ports: Ports | None = None

    def begin(self) -> None:
        """Open everything. Raises PlayError with the first reason why not."""
        backend = self._connected()
        for _, plug in self._plugs():
            plug.take(backend)
        self._list_ports()

    def begin_again(self, held: Sequence[Sequence[bytes]]) -> None:
        """Open what is there, after another process had died, and silence it.

        held: the note-offs for what that one left sounding, by output.
        """
        for number, plug in self._plugs():
            if not self._taken(plug):
                self._tell(PortLost(number, plug.output, plug.port.name))
        for outlet, endings in zip(self.outlets, held, strict=True):
            outlet.owe(endings)
            outlet.silence()

    def open_output(self, port: Port) -> None:
        """Open one more, or tell why not."""
        outlet = Outlet(port)
        self.outlets.append(outlet)
        try:
            outlet.take(self._connected())
        except PlayError as error:
            self._tell(Refused(len(self.outlets) - 1, str(error)))

    def look(self) -> None:
        """See which ports are gone, and which are back."""
        for number, plug in self._plugs():
            if self._backend is not None and plug.gone(self._backend):
                plug.lose()
                self._tell(PortLost(number, plug.output, plug.port.name))
            elif not plug.taken and self._taken(plug):
                if isinstance(plug, Outlet):  # it may still sound
                    plug.silence()
                self._tell(PortBack(number, plug.output, plug.port.name))
        self._list_ports()

    def check(self) -> None:
        """Raises Gone where the system's MIDI went away."""
        if self._backend is not None and not self._backend.alive():
            raise Gone("the system's MIDI went away")

    def silence(self) -> None:
        """End every sound."""
        for outlet in self.outlets:
            outlet.silence()

    def close(self) -> None:
        """Close all ports, after what was sent."""
        if self._backend is None:
            return
        self._backend.drain()
        for _, plug in self._plugs():
            plug.lose()
        self._backend.close()

    def _plugs(self) -> Iterator[tuple[int, Outlet | Inlet]]:
        """All ports with their numbers."""
        yield from enumerate(self.outlets)
        yield from enumerate(self.inlets)

    def _connected(self) -> Backend:
        if self._backend is None:
            self._backend = self._connect()
        return self._backend

    def _taken(self, plug: Outlet | Inlet) -> bool:
        """Whether a port could be opened."""
        with suppress(PlayError):
            plug.take(self._connected())
        return plug.taken

    def _list_ports(self) -> None:
        """Tell which ports there are, if others than the last time."""
        if self._backend is None:
            return
        ports = Ports(tuple(self._backend.outputs()), tuple(self._backend.inputs()))
        if ports != self._ports:
            self._ports = ports
            self._tell(ports)
