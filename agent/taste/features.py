"""Features of a note as a listener hears it: the inputs of the taste model.

They are the same for all agents, so that a taste can be used with another agent. All features are
one-hot: a note sets one row (index of a feature) of each field, or SILENT where a field doesn't
apply. Features of the pitch and of the duration are separate, so that an agent with many actions
computes each pitch and each duration only once.
"""

from __future__ import annotations

from typing import NamedTuple

WIDEST = 12
# Upper bounds, in semitones, of the sizes of an interval: repeat, step, third, leap; wide leap.
SIZES = (0, 2, 4, 7)
# Lowest pitch (semitones above the tonic) of each register except the lowest register.
REGISTERS = (-5, 0, 5, 10, 15)
# Upper bounds, in ticks, of the classes of length: up to a sixteenth, up to an eighth, below a
# quarter, a quarter, below a half note; longer.
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
# Index of the first row of each field.
FIRST = dict(zip(FIELDS, [sum(list(FIELDS.values())[:n]) for n in range(len(FIELDS))], strict=True))
FEATURES = sum(FIELDS.values())
SILENT = 0
# Padding, so that a rest has as many rows as a pitch.
NOTHING = (SILENT,) * 7


class MelodicContext(NamedTuple):
    """The part of the melody before a note that its features depend on.

    pitch: of the latest note, in semitones above the tonic, None if there was none. move: direction
    of the interval to that note, -1, 0 or 1. duration: of the latest event in ticks, 0 if there was
    none. strength: where the new note falls, 2 = downbeat, 1 = another beat, 0 = between beats.
    """

    pitch: int | None
    move: int
    duration: int
    strength: int


def pitch_rows(context: MelodicContext, pitch: int | None) -> tuple[int, ...]:
    """The eight rows of a pitch (semitones above the tonic, None for a rest)."""
    if pitch is None:
        return FIRST["rest"], *NOTHING
    if context.pitch is None:
        return *place_rows(pitch), *NOTHING[1:]
    return *place_rows(pitch), *move_rows(context.move, context.strength, pitch - context.pitch)


def place_rows(pitch: int) -> tuple[int, int]:
    """The rows of a pitch that don't depend on the context: its degree and its register."""
    register = sum(pitch >= bound for bound in REGISTERS)
    return FIRST["degree"] + pitch % 12, FIRST["register"] + register


def move_rows(move: int, strength: int, interval: int) -> tuple[int, ...]:
    """The rows of an interval in semitones. move, strength: as in `MelodicContext`."""
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
    """The four rows of a note's duration in ticks. Rests have none."""
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
