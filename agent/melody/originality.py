"""Copy protection: an agent plays at most twelve notes in a row of a tune that it learned from.

A Bloom filter (Bloom 1970), 300 kB in the agent's file, has all runs of ten notes of these tunes. A
thirteenth note is forbidden if it would be the fourth known run of ten in a row. The filter has no
false negatives, and a false positive rate of 5 % for each of the four runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul

import numpy as np
from numpy.typing import NDArray

from agent.melody.vocabulary import ACTION_PITCH, ACTIONS, NO_PITCH, events_of
from agent.music.tune import Tune

LONGEST_COPY = 12
RUN = 10
BITS = 2_400_000
# Odd multipliers: of the rolling hash, and of the three places that a run has in the filter.
BASE = 0x9E3779B97F4A7C15
MIXERS = np.array([0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)
POWERS = np.array([pow(BASE, n, 2**64) for n in range(RUN)], dtype=np.uint64)
EVERY_LAST = (np.arange(len(ACTIONS), dtype=np.uint64) + np.uint64(1)) * POWERS[-1]
POWERS_AS_INT, MIXERS_AS_INT = POWERS.tolist(), MIXERS.tolist()
WORD = 2**64 - 1
IS_NOTE = ACTION_PITCH != NO_PITCH
# chr(action) of the actions that sound.
SOUNDS = frozenset(map(chr, np.flatnonzero(IS_NOTE).tolist()))
# The number of each chr(action), counted from 1.
COUNTED = {chr(action): action + 1 for action in range(len(ACTIONS))}
# Events among which the latest twelve notes are looked for.
LOOK_BACK = 32

Filter = NDArray[np.uint8]


def no_runs() -> Filter:
    """The empty filter, of an agent that has learned from no tune."""
    return np.zeros(BITS // 8, dtype=np.uint8)


def with_tunes(known: Filter, tunes: Iterable[Tune]) -> Filter:
    """A copy of a filter with the runs of some tunes added."""
    return with_melodies(known, ([event.action for event in events_of(tune)] for tune in tunes))


def with_melodies(known: Filter, melodies: Iterable[Iterable[int]]) -> Filter:
    """A copy of a filter with the runs of some melodies (action numbers) added."""
    marked = np.unpackbits(known)
    for actions in melodies:
        notes = _notes(actions)
        if len(notes) >= RUN:
            windows = np.lib.stride_tricks.sliding_window_view(np.array(notes, np.uint64), RUN)
            hashes = (windows * POWERS).sum(axis=1, dtype=np.uint64)
            marked[_places(hashes).ravel()] = 1
    return np.packbits(marked)


def copying(known: Filter, actions: str) -> NDArray[np.bool_] | None:
    """[actions]: which next actions would copy more than LONGEST_COPY notes; None if none would.

    actions: chr(action) of the events so far; rests neither count nor interrupt.
    """
    latest: Sequence[str] = actions[-LONGEST_COPY:]
    if not SOUNDS.issuperset(latest):
        latest = [*filter(SOUNDS.__contains__, actions[-LOOK_BACK:])][-LONGEST_COPY:]
    notes = [*map(COUNTED.__getitem__, latest)]
    if len(notes) < LONGEST_COPY:
        return None
    for start in range(LONGEST_COPY - RUN + 1):
        if not _knows(known, notes[start : start + RUN]):
            return None
    begun = np.uint64(_hash(notes[1 - RUN :]))
    copies: NDArray[np.bool_] = _marked(known, _places(begun + EVERY_LAST)) & IS_NOTE
    return copies if copies.any() else None


def _notes(actions: Iterable[int]) -> list[int]:
    """The actions that sound, counted from 1."""
    return [action + 1 for action in actions if IS_NOTE[action]]


def _hash(notes: list[int]) -> int:
    """Polynomial hash of a run, modulo 2^64."""
    return sum(map(mul, notes, POWERS_AS_INT)) & WORD


def _knows(known: Filter, run: list[int]) -> bool:
    """Whether a run of ten notes is in the filter: as `_marked`, but in plain Python.

    Most runs fail at the first of their three bits, so that NumPy would only slow this down.
    """
    value = _hash(run)
    mixed = value ^ value >> 31
    for mixer in MIXERS_AS_INT:
        place = ((mixed * mixer & WORD) >> 20) % BITS
        if not known.item(place >> 3) >> (7 - (place & 7)) & 1:
            return False
    return True


def _places(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """[n, 3]: indices of the bits of each run in the filter."""
    mixed = (hashes ^ hashes >> np.uint64(31))[:, None] * MIXERS
    return ((mixed >> np.uint64(20)) % np.uint64(BITS)).astype(np.int64)


def _marked(known: Filter, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """[n]: whether all three bits of a run are set."""
    bits = known[places >> 3] >> (7 - (places & 7)) & 1
    return bits.all(axis=1)
