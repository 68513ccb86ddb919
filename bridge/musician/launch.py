"""The parent's side of a player process."""

from __future__ import annotations

from collections import deque

from bridge.musician.messages import Command, PlayerSetup, Report, report_of, to_values
from bridge.processes.child import Child
from bridge.processes.framing import frame

MODULE = "bridge.musician.process"


class PlayerProcess:
    """A player process: takes commands, gives reports. Only `close` waits."""

    def __init__(self, setup: PlayerSetup) -> None:
        self._child = Child(MODULE, deque([frame(*to_values(setup))]))

    @property
    def ended(self) -> bool:
        """Whether it ended, and all its reports were received."""
        return self._child.ended

    def send(self, command: Command) -> None:
        """Send a command."""
        self._child.send(*to_values(command))

    def reports(self) -> list[Report]:
        """The reports since the last call."""
        return [report_of(values) for values in self._child.receive()]

    def close(self, seconds: float) -> None:
        """Let it end in silence; by force after so many seconds."""
        self._child.close(seconds)

    def kill(self) -> None:
        """End it by force."""
        self._child.kill()
