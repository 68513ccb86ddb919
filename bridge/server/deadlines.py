"""Whether there is time to think: what a request with a deadline decides by, note after note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

NEVER = float("inf")
# Seconds: of one note before any was measured, by the cheap policy, and to send the replies.
FIRST_GUESS = 1e-3
CHEAP = 3e-5
RESERVE = 3e-4
# How much longer than usual a note may take; how fast "usual" follows, and how fast it falls while
# there is no time to measure it.
CAUTION = 2.0
FOLLOWS = 0.05
FALLS = 0.99


class Deadlines(Protocol):
    """Decides between the policy and its cheap substitute. late: answers after their deadline."""

    late: int

    def now(self) -> float:
        """Seconds on the server's clock."""

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """Whether the policy may choose note `index`, with `left` notes to go, it included, until
        `deadline` (seconds on the server's clock, NEVER: none)."""

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """A request that was begun at a time took so many notes of thought."""


class NoDeadlines:
    """A pace without a clock: there is always time."""

    late = 0

    def now(self) -> float:
        """See `Deadlines`."""
        return 0.0

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """See `Deadlines`."""
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """See `Deadlines`."""


class MeasuredDeadlines:
    """The pace of a real server: it measures how long notes take it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.now = clock
        self.late = 0
        self._usual = FIRST_GUESS

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """See `Deadlines`: whether this note can be thought of, and cheap ones follow, in time."""
        if deadline == NEVER:
            return True
        needed = CAUTION * self._usual + (left - 1) * CHEAP + RESERVE
        return self.now() + needed <= deadline

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """Learn how long a note takes, and count the answers that came too late."""
        now = self.now()
        self.late += now > deadline
        if thought:
            self._usual += FOLLOWS * ((now - began) / thought - self._usual)
        elif deadline != NEVER:
            self._usual *= FALLS
