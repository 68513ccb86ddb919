"""What is learned from: real tunes, some over chords of our own, and copies in other scales.

Most stay in their own scale. Repeats that are played out are left out: an exact copy of eight bars
teaches no more than copying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from agent.melody.learning.data_augmentation.harmonisation import harmonised
from agent.melody.learning.data_augmentation.transposition import in_scale
from agent.music.scales import SCALES
from agent.music.tune import Tune

# Lengths of repeated sections in bars, and the bars where they begin: multiples of PHRASE.
SECTIONS, PHRASE = (16, 8), 4
SEVENS = [name for name, mask in SCALES.items() if mask.bit_count() == 7]
OTHERS = [name for name, mask in SCALES.items() if mask.bit_count() != 7]
# Shares of the copies in named scales of seven notes and of other sizes; the rest are in sets of
# four to six notes without a gap wider than WIDEST semitones.
IN_SEVEN, IN_OTHERS = 0.55, 0.23
FEWEST, MOST, WIDEST = 4, 6, 5


def variants(tunes: Sequence[Tune], chords: float, scales: float, seed: int) -> list[Tune]:
    """The tunes, of which a share `chords` of those without any get some, and a share `scales` are
    followed by a copy in another scale. The same seed gives the same."""
    random, found = np.random.default_rng(seed), []
    for tune in map(unrepeated, tunes):
        own = harmonised(tune) if random.random() < chords else tune
        found.append(own)
        if random.random() < scales:
            copy = in_scale(own, another_scale(own.mode, random))
            found += [copy] if copy else []
    return found


def another_scale(mode: str, random: np.random.Generator) -> str:
    """A scale at random, other than a mode: a name, or pitch classes."""
    kind = random.random()
    if kind >= IN_SEVEN + IN_OTHERS:
        return _note_set(random)
    names = [name for name in (SEVENS if kind < IN_SEVEN else OTHERS) if name != mode]
    return names[int(random.integers(len(names)))]


def _note_set(random: np.random.Generator) -> str:
    while True:
        count = int(random.integers(FEWEST, MOST + 1))
        tones = [0, *sorted((random.permutation(11)[: count - 1] + 1).tolist())]
        if all(b - a <= WIDEST for a, b in pairwise([*tones, 12])):
            return " ".join(map(str, tones))


def unrepeated(tune: Tune) -> Tune:
    """The tune without sections that repeat the one right before them note by note."""
    tune = tune.aligned()
    for bars in SECTIONS:
        start = tune.notes[0].onset
        while (middle := start + bars * tune.bar) < tune.end:
            if _section(tune, start, bars) == _section(tune, middle, bars):
                tune = _without(tune, middle, bars * tune.bar)
            else:
                start += PHRASE * tune.bar
    return tune


def _section(tune: Tune, start: int, bars: int) -> list[tuple[int, int, int]]:
    end = start + bars * tune.bar
    return [(n.onset - start, n.duration, n.pitch) for n in tune.notes if start <= n.onset < end]


def _without(tune: Tune, start: int, ticks: int) -> Tune:
    """The tune without `ticks` ticks from `start` on."""
    end = start + ticks
    notes = [
        n if n.onset < start else n._replace(onset=n.onset - ticks)
        for n in tune.notes
        if not start <= n.onset < end
    ]
    chords = [
        c if c.onset < start else c._replace(onset=c.onset - ticks)
        for c in tune.chords
        if not start <= c.onset < end
    ]
    return replace(tune, notes=tuple(notes), chords=tuple(chords))
