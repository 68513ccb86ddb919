"""Ports that are wanted: taken when they are there, missed when they are gone, taken again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bridge.errors import PlayError
from bridge.midi.messages import CHANNELS, Held, silence
from bridge.midi.ports.backend import Backend, Input, Output
from bridge.midi.ports.names import Port, found

Device = TypeVar("Device", Input, Output)


class Plug(ABC, Generic[Device]):
    """A port, open or not. early: seconds that its messages are ahead of what is heard."""

    output: bool

    def __init__(self, port: Port) -> None:
        self.port, self.early = port, port.latency_ms / 1000
        self._device: Device | None = None
        self._there = ""

    @property
    def taken(self) -> bool:
        """Whether it is open."""
        return self._device is not None

    def take(self, backend: Backend) -> None:
        """Open the port. Raises PlayError."""
        place = None
        if not self.port.virtual:
            names = self.names(backend)
            place = found(self.port.name, names, output=self.output)
            self._there = names[place]
        self._device = self._open(backend, place)

    def gone(self, backend: Backend) -> bool:
        """Whether the port that is open isn't there any more."""
        return self.taken and not self.port.virtual and self._there not in self.names(backend)

    def lose(self) -> None:
        """Give up a port that is gone."""
        if self._device is not None:
            self._device.close()
        self._device = None

    @abstractmethod
    def names(self, backend: Backend) -> list[str]:
        """The ports of this direction that there are."""

    @abstractmethod
    def _open(self, backend: Backend, place: int | None) -> Device:
        """Open the port at a place of `names`, or a virtual one."""


class Outlet(Plug[Output]):
    """An output."""

    output = True

    def __init__(self, port: Port) -> None:
        super().__init__(port)
        self._held = Held()
        self._owed: list[bytes] = []

    def names(self, backend: Backend) -> list[str]:
        """See `Plug`."""
        return backend.outputs()

    def send(self, message: bytes) -> None:
        """Send a message, if there is somebody to hear it."""
        if self._device is None:
            return
        try:
            self._device.send(message)
        except PlayError:  # it will be missed soon
            return
        self._held.take(message)

    @property
    def sounds(self) -> bool:
        """Whether notes sound, as far as can be told."""
        return self.taken and bool(self._held.endings())

    def end(self, channel: int) -> None:
        """End what sounds on a channel."""
        for message in self._held.endings(channel):
            self.send(message)

    def owe(self, endings: Iterable[bytes]) -> None:
        """Send these note-offs with the next silence: others left their notes sounding."""
        self._owed = list(endings)

    def silence(self) -> None:
        """End every sound on every channel, if there is somebody to hear it."""
        if self._device is None:
            return
        owed, self._owed = self._owed, []
        for message in (*owed, *self._held.endings()):
            self.send(message)
        for channel in range(CHANNELS):
            for message in silence(channel):
                self.send(message)

    def _open(self, backend: Backend, place: int | None) -> Output:
        return backend.open_output(place, self.port.name)


class Inlet(Plug[Input]):
    """An input."""

    output = False

    def names(self, backend: Backend) -> list[str]:
        """See `Plug`."""
        return backend.inputs()

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        """What was played since the last time, with times."""
        if self._device is not None:
            for time, message in self._device.messages(now):
                yield time - self.early, message

    def _open(self, backend: Backend, place: int | None) -> Input:
        return backend.open_input(place, self.port.name)
