"""Music theory that every task shares: note names, the C major scale, triads by Roman numeral.

Pitches are MIDI numbers (60 = middle C = C4). A scale degree counts from 0 (C) to 6 (B).
"""

from __future__ import annotations

import re

from agent.errors import TaskError

LETTER_PITCH_CLASS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ACCIDENTALS = {"": 0, "#": 1, "b": -1}
MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11)
MIDDLE_C = 60
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")


def pitch_class(name: str) -> int:
    """Pitch class 0-11 of a note name: 'C' -> 0, 'Eb' -> 3, 'F#' -> 6.

    Raises TaskError for anything else.
    """
    match = re.fullmatch(r"([A-Ga-g])([#b]?)", name.strip())
    if match is None:
        raise TaskError(f"'{name}' is no note name: use A to G, with # or b if needed (C, F#, Bb)")
    letter, accidental = match.groups()
    return (LETTER_PITCH_CLASS[letter.upper()] + ACCIDENTALS[accidental]) % 12


def tonic_near(pitch: int, key: int) -> int:
    """The tonic of a key (pitch class) nearest to a C (MIDI number), at most a tritone away."""
    return pitch + (key if key <= 6 else key - 12)


def nearest_degree(pitch: int) -> int:
    """Scale degree 0-6 of a MIDI pitch in C major; a black key counts as the white key below it."""
    semitones = pitch % 12
    return max(degree for degree, tone in enumerate(MAJOR_SCALE) if tone <= semitones)


def triad_degrees(numeral: str) -> tuple[int, int, int]:
    """Degrees of the diatonic triad on a Roman numeral, root first: 'IV' -> (3, 5, 0).

    Raises TaskError for anything but I to VII.
    """
    try:
        root = NUMERALS.index(numeral.upper())
    except ValueError:
        raise TaskError(f"'{numeral}' is no Roman numeral between I and VII") from None
    return root, (root + 2) % 7, (root + 4) % 7
