"""Chord symbols ('F#m7b5', 'Am/G', '0 4 7') as root, pitch classes and quality."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from agent.errors import TaskError
from agent.music.pitches import pitch_class, typed
from agent.music.scales import mask_of, pitch_class_set, transposed


class Chord(NamedTuple):
    """A chord. root: pitch class 0-11, -1 for no chord; mask: bit n = pitch class n belongs to it.

    quality: a key of QUALITIES, 'set' for bare pitch classes, 'none' for no chord.
    """

    root: int
    mask: int
    quality: str

    def transposed(self, semitones: int) -> Chord:
        """The chord moved up by some semitones; moved by -key it is relative to the tonic."""
        if self.root < 0:
            return self
        return Chord((self.root + semitones) % 12, transposed(self.mask, semitones), self.quality)


NO_CHORD = Chord(-1, 0, "none")
LONGEST_PROGRESSION = 64
NO_CHORD_SYMBOLS = {"", "none", "n.c.", "nc"}

# Semitones above the root, by the suffix of the chord symbol.
QUALITIES = {
    "": "0 4 7",
    "m": "0 3 7",
    "dim": "0 3 6",
    "aug": "0 4 8",
    "5": "0 7",
    "sus2": "0 2 7",
    "sus4": "0 5 7",
    "6": "0 4 7 9",
    "m6": "0 3 7 9",
    "69": "0 2 4 7 9",
    "m69": "0 2 3 7 9",
    "add9": "0 2 4 7",
    "madd9": "0 2 3 7",
    "7": "0 4 7 10",
    "maj7": "0 4 7 11",
    "m7": "0 3 7 10",
    "mmaj7": "0 3 7 11",
    "dim7": "0 3 6 9",
    "m7b5": "0 3 6 10",
    "aug7": "0 4 8 10",
    "maj7#5": "0 4 8 11",
    "7b5": "0 4 6 10",
    "7sus4": "0 5 7 10",
    "7b9": "0 1 4 7 10",
    "7#9": "0 3 4 7 10",
    "7#11": "0 4 6 7 10",
    "maj7#11": "0 4 6 7 11",
    "9": "0 2 4 7 10",
    "maj9": "0 2 4 7 11",
    "m9": "0 2 3 7 10",
    "9sus4": "0 2 5 7 10",
    "11": "0 2 5 7 10",
    "m11": "0 2 3 5 7 10",
    "13": "0 2 4 7 9 10",
    "maj13": "0 2 4 7 9 11",
    "m13": "0 2 3 7 9 10",
}
MASKS = {quality: mask_of(map(int, tones.split())) for quality, tones in QUALITIES.items()}
# Words and signs of jazz for the letters of a suffix.
TRIANGLES = ("Δ", "∆", "△", "^")
TRIANGLE_ALONE = r"(Δ|∆|△|\^)$"  # means a major seventh
SIGNS = str.maketrans(dict.fromkeys(TRIANGLES, "maj") | {"Ø": "ø", "º": "°", "–": "-", "−": "-"})
# Patterns of other spellings of a suffix and their standard form; only the first match is replaced.
SPELLINGS = (
    (r"(min|mi|-)(maj|ma|M)(?=\d)", "mmaj"),
    (r"m(ma|M)(?=\d)", "mmaj"),
    (r"major$", ""),
    (r"minor$", "m"),
    (r"(maj|ma|M)$", ""),
    (r"(ma|M)(?=\d)", "maj"),
    (r"(min|mi|-)", "m"),
    (r"[o°]", "dim"),
    (r"(\+7|7#5)$", "aug7"),
    (r"\+", "aug"),
    (r"[hø]7?$", "m7b5"),
    (r"sus$", "sus4"),
    (r"7sus$", "7sus4"),
    (r"dom7$", "7"),
    (r"add2$", "add9"),
    (r"2$", "sus2"),
    (r"4$", "sus4"),
)


@lru_cache(maxsize=512)
def chord_of(text: str) -> Chord:
    """Parse a chord symbol, or pitch classes with the root first; 'none' or '' is no chord.

    The bass of 'Am/G' counts as a chord tone. Raises TaskError for anything else.
    """
    if text.strip().lower() in NO_CHORD_SYMBOLS:
        return NO_CHORD
    pitch_classes = pitch_class_set(text)
    if pitch_classes is not None:
        return Chord(pitch_classes[0], mask_of(pitch_classes), "set")
    match = re.fullmatch(r"([A-G](?:##|bb|[#b]?))(.*?)(?:/([A-G](?:##|bb|[#b]?)))?", typed(text))
    quality = match and _quality(match[2])
    if match is None or quality is None:
        raise TaskError(
            f"'{text}' is no chord: use a symbol such as C, Am, F#m7b5, Bbmaj7, Dsus4 or Am/G, "
            f"pitch classes with the root first such as '0 4 7', or none{_near(text)}"
        )
    root = pitch_class(match[1])
    bass = pitch_class(match[3]) if match[3] else root
    return Chord(root, transposed(MASKS[quality], root) | 1 << bass, quality)


def _near(text: str) -> str:
    """A chord that was meant where its root is in lower case, or ''."""
    if not text[:1].islower():
        return ""
    try:
        chord_of(text[0].upper() + text[1:])
    except TaskError:
        return ""
    return f" (did you mean {text[0].upper()}{text[1:]}?)"


def _quality(suffix: str) -> str | None:
    suffix = re.sub(r"[()\s]", "", suffix).replace("6/9", "69")
    suffix = re.sub(TRIANGLE_ALONE, "maj7", suffix).translate(SIGNS)
    for spelling, usual in SPELLINGS:
        if re.match(spelling, suffix):
            suffix = re.sub(spelling, usual, suffix, count=1)
            break
    return suffix if suffix in QUALITIES else None


@lru_cache(maxsize=64)
def progression_of(text: str) -> tuple[str, ...]:
    """Split 'Am F C G' into chord symbols; bar lines (|) and commas may separate them, too.

    Raises TaskError for a symbol that isn't a chord, for none at all, and for more than
    LONGEST_PROGRESSION.
    """
    symbols = re.split(r"[\s|,]+", text.strip(" |,\t\n"))
    if symbols == [""]:
        raise TaskError("a progression needs chords, such as 'Am F C G'")
    if len(symbols) > LONGEST_PROGRESSION:
        raise TaskError(f"a progression has at most {LONGEST_PROGRESSION} chords")
    for symbol in symbols:
        chord_of(symbol)
    return tuple(symbols)
