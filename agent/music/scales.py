"""Scales by name or as pitch classes: 12-bit masks, bit n = n semitones above the tonic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from agent.errors import TaskError, did_you_mean
from agent.music.pitches import NOTE, pitch_class, typed

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


# "minor" is minor as it is used: natural minor, and also the raised sixth and seventh.
SCALES = {
    name: mask_of(map(int, pitch_classes.split()))
    for name, pitch_classes in {
        "major": "0 2 4 5 7 9 11",
        "minor": "0 2 3 5 7 8 9 10 11",
        "dorian": "0 2 3 5 7 9 10",
        "phrygian": "0 1 3 5 7 8 10",
        "lydian": "0 2 4 6 7 9 11",
        "mixolydian": "0 2 4 5 7 9 10",
        "aeolian": "0 2 3 5 7 8 10",
        "locrian": "0 1 3 5 6 8 10",
        "harmonic_minor": "0 2 3 5 7 8 11",
        "melodic_minor": "0 2 3 5 7 9 11",
        "harmonic_major": "0 2 4 5 7 8 11",
        "major_pentatonic": "0 2 4 7 9",
        "minor_pentatonic": "0 3 5 7 10",
        "blues": "0 3 5 6 7 10",
        "major_blues": "0 2 3 4 7 9",
        "chromatic": "0 1 2 3 4 5 6 7 8 9 10 11",
        "whole_tone": "0 2 4 6 8 10",
        "augmented": "0 3 4 7 8 11",
        "diminished": "0 2 3 5 6 8 9 11",
        "dominant_diminished": "0 1 3 4 6 7 9 10",
        "altered": "0 1 3 4 6 8 10",
        "half_diminished": "0 2 3 5 6 8 10",
        "lydian_dominant": "0 2 4 6 7 9 10",
        "lydian_augmented": "0 2 4 6 8 9 11",
        "bebop_dominant": "0 2 4 5 7 9 10 11",
        "phrygian_dominant": "0 1 4 5 7 8 10",
        "double_harmonic": "0 1 4 5 7 8 11",
        "hungarian_minor": "0 2 3 6 7 8 11",
        "ukrainian_dorian": "0 2 3 6 7 9 10",
        "neapolitan_minor": "0 1 3 5 7 8 11",
        "hirajoshi": "0 2 3 7 8",
        "in_sen": "0 1 5 7 10",
        "yo": "0 2 5 7 9",
    }.items()
}
SYNONYMS = {"ionian": "major", "natural_minor": "aeolian"}
SHORT_MINOR = ("m", "min")


@lru_cache(maxsize=256)
def scale_mask(text: str) -> int:
    """The mask of a scale name ('harmonic_minor', 'Harmonic Minor') or pitch classes ('0 2 4').

    Raises TaskError for anything else.
    """
    pitch_classes = pitch_class_set(text)
    if pitch_classes is not None:
        return mask_of(pitch_classes)
    mask = SCALES.get(scale_name(text))
    if mask is None:
        others = (
            f"use pitch classes above the tonic such as '0 2 4 7 9', or one of {', '.join(SCALES)}"
        )
        raise TaskError(f"there is no scale '{text}': {did_you_mean(text, SCALES) or others}")
    return mask


def scale_name(text: str) -> str:
    """The usual form of a scale's name: 'Harmonic Minor' -> 'harmonic_minor'; others stay."""
    name = re.sub(r"[\s_-]+", "_", text.strip().lower())
    name = SYNONYMS.get(name, name)
    return name if name in SCALES else text


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
    scale = "minor" if match[4] or (match[5] or "").lower() in SHORT_MINOR else match[5] or ""
    scale = "major" if scale.lower() == "maj" else scale_name(scale)
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
