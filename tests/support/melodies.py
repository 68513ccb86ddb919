"""Melodies written as note names, for tests that read as music."""

from __future__ import annotations

import numpy as np

from agent.classic.rewards import TERMS, rewards
from agent.classic.task import START, ClassicTask, advance

# One of the 20 melodies of the greatest reward, 53.75.
OPTIMAL = "C D E D | C E A G | A B A F | G A G D | E C G E | A G F A | G B G D | E C D C"


def degrees(melody: str) -> list[int]:
    """'C D E' as scale degrees; bar lines don't count."""
    return ["CDEFGAB".index(name) for name in melody.replace("|", "").split()]


def state_after(melody: str, task: ClassicTask | None = None) -> int:
    """The packed state after a melody from the first bar on."""
    task, state = task or ClassicTask(), START
    for step, degree in enumerate(degrees(melody)):
        state = int(advance(task, np.array(state), np.array(step), np.array(degree)))
    return state


def term_of_last(melody: str, term: str, task: ClassicTask | None = None) -> float:
    """What one reward term pays for the last note of a melody."""
    task = task or ClassicTask()
    *before, last = melody.replace("|", "").split()
    state = np.array(state_after(" ".join(before), task))
    paid = rewards(task, state, np.array(len(before)), np.array(degrees(last)[0]))
    return float(paid[list(TERMS).index(term)])
