"""Recall: what an earlier passage of the melody suggests as the next event.

Real melodies return. A suggestion is what followed the longest earlier occurrence of the latest
events, as they were or transposed, and what began at this place of the bar 1, 2, 4 and 8 bars ago.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from agent.melody.line import Line
from agent.melody.vocabulary import ACTIONS, NUMBER, REST, Action

LAGS = (1, 2, 4, 8)
LONGEST = 16
NONE = len(ACTIONS)
# Kinds of a step from one event to the next: to a rest, from a rest, or an interval.
TO_REST, FROM_REST, UNISON = 0, 1, 64


class Suggestion(NamedTuple):
    """An action (NONE: nothing to suggest), and for how many events the past agreed so far."""

    action: int = NONE
    agreed: int = 0


NOTHING = Suggestion()


def at_lag(line: Line, ticks: int) -> Suggestion:
    """What began `ticks` before the next event, and how many events before it agree with ours."""
    wanted = line.tick - ticks
    index = bisect_left(line.onsets, wanted)
    if index == len(line.onsets) or line.onsets[index] != wanted:
        return NOTHING
    ours, theirs, agreed = len(line.actions) - 1, index - 1, 0
    while theirs >= 0 and agreed < LONGEST and line.actions[ours] == line.actions[theirs]:
        ours, theirs, agreed = ours - 1, theirs - 1, agreed + 1
    return Suggestion(ord(line.actions[index]), agreed)


def after_longest_match(actions: str) -> Suggestion:
    """What followed the longest, then latest, earlier occurrence of the end of the melody."""
    end, found, length = len(actions) - 1, -1, 0
    while length < min(LONGEST, end):
        at = actions.rfind(actions[end - length :], 0, end)
        if at < 0:
            break
        length += 1
        found = at + length
    return Suggestion(ord(actions[found]), length) if length else NOTHING


def after_longest_transposed_match(actions: str) -> Suggestion:
    """The same for intervals and durations: a motif that returns on another degree."""
    latest = actions[-128:]
    moves = "".join([MOVES[ord(a)][ord(b)] for a, b in pairwise(latest)])
    move, agreed = after_longest_match(moves)
    kind, duration = divmod(move, 256)
    if not agreed or kind == FROM_REST:
        return NOTHING
    pitch = REST if kind == TO_REST else ACTIONS[ord(actions[-1])].pitch + kind - UNISON
    return Suggestion(NUMBER.get(Action(pitch, duration), NONE), agreed)


def _move(before: Action, after: Action) -> str:
    """Interval and duration of a step as one character; steps from or to rests by themselves."""
    if after.pitch == REST:
        kind = TO_REST
    else:
        kind = FROM_REST if before.pitch == REST else UNISON + after.pitch - before.pitch
    return chr(kind * 256 + after.duration)


MOVES = [[_move(before, after) for after in ACTIONS] for before in ACTIONS]
