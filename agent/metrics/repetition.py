"""Repetition within a set of takes, and copies of the tunes that an agent learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from agent.metrics.notes import IntArray, sounding
from agent.music.tune import Tune

Hashes = NDArray[np.uint64]
Events = Callable[[Tune], IntArray]
# An odd number has an inverse modulo 2^64, which makes windows of equal events equal anywhere.
BASE = 0x9E3779B97F4A7C15
INVERSE = pow(BASE, -1, 2**64)
# Number of takes whose n-grams are counted together; larger groups have a smaller distinct share.
GROUP = 50


def pitch_events(tune: Tune) -> IntArray:
    """[n]: pitch above the tonic and duration of each note, encoded as one number >= 0."""
    onset, duration, pitch = np.array(tune.notes, dtype=np.int64).T
    return (pitch + 2**15) << 32 | sounding(onset, duration)


def interval_events(tune: Tune) -> IntArray:
    """[n - 1]: interval to the next note and duration, as one number; finds transposed copies."""
    onset, duration, pitch = np.array(tune.notes, dtype=np.int64).T
    return (np.diff(pitch) + 2**15) << 32 | sounding(onset, duration)[:-1]


def distinct_ngrams(takes: Sequence[Tune], n: int, events: Events = pitch_events) -> float:
    """Share of distinct n-grams among all n-grams of the takes (distinct-n); NaN without any."""
    grams = [
        tuple(row[start : start + n])
        for row in (events(take).tolist() for take in takes)
        for start in range(len(row) - n + 1)
    ]
    return len(set(grams)) / len(grams) if grams else float("nan")


def distinct_in_groups(takes: Sequence[Tune], n: int, size: int = GROUP) -> float:
    """The mean of `distinct_ngrams` over groups of `size` takes, comparable between set sizes.

    An incomplete last group is left out, unless it is the only one.
    """
    starts = range(0, max(len(takes) - size, 0) + 1, size)
    return float(np.mean([distinct_ngrams(takes[start : start + size], n) for start in starts]))


def longest_copies(
    takes: Sequence[Tune], corpus: Iterable[Tune], events: Events = pitch_events
) -> list[int]:
    """For each take, the length of the longest run of events that it shares with a corpus tune.

    Windows are compared by polynomial hashes modulo 2^64, and grow by an event as long as any is
    shared. The probability of a false match is below 1e-6 for a million events.
    """
    ours, theirs = _Windows(map(events, takes)), _Windows(map(events, corpus))
    longest = np.zeros(len(takes), dtype=np.int64)
    length = 0
    while len(ours.start) and len(theirs.start):
        longest[ours.row[ours.start]] = length
        length += 1
        mine, known = ours.hashes(length), theirs.hashes(length)
        theirs.keep(np.isin(known, mine))
        ours.keep(np.isin(mine, known))
    return longest.tolist()


class _Windows:
    """Windows over rows of events. start: where the remaining windows begin."""

    def __init__(self, rows: Iterable[IntArray]) -> None:
        listed = list(rows)
        lengths = np.array([len(row) for row in listed], dtype=np.int64)
        self.row = np.repeat(np.arange(len(listed)), lengths)
        self.end = np.repeat(np.cumsum(lengths), lengths)
        codes = _scattered(np.concatenate([np.zeros(0, dtype=np.int64), *listed]))
        self.start = np.arange(len(codes))
        terms = codes * _powers(BASE, len(codes))
        self.before = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(terms)])
        self.inverse = _powers(INVERSE, len(codes))

    def hashes(self, length: int) -> Hashes:
        """The hash of each window of this length; windows beyond the end of a row are dropped."""
        self.keep(self.start + length <= self.end[self.start])
        total: Hashes = self.before[self.start + length] - self.before[self.start]
        return total * self.inverse[self.start]

    def keep(self, mask: NDArray[np.bool_]) -> None:
        """Drop all windows but those in the mask."""
        self.start = self.start[mask]


def _powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def _scattered(events: IntArray) -> Hashes:
    """Each event as a pseudo-random 64-bit number (the finaliser of SplitMix64)."""
    code = events.astype(np.uint64) + np.uint64(BASE)
    code = (code ^ code >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    code = (code ^ code >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return code ^ code >> np.uint64(31)
