"""How a key is written: its key signature, and the sharps and flats of its notes.

A place is a position on the line of fifths: ... Bb -2, F -1, C 0, G 1, D 2, ... F# 6 ...
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.music.pitches import MAJOR_SCALE, triad_degrees
from agent.music.scales import mask_of, transposed

LETTERS = "FCGDAEB"
MAJOR = mask_of(MAJOR_SCALE)
# Candidate major scales with the same signature: semitones of their tonic above that of the scale,
# and the place of the scale's tonic in them. Order: major, minor, mixolydian, dorian, phrygian,
# lydian, locrian.
PARENTS = {0: 0, 3: 3, 5: 1, 10: 2, 8: 4, 7: -1, 1: 5}
MINOR_PARENT, MINOR_PLACE = 3, 3
# Notes are spelled from the flat second (this place, relative to the tonic) to the sharp fourth.
FLAT_SECOND = -5
MOST_SHARPS = 6
TRIADS = ("", "m", "m", "", "", "m", "dim")


class Spelling(NamedTuple):
    """How a key is spelled.

    tonic: its place on the line of fifths; signature: number of sharps, negative for flats; minor:
    whether the signature is named after the minor key.
    """

    tonic: int
    signature: int
    minor: bool

    def name(self, pitch_class: int) -> str:
        """The name of a pitch class: 3 -> 'Eb' in C minor, 'D#' in E major."""
        return _name(self._place(pitch_class))

    def note(self, pitch: int) -> str:
        """A MIDI pitch in scientific notation: 63 -> 'Eb4' in C minor."""
        place = self._place(pitch)
        return f"{_name(place)}{(pitch - _sharps(place)) // 12 - 1}"

    def key_signature(self) -> str:
        """The signature as MIDI files name it: 'Eb', 'Cm'."""
        return f"{_name(self.signature + MINOR_PLACE)}m" if self.minor else _name(self.signature)

    def _place(self, pitch: int) -> int:
        lowest = self.tonic + FLAT_SECOND
        return lowest + (7 * pitch - lowest) % 12


@lru_cache(maxsize=256)
def spelling_of(key: int, scale: int) -> Spelling:
    """The spelling of a key (pitch class) and scale (12-bit mask above the tonic).

    Its signature is that of the major scale which shares most notes with it.
    """
    parent = max(PARENTS, key=lambda up: (scale & transposed(MAJOR, up)).bit_count())
    signature = (7 * (key + parent) + 5) % 12 - 5
    if signature == MOST_SHARPS and PARENTS[parent] > 0:
        signature -= 12  # Eb minor rather than D# minor, but F# major
    return Spelling(signature + PARENTS[parent], signature, parent == MINOR_PARENT)


def triad_symbol(numeral: str, key: int) -> str:
    """The chord symbol of a Roman numeral in a major key: 'vi' in Eb -> 'Cm'. Raises TaskError."""
    root = triad_degrees(numeral)[0]
    return spelling_of(key, MAJOR).name((key + MAJOR_SCALE[root]) % 12) + TRIADS[root]


def _name(place: int) -> str:
    sharps = _sharps(place)
    return LETTERS[(place + 1) % 7] + "#" * sharps + "b" * -sharps


def _sharps(place: int) -> int:
    """Number of sharps of a place, negative for flats."""
    return (place + 1) // 7
