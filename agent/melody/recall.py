"""Recall: what an earlier passage of the melody suggests as the next event.

Real melodies return. A suggestion is what followed the longest earlier occurrence of the latest
events, as they were or transposed, and what began at this place of the bar 1, 2, 4 and 8 bars ago.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from agent.melody.intervals import is_from_rest, moved
from agent.melody.line import Line
from agent.melody.vocabulary import ACTIONS

LAGS = (1, 2, 4, 8)
LONGEST = 16
NONE = len(ACTIONS)


class Suggestion(NamedTuple):
    """An action (NONE: nothing to suggest), and for how many events the past agreed so far."""

    action: int = NONE
    agreed: int = 0


NOTHING = Suggestion()


def at_lag(line: Line, ticks: int) -> Suggestion:
    """What began `ticks` before the next event, and how many events before it agree with ours.

    ticks: up to KEPT_TICKS.
    """
    actions, onsets, wanted = line.actions, line.onsets, line.tick - ticks
    at = bisect_left(onsets, wanted)
    if at == len(onsets) or onsets[at] != wanted:
        return NOTHING
    index = len(actions) - len(onsets) + at
    return Suggestion(ord(actions[index]), _agreed(actions, index))


def after_longest_match(actions: str) -> Suggestion:
    """What followed the longest, then latest, earlier occurrence of the end of the melody."""
    index, agreed = _longest_match(actions)
    return Suggestion(ord(actions[index]), agreed) if agreed else NOTHING


def after_longest_transposed_match(line: Line) -> Suggestion:
    """The same for intervals and durations: a motif that returns on another degree."""
    index, agreed = _longest_match(line.moves)
    if not agreed or is_from_rest(line.moves[index]):
        return NOTHING
    action = moved(ord(line.actions[-1]), line.moves[index])
    return Suggestion(NONE if action is None else action, agreed)


def _longest_match(events: str) -> tuple[int, int]:
    """What follows the longest, then latest, earlier occurrence of the end: index and length."""
    end = len(events) - 1
    index = length = 0
    while length < min(LONGEST, end):
        at = events.rfind(events[end - length :], 0, end)
        if at < 0:
            break
        # The latest match of this length is also the latest of all lengths up to which it agrees.
        index = at + length + 1
        length = _agreed(events, index)
    return index, length


def _agreed(events: str, index: int) -> int:
    """How many events right before an index are the latest ones, up to LONGEST."""
    most = min(LONGEST, index)
    for agreed in range(most):
        if events[index - 1 - agreed] != events[-1 - agreed]:
            return agreed
    return most
