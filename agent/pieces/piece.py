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
from agent.music.swing import swung
from agent.music.tune import TICKS
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer, Line, Player
from agent.taste.model import NO_TASTE, Taste


class Piece(NamedTuple):
    """A whole melody. knobs: as it was asked for; chords: symbols, one a bar, or empty.

    pickup: its length in quarter notes. A piece that has one begins with a bar of its own, silent
    up to the pickup: bar 0, which has no chord. Its last bar is shorter by the pickup.
    """

    notes: tuple[Note, ...]
    knobs: Knobs
    chords: tuple[str, ...] = ()
    pickup: float = 0.0

    @property
    def bar(self) -> float:
        """Length of a bar in quarter notes."""
        return meter_of(self.knobs.meter).bar / TICKS

    @property
    def before(self) -> int:
        """How many bars there are before the first full one: that of a pickup, or none."""
        return int(self.pickup > 0)

    @property
    def start(self) -> float:
        """Where its first note begins, in quarter notes."""
        return self._swung(self.before * self.bar - self.pickup)

    @property
    def end(self) -> float:
        """Where it ends, in quarter notes."""
        return self._swung((self.before + self.knobs.bars) * self.bar - self.pickup)

    def _swung(self, onset: float) -> float:
        meter, swing = meter_of(self.knobs.meter), self.knobs.swing
        return swung(onset * TICKS, meter.bar, meter.beat, swing) / TICKS if swing else onset

    @property
    def symbols(self) -> list[tuple[float, str]]:
        """Onset in quarter notes and symbol of each chord."""
        return [((self.before + bar) * self.bar, symbol) for bar, symbol in enumerate(self.chords)]

    @property
    def spelling(self) -> Spelling:
        """How its notes are spelled in its key."""
        return spelling_of(self.knobs.key, self.knobs.scale_mask)

    def chord_at(self, onset: float) -> str:
        """The chord symbol of the bar at an onset (in quarter notes), or 'none'."""
        bar = _bar(self.knobs, onset) - self.before
        return self.chords[bar] if self.chords and bar >= 0 else self.knobs.chord


def compose(player: AnyPlayer, knobs: Knobs, seed: int, pickup: float | None = None) -> Piece:
    """Compose `knobs.bars` bars, with a pickup before them as real tunes have it, or a given one.

    pickup: its length in quarter notes, 0 for none. Raises TaskError if the player can't play so.
    """
    player.check(knobs)
    pickup = player.pickup(knobs, pickup, np.random.default_rng(seed).random())
    notes = tuple(note for _, note in played(player, knobs, seed, pickup=pickup))
    return Piece(notes, knobs, _chords(player, knobs), pickup)


def played(
    player: Player[Line], knobs: Knobs, seed: int, taste: Taste = NO_TASTE, pickup: float = 0.0
) -> Iterator[tuple[Line, Note]]:
    """Each note of a piece, with the line before it. pickup: as the player has agreed to."""
    random = np.random.default_rng(seed)
    piece = Piece((), knobs, pickup=pickup)
    line, now = player.opening(knobs, pickup), piece.start
    # With swing, ends are no whole ticks.
    while round((piece.end - now) * TICKS) > 0:
        chance = random.random()
        line = player.begun(line, chance)
        note, after = player.play(line, knobs, chance, taste)
        yield line, note
        line, now = after, note.onset + note.duration


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
    Lengths are in quarter notes; - is a rest. A pickup is a bar.
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
