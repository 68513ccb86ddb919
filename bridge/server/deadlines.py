"""Deadlines: whether there is time for the network, or the fallback must choose a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

NEVER = float("inf")
# Seconds: initial estimate for a note, time of a fallback note, and reserve for sending replies.
FIRST_GUESS = 1e-3
CHEAP = 3e-5
RESERVE = 3e-4
# Safety factor on the mean time of a note; weight of a new measurement in that moving average; and
# its decay per answer while the network is never used, so that it is tried again.
CAUTION = 2.0
FOLLOWS = 0.05
FALLS = 0.99


class Deadlines(Protocol):
    """Decides for each note between the network and the fallback.

    late: number of answers after their deadline. Times are seconds on the server's clock.
    """

    late: int

    def now(self) -> float:
        """The current time in seconds."""

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        """Whether the network may choose note `index`.

        left: number of notes still to choose, including this one. deadline: when the last one must
        be sent, or NEVER.
        """

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """Record an answer. began: its start; thought: number of notes that the network chose."""


class NoDeadlines:
    """There is always time for the network; for servers without a clock."""

    late = 0

    def now(self) -> float:
        return 0.0

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass


class MeasuredDeadlines:
    """Deadlines by a moving average of the time that a note takes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.now = clock
        self.late = 0
        self._usual = FIRST_GUESS

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        """Whether there is time for the network now and for the fallback on all other notes."""
        if deadline == NEVER:
            return True
        needed = CAUTION * self._usual + (left - 1) * CHEAP + RESERVE
        return self.now() + needed <= deadline

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """Update the mean time of a note, and count late answers."""
        now = self.now()
        self.late += now > deadline
        if thought:
            self._usual += FOLLOWS * ((now - began) / thought - self._usual)
        elif deadline != NEVER:
            self._usual *= FALLS
