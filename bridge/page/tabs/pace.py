"""How fast a tab may send: a tab that sends faster is read later, and TCP holds it back."""

from __future__ import annotations

A_SECOND = 500.0
"""Messages a second; a burst may have a second's worth."""


class Pace:
    """Counts messages. Times are arguments, in seconds."""

    def __init__(self, now: float) -> None:
        self._free_at = now

    def wait(self, now: float) -> float:
        """Count a message. Returns how long to wait before the next one is read: 0 for most."""
        self._free_at = max(self._free_at, now - 1.0) + 1 / A_SECOND
        return max(0.0, self._free_at - now)
