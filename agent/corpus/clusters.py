"""Clusters of near-duplicate tunes, which must not be spread over training and test data.

A tune's sketch is the set of the smallest hashes of its interval n-grams (min-hashing: Broder, "On
the resemblance and containment of documents", 1997). Intervals are invariant under transposition,
and n-grams are robust to small changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

from agent.music.tune import SPLITS

GRAM = 5
SKETCH = 32
SIMILAR = 0.4
# N-grams that occur in this many tunes are no evidence of relationship.
COMMONPLACE = 200
SHARES = dict(zip(SPLITS, (0.8, 0.1, 0.1), strict=True))


def clusters(melodies: Sequence[Sequence[int]]) -> list[str]:
    """The cluster of each melody (pitches in semitones), as 8 hex digits.

    It doesn't depend on the order of the melodies.
    """
    families = _families([sketch(melody) for melody in melodies])
    names: dict[int, str] = {}
    for melody, family in zip(melodies, families, strict=True):
        name = blake2b(_intervals(melody), digest_size=4).hexdigest()
        names[family] = min(name, names.get(family, name))
    return [names[family] for family in families]


def sketch(melody: Sequence[int]) -> frozenset[int]:
    """The SKETCH smallest hashes of the interval n-grams of a melody (pitches in semitones)."""
    moves = _intervals(melody)
    grams = {crc32(moves[at : at + GRAM]) for at in range(max(1, len(moves) - GRAM + 1))}
    return frozenset(sorted(grams)[:SKETCH])


def splits(names: Sequence[str]) -> list[str]:
    """Assign tunes to splits by their clusters' names, as near to 80/10/10 as whole ones allow."""
    missing = {split: share * len(names) for split, share in SHARES.items()}
    chosen: dict[str, str] = {}
    for name, size in sorted(Counter(names).items()):
        chosen[name] = max(SPLITS, key=lambda split: missing[split])
        missing[chosen[name]] -= size
    return [chosen[name] for name in names]


def _intervals(melody: Sequence[int]) -> bytes:
    return bytes((b - a) % 256 for a, b in pairwise(melody))


def _families(sketches: Sequence[frozenset[int]]) -> list[int]:
    """For each sketch the smallest index in its connected component of similar ones."""
    parents = list(range(len(sketches)))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, mine in enumerate(sketches):
        shared = Counter(other for gram in mine for other in holders[gram])
        for other, count in shared.items():
            if count >= SIMILAR * min(len(mine), len(sketches[other])):
                _join(parents, number, other)
        for gram in mine:
            if len(holders[gram]) < COMMONPLACE:
                holders[gram].append(number)
    return [_root(parents, number) for number in range(len(sketches))]


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = number = parents[parents[number]]
    return number


def _join(parents: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
