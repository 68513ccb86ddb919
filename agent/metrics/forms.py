"""Form: which bars of a tune return later, in which order its parts come, where it is highest.

Bars are counted from the first full one; the notes before it, a pickup, count in none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

from agent.music.tune import Tune

# The place and pitch of each note that begins in a passage.
Passage = frozenset[tuple[int, int]]

# From which share of common notes on two passages are the same one, with another ending perhaps.
# Below it lie pairs that only share their rhythm and some tones.
SAME = 0.6
PHRASE, PHRASES = 4, 4
# The least number of notes of a bar that can be a sequence of another.
MOTIF = 3
# In `recalls`: the greatest number of bars back, and what stands for a sequence.
FARTHEST, SEQUENCE = 16, -1
NAN = float("nan")


def first_bar(onset: int, bar: int) -> int:
    """The number of the first full bar of what begins at `onset`. bar: its length, in ticks."""
    return (2 * onset + bar) // (2 * bar)


def bar_count(tune: Tune) -> int:
    """The number of bars from the first full one on, of which the last may be incomplete."""
    tune = tune.aligned()
    return max(-(-tune.end // tune.bar) - first_bar(tune.notes[0].onset, tune.bar), 0)


def passage(tune: Tune, start: int, bars: int = 1) -> Passage:
    """The notes that begin in some bars from bar `start` (from 0) on, by place and pitch."""
    tune = tune.aligned()
    begin = (first_bar(tune.notes[0].onset, tune.bar) + start) * tune.bar
    end = begin + bars * tune.bar
    return frozenset((n.onset - begin, n.pitch) for n in tune.notes if begin <= n.onset < end)


def likeness(one: Passage, other: Passage) -> float:
    """The share of common notes (0-1) among those of the fuller passage; 0 without notes."""
    most = max(len(one), len(other))
    return len(one & other) / most if most else 0.0


def returns(tune: Tune, at: int, bars: int = 2) -> bool:
    """Whether the first bars return at bar `at` (from 0)."""
    return likeness(passage(tune, 0, bars), passage(tune, at, bars)) >= SAME


def form(tune: Tune) -> str:
    """The form of the first four phrases of four bars, such as "AABA"; "" of a shorter tune.

    A phrase has the letter of the earlier one that is most like it, if the likeness is SAME.
    """
    if bar_count(tune) < PHRASE * PHRASES:
        return ""
    return letters([passage(tune, PHRASE * number, PHRASE) for number in range(PHRASES)])


def letters(passages: Sequence[Passage]) -> str:
    """A letter for each passage: that of the most alike earlier one, or the next new one."""
    found = ""
    for number, one in enumerate(passages):
        near = [likeness(one, earlier) for earlier in passages[:number]]
        new = not near or max(near) < SAME
        found += chr(ord("A") + len(set(found))) if new else found[near.index(max(near))]
    return found


def sequences(tune: Tune) -> float:
    """The share of neighbouring bars with the same rhythm and contour at other pitches.

    Among the pairs in which both bars have MOTIF notes or more; NaN without any.
    """
    bars = [passage(tune, number) for number in range(bar_count(tune))]
    pairs = [pair for pair in pairwise(bars) if min(map(len, pair)) >= MOTIF]
    return sum(is_sequence(*pair) for pair in pairs) / len(pairs) if pairs else NAN


def is_sequence(one: Passage, other: Passage) -> bool:
    """Whether both passages go the same way at other pitches."""
    return one != other and _shape(sorted(one)) == _shape(sorted(other))


def _shape(notes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The place of each note but the first, and its direction from the note before (-1, 0, 1)."""
    return [(after[0], _sign(after[1] - before[1])) for before, after in pairwise(notes)]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def recalls(tune: Tune, start: int, bars: int) -> list[int]:
    """For each of some bars from bar `start` (from 0) on: how many bars before lies the one that
    returns in it, up to FARTHEST; 0 for a new bar, SEQUENCE for one that follows the bar before.

    Of equally like bars, the one that goes on with the passage that returned in the bar before.
    """
    passages = [passage(tune, number) for number in range(start + bars)]
    found: list[int] = []
    for number in range(start, start + bars):
        latest = found[-1] if found else 0
        found.append(_recalled(passages[: number + 1], latest))
    return found


def _recalled(passages: Sequence[Passage], latest: int) -> int:
    *earlier, last = passages
    near = {
        lag: likeness(last, one) for lag, one in enumerate(reversed(earlier[-FARTHEST:]), start=1)
    }
    most = max(near.values(), default=0.0)
    if most >= SAME:
        return min(near, key=lambda lag: (near[lag] < most, lag != latest, -_binary(lag), lag))
    follows = earlier and len(last) >= MOTIF and is_sequence(earlier[-1], last)
    return SEQUENCE if follows else 0


def _binary(lag: int) -> int:
    """The greatest power of two that divides a number of bars, at most 8: phrases are squares."""
    return min(lag & -lag, 8)


def distinct_bars(tune: Tune, start: int, bars: int) -> int:
    """How many different bars there are among some bars from bar `start` (from 0) on."""
    return len({passage(tune, start + number) for number in range(bars)})


def climax(tune: Tune) -> float:
    """Where the highest note begins for the first time: 0 at the first onset, 1 at the end."""
    highest = max(tune.notes, key=lambda note: note.pitch)
    start = tune.notes[0].onset
    return (highest.onset - start) / (tune.end - start)


def shares(kinds: Iterable[Hashable]) -> dict[Hashable, float]:
    """The share of each kind (0-1)."""
    counts = Counter(kinds)
    return {kind: count / counts.total() for kind, count in counts.items()}


def total_variation(one: Mapping[Hashable, float], other: Mapping[Hashable, float]) -> float:
    """The total variation distance of two distributions: 0 the same, 1 nothing in common."""
    return sum(abs(one.get(kind, 0.0) - other.get(kind, 0.0)) for kind in {*one, *other}) / 2
