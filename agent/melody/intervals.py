"""Moves: the interval from one event to the next and the duration of the next, as one character.

A transposed motif has the same moves. Moves to a rest, and from one, have kinds of their own
instead of an interval.
"""

from __future__ import annotations

from functools import lru_cache

from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action

TO_REST, FROM_REST, UNISON = 0, 1, 64
# A move is its kind times this, plus its duration in ticks.
KIND_STEP = 256


@lru_cache(maxsize=4096)
def move(before: int, after: int) -> str:
    """The move from one action to another."""
    pitch, duration = ACTIONS[after]
    if pitch == NO_PITCH:
        return chr(TO_REST * KIND_STEP + duration)
    left = ACTIONS[before].pitch
    kind = FROM_REST if left == NO_PITCH else UNISON + pitch - left
    return chr(kind * KIND_STEP + duration)


def is_from_rest(step: str) -> bool:
    """Whether a move starts from a rest, and so has no interval."""
    return ord(step) // KIND_STEP == FROM_REST


@lru_cache(maxsize=4096)
def moved(before: int, step: str) -> int | None:
    """The action after a move from action `before`; None if there is no such action."""
    kind, duration = divmod(ord(step), KIND_STEP)
    pitch = NO_PITCH if kind == TO_REST else ACTIONS[before].pitch + kind - UNISON
    return NUMBER.get(Action(pitch, duration))
