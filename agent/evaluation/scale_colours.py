"""Whether an agent uses what is peculiar to a scale, and whether it gets stuck in one.

The colours of a scale (`agent.music.colours`) are the degrees by which a listener knows it.
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
from agent.music.colours import colours, degree_names
from agent.music.scales import SCALES, mode_of
from agent.music.tune import Tune
from agent.pieces.piece import compose
from agent.player.knobs import Knobs

BARS = 16
TAKES = 60
# The scales that are played most are the first ones of all.
MEASURED = tuple(SCALES)[:33]


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


def colourings(
    player: MelodyPlayer, reference: Reference, seed: int, on_progress: OnProgress = no_progress
) -> Iterator[Colouring]:
    """TAKES takes of BARS bars in each of MEASURED, as `generate --scale` composes them."""
    for number, scale in enumerate(MEASURED):
        on_progress("in scales: playing", number, len(MEASURED))
        knobs = Knobs(scale=scale, bars=BARS)
        pieces = (tune_of(compose(player, knobs, seed + take)) for take in range(TAKES))
        yield colouring(scale, [tune for tune in pieces if tune], reference)
    on_progress("in scales: playing", len(MEASURED), len(MEASURED))


def colouring(scale: str, takes: list[Tune], reference: Reference) -> Colouring:
    """The figures of takes in a scale."""
    mask = SCALES[scale]
    return Colouring(
        scale,
        degree_names(colours(mask), mask),
        float(np.mean([colour_share(take, mask) for take in takes])),
        colours(mask).bit_count() / mask.bit_count(),
        _real_share(scale, reference),
        sum(map(is_hammered, takes)),
        len(takes),
    )


def colour_share(tune: Tune, scale: int) -> float:
    """The share (0-1) of a tune's notes on the colours of a scale. scale: its 12-bit mask."""
    return float(np.isin(notes_of(tune).pitch_class, _pitch_classes(colours(scale))).mean())


def _pitch_classes(mask: int) -> list[int]:
    return [pitch_class for pitch_class in range(12) if mask >> pitch_class & 1]


def _real_share(scale: str, reference: Reference) -> float:
    """The mean share in real tunes, for a scale that is one of their modes."""
    if scale not in MODES or mode_of(SCALES[scale]) != scale:
        return float("nan")
    wanted = _pitch_classes(colours(SCALES[scale]))
    rows = [brief.setting.mode == scale for brief in reference.briefs]
    shares = reference.mgeval["pitch_class_histogram"][rows][:, wanted].sum(axis=1)
    return float(shares.mean()) if len(shares) else float("nan")
