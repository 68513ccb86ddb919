"""How fast a tab may send."""

from __future__ import annotations

A_SECOND, BURST_SECONDS = 500.0, 1.0
"""Messages a second; a burst may have the worth of so many seconds."""


class Pace:
    """Counts messages. Times are arguments, in seconds."""

    def __init__(self, now: float) -> None:
        self._free_at = now - BURST_SECONDS

    def wait(self, now: float) -> float:
        """Count a message. Returns by how many seconds it came too early: 0 for most."""
        self._free_at = max(self._free_at, now - BURST_SECONDS) + 1 / A_SECOND
        return max(0.0, self._free_at - now)
