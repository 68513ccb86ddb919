"""The colours of a scale: the degrees by which a listener knows it from plain major or minor.

All are found by one rule, so that scales without a name have theirs, too:

- what the scale has beyond the plain one, major or natural minor, that it is nearest to: the b2 of
  phrygian, the #4 of lydian, the b5 of blues;
- of more than two such degrees, those a semitone beside a note of the tonic triad: the b2 and b6 of
  phrygian dominant, not its b7;
- where there is none, all of the scale's degrees a semitone beside a note of the triad: the 4 and 7
  of major, the 2 and b6 of natural minor, which pentatonic scales leave out;
- where there are none of these either, the degrees beyond the triad: 2 and 6 of major pentatonic.

The tonic is never a colour.
"""

from __future__ import annotations

from functools import lru_cache

from agent.music.scales import SCALES, mask_of, transposed

MAJOR, MINOR = SCALES["major"], SCALES["aeolian"]
TRIADS = {MAJOR: mask_of((0, 4, 7)), MINOR: mask_of((0, 3, 7))}
MINOR_THIRD, MAJOR_THIRD = 1 << 3, 1 << 4
# The most degrees beyond the plain scale that a listener hears as peculiar to a scale.
MOST = 2
DEGREES = ("1", "b2", "2", "b3", "3", "4", "b5", "5", "b6", "6", "b7", "7")
FOURTH, TRITONE, FIFTH, MINOR_SIXTH = 5, 6, 7, 8


@lru_cache(maxsize=256)
def colours(scale: int) -> int:
    """The 12-bit mask of a scale's colours; 0 if it has none. scale: its mask above the tonic."""
    plain = _plain(scale)
    triad = TRIADS[plain]
    beside = scale & ~triad & (transposed(triad, 1) | transposed(triad, -1))
    strange = scale & ~plain
    if strange.bit_count() > MOST:
        return strange & beside or strange
    return strange or beside or scale & ~triad


def _plain(scale: int) -> int:
    """Of major and natural minor the one with the third of the scale.

    Of a scale with both thirds, or none, the one that shares more notes with it; else major.
    """
    third = scale & (MINOR_THIRD | MAJOR_THIRD)
    if third == MINOR_THIRD:
        return MINOR
    if third == MAJOR_THIRD:
        return MAJOR
    return max(MAJOR, MINOR, key=lambda plain: (scale & plain).bit_count())


def degree_names(degrees: int, scale: int) -> str:
    """The degrees of a mask as musicians write them: "b2 b6".

    In a scale without a 4 the tritone is its #4; what is then above a missing 5 is its #5.
    """
    names = list(DEGREES)
    if not scale >> FOURTH & 1:
        names[TRITONE] = "#4"
    if not scale >> FIFTH & 1 and not (scale >> FOURTH & scale >> TRITONE & 1):
        names[MINOR_SIXTH] = "#5"
    return " ".join(name for number, name in enumerate(names) if degrees >> number & 1)
