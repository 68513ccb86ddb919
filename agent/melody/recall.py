"""Recall: the next event as suggested by earlier passages of the melody.

Real melodies repeat themselves. Suggestions are the event after the longest earlier occurrence of
the latest events, literal or transposed, and the events exactly 1, 2, 4 and 8 bars ago.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from agent.melody.intervals import is_from_rest, moved
from agent.melody.line import Line
from agent.melody.vocabulary import ACTIONS

LAGS = (1, 2, 4, 8)
LONGEST = 16
NONE = len(ACTIONS)


class Suggestion(NamedTuple):
    """An action (NONE: no suggestion), and how many events before it match the latest ones."""

    action: int = NONE
    agreed: int = 0


NOTHING = Suggestion()
# A look-up, which is quicker than a call of the class.
_suggestion = lru_cache(maxsize=None)(Suggestion)


def at_lag(line: Line, ticks: int) -> Suggestion:
    """Suggest the event that began `ticks` before the next one.

    ticks: what lies more than KEPT_TICKS back is forgotten.
    """
    return at_lags(line, ticks, (1,))[0]


def at_lags(line: Line, bar: int, lags: Iterable[int] = LAGS) -> list[Suggestion]:
    """Suggest the events that began so many bars before the next one. bar: in ticks."""
    actions, onsets, tick = line.actions, line.onsets, line.tick
    count, found = len(onsets), []
    for lag in lags:
        then = tick - lag * bar
        at = bisect_left(onsets, then)
        if at == count or onsets[at] != then:
            found.append(NOTHING)
        else:
            index = len(actions) - count + at
            found.append(_suggestion(ord(actions[index]), _agreed(actions, index)))
    return found


def index_at(line: Line, tick: int) -> int | None:
    """The number of the event that began at a tick, None if there is none among the kept ones."""
    onsets = line.onsets
    at = bisect_left(onsets, tick)
    if at == len(onsets) or onsets[at] != tick:
        return None
    return len(line.actions) - len(onsets) + at


def after_longest_match(actions: str) -> Suggestion:
    """Suggest what followed the longest (then latest) earlier occurrence of the latest events."""
    index, agreed = _longest_match(actions)
    return _suggestion(ord(actions[index]), agreed) if agreed else NOTHING


def after_longest_transposed_match(line: Line) -> Suggestion:
    """Like `after_longest_match`, but on moves, so that transposed motifs match as well."""
    index, agreed = _longest_match(line.moves)
    if not agreed or is_from_rest(line.moves[index]):
        return NOTHING
    action = moved(ord(line.actions[-1]), line.moves[index])
    return _suggestion(NONE if action is None else action, agreed)


def _longest_match(events: str) -> tuple[int, int]:
    """What follows the longest, then latest, earlier occurrence of the end: index and length."""
    end = len(events) - 1
    index, length, longest = 0, 0, min(LONGEST, end)
    while length < longest:
        at = events.rfind(events[end - length :], 0, end)
        if at < 0:
            break
        # The latest match of this length is also the latest of all lengths up to which it agrees.
        index = at + length + 1
        length = _agreed(events, index)
    return index, length


def _agreed(events: str, index: int) -> int:
    """How many events right before an index equal the latest ones, up to LONGEST."""
    most, agreed = min(LONGEST, index), 0
    while agreed < most and events[index - 1 - agreed] == events[-1 - agreed]:
        agreed += 1
    return agreed
