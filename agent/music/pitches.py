"""Music theory that every task shares: note names, the C major scale, triads by Roman numeral.

Pitches are MIDI numbers (60 = middle C = C4). A scale degree counts from 0 (C) to 6 (B).
"""

from __future__ import annotations

import re

from agent.errors import TaskError

LETTER_PITCH_CLASS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ACCIDENTALS = {"": 0, "#": 1, "b": -1, "##": 2, "x": 2, "bb": -2}
# How sharps, flats and naturals are printed, and how they are typed.
PRINTED = str.maketrans({"♯": "#", "♭": "b", "♮": "", "𝄪": "##", "𝄫": "bb"})
NOTE = r"([A-Ga-g])(##|bb|[#bx]?)"
MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11)
MIDDLE_C = 60
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")


def typed(text: str) -> str:
    """A text with printed accidentals as they are typed: 'B♭' -> 'Bb'."""
    return text.strip().translate(PRINTED)


def pitch_class(name: str) -> int:
    """Pitch class 0-11 of a note name: 'C' -> 0, 'Eb' -> 3, 'F♯' -> 6.

    Raises TaskError for anything else.
    """
    match = re.fullmatch(NOTE, typed(name))
    if match is None:
        raise TaskError(f"'{name}' is no note name: use A to G, with # or b if needed (C, F#, Bb)")
    return _semitones(match[1], match[2]) % 12


def pitch_of(name: str) -> int:
    """The MIDI pitch of a note name with its octave: 'C4' -> 60, 'B♭3' -> 58, '60' -> 60.

    Raises TaskError for anything else, and outside of 0-127.
    """
    text = typed(name)
    match = re.fullmatch(rf"{NOTE}(-?[0-9])", text)
    pitch = 12 * (int(match[3]) + 1) + _semitones(match[1], match[2]) if match else -1
    if re.fullmatch(r"[0-9]{1,3}", text):
        pitch = int(text)
    if not 0 <= pitch <= 127:
        raise TaskError(
            f"'{name}' is no pitch: use a note name with its octave such as C4, F#3 or Bb5 "
            "(C-1 to G9), or a MIDI number"
        )
    return pitch


def _semitones(letter: str, accidental: str) -> int:
    """Semitones above C."""
    return LETTER_PITCH_CLASS[letter.upper()] + ACCIDENTALS[accidental]


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
