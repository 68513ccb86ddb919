"""A MIDI system in memory, for tests: devices that remember, and play what a test says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from bridge.errors import PlayError


class Device:
    """A synthesiser or keyboard. received: all that was sent to it."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.played: deque[bytes] = deque()
        self.open = True

    def send(self, message: bytes) -> None:
        """See `backend.Output`."""
        self.received.append(message)

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        """See `backend.Input`."""
        while self.played:
            yield now, self.played.popleft()

    def close(self) -> None:
        """See `backend.Output`."""
        self.open = False


class Loopback:
    """A `backend.Backend`. devices: those that are plugged in; virtual: those that were opened."""

    def __init__(self, *names: str) -> None:
        self.devices = {name: Device() for name in names}
        self.virtual: dict[str, Device] = {}
        self.lives = True

    def outputs(self) -> list[str]:
        """See `backend.Backend`."""
        return list(self.devices)

    def inputs(self) -> list[str]:
        """See `backend.Backend`."""
        return list(self.devices)

    def open_output(self, place: int | None, name: str) -> Device:
        """See `backend.Backend`."""
        return self._opened(place, name)

    def open_input(self, place: int | None, name: str) -> Device:
        """See `backend.Backend`."""
        return self._opened(place, name)

    def alive(self) -> bool:
        """See `backend.Backend`."""
        return self.lives

    def drain(self) -> None:
        """See `backend.Backend`."""

    def close(self) -> None:
        """See `backend.Backend`."""

    def _opened(self, place: int | None, name: str) -> Device:
        if not self.lives:
            raise PlayError("MIDI isn't available")
        if place is None:
            return self.virtual.setdefault(name, Device())
        return list(self.devices.values())[place]
