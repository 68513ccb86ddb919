"""Whether the policy has time for a note: how requests with a deadline are answered in time."""

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
    """Decides for each note between the policy and its cheap substitute.

    late: how many answers came after their deadline. Times are seconds on the server's clock.
    """

    late: int

    def now(self) -> float:
        """The time."""

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """Whether the policy may choose note `index`.

        left: how many notes are still to come, this one included; deadline: when the last one has
        to be sent, NEVER for none.
        """

    def answered(self, began: float, thought: int, deadline: float) -> None:
        """A request was answered. began: when; thought: how many notes the policy chose."""


class NoDeadlines:
    """The policy always has time; for servers without a clock."""

    late = 0

    def now(self) -> float:
        return 0.0

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass


class MeasuredDeadlines:
    """The deadlines of a real server, which measures how long a note takes."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.now = clock
        self.late = 0
        self._usual = FIRST_GUESS

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        """Whether the policy can choose this note, and its substitute the others, in time."""
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
