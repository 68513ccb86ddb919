"""A MIDI system in memory, for tests: devices that record what they receive."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from bridge.errors import PlayError


class Device:
    """A synthesiser or keyboard, as output and as input.

    received: all messages that were sent to it; played: messages that it sends next.
    """

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.played: deque[bytes] = deque()
        self.open = True

    def send(self, message: bytes) -> None:
        self.received.append(message)

    def messages(self, now: float) -> Iterator[tuple[float, bytes]]:
        while self.played:
            yield now, self.played.popleft()

    def close(self) -> None:
        self.open = False


class Loopback:
    """A `bridge.midi.ports.backend.Backend`.

    devices: those that are plugged in, by name; virtual: the virtual ports that were opened; lives:
    whether the system works.
    """

    def __init__(self, *names: str) -> None:
        self.devices = {name: Device() for name in names}
        self.virtual: dict[str, Device] = {}
        self.lives = True

    def outputs(self) -> list[str]:
        return list(self.devices)

    def inputs(self) -> list[str]:
        return list(self.devices)

    def open_output(self, index: int | None, name: str) -> Device:
        return self._opened(index, name)

    def open_input(self, index: int | None, name: str) -> Device:
        return self._opened(index, name)

    def alive(self) -> bool:
        return self.lives

    def drain(self) -> None:
        """Nothing to wait for: messages arrive at once."""

    def close(self) -> None:
        """Nothing to disconnect."""

    def _opened(self, index: int | None, name: str) -> Device:
        if not self.lives:
            raise PlayError("MIDI isn't available")
        if index is None:
            return self.virtual.setdefault(name, Device())
        return list(self.devices.values())[index]
