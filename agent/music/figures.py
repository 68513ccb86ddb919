"""Syncopated rhythmic figures of a bar: Euclidean rhythms that are held over a beat.

A Euclidean rhythm E(k, n) spreads k onsets over n pulses as evenly as can be (Toussaint 2005, "The
Euclidean algorithm generates traditional musical rhythms"): E(3, 8) is the tresillo 3 + 3 + 2,
E(5, 8) the cinquillo 2 + 1 + 2 + 1 + 2, E(2, 6) in 3/4 and E(3, 6) in 6/8 the hemiola.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise

EIGHTH, SIXTEENTH = 12, 6
# A bar has at least this many pulses.
FEWEST_PULSES = 6
# The least share of onsets that are held over a beat.
LEAST_HELD = 0.2

# The lengths in ticks of the notes that fill a bar.
Figure = tuple[int, ...]


def euclidean(onsets: int, pulses: int) -> tuple[int, ...]:
    """Pulses from each onset of E(onsets, pulses) to the next one; the first is on pulse 0."""
    places = [-(-number * pulses // onsets) for number in range(onsets + 1)]
    return tuple(after - place for place, after in pairwise(places))


def is_held_over(place: int, duration: int, beat: int) -> bool:
    """Whether a note begins off the beat and is held over the next beat. All in ticks."""
    return place % beat > 0 and place % beat + duration > beat


@lru_cache(maxsize=64)
def figures(bar: int, beat: int) -> tuple[Figure, ...]:
    """Syncopated figures of a bar, those with fewer notes first; bar, beat: lengths in ticks.

    They are the rotations of Euclidean rhythms in eighths, or in sixteenths where the bar is short,
    of which at least LEAST_HELD is held over a beat. Empty if the bar isn't made of such pulses.
    """
    pulse = EIGHTH if bar >= FEWEST_PULSES * EIGHTH and beat > EIGHTH else SIXTEENTH
    if bar % pulse or beat % pulse:
        return ()
    pulses = bar // pulse
    found: dict[Figure, None] = {}
    for onsets in range(-(-pulses // 3), 2 * pulses // 3 + 1):
        steps = [pulse * step for step in euclidean(onsets, pulses)]
        for turn in range(onsets):
            figure = (*steps[turn:], *steps[:turn])
            if held_share(figure, beat) >= LEAST_HELD:
                found[figure] = None
    return tuple(found)


@lru_cache(maxsize=64)
def closing_figures(bar: int, beat: int) -> tuple[Figure, ...]:
    """Figures that come to rest: the last two notes of one are joined, as in 3 + 5 of 3 + 3 + 2."""
    every = figures(bar, beat)
    joined = dict.fromkeys((*figure[:-2], figure[-2] + figure[-1]) for figure in every)
    return tuple(figure for figure in joined if held_share(figure, beat) >= LEAST_HELD) or every


def held_share(figure: Figure, beat: int) -> float:
    """Share of the notes of a figure that are held over a beat."""
    held = [
        is_held_over(place, step, beat)
        for place, step in zip(onsets_of(figure), figure, strict=False)
    ]
    return sum(held) / len(held)


def onsets_of(figure: Figure) -> tuple[int, ...]:
    """Places in the bar (ticks) where the notes of a figure begin, and the end of the bar."""
    return tuple(accumulate(figure, initial=0))
