"""Few tunes, each held out in its turn (cross-validation): near-duplicates always together.

Where all tunes are near-duplicates of each other, as a single one is, their phrases are held out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle

from agent.corpus.clusters import clusters
from agent.melody.learning.data_augmentation.variants import unrepeated
from agent.music.tune import Tune

FOLDS = 5
PHRASE_BARS = 4
# A phrase of fewer notes is none.
FEWEST_NOTES = 8


def in_folds(tunes: Sequence[Tune]) -> list[list[Tune]]:
    """The tunes without their repeats, or their phrases, in at most FOLDS folds of similar size.

    Fewer than two folds if nothing can be held out.
    """
    for pieces in (list(map(unrepeated, tunes)), [one for tune in tunes for one in phrases(tune)]):
        names = clusters([[note.pitch for note in piece.notes] for piece in pieces])
        if len(set(names)) > 1:
            return _dealt(pieces, names)
    return []


def phrases(tune: Tune) -> list[Tune]:
    """The tune without its repeats, in phrases of PHRASE_BARS bars; each begins as a tune does.

    A pickup belongs to the phrase that it leads to.
    """
    tune = unrepeated(tune)
    length, start = PHRASE_BARS * tune.bar, tune.notes[0].onset
    found = []
    while start < tune.end:
        end = start + length
        notes = tuple(note for note in tune.notes if start <= note.onset < end)
        chords = tuple(chord for chord in tune.chords if start <= chord.onset < end)
        if len(notes) >= FEWEST_NOTES:
            found.append(replace(tune, notes=notes, chords=chords).aligned())
        start = end
    return found


def _dealt(pieces: Sequence[Tune], names: Sequence[str]) -> list[list[Tune]]:
    """Whole clusters dealt to the folds in turn, the largest ones first."""
    count = min(FOLDS, len(set(names)))
    folds: list[list[Tune]] = [[] for _ in range(count)]
    ranked = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    for (name, _), fold in zip(ranked, cycle(folds)):
        fold += [piece for piece, mine in zip(pieces, names, strict=True) if mine == name]
    return folds
