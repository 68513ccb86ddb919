"""Simulated listeners: each likes one kind of note, and gives thumbs to what it hears.

They measure how much, and how fast, a taste learns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from agent.music.note import REST, Note
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE, Taste, trace

SECONDS_A_QUARTER = 0.5
# Notes: of a take; until a listener gives up; that a thumb is for at most.
TAKE, PATIENCE, MOST_CREDITED = 64, 4000, 12


class Heard(NamedTuple):
    """A note as it is heard.

    line: what it was chosen on. time: when it began, in seconds since the first take did. moves:
    whether it and another note before it sound; interval: from that one, in semitones, 0 where
    there is none; turn: the interval times the one before it.
    """

    note: Note
    line: object
    time: float
    moves: bool
    interval: int
    turn: int


class Habit(NamedTuple):
    """How a listener gives thumbs. delay: seconds after a note begins, whose credit is found by the
    trace; None points at the note itself. ups: it never gives a thumb down."""

    delay: float | None = None
    ups: bool = False


Likes = Callable[[Heard], bool]
POINTING = Habit()

OF_PITCH: dict[str, Likes] = {
    "steps up": lambda heard: heard.interval in (1, 2),
    "falling": lambda heard: heard.interval < 0,
    "leaps": lambda heard: abs(heard.interval) >= 5,
    "repeats": lambda heard: heard.moves and heard.interval == 0,
    "turning": lambda heard: heard.turn < 0,
    "thirds down": lambda heard: heard.interval in (-3, -4),
    "high notes": lambda heard: heard.note.pitch >= 71,
    "fifths of the key": lambda heard: heard.note.pitch % 12 == 7,
    "leaps on a beat": lambda heard: abs(heard.interval) >= 5 and heard.note.onset % 1 == 0,
}
# For agents whose notes differ in length.
OF_LENGTH: dict[str, Likes] = {
    "long notes": lambda heard: _sounds(heard) and heard.note.duration >= 1.5,
    "short notes": lambda heard: _sounds(heard) and heard.note.duration <= 0.25,
    "dotted notes": lambda heard: _sounds(heard) and heard.note.duration in (0.375, 0.75, 1.5, 3),
}


def _sounds(heard: Heard) -> bool:
    return heard.note.pitch != REST


def asked(base: float) -> float:
    """The rate of liked notes that 40 thumbs shall reach: twice the base, or half the way to 1."""
    return min(2 * base, base + (1 - base) / 2)


def rate(
    player: AnyPlayer, knobs: Knobs, taste: Taste, likes: Likes, notes: int, seed: int
) -> float:
    """The share of liked ones among so many notes and rests."""
    heard = listened(player, knobs, seed, lambda: taste)
    return sum(likes(next(heard)) for _ in range(notes)) / notes


def listened(
    player: AnyPlayer, knobs: Knobs, seed: int, taste: Callable[[], Taste]
) -> Iterator[Heard]:
    """Takes without an end, with the taste that there is at each note."""
    random, began = np.random.default_rng(seed), 0.0
    while True:
        line, pitches, end = player.start(0), [REST, REST, REST], 0.0
        for _ in range(TAKE):
            note, after = player.play(line, knobs, random.random(), taste())
            if note.pitch != REST:
                pitches = [*pitches[1:], note.pitch]
            yield _heard(note, line, began, pitches)
            line, end = after, note.onset + note.duration
        began += end * SECONDS_A_QUARTER


def _heard(note: Note, line: object, began: float, pitches: list[int]) -> Heard:
    """pitches: the latest three that sounded, REST where there was none."""
    first, second, third = pitches
    moves = REST not in (note.pitch, second)
    interval = third - second if moves else 0
    turn = interval * (second - first) if first != REST else 0
    return Heard(note, line, began + note.onset * SECONDS_A_QUARTER, moves, interval, turn)


def taught(
    player: AnyPlayer, knobs: Knobs, likes: Likes, seed: int, thumbs: int, habit: Habit = POINTING
) -> Taste:
    """What a listener teaches with so many thumbs, one a note."""
    tastes = [NO_TASTE]
    sounded = deque[tuple[Heard, Taste]](maxlen=MOST_CREDITED)
    waiting = deque[tuple[float, float]]()
    for heard in islice(listened(player, knobs, seed, lambda: tastes[-1]), PATIENCE):
        sounded.append((heard, tastes[-1]))
        if likes(heard) or not habit.ups:
            waiting.append((heard.time + (habit.delay or 0), 1.0 if likes(heard) else -1.0))
        while waiting and waiting[0][0] <= heard.time:
            meant = list(sounded) if habit.delay is not None else [sounded[-1]]
            tastes.append(_rewarded(player, knobs, tastes[-1], meant, *waiting.popleft()))
            if len(tastes) > thumbs:
                return tastes[-1]
    return tastes[-1]


def _rewarded(
    player: AnyPlayer,
    knobs: Knobs,
    taste: Taste,
    meant: list[tuple[Heard, Taste]],
    moment: float,
    value: float,
) -> Taste:
    """The taste after a thumb at a moment (seconds) for the latest notes, by the trace."""
    lessons = [player.lesson(heard.line, knobs, heard.note, then) for heard, then in meant]
    ago = np.array([moment - heard.time for heard, _ in meant])
    credits = np.where(ago >= 0, trace(np.abs(ago)), 0)
    return taste.rewarded(np.array(lessons), credits, value)
