"""The interface to the system's MIDI: `bridge.midi.ports.rtmidi_backend` implements it for real,
`bridge.midi.ports.loopback` in memory, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Output(Protocol):
    """An open output."""

    def send(self, message: bytes) -> None:
        """Send a message now. Raises PlayError where the driver fails."""

    def close(self) -> None:
        """Close the port."""


class Input(Protocol):
    """An open input."""

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        """The messages since the last call, each with its time of arrival: seconds of the clock of
        `now`."""

    def close(self) -> None:
        """Close the port."""


class Backend(Protocol):
    """All ports of a machine but those that this process opened."""

    def outputs(self) -> list[str]:
        """The names of the outputs."""

    def inputs(self) -> list[str]:
        """The names of the inputs."""

    def open_output(self, index: int | None, name: str) -> Output:
        """Open the output at an index of `outputs`; None opens a virtual one of this name.

        Raises PlayError.
        """

    def open_input(self, index: int | None, name: str) -> Input:
        """Open an input, in the same way. Raises PlayError."""

    def alive(self) -> bool:
        """Whether the system's MIDI still works. May take tens of milliseconds."""

    def drain(self) -> None:
        """Wait until all messages have left."""

    def close(self) -> None:
        """Disconnect from the system's MIDI."""
