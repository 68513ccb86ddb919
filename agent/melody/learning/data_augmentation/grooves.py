"""The grooves of pop, ragtime and funk, and the share of the tunes that is learned in each.

Most figures are traditional (Toussaint 2013, "The Geometry of Musical Rhythm"). They are one bar
long, or two. A tune keeps its groove from beginning to end, so that its bars share their rhythm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.melody.learning.data_augmentation.rhythms import (
    COMMON_TIME,
    DUPLE,
    Groove,
    density,
    in_common_time,
    in_groove,
)
from agent.music.figures import EIGHTH, SIXTEENTH
from agent.music.tune import Tune

# Figures with their shares, by the meter.
FIGURES = {
    COMMON_TIME: {
        "x.xx..x.": 3,  # the third beat anticipated
        "x.xx..xx...x..x.": 3,  # the second bar line anticipated as well
        "x.xx.x.x..xx.x.x": 8,  # every beat but the second anticipated
        ".xxx.xx...xx..x.": 7,  # begun after the beat
        "x..x..x.": 3,  # tresillo
        "x..x....": 2,  # charleston
        "x..xx.x.": 1,  # habanera
        "x.xx.xx.": 2,  # cinquillo
        "x..x..x...x.x...": 1,  # son clave 3-2
        "..x.x...x..x..x.": 1,  # son clave 2-3
        "x..xx..x": 1,  # dotted quarters
        ".x.x.x.x": 4,  # off-beats
    },
    # Hemiola, dotted quarters, the second bar line anticipated.
    "3/4": {"x...x...x...": 1, "x..x..": 1, "x.x.xx..x.x.": 1},
    # Hemiola, and one every other bar.
    "6/8": {"x.x.x.": 1, "x..x..x.x.x.": 1},
}
# Breaths in pulses, each as often; the share that strikes long notes again instead.
BREATHS = (4, 6, 8)
REPEATS = 0.3
# Of tunes in 4/4 with so many notes a quarter, the share whose pulse is a sixteenth.
QUICK, SIXTEENTHS = 1.1, 0.5


def off_beat(tunes: Sequence[Tune], copies: int, seed: int) -> list[Tune]:
    """So many copies of each tune, each in a groove; those for whose meter there is none stay as
    they are. Every other copy is without chords, so that grooves don't hang on them. The same seed
    gives the same."""
    random, found = np.random.default_rng(seed), []
    for tune in tunes:
        steady = in_common_time(tune) if tune.meter in DUPLE else tune
        if steady.meter not in FIGURES:
            found.append(tune)
            continue
        for number in range(copies):
            copy = in_groove(steady, groove(steady, random))
            if copy:
                found.append(replace(copy, chords=()) if number % 2 else copy)
    return found


def groove(tune: Tune, random: np.random.Generator) -> Groove:
    """A groove at random for a tune in one of the meters of FIGURES."""
    figures = [figure for figure, share in FIGURES[tune.meter].items() for _ in range(share)]
    figure = figures[int(random.integers(len(figures)))]
    breath = BREATHS[int(random.integers(len(BREATHS)))]
    quick = tune.meter == COMMON_TIME and density(tune) >= QUICK and random.random() < SIXTEENTHS
    pulse = SIXTEENTH if quick else EIGHTH
    return Groove(figure, pulse, breath, repeats=bool(random.random() < REPEATS))
