"""No loops: a melody never hangs on a bar, a passage, two notes or one.

Forbidden is the event that would complete one of them:

- a passage of one, two or four bars that sounds the third time in a row without any change: of
  4,532 real tunes 0.5 %, 0.2 % and none have one;
- eight notes that alternate between two pitches (0.9 %), whatever their lengths;
- one pitch eight times in a row (1.6 %).

Rests between notes don't break an alternation or a row: a listener hears the same notes.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from agent.melody.line import Line
from agent.melody.masks import IS_REST, Mask
from agent.melody.vocabulary import ACTION_PITCH, ACTIONS, NO_PITCH
from agent.metrics.loops import ALTERNATING, HAMMERED, PASSAGES

# How many notes may alternate between two pitches, or have one.
MOST = min(ALTERNATING, HAMMERED) - 1

_PITCH = {chr(number): action.pitch for number, action in enumerate(ACTIONS)}
_DURATION = {chr(number): action.duration for number, action in enumerate(ACTIONS)}
_RESTS = frozenset(event for event, pitch in _PITCH.items() if pitch == NO_PITCH)
# Ticks to the end of the bar at which an event can be the last one; rests may be among the last.
_LEFT = {event: 0 if event in _RESTS else ticks for event, ticks in _DURATION.items()}
_ONLY: dict[str, Mask] = {event: np.arange(len(ACTIONS)) == ord(event) for event in _PITCH}
_OF_PITCH: dict[int, Mask] = {
    pitch: np.equal(ACTION_PITCH, pitch) for pitch in set(_PITCH.values())
}


def looping(line: Line, bar: int) -> Mask | None:
    """[actions]: which next actions would complete a loop; None if none would. bar: in ticks.

    Most notes leave by a few comparisons of single events, all in this function: between two notes
    the networks push code out of the processor's caches, so that each call costs a microsecond.
    """
    actions, onsets = line.actions, line.onsets
    if len(actions) < 3:
        return _third_playing(line, bar)
    last, second = actions[-1], actions[-2]
    pitch, third = _PITCH[last], _PITCH[actions[-3]]
    hanging: Mask | None = None
    again: Mask | None = None
    if pitch == third or NO_PITCH in (pitch, third, _PITCH[second]):
        hanging = _hanging(actions)
    if last == second:
        again = _third_playing(line, bar)
    else:
        # In the third playing of a passage the last event was there two or four bars ago, and
        # after it what ended the bar.
        tick, first, count = line.tick, onsets[0], len(onsets)
        for back in (2 * bar, 4 * bar):
            if tick - back <= first:
                break
            at = bisect_left(onsets, tick - back) - count
            if actions[at - 1] == last and _LEFT[actions[at]] in (0, bar - tick % bar):
                again = _third_playing(line, bar)
                break
    if hanging is None or again is None:
        return again if hanging is None else hanging
    both: Mask = hanging | again
    return both


def _hanging(actions: str) -> Mask | None:
    """The actions that would be one more of two alternating pitches, or of one, than may be."""
    latest: list[int] = []
    for event in reversed(actions):
        if event in _RESTS:
            continue
        latest.append(_PITCH[event])
        if len(latest) > 2 and latest[-1] != latest[-3]:
            return None
        if len(latest) == MOST:
            return _OF_PITCH[latest[1]]
    return None


def _third_playing(line: Line, bar: int) -> Mask | None:
    """The actions that complete the third playing of a passage in a row."""
    found = None
    for size in PASSAGES:
        then = line.tick - size * bar
        at = bisect_left(line.onsets, then) - len(line.onsets)
        if at and line.onsets[at] == then:
            mask = _completing(line.actions, -at, bar - line.tick % bar)
            if mask is not None:
                found = mask if found is None else found | mask
    return found


def _completing(actions: str, period: int, left: int) -> Mask | None:
    """The actions that complete the third playing of a passage of so many events.

    left: ticks to the end of the bar, and of the passage.
    """
    ending = _ending(actions[-period:], left)
    played = 3 * period - len(ending)
    if not ending or actions[-played:-period] != actions[period - played :]:
        return None
    if _RESTS.issuperset(actions[-period:]):
        return None
    return IS_REST if ending[0] in _RESTS else _ONLY[ending]


def _ending(events: str, left: int) -> str:
    """The first event, if it is a note that fills the ticks that are left; or rests that do."""
    if events[0] not in _RESTS:
        return events[0] if _DURATION[events[0]] == left else ""
    for count, event in enumerate(events, start=1):
        left -= _DURATION[event]
        if event not in _RESTS or left < 0:
            break
        if left == 0:
            return events[:count]
    return ""
