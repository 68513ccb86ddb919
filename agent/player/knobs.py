"""The knobs: settings of how to play. They come with every call and act on the next note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from agent.errors import TaskError
from agent.music.chords import Chord, chord_of, progression_of
from agent.music.meter import USUAL_METERS, meter_name, meter_of
from agent.music.scales import scale_mask, scale_name
from agent.player.constraints import (
    ANY,
    CHORD,
    CHORD_TONES,
    FREE,
    OUTSIDE,
    PitchConstraint,
    check_pitches,
    durations_of,
    pitch_classes,
)

# Weights of the reward terms; an agent uses those of its own terms and ignores the others.
WEIGHTS = ("harmony", "smoothness", "variety", "style", "form")
# Least and greatest value of every numeric knob; weights and temperature of 1 are as in training.
KNOB_RANGES = {
    **dict.fromkeys(WEIGHTS, (0.0, 2.0)),
    "temperature": (0.0, 2.0),
    "follow": (0.0, 1.0),
    "taste": (0.0, 2.0),
    "colour": (0.0, 2.0),
    "syncopation": (0.0, 1.0),
    "rests": (0.0, 1.0),
    "swing": (0.0, 1.0),
    "key": (0, 11),
    "low": (0, 127),
    "high": (0, 127),
    "density": (0.0, 8.0),
    "bars": (0, 1024),
}
# What menus offer; of meters there are more.
KNOB_CHOICES = {"chord_tones": CHORD_TONES, "outside": OUTSIDE, "meter": USUAL_METERS}

NO_CHORDS = "none"


def _lower(text: str) -> str:
    return text.strip().lower()


# What brings the text of a knob into its usual spelling: 'Harmonic Minor' -> 'harmonic_minor'.
USUAL_SPELLING: dict[str, Callable[[str], str]] = {
    "scale": scale_name,
    "chord_tones": _lower,
    "outside": _lower,
    "character": _lower,
    "meter": meter_name,
}


@dataclass(frozen=True, slots=True)
class Knobs:
    """How to play. Raises TaskError for values outside their ranges.

    harmony, smoothness, variety, style, form: term weights, 0-2. temperature: how adventurous the
    choice is, as a multiple of the agent's own, 0-2; 0 always takes the best note. follow: how much
    to take up of what a person played, 0-1. taste: weight of what was learned from thumbs, 0-2.
    colour: how often the degrees sound that are peculiar to the scale, 0-2; as the agent has them
    at 1.
    syncopation: how much begins off the beat and is held over the next one, 0-1; rests: how much
    the phrases breathe, 0-1; both are as the agent has them at 0. swing: how late the second of two
    eighths begins, 0-1, from straight (50 % of their quarter) to dotted (75 %).
    character: which kind of melodies to resemble.

    The others are hard constraints. key: pitch class of the tonic. scale: name, or pitch classes
    above the tonic. low, high: range of MIDI pitches. chord: what sounds now, as a symbol or pitch
    classes. chords: a progression such as "Am F C G", one chord a bar, repeated; it is ignored
    where `chord` is given. chord_tones: which notes must belong to the chord: free (none), strong
    (those on strong beats), all. outside: which notes may lie outside the scale: chord (those of
    the chord that sounds), never.
    durations: allowed note lengths in quarter notes, or any. density: the most notes in a quarter
    note, 0 = no limit. meter: as `agent.music.meter` reads it. bars: length of the piece, 0 =
    endless.
    """

    harmony: float = 1.0
    smoothness: float = 1.0
    variety: float = 1.0
    style: float = 1.0
    form: float = 1.0
    temperature: float = 1.0
    follow: float = 0.0
    taste: float = 1.0
    colour: float = 1.0
    syncopation: float = 0.0
    rests: float = 0.0
    swing: float = 0.0
    key: int = 0
    scale: str = "major"
    chord: str = "none"
    chords: str = NO_CHORDS
    chord_tones: str = FREE
    outside: str = CHORD
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
        for name, choices in (("chord_tones", CHORD_TONES), ("outside", OUTSIDE)):
            if (value := getattr(self, name)) not in choices:
                raise TaskError(f"{name} is '{value}': use {', '.join(choices)}")
        meter_of(self.meter)
        durations_of(self.durations)
        for chord in dict.fromkeys((self.chord, *self.progression)):
            check_pitches(self.pitch_constraint._replace(chord=chord), self.low, self.high)

    @property
    def scale_mask(self) -> int:
        """12-bit mask of the scale: bit n = n semitones above the tonic."""
        return scale_mask(self.scale)

    @property
    def pitch_constraint(self) -> PitchConstraint:
        """What decides which pitch classes may sound."""
        return PitchConstraint(self.key, self.scale, self.chord, self.chord_tones, self.outside)

    @property
    def sounding_chord(self) -> Chord:
        """The current chord in absolute pitch classes; NO_CHORD if there is none."""
        return chord_of(self.chord)

    @property
    def progression(self) -> tuple[str, ...]:
        """The symbols of `chords`, one a bar; empty if `chord` is given."""
        if self.chords == NO_CHORDS:
            return ()
        progression = progression_of(self.chords)
        return () if self.sounding_chord.mask else progression

    def at(self, tick: int) -> Knobs:
        """The knobs at a tick of a melody: `chord` is that of its bar in the progression.

        Before the first bar, at a tick below 0, no chord of the progression sounds yet.
        """
        if self.chords == NO_CHORDS:
            return self
        if tick < 0:
            return _before(self)
        knobs = self.per_bar
        return knobs[tick // meter_of(self.meter).bar % len(knobs)]

    @property
    def per_bar(self) -> tuple[Knobs, ...]:
        """The knobs in each bar of the progression, with `chord` set to the chord of that bar."""
        return _per_bar(self)

    def pitch_classes(self, *, strong: bool) -> int:
        """12-bit mask of the absolute pitch classes that are allowed. strong: on a strong beat."""
        return pitch_classes(self.pitch_constraint, strong=strong)


@lru_cache(maxsize=256)
def _before(knobs: Knobs) -> Knobs:
    return replace(knobs, chords=NO_CHORDS)


@lru_cache(maxsize=256)
def _per_bar(knobs: Knobs) -> tuple[Knobs, ...]:
    chords = knobs.progression or (knobs.chord,)
    return tuple(replace(knobs, chord=chord, chords=NO_CHORDS) for chord in chords)
