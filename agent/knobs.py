"""The knobs: how to play, at this moment. They come with every call and act on the next note."""

from __future__ import annotations

from dataclasses import dataclass

from agent.chords import Chord, chord_of
from agent.constraints import ANY, CHORD_TONES, FREE, check_pitches, durations_of, pitch_classes
from agent.errors import TaskError
from agent.scales import scale_mask
from agent.tune import METERS

# Weights of the reward terms; an agent has some of them, and leaves out the others.
WEIGHTS = ("harmony", "smoothness", "variety", "style", "form")
# Least and most of every knob that is a number; 1 is as the agent was made, for weights and
# temperature.
KNOB_RANGES = {
    **dict.fromkeys(WEIGHTS, (0.0, 2.0)),
    "temperature": (0.0, 2.0),
    "follow": (0.0, 1.0),
    "key": (0, 11),
    "low": (0, 127),
    "high": (0, 127),
    "density": (0.0, 8.0),
    "bars": (0, 1024),
}
KNOB_CHOICES = {"chord_tones": CHORD_TONES, "meter": tuple(METERS)}


@dataclass(frozen=True, slots=True)
class Knobs:
    """How to play, at this moment. Raises TaskError for what is outside of the ranges.

    harmony, smoothness, variety, style, form: term weights, 0-2. temperature: how adventurous the
    choice is, as a multiple of the agent's own; 0 always takes the best note. follow: how much of
    what a person played is mixed in, 0-1. character: which kind of melodies to be like.

    The rest is never broken. key: pitch class of the tonic. scale: name, or pitch classes above
    the tonic. low, high: MIDI range. chord: what sounds now, as a symbol or pitch classes.
    chord_tones: which notes must belong to it: free (none), strong (those on strong beats), all.
    durations: lengths of notes in quarters, or any. density: most notes a quarter, 0 = free.
    meter: one of METERS. bars: length of the piece, 0 = endless.
    """

    harmony: float = 1.0
    smoothness: float = 1.0
    variety: float = 1.0
    style: float = 1.0
    form: float = 1.0
    temperature: float = 1.0
    follow: float = 0.0
    key: int = 0
    scale: str = "major"
    chord: str = "none"
    chord_tones: str = FREE
    low: int = 0
    high: int = 127
    durations: str = ANY
    density: float = 0.0
    meter: str = "4/4"
    bars: int = 0
    character: str = ANY

    def __post_init__(self) -> None:
        for name, (least, most) in KNOB_RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise TaskError(f"{name} is {getattr(self, name):g}: use {least:g} to {most:g}")
        for name, choices in KNOB_CHOICES.items():
            if getattr(self, name) not in choices:
                raise TaskError(f"{name} is '{getattr(self, name)}': use {', '.join(choices)}")
        durations_of(self.durations)
        check_pitches(self.key, self.scale, self.chord, self.chord_tones, self.low, self.high)

    @property
    def scale_mask(self) -> int:
        """Pitch classes of the scale: bit n = n semitones above the tonic."""
        return scale_mask(self.scale)

    @property
    def sounding_chord(self) -> Chord:
        """The chord that sounds now, in absolute pitch classes; NO_CHORD if there is none."""
        return chord_of(self.chord)

    def pitch_classes(self, *, strong: bool) -> int:
        """12-bit mask of the absolute pitch classes that may sound on a strong or other beat."""
        return pitch_classes(self.key, self.scale, self.chord, self.chord_tones, strong=strong)
