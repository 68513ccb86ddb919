"""Ports to be kept open: they may disappear, and are opened again when they come back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from bridge.errors import PlayError
from bridge.midi.messages import CHANNELS, SoundingNotes, silence
from bridge.midi.ports.backend import Backend, Input, Output
from bridge.midi.ports.names import Port, found

Opened = TypeVar("Opened", Input, Output)


class ManagedPort(ABC, Generic[Opened]):
    """A port that is wanted, open or not. early: its latency in seconds."""

    output: bool

    def __init__(self, wanted: Port) -> None:
        self.wanted, self.early = wanted, wanted.latency_ms / 1000
        self._opened: Opened | None = None
        self._full_name = ""

    @property
    def is_open(self) -> bool:
        """Whether messages can pass."""
        return self._opened is not None

    def open(self, backend: Backend) -> None:
        """Open the port. Raises PlayError where there is none of its name."""
        index = None
        if not self.wanted.virtual:
            names = self.names(backend)
            index = found(self.wanted.name, names, output=self.output)
            self._full_name = names[index]
        self._opened = self._open(backend, index)

    def has_disappeared(self, backend: Backend) -> bool:
        """Whether the port that was opened no longer exists."""
        return (
            self.is_open and not self.wanted.virtual and self._full_name not in self.names(backend)
        )

    def close(self) -> None:
        """Close the port, if it is open."""
        if self._opened is not None:
            self._opened.close()
        self._opened = None

    @abstractmethod
    def names(self, backend: Backend) -> list[str]:
        """The names of all ports of this direction."""

    @abstractmethod
    def _open(self, backend: Backend, index: int | None) -> Opened:
        """Open the port at an index of `names`; None opens a virtual one."""


class OutputPort(ManagedPort[Output]):
    """An output that knows which of its notes sound. While it is closed, messages are dropped."""

    output = True

    def __init__(self, wanted: Port) -> None:
        super().__init__(wanted)
        self._sounding = SoundingNotes()
        self._inherited: list[bytes] = []

    def names(self, backend: Backend) -> list[str]:
        return backend.outputs()

    def send(self, message: bytes) -> None:
        """Send a message now."""
        if self._opened is None:
            return
        try:
            self._opened.send(message)
        except PlayError:  # the next look at the ports finds out why
            return
        self._sounding.track(message)

    @property
    def is_sounding(self) -> bool:
        """Whether notes sound, judged by the messages that were sent."""
        return self.is_open and bool(self._sounding.note_offs())

    def end_notes(self, channel: int) -> None:
        """Send note-offs for what sounds on a channel (0-15)."""
        for message in self._sounding.note_offs(channel):
            self.send(message)

    def inherit(self, note_offs: Iterable[bytes]) -> None:
        """Send these with the next `silence`: an earlier process left their notes sounding."""
        self._inherited = list(note_offs)

    def silence(self) -> None:
        """End every sound on all 16 channels."""
        if self._opened is None:
            return
        inherited, self._inherited = self._inherited, []
        for message in (*inherited, *self._sounding.note_offs()):
            self.send(message)
        for channel in range(CHANNELS):
            for message in silence(channel):
                self.send(message)

    def _open(self, backend: Backend, index: int | None) -> Output:
        return backend.open_output(index, self.wanted.name)


class InputPort(ManagedPort[Input]):
    """An input; its latency is taken off the time of every message."""

    output = False

    def names(self, backend: Backend) -> list[str]:
        return backend.inputs()

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        """The messages since the last call, each with the time (in seconds) it was played at."""
        if self._opened is not None:
            for time, message in self._opened.messages(now):
                yield time - self.early, message

    def _open(self, backend: Backend, index: int | None) -> Input:
        return backend.open_input(index, self.wanted.name)
