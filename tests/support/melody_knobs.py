"""Settings of a melody player, and what must hold of a note under them, spelt out."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from agent.errors import TaskError
from agent.melody.playing.player import MelodyPlayer
from agent.music.note import REST, Note
from agent.music.tune import METERS
from agent.player.knobs import Knobs
from tests.support.melody_agent import little_player

# What the texts of the knobs mean, spelt out.
SCALES = {
    "major": {0, 2, 4, 5, 7, 9, 11},
    "minor": {0, 2, 3, 5, 7, 8, 9, 10, 11},
    "minor_pentatonic": {0, 3, 5, 7, 10},
    "chromatic": set(range(12)),
    "0 1 7": {0, 1, 7},
}
CHORDS = {"none": set(range(12)), "Am": {9, 0, 4}, "Bb7": {10, 2, 5, 8}, "F#": {6, 10, 1}}
LENGTHS = {
    "any": {
        Fraction(ticks, 24)
        for ticks in (3, 4, 6, 8, 9, 12, 16, 18, 24, 30, 36, 48, 60, 72, 96, 144)
    },
    "0.5 1": {Fraction(1, 2), Fraction(1)},
    "1/3 2/3 1": {Fraction(1, 3), Fraction(2, 3), Fraction(1)},
    "0.25 1.5": {Fraction(1, 4), Fraction(3, 2)},
}
STRONG = {"4/4": 2, "2/2": 2, "3/4": 3, "2/4": 2, "6/8": 1.5, "9/8": 1.5}


def heard(pitch: int, duration: float = 1.0, onset: float = 0.0) -> Note:
    return Note(pitch, 0.8, duration, onset)


def random_knobs(random: np.random.Generator) -> Knobs:
    """Any setting. Raises TaskError for what no agent can play."""
    low = int(random.integers(110))
    weights = dict(
        zip(
            ("harmony", "smoothness", "variety", "style", "form"),
            random.uniform(0, 2, 5).tolist(),
            strict=True,
        )
    )
    return Knobs(
        **weights,
        temperature=float(random.choice([0, 0.5, 1, 2])),
        follow=float(random.choice([0, 0.5, 1])),
        colour=float(random.choice([0, 0.5, 1, 2])),
        syncopation=float(random.choice([0, 0.5, 1])),
        rests=float(random.choice([0, 0.5, 1])),
        key=int(random.integers(12)),
        low=low,
        high=min(low + int(random.integers(3, 40)), 127),
        scale=str(random.choice(list(SCALES))),
        chord=str(random.choice(list(CHORDS))),
        chord_tones=str(random.choice(["free", "strong", "all"])),
        outside=str(random.choice(["chord", "never"])),
        durations=str(random.choice(list(LENGTHS))),
        density=float(random.choice([0, 1, 2, 3])),
        meter=str(random.choice(list(METERS))),
        bars=int(random.integers(1, 5)),
        character=str(random.choice(["any", "hymn"])),
    )


def playable(count: int, random: np.random.Generator) -> Iterator[tuple[MelodyPlayer, Knobs]]:
    """Little players with any knobs that they can play; unplayable ones are left out."""
    done = 0
    while done < count:
        player = little_player(done % 4)
        try:
            knobs = random_knobs(random)
            player.check(knobs)
        except TaskError:
            continue
        yield player, knobs
        done += 1


def assert_kept(note: Note, knobs: Knobs) -> None:
    """A note breaks no constraint."""
    if note.pitch == REST:
        return
    assert knobs.low <= note.pitch <= knobs.high
    leaving = CHORDS[knobs.chord] if knobs.outside == "chord" and knobs.chord != "none" else set()
    assert (note.pitch - knobs.key) % 12 in SCALES[knobs.scale] or note.pitch % 12 in leaving
    strong = note.onset % (METERS[knobs.meter][0] / 24) % STRONG[knobs.meter] == 0
    if knobs.chord_tones == "all" or (knobs.chord_tones == "strong" and strong):
        assert note.pitch % 12 in CHORDS[knobs.chord]
    assert Fraction(note.duration).limit_denominator(24) in LENGTHS[knobs.durations]
    assert note.duration * knobs.density >= (knobs.density > 0)
