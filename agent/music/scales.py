"""Scales by name or as pitch classes: 12-bit masks, bit n = n semitones above the tonic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from agent.errors import TaskError, did_you_mean
from agent.music.pitches import NOTE, pitch_class, typed
from agent.music.scale_names import OTHER_NAMES, STEPS, usual_name

OCTAVE = 0xFFF


def mask_of(pitch_classes: Iterable[int]) -> int:
    """The mask of some pitch classes 0-11."""
    mask = 0
    for number in pitch_classes:
        mask |= 1 << number
    return mask


def transposed(mask: int, semitones: int) -> int:
    """The 12-bit mask moved up by some semitones, modulo the octave."""
    shift = semitones % 12
    return (mask << shift | mask >> (12 - shift)) & OCTAVE


@lru_cache(maxsize=256)
def pitch_class_set(text: str) -> tuple[int, ...] | None:
    """Pitch classes 0-11 in the order of the text, '0 4 7' or '0,4,7'; None for other texts."""
    words = text.replace(",", " ").split()
    if not words or not all(re.fullmatch(r"[0-9]|10|11", word) for word in words):
        return None
    return tuple(int(word) for word in words)


SCALES = {name: mask_of(map(int, steps.split())) for name, steps in STEPS.items()}
SHORT_MINOR = "m"


@lru_cache(maxsize=256)
def scale_mask(text: str) -> int:
    """The mask of a scale name ('harmonic_minor', 'Hijaz') or pitch classes ('0 2 4').

    Raises TaskError for anything else.
    """
    pitch_classes = pitch_class_set(text)
    if pitch_classes is not None:
        return mask_of(pitch_classes)
    name = usual_name(text)
    if name is None:
        others = (
            f"use pitch classes above the tonic such as '0 2 4 7 9', or one of {', '.join(SCALES)}"
        )
        raise TaskError(f"there is no scale '{text}': {_meant(text) or others}")
    return SCALES[name]


def _meant(text: str) -> str:
    return did_you_mean(text, (*SCALES, *OTHER_NAMES))


def scale_name(text: str) -> str:
    """The usual form of a scale's name: 'Harmonic Minor' -> 'harmonic_minor'; others stay."""
    return usual_name(text) or text


@lru_cache(maxsize=256)
def tonic_and_scale(text: str) -> tuple[int, str]:
    """Tonic (pitch class) and scale of a key as musicians write it; the scale is '' if left out.

    'Bb minor' -> (10, 'minor'), 'Am' -> (9, 'minor'), 'D dorian' -> (2, 'dorian'), 'F♯' -> (6, '').
    Raises TaskError for anything else.
    """
    match = re.fullmatch(rf"({NOTE})(?:[\s-]*(m)|[\s_-]+(.*))?", typed(text))
    if match is None:
        raise TaskError(
            f"'{text}' is no key: use a note name (C, F#, Bb), with a scale if you like (A minor, "
            "D dorian, F#m)"
        )
    scale = "minor" if match[4] or match[5] == SHORT_MINOR else scale_name(match[5] or "")
    if scale:
        scale_mask(scale)
    return pitch_class(match[1]), scale


def mode_of(mask: int) -> str:
    """Classify a scale mask: major, minor, mixolydian, dorian, or 'other'.

    The third decides between major and minor. Major with a minor seventh is mixolydian; minor with
    a major sixth, but no minor sixth and no major seventh, is dorian. A mask with no third or both,
    or with an altered fifth but no perfect one, is 'other'.
    """
    minor_third, major_third, fifth = mask >> 3 & 1, mask >> 4 & 1, mask >> 7 & 1
    altered_fifth = mask >> 6 & 1 or mask >> 8 & 1
    if minor_third == major_third or (altered_fifth and not fifth):
        return "other"
    minor_sixth, sixth, minor_seventh, seventh = (mask >> n & 1 for n in (8, 9, 10, 11))
    if major_third:
        return "mixolydian" if minor_seventh else "major"
    return "dorian" if sixth and not minor_sixth and not seventh else "minor"
