"""Whole pieces: an agent plays for a number of bars, over its own chords or given ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

import numpy as np

from agent.classic.rewards import TERMS, rewards
from agent.classic.task import START, ClassicTask, advance
from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.pitches import nearest_degree
from agent.music.spelling import Spelling, spelling_of
from agent.music.tune import TICKS
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer, Line, Player
from agent.taste.model import NO_TASTE, Taste


class Piece(NamedTuple):
    """A whole melody. knobs: as it was asked for; chords: symbols, one a bar, or empty."""

    notes: tuple[Note, ...]
    knobs: Knobs
    chords: tuple[str, ...] = ()

    @property
    def bar(self) -> float:
        """Length of a bar in quarter notes."""
        return meter_of(self.knobs.meter).bar / TICKS

    @property
    def end(self) -> float:
        """Length of the piece in quarter notes."""
        return self.knobs.bars * self.bar

    @property
    def spelling(self) -> Spelling:
        """How its notes are spelled in its key."""
        return spelling_of(self.knobs.key, self.knobs.scale_mask)

    def chord_at(self, onset: float) -> str:
        """The chord symbol of the bar at an onset (in quarter notes), or 'none'."""
        return self.chords[_bar(self.knobs, onset)] if self.chords else "none"


def compose(player: AnyPlayer, knobs: Knobs, seed: int) -> Piece:
    """Compose `knobs.bars` bars. Raises TaskError if the player can't play with these knobs."""
    player.check(knobs)
    notes = tuple(note for _, note in played(player, knobs, seed))
    return Piece(notes, knobs, _chords(player, knobs))


def played(
    player: Player[Line], knobs: Knobs, seed: int, taste: Taste = NO_TASTE
) -> Iterator[tuple[Line, Note]]:
    """Each note of a piece, with the line before it."""
    random = np.random.default_rng(seed)
    end = Piece((), knobs).end
    line, now = player.start(0), 0.0
    while now < end:
        chance = random.random()
        line = player.begun(line, chance)
        note, after = player.play(line, knobs, chance, taste)
        yield line, note
        line, now = after, round((note.onset + note.duration) * TICKS) / TICKS


def _chords(player: AnyPlayer, knobs: Knobs) -> tuple[str, ...]:
    """The chord of each bar: of the progression, the current chord, or the player's own."""
    cycle = knobs.progression
    if not cycle and knobs.sounding_chord.mask:
        cycle = (knobs.chord,)
    if not cycle:
        cycle = player.own_chords(knobs.key)
    return tuple(cycle[bar % len(cycle)] for bar in range(knobs.bars)) if cycle else ()


def _bar(knobs: Knobs, onset: float) -> int:
    """Number of the bar at an onset in quarter notes."""
    return round(onset * TICKS) // meter_of(knobs.meter).bar


def classic_terms(task: ClassicTask, piece: Piece) -> dict[str, float]:
    """The return of each reward term of the classic task over a whole piece."""
    return reward_terms(
        task, [nearest_degree(note.pitch - piece.knobs.key) for note in piece.notes]
    )


def reward_terms(task: ClassicTask, degrees: list[int]) -> dict[str, float]:
    """The sum of each reward term over a melody of scale degrees (0-6) from the first bar on."""
    state, total = np.array(START), np.zeros(len(TERMS))
    for beat, degree in enumerate(degrees):
        step, note = np.array(beat % task.steps), np.array(degree)
        total += rewards(task, state, step, note)
        state = advance(task, state, step, note)
    return dict(zip(TERMS, total.tolist(), strict=True))


def bar_lines(piece: Piece) -> list[str]:
    """The notes of each bar as readable text: 'D4:1.5 E4:.5 - F4:1'.

    A note without a length lasts as long as the one before it; each bar starts with quarter notes.
    Lengths are in quarter notes; - is a rest.
    """
    bars = groupby(piece.notes, lambda note: _bar(piece.knobs, note.onset))
    return [_bar_line(tuple(notes), piece.spelling) for _, notes in bars]


def _bar_line(notes: Sequence[Note], spelling: Spelling) -> str:
    words, length = [], TICKS
    for note in notes:
        name = "-" if note.pitch == REST else spelling.note(note.pitch)
        ticks = round(note.duration * TICKS)
        words.append(name if ticks == length else f"{name}:{length_name(ticks)}")
        length = ticks
    return " ".join(words)


def length_name(ticks: int) -> str:
    """A length in quarter notes as text: .5, 1.5, 1/3."""
    length = Fraction(ticks, TICKS)
    return str(length) if length.denominator % 3 == 0 else f"{float(length):g}".removeprefix("0")
