"""Long pieces: whether an agent still plays as many notes and as many bars after ten minutes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from agent.evaluation.contestants import OnProgress, agent_contestant, no_progress, played
from agent.evaluation.reference import Reference
from agent.evaluation.traits import FIRST_BARS, NAN, passage_figures
from agent.melody.playing.player import MelodyPlayer

BARS = 256
PIECES = 16
STARTS = {
    "beginning": 0,
    "middle": (BARS - FIRST_BARS) // 2,
    "end": BARS - FIRST_BARS,
}
REAL = "real, first 32 bars"


class Stage(NamedTuple):
    """32 bars of long pieces, or of real tunes. notes: a quarter; distinct_bars: of the 32."""

    name: str
    notes: float
    distinct_bars: float


def stages(
    player: MelodyPlayer, reference: Reference, seed: int, on_progress: OnProgress = no_progress
) -> tuple[Stage, ...]:
    """The beginning, middle and end of pieces of 256 bars, and real tunes; means over pieces."""
    takes = played(agent_contestant("long pieces", player, BARS, seed), PIECES, on_progress)
    found = [
        Stage(name, *_means([passage_figures(take, start) for take in takes]))
        for name, start in STARTS.items()
    ]
    return (*found, Stage(REAL, *_means(reference.long)))


def _means(rows: object) -> tuple[float, float]:
    """The means of both columns, without NaN."""
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    known = table[~np.isnan(table).any(axis=1)]
    notes, distinct = known.mean(axis=0).tolist() if len(known) else (NAN, NAN)
    return notes, distinct
