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


def bars_of(tune: Tune) -> list[Passage]:
    """The notes of each bar, from the first full one on; the last may be incomplete."""
    tune = tune.aligned()
    begin = first_bar(tune.notes[0].onset, tune.bar) * tune.bar
    found: list[set[tuple[int, int]]] = [set() for _ in range(begin, tune.end, tune.bar)]
    for onset, _, pitch in tune.notes:
        if onset >= begin:
            bar, place = divmod(onset - begin, tune.bar)
            found[bar].add((place, pitch))
    return [frozenset(notes) for notes in found]


def joined(bars: Sequence[Passage], length: int) -> Passage:
    """The notes of some bars as one passage. length: of a bar, in ticks."""
    return frozenset(
        (n * length + place, pitch) for n, bar in enumerate(bars) for place, pitch in bar
    )


def likeness(one: Passage, other: Passage) -> float:
    """The share of common notes (0-1) among those of the fuller passage; 0 without notes."""
    most = max(len(one), len(other))
    return len(one & other) / most if most else 0.0


def returns(tune: Tune, at: int, bars: int = 2) -> bool:
    """Whether the first bars return at bar `at` (from 0)."""
    found = bars_of(tune)
    first, other = (joined(found[start : start + bars], tune.bar) for start in (0, at))
    return likeness(first, other) >= SAME


def form(tune: Tune) -> str:
    """The form of the first four phrases of four bars, such as "AABA"; "" of a shorter tune."""
    bars = bars_of(tune)[: PHRASE * PHRASES]
    return phrases(bars, tune.bar) if len(bars) == PHRASE * PHRASES else ""


def phrases(bars: Sequence[Passage], length: int) -> str:
    """A letter for each phrase of four bars. length: of a bar, in ticks.

    A phrase has the letter of the earlier one that is most like it, if the likeness is SAME.
    """
    starts = range(0, len(bars), PHRASE)
    return letters([joined(bars[start : start + PHRASE], length) for start in starts])


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
    pairs = [pair for pair in pairwise(bars_of(tune)) if min(map(len, pair)) >= MOTIF]
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
    passages = bars_of(tune)
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
    return len(set(bars_of(tune)[start : start + bars]))


def highest_bar(bars: Sequence[Passage]) -> int:
    """The number (from 0) of the first bar with the highest note. Raises ValueError without any."""
    tops = [max((pitch for _, pitch in bar), default=None) for bar in bars]
    return tops.index(max(top for top in tops if top is not None))


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
