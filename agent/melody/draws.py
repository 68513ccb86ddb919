"""Random choices for a whole piece, such as its form: pure, so that the same notes come again.

A choice for a note comes with the note, as a number. What holds for many notes is drawn from the
fate of their line: a number that the line gets with its first note and keeps.
"""

from __future__ import annotations

FATES = 2**32
MIXERS = 0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35


def fate_of(chance: float) -> int:
    """The fate of a line whose first note was drawn by `chance`, a number in [0, 1): never 0."""
    return max(int(chance * FATES), 1)


def drawn(fate: int, *about: int) -> float:
    """A uniform number in [0, 1) for a fate and what is to be drawn: always the same one.

    Each number is mixed in by the finaliser of MurmurHash3 (Appleby 2011).
    """
    value = fate
    for number in about:
        value = _mixed(value ^ (number * MIXERS[0]) % FATES)
    return _mixed(value) / FATES


def _mixed(value: int) -> int:
    value ^= value >> 16
    value = value * MIXERS[1] % FATES
    value ^= value >> 13
    value = value * MIXERS[2] % FATES
    return value ^ value >> 16
