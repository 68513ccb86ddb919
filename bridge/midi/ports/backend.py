"""The seam to the system's MIDI: what the engine needs of it. `rtmidi_backend` has the real one,
`loopback` one for tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Output(Protocol):
    """An open output."""

    def send(self, message: bytes) -> None:
        """Send a message now. Raises PlayError."""

    def close(self) -> None:
        """Close the port, after what was sent."""


class Input(Protocol):
    """An open input."""

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        """What came since the last time, with the seconds of our clock at which it came."""

    def close(self) -> None:
        """Close the port."""


class Backend(Protocol):
    """All ports of a machine, without those that it opened itself."""

    def outputs(self) -> list[str]:
        """The names of the outputs that there are."""

    def inputs(self) -> list[str]:
        """The names of the inputs that there are."""

    def open_output(self, place: int | None, name: str) -> Output:
        """Open an output: the one at a place in `outputs`, or a virtual one of this name.

        Raises PlayError.
        """

    def open_input(self, place: int | None, name: str) -> Input:
        """Open an input, in the same way. Raises PlayError."""

    def alive(self) -> bool:
        """Whether the system's MIDI is there still. May take a while."""

    def drain(self) -> None:
        """Wait until what was sent has left."""

    def close(self) -> None:
        """Give everything back."""
