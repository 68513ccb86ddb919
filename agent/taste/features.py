"""What a listener hears of a note: the features that a taste weighs.

They are the same for all agents, so that a taste outlives a change of the agent. Everything is
one-hot: a note is one row of each field, or SILENT where a field has nothing to say of it. What
depends on the pitch, and what on the duration, is kept apart, so that an agent with many actions
weighs each pitch and each duration only once.
"""

from __future__ import annotations

from typing import NamedTuple

WIDEST = 12
# Upper bounds, in semitones, of the sizes of a move: repeat, step, third, leap, wide leap.
SIZES = (0, 2, 4, 7)
# Lowest semitone above the tonic of each register but the lowest.
REGISTERS = (-5, 0, 5, 10, 15)
# Upper bounds, in ticks, of the lengths of a note: up to a sixteenth, an eighth, below and up to a
# quarter, below a half; longer.
LENGTHS = (6, 12, 23, 24, 47)
STRENGTHS = 3
FIELDS = {
    "silent": 1,
    "rest": 1,
    "motion": 2 * len(SIZES) + 1,
    "interval": 2 * WIDEST + 1,
    "direction": 3,
    "size": len(SIZES) + 1,
    "turn": 2,
    "degree": 12,
    "register": len(REGISTERS) + 1,
    "strong motion": STRENGTHS * 3,
    "length": len(LENGTHS) + 1,
    "kind": 3,
    "compared": 3,
    "strong length": STRENGTHS * 3,
}
# The first row of each field.
FIRST = dict(zip(FIELDS, [sum(list(FIELDS.values())[:n]) for n in range(len(FIELDS))], strict=True))
FEATURES = sum(FIELDS.values())
SILENT = 0
# The rows of a rest but its own.
NOTHING = (SILENT,) * 7


class MelodicContext(NamedTuple):
    """What a listener remembers of the melody when a note comes.

    pitch: of the latest note, in semitones above the tonic, None if there was none. move: the
    direction in which the melody came there, -1, 0 or 1. duration: of the latest event in ticks, 0
    if there was none. strength: 2 on a downbeat, 1 on another beat, 0 between.
    """

    pitch: int | None
    move: int
    duration: int
    strength: int


def pitch_rows(context: MelodicContext, pitch: int | None) -> tuple[int, ...]:
    """The rows of a pitch (semitones above the tonic, None for a rest); always as many."""
    if pitch is None:
        return FIRST["rest"], *NOTHING
    if context.pitch is None:
        return *place_rows(pitch), *NOTHING[1:]
    return *place_rows(pitch), *move_rows(context.move, context.strength, pitch - context.pitch)


def place_rows(pitch: int) -> tuple[int, int]:
    """The rows that a pitch has wherever it comes from: its degree and its register."""
    register = sum(pitch >= bound for bound in REGISTERS)
    return FIRST["degree"] + pitch % 12, FIRST["register"] + register


def move_rows(move: int, strength: int, interval: int) -> tuple[int, ...]:
    """The rows of an interval in semitones, after a move in some direction."""
    interval = max(-WIDEST, min(WIDEST, interval))
    size = sum(abs(interval) > bound for bound in SIZES)
    way = (interval > 0) - (interval < 0)
    return (
        FIRST["motion"] + len(SIZES) + way * size,
        FIRST["interval"] + WIDEST + interval,
        FIRST["direction"] + 1 + way,
        FIRST["size"] + size,
        FIRST["turn"] + (way != move) if way and move else SILENT,
        FIRST["strong motion"] + 3 * strength + min(size, 2),
    )


def duration_rows(context: MelodicContext, duration: int) -> tuple[int, ...]:
    """The rows of a note's duration in ticks; always as many. Rests have none."""
    length = sum(duration > bound for bound in LENGTHS)
    compared = 1 + (duration > context.duration) - (duration < context.duration)
    return (
        FIRST["length"] + length,
        FIRST["kind"] + _kind(duration),
        FIRST["compared"] + compared if context.duration else SILENT,
        FIRST["strong length"] + 3 * context.strength + (length > 1) + (length > 3),
    )


def _kind(duration: int) -> int:
    """0 for a plain duration, 1 for a dotted one, 2 for a triplet."""
    if duration % 3:
        return 2
    return int(duration // 3 & (duration // 3 - 1) > 0)
