"""Counts of notes that violate the constraints of the knobs. There must be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from agent.errors import TaskError
from agent.melody.line import scale_of
from agent.melody.playing.player import MelodyPlayer
from agent.music.meter import meter_of
from agent.music.note import REST, Note
from agent.music.scales import SCALES
from agent.music.tune import METERS, TICKS, Tune
from agent.player.constraints import CHORD_TONES, OUTSIDE, is_strong, may_last
from agent.player.knobs import WEIGHTS, Knobs

BARS = 8
SYMBOLS = ("none", "C", "Am", "F#m7b5", "Bb7", "Ebmaj7", "Dsus4", "0 4 7")
LENGTHS = ("any", "1", "0.5 1", "0.25 0.5 1", "1/3 2/3 1", "1.5 3", "4")
DENSITIES = (0.0, 0.5, 1.0, 2.0, 4.0)
WIDTHS = (5, 7, 12, 24, 127)


@dataclass(frozen=True, slots=True)
class Violations:
    """Numbers of notes, and of those outside scale or chord (pitch), outside the range, across a
    bar line, and of a forbidden length."""

    notes: int
    pitch: int
    range: int
    bar: int
    length: int

    @property
    def total(self) -> int:
        return self.pitch + self.range + self.bar + self.length


def in_takes(takes: Sequence[Tune]) -> Violations:
    """Violations in takes that were played with default knobs, in the meter and scale of briefs."""
    return _counted(pair for take in takes for pair in _sounding(take))


def _sounding(take: Tune) -> Iterator[tuple[Note, Knobs]]:
    scale = scale_of(take.mode)
    knobs = Knobs(key=take.key, scale=scale, meter=take.meter)
    for onset, duration, pitch in take.notes:
        yield Note(take.tonic + pitch, 1.0, duration / TICKS, onset / TICKS), knobs


def under_random_constraints(player: MelodyPlayer, settings: int, seed: int) -> Violations:
    """Violations in pieces of BARS bars, one for each of `settings` random sets of knobs."""
    random = np.random.default_rng(seed)
    return _counted(
        pair for _ in range(settings) for pair in _piece(player, playable(player, random), random)
    )


def playable(player: MelodyPlayer, random: np.random.Generator) -> Knobs:
    """Random knobs that the agent can play with."""
    while True:
        try:
            knobs = _random_knobs(random)
            player.check(knobs)
        except TaskError:
            continue
        return knobs


def _random_knobs(random: np.random.Generator) -> Knobs:
    low = int(random.integers(36, 85))
    weights = dict(zip((*WEIGHTS, "temperature"), random.uniform(0, 2, 6).tolist(), strict=True))
    return Knobs(
        **weights,
        key=int(random.integers(12)),
        low=low,
        high=min(low + int(random.choice(WIDTHS)), 127),
        scale=str(random.choice(tuple(SCALES))),
        chord=str(random.choice(SYMBOLS)),
        chord_tones=str(random.choice(CHORD_TONES)),
        outside=str(random.choice(OUTSIDE)),
        durations=str(random.choice(LENGTHS)),
        density=float(random.choice(DENSITIES)),
        meter=str(random.choice(tuple(METERS))),
        bars=BARS,
    )


def _piece(
    player: MelodyPlayer, knobs: Knobs, random: np.random.Generator
) -> Iterator[tuple[Note, Knobs]]:
    line, end = player.start(0), BARS * meter_of(knobs.meter).bar
    while line.tick < end:
        note, line = player.play(line, knobs, random.random())
        yield note, knobs


def _counted(played: Iterable[tuple[Note, Knobs]]) -> Violations:
    rows = [broken(note, knobs) for note, knobs in played if note.pitch != REST]
    return Violations(len(rows), *(sum(column) for column in zip(*rows, strict=True)))


def broken(note: Note, knobs: Knobs) -> tuple[bool, bool, bool, bool]:
    """Whether a note violates scale or chord, range, bar line, and length."""
    bar, ticks = meter_of(knobs.meter).bar, round(note.duration * TICKS)
    place = round(note.onset * TICKS) % bar
    sounding = knobs.pitch_classes(strong=is_strong(knobs.meter, place))
    return (
        not sounding >> note.pitch % 12 & 1,
        not knobs.low <= note.pitch <= knobs.high,
        place + ticks > bar,
        not may_last(ticks, knobs.durations, knobs.density),
    )
