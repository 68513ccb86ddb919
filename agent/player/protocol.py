"""An agent as a musician: it hears notes, and plays the next one.

Everything is a value. A line is a melody so far; hearing and playing return a new one.
The knobs come with every call, so that a turn of one acts on the very next note, and so does the
taste, what a listener's thumbs taught. Randomness enters as a number.
"""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeAlias, TypeGuard, TypeVar

from agent.errors import TaskError
from agent.music.note import Note
from agent.player.checkpoint import Header
from agent.player.explanation import Explanation
from agent.player.knobs import Knobs
from agent.taste.model import NO_TASTE, FloatArray, Taste

# The melody so far: each task has lines of its own kind, which only its players can read.
Line = TypeVar("Line")


class Player(Protocol[Line]):
    """A loaded agent.

    header: of its file. terms: the knob weights that it has. usual_bars: length of a piece where
    none is asked for.
    """

    header: Header
    terms: tuple[str, ...]
    usual_bars: int

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError with one sentence if these knobs can't be played by this agent."""

    def start(self, index: int, onset: float | None = None) -> Line:
        """A line without a past, whose next note has this number.

        onset: where that note begins, in quarters; None leaves it to the player.
        """

    def own_chords(self, key: int) -> tuple[str, ...]:
        """Symbols of the chords, one a bar, that it plays over where none are given, in the major
        key on a pitch class; none where it has no chords of its own."""

    def understands(self, line: object) -> TypeGuard[Line]:
        """Whether this player can go on from a line: it, or one of its task, made it."""

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

    def morphed(self, other: Self, amount: float) -> Self:
        """A player whose scores are (1 - amount) of its own + amount of another's (see `mixture`).

        other: a player of the same task. amount: 0-1. Raises TaskError if the two can't be mixed.
        """


# Where players of several tasks are mixed, as in the table of a server.
AnyPlayer: TypeAlias = Player[Any]


def mixture(one: AnyPlayer, other: AnyPlayer, amount: float) -> AnyPlayer:
    """A player between two: (1 - amount) of one's scores + amount (0-1) of the other's.

    Raises TaskError if they play different tasks, or can't be mixed.
    """
    if one.header.task != other.header.task:
        raise TaskError(
            f"an agent of the task {one.header.task} can't be mixed with one of the task "
            f"{other.header.task}: morph between two agents of one task"
        )
    return one.morphed(other, amount)
