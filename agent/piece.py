"""Whole pieces: an agent plays for a number of bars, and the reward terms judge the result."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from agent.classic import START, ClassicTask, advance
from agent.player import Knobs, Line, Note, Player
from agent.rewards import TERMS, rewards
from agent.theory import nearest_degree, pitch_name


class Piece(NamedTuple):
    """Notes in order, and the reward of each term over the whole piece."""

    notes: tuple[Note, ...]
    terms: dict[str, float]

    def reward(self, weights: tuple[float, ...]) -> float:
        """The weighted sum of the terms."""
        return sum(w * term for w, term in zip(weights, self.terms.values(), strict=True))


def compose(player: Player, knobs: Knobs, bars: int, seed: int) -> Piece:
    """A piece of `bars` bars; the progression begins anew where it is shorter."""
    random = np.random.default_rng(seed)
    line, notes = Line(), []
    for _ in range(bars * player.task.beats_per_bar):
        note, line = player.play(line, knobs, random.random())
        notes.append(note)
    degrees = [nearest_degree(note.pitch - knobs.key) for note in notes]
    return Piece(tuple(notes), reward_terms(player.task, degrees))


def reward_terms(task: ClassicTask, degrees: list[int]) -> dict[str, float]:
    """The sum of each term over a melody of scale degrees that begins at the first bar."""
    state, total = np.array(START), np.zeros(len(TERMS))
    for beat, degree in enumerate(degrees):
        step, note = np.array(beat % task.steps), np.array(degree)
        total += rewards(task, state, step, note)
        state = advance(task, state, step, note)
    return dict(zip(TERMS, total.tolist(), strict=True))


def bar_lines(notes: tuple[Note, ...], beats_per_bar: int) -> list[str]:
    """The notes as names, one string a bar: 'C4 E4 G4 E4'."""
    names = [pitch_name(note.pitch) for note in notes]
    return [
        " ".join(names[begin : begin + beats_per_bar])
        for begin in range(0, len(names), beats_per_bar)
    ]
