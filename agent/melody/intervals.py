"""Moves: the step from one event to the next, by interval and duration, as one character.

A motif that returns on another degree has the same moves. Steps to a rest, and from one, are kinds
of their own.
"""

from __future__ import annotations

from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action

TO_REST, FROM_REST, UNISON = 0, 1, 64
KINDS = 256


def move(before: int, after: int) -> str:
    """The move from one action to another."""
    pitch, duration = ACTIONS[after]
    if pitch == NO_PITCH:
        return chr(TO_REST * KINDS + duration)
    left = ACTIONS[before].pitch
    kind = FROM_REST if left == NO_PITCH else UNISON + pitch - left
    return chr(kind * KINDS + duration)


def is_from_rest(step: str) -> bool:
    """Whether a move leaves a rest: then it says nothing of a pitch."""
    return ord(step) // KINDS == FROM_REST


def moved(before: int, step: str) -> int | None:
    """The action that a move from another one leads to; None if there is no such action."""
    kind, duration = divmod(ord(step), KINDS)
    pitch = NO_PITCH if kind == TO_REST else ACTIONS[before].pitch + kind - UNISON
    return NUMBER.get(Action(pitch, duration))
