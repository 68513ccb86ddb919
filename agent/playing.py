"""An agent as a musician: it hears notes, and plays the next one.

Everything is a value. A line is where a melody stands; hearing and playing return a new one.
The knobs come with every call, so that a turn of one acts on the very next note. Randomness
enters as a number.
"""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

from agent.checkpoint import Header
from agent.knobs import Knobs

REST = -1


class Note(NamedTuple):
    """A note as it sounds: MIDI pitch (-1 = rest), velocity 0-1, duration and onset in quarters."""

    pitch: int
    velocity: float
    duration: float
    onset: float


# Where a melody stands: each player has lines of its own kind, which only it can read.
Line: TypeAlias = Any


class Player(Protocol):
    """A loaded agent. header: what it says of itself; terms: the knob weights that it has."""

    header: Header
    terms: tuple[str, ...]

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError with one sentence if these knobs can't be played by this agent."""

    def start(self, index: int) -> Line:
        """A line without a past, whose next note has this number."""

    def play(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        """The next note of a line, and the line after it.

        knobs: checked ones. chance: a uniform random number in [0, 1), which decides the choice.
        """

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person played `note`.

        A note without a place is context only. A placed one also has its onset on the line's own
        clock: where it ends later than the line, the line goes on after it.
        """
