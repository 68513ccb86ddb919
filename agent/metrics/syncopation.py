"""Off-beat and syncopated notes, by the metrical hierarchy of Longuet-Higgins and Lee.

Longuet-Higgins and Lee 1984, "The rhythmic interpretation of monophonic music": a note is
syncopated where it lasts over a place that is metrically stronger than its own. Rests over a
stronger place don't count here.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from agent.metrics.notes import BoolArray, Notes

COMPOUND_BEAT = 36
SHORTEST = 3
NAN = float("nan")


@lru_cache(maxsize=64)
def periods(bar: int, beat: int) -> tuple[int, ...]:
    """The periods of the metrical levels in ticks, strongest first.

    They are the bar, its half where it has four beats, the beat, and what the beat is divided into:
    a dotted quarter into three, others into halves.
    """
    levels = [bar, *([bar // 2] if bar == 4 * beat else []), beat]
    below = beat // 3 if beat == COMPOUND_BEAT else beat // 2
    while below >= SHORTEST:
        levels.append(below)
        below //= 2
    return tuple(dict.fromkeys(levels))


def strong_places(notes: Notes) -> BoolArray:
    """[n, levels]: whether each note begins on a place of each level, strongest first."""
    return notes.onset[:, None] % np.array(periods(notes.bar, notes.beat)) == 0


def syncopated(notes: Notes) -> BoolArray:
    """[n]: whether each note lasts over a place that is stronger than its own."""
    levels = np.array(periods(notes.bar, notes.beat))
    end = notes.onset + notes.duration
    # The next place of each level after the onset, and whether the note still sounds there.
    held = (notes.onset[:, None] // levels + 1) * levels < end[:, None]
    weaker = ~np.logical_or.accumulate(strong_places(notes), axis=1)
    result: BoolArray = (held & weaker).any(axis=1)
    return result


def syncopation(notes: Notes) -> float:
    """Share of notes that are syncopated."""
    return float(syncopated(notes).mean())


def held_off_beats(notes: Notes) -> float:
    """Share, among the notes off the beat, of those that last over the next beat; NaN if none."""
    away = notes.off_beat
    off = away > 0
    if not off.any():
        return NAN
    return float((away + notes.duration > notes.beat)[off].mean())
