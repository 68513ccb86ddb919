"""Whether an agent uses what is peculiar to a scale, and whether it gets stuck in one.

The colours of a scale are the degrees by which a listener knows it from the major or minor one
nearest to it. They are written down for the scales that are played most.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from agent.evaluation.contestants import OnProgress, no_progress, tune_of
from agent.evaluation.reference import Reference
from agent.melody.line import MODES
from agent.melody.playing.player import MelodyPlayer
from agent.metrics.loops import is_hammered
from agent.metrics.notes import notes_of
from agent.music.scales import SCALES, mode_of
from agent.music.tune import Tune
from agent.pieces.piece import compose
from agent.player.knobs import Knobs

BARS = 16
TAKES = 60
MAJOR = (0, 2, 4, 5, 7, 9, 11)
ACCIDENTALS = {"b": -1, "#": 1}
COLOURS = {
    "major": "4 7",
    "minor": "b3 b6",
    "dorian": "6",
    "phrygian": "b2",
    "lydian": "#4",
    "mixolydian": "b7",
    "aeolian": "b6 b7",
    "locrian": "b2 b5",
    "harmonic_minor": "7",
    "melodic_minor": "6 7",
    "harmonic_major": "b6",
    "major_pentatonic": "2 6",
    "minor_pentatonic": "b3 b7",
    "blues": "b5",
    "major_blues": "b3",
    "chromatic": "b2 b3 b5 b6 b7",
    "whole_tone": "#4 #5",
    "augmented": "b3 #5",
    "diminished": "b5 b6",
    "dominant_diminished": "b2 b3 #4",
    "altered": "b2 b3 b5 b6",
    "half_diminished": "b5",
    "lydian_dominant": "#4 b7",
    "lydian_augmented": "#4 #5",
    "bebop_dominant": "b7 7",
    "phrygian_dominant": "b2 b6",
    "double_harmonic": "b2 b6",
    "hungarian_minor": "#4 7",
    "ukrainian_dorian": "#4",
    "neapolitan_minor": "b2",
    "hirajoshi": "b3 b6",
    "in_sen": "b2",
    "yo": "6",
}


class Colouring(NamedTuple):
    """Takes in one scale. Shares (0-1) are of the notes.

    colours: its degrees, such as "b2 b6". share: of notes on them, mean over takes. even: if all
    degrees of the scale came equally often. real: in real tunes of the mode, NaN without any.
    hanging: takes that hang on one note (`is_hammered`), of `takes`.
    """

    scale: str
    colours: str
    share: float
    even: float
    real: float
    hanging: int
    takes: int


def pitch_classes_of(colours: str) -> tuple[int, ...]:
    """The pitch classes above the tonic of degrees such as "b2 #4 7"."""
    return tuple(_pitch_class(degree) for degree in colours.split())


def _pitch_class(degree: str) -> int:
    return MAJOR[int(degree[-1]) - 1] + sum(ACCIDENTALS[sign] for sign in degree[:-1])


def colourings(
    player: MelodyPlayer, reference: Reference, seed: int, on_progress: OnProgress = no_progress
) -> Iterator[Colouring]:
    """TAKES takes of BARS bars in each of the COLOURS, as `generate --scale` composes them."""
    for number, scale in enumerate(COLOURS):
        on_progress("in scales: playing", number, len(COLOURS))
        knobs = Knobs(scale=scale, bars=BARS)
        pieces = (tune_of(compose(player, knobs, seed + take)) for take in range(TAKES))
        yield colouring(scale, [tune for tune in pieces if tune], reference)
    on_progress("in scales: playing", len(COLOURS), len(COLOURS))


def colouring(scale: str, takes: list[Tune], reference: Reference) -> Colouring:
    """The figures of takes in a scale."""
    colours = COLOURS[scale]
    wanted = pitch_classes_of(colours)
    return Colouring(
        scale,
        colours,
        float(np.mean([np.isin(notes_of(take).pitch_class, wanted).mean() for take in takes])),
        len(wanted) / SCALES[scale].bit_count(),
        _real_share(scale, wanted, reference),
        sum(map(is_hammered, takes)),
        len(takes),
    )


def _real_share(scale: str, wanted: tuple[int, ...], reference: Reference) -> float:
    """The mean share in real tunes, for a scale that is one of their modes."""
    if scale not in MODES or mode_of(SCALES[scale]) != scale:
        return float("nan")
    rows = [brief.setting.mode == scale for brief in reference.briefs]
    shares = reference.mgeval["pitch_class_histogram"][rows][:, list(wanted)].sum(axis=1)
    return float(shares.mean()) if len(shares) else float("nan")
