"""An agent as a musician: it hears notes, and plays the next one.

Everything is a value. A line is where a melody stands; hearing and playing return a new one.
The knobs come with every call, so that a turn of one acts on the very next note, and so does the
taste, what a listener's thumbs taught. Randomness enters as a number.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

from agent.errors import TaskError
from agent.music.note import REST, Note
from agent.player.checkpoint import Header
from agent.player.explanation import Explanation
from agent.player.knobs import Knobs
from agent.taste.model import NO_TASTE, FloatArray, Taste

__all__ = ["REST", "Line", "Note", "Player"]

# Where a melody stands: each player has lines of its own kind, which only it can read.
Line: TypeAlias = Any


class Player(Protocol):
    """A loaded agent. header: what it says of itself; terms: the knob weights that it has."""

    header: Header
    terms: tuple[str, ...]

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError with one sentence if these knobs can't be played by this agent."""

    def start(self, index: int, onset: float | None = None) -> Line:
        """A line without a past, whose next note has this number.

        onset: where that note begins, in quarters; None leaves it to the player.
        """

    def understands(self, line: Line) -> bool:
        """Whether this player can go on from a line: it, or one of its kind, made it."""

    def play(
        self, line: Line, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, Line]:
        """The next note of a line, and the line after it.

        knobs: checked ones. chance: a uniform random number in [0, 1), which decides the choice.
        """

    def fallback(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        """The same without the network, in a few microseconds; it keeps every constraint."""

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person played `note`.

        A note without a place is context only. A placed one also has its onset on the line's own
        clock: where it ends later than the line, the line goes on after it.
        """

    def overhear(self, line: Line, knobs: Knobs, note: Note) -> Line:
        """The line after another voice played `note`: something to take up, where the agent can,
        without being a part of this melody."""

    def explain(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> Explanation:
        """Why `note` was chosen on this line."""

    def lesson(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> FloatArray:
        """[FEATURES]: how `note` sounded, less what was to be expected there (for `Taste`)."""

    def morphed(self, other: Player, amount: float) -> Player:
        """A player whose scores are (1 - amount) of its own + amount of another's.

        amount: 0-1. Raises TaskError if the other plays another task.
        """


def not_of_one_task(one: Header, other: Header) -> TaskError:
    """The error of a mixture that can't be."""
    return TaskError(
        f"an agent of the task {one.task} can't be mixed with one of the task {other.task}: "
        "morph between two agents of one task"
    )
