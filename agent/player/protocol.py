"""The interface of an agent that plays: it hears notes and chooses the next one.

A line is the melody so far, an immutable value; hearing and playing return a new one. Knobs and
taste (what was learned from thumbs) come with every call, so that a change acts on the very next
note. Randomness enters as a number.
"""

from __future__ import annotations

from typing import Any, Protocol, Self, TypeAlias, TypeGuard, TypeVar

from agent.errors import TaskError
from agent.music.note import Note
from agent.player.checkpoint import Header
from agent.player.explanation import Explanation
from agent.player.knobs import Knobs
from agent.taste.model import NO_TASTE, FloatArray, Taste

# The melody so far. Each task has its own type of line, which only its players can read.
Line = TypeVar("Line")


class Player(Protocol[Line]):
    """A loaded agent.

    header: metadata of its file. terms: names of the weights among the knobs that it uses.
    usual_bars: default length of a piece.
    """

    header: Header
    terms: tuple[str, ...]
    usual_bars: int

    def check(self, knobs: Knobs) -> None:
        """Raises TaskError with one sentence if this agent can't play with these knobs."""

    def start(self, index: int, onset: float | None = None, meter: str = "4/4") -> Line:
        """An empty line. index: the number of its next note.

        onset: where that note begins, in quarter notes; None leaves it to the player. meter: of the
        bars that it is counted in.
        """

    def pickup(self, knobs: Knobs, wanted: float | None, chance: float) -> float:
        """Length of the pickup of a piece in quarter notes, 0 for none.

        wanted: None for one as real tunes have them. chance: that of the first note. Raises
        TaskError if a piece can't begin so.
        """

    def opening(self, knobs: Knobs, pickup: float) -> Line:
        """The empty line of a piece. pickup: as accepted by the method of that name."""

    def own_chords(self, key: int) -> tuple[str, ...]:
        """Chord symbols, one a bar, that the agent plays over where none are given.

        key: pitch class of the tonic of the major key. Empty if it has no chords of its own.
        """

    def understands(self, line: object) -> TypeGuard[Line]:
        """Whether this player can continue a line: a player of the same task made it."""

    def begun(self, line: Line, chance: float) -> Line:
        """The line on which its next note is chosen by `chance`, as `play` does: to explain it."""

    def play(
        self, line: Line, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, Line]:
        """The next note of a line, and the line with that note.

        knobs: as accepted by `check`. chance: a uniform random number in [0, 1) that determines
        the choice.
        """

    def fallback(self, line: Line, knobs: Knobs, chance: float) -> tuple[Note, Line]:
        """Like `play`, but without the network, in a few microseconds; the constraints hold."""

    def hear(self, line: Line, knobs: Knobs, note: Note, *, placed: bool) -> Line:
        """The line after a person has played `note`.

        placed: whether the note's onset is in the time of the line. If so, and it ends later than
        the line, the line continues after it; otherwise the note is context only.
        """

    def overhear(self, line: Line, knobs: Knobs, note: Note) -> Line:
        """The line after another voice has played `note`.

        The agent may take up motifs of it, but the note is no part of this melody.
        """

    def explain(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> Explanation:
        """Why `note` was chosen on this line."""

    def lesson(self, line: Line, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> FloatArray:
        """[FEATURES]: features of `note` less their expectation under the policy (for `Taste`)."""

    def morphed(self, other: Self, amount: float) -> Self:
        """A player whose scores are (1 - amount) * its own + amount * the other's.

        other: a player of the same task. amount: 0-1. Raises TaskError if the two can't be mixed.
        """


# For code that handles players of several tasks, such as a server's table of agents.
AnyPlayer: TypeAlias = Player[Any]


def mixture(one: AnyPlayer, other: AnyPlayer, amount: float) -> AnyPlayer:
    """A player between two of the same task: scores (1 - amount) * one's + amount * the other's.

    amount: 0-1. Raises TaskError if their tasks differ, or if they can't be mixed.
    """
    if one.header.task != other.header.task:
        raise TaskError(
            f"an agent of the task {one.header.task} can't be mixed with one of the task "
            f"{other.header.task}: morph between two agents of one task"
        )
    return one.morphed(other, amount)
