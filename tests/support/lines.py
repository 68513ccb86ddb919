"""Lines written as text, for tests of the melody task that read as music."""

from __future__ import annotations

import numpy as np

from agent.melody.line import Line
from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action


def action(word: str) -> int:
    """The action '4/12': pitch above the tonic and ticks (24 a quarter, if none). A dot rests."""
    pitch, _, ticks = word.partition("/")
    return NUMBER[Action(NO_PITCH if pitch == "." else int(pitch), int(ticks or 24))]


def actions(text: str) -> list[int]:
    """The actions of '0 2/12 . 4/48'; bar lines don't count."""
    return [action(word) for word in text.replace("|", "").split()]


def line_of(text: str, start: int = 0) -> Line:
    """The line after these actions, from tick `start` on."""
    line = Line(tick=start)
    for number in actions(text):
        line = line.played(number)
    return line


def random_line(random: np.random.Generator, events: int, start: int = 0) -> Line:
    """A line of any actions, of which a third are what came a few events before."""
    line = Line(tick=start)
    for _ in range(events):
        number = int(random.integers(len(ACTIONS)))
        if line.actions and random.random() < 1 / 3:
            number = ord(line.actions[-min(len(line.actions), int(random.integers(1, 9)))])
        line = line.played(number)
    return line
