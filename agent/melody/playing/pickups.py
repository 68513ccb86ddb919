"""Pickups: the notes before the first bar line, in pieces as often and as long as in real tunes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from agent.errors import TaskError
from agent.melody import masks
from agent.melody.draws import drawn, fate_of
from agent.melody.meter_parts import layout_of
from agent.music.meter import meter_of
from agent.music.tune import TICKS
from agent.player.constraints import ANY
from agent.player.knobs import Knobs

# What is drawn of a fate besides the form and the end of a piece.
PICKUP = 0xA
# How far a length may lie from a whole number of ticks: .33 is a third.
ROUNDED = 0.1
# The share of real tunes that have a pickup of a length, in quarter notes. By character and meter;
# where there are too few tunes, those of any character count. What is longer than half a bar is no
# pickup. `python -m benchmarks.pickups --corpus tunes.jsonl.gz` prints them.
TABLE: dict[tuple[str, str], dict[float, float]] = {
    ("any", "4/4"): {1: 0.343, 0.5: 0.229, 2: 0.025, 1.5: 0.019},
    ("any", "2/2"): {1: 0.485, 0.5: 0.151},
    ("any", "3/4"): {1: 0.535, 1.5: 0.087, 0.5: 0.076},
    ("any", "2/4"): {0.5: 0.626, 1: 0.040, 0.25: 0.025},
    ("any", "6/8"): {0.5: 0.732, 1: 0.014, 1.5: 0.014},
    ("any", "9/8"): {0.5: 0.356, 1.5: 0.044},
    ("fiddle", "4/4"): {1: 0.398, 0.5: 0.378},
    ("fiddle", "2/2"): {1: 0.510, 0.5: 0.160},
    ("fiddle", "3/4"): {1: 0.686, 1.5: 0.123, 0.5: 0.050},
    ("fiddle", "2/4"): {0.5: 0.687, 1: 0.023, 0.25: 0.018},
    ("fiddle", "6/8"): {0.5: 0.760},
    ("fiddle", "9/8"): {0.5: 0.356},
    ("hymn", "4/4"): {1: 0.343, 2: 0.049, 0.5: 0.014},
    ("hymn", "3/4"): {1: 0.594, 1.5: 0.031},
    ("lied", "4/4"): {1: 0.267, 0.5: 0.161, 1.5: 0.047, 2: 0.039},
    ("lied", "2/2"): {1: 0.289, 0.5: 0.111, 2: 0.089, 1.5: 0.022},
    ("lied", "3/4"): {1: 0.354, 0.5: 0.139, 1.5: 0.063, 0.25: 0.013},
    ("lied", "2/4"): {0.5: 0.384, 1: 0.107, 0.25: 0.063},
    ("lied", "6/8"): {0.5: 0.559, 1.5: 0.074, 1: 0.051},
    ("song", "4/4"): {1: 0.271, 2: 0.050, 1.5: 0.029, 0.5: 0.014, 1.25: 0.014},
    ("song", "2/2"): {1: 0.205, 2: 0.077, 0.5: 0.026},
    ("song", "3/4"): {1: 0.400, 1.5: 0.040, 0.5: 0.040},
}


def usual_pickup(character: str, knobs: Knobs, chance: float) -> float:
    """A pickup in quarter notes, as real tunes of a character have it; 0 for none.

    chance: that of the first note of the piece. There is none where the knobs allow no note so
    short.
    """
    fate = drawn(fate_of(chance), PICKUP)
    shares = shares_of(character, knobs.meter)
    reached = zip(shares, accumulate(shares.values()), strict=True)
    length = next((length for length, below in reached if fate < below), 0.0)
    return length if length and _is_playable(knobs, round(length * TICKS)) else 0.0


@lru_cache(maxsize=1024)
def shares_of(character: str, meter: str) -> Mapping[float, float]:
    """The share of each length of a pickup, at most half a bar.

    A meter that isn't in the table begins as the known one of which its last part is a bar.
    """
    bar, layout = meter_of(meter).bar, layout_of(meter)
    known = layout.parts[-1].meter if layout else meter
    shares = TABLE.get((character, known)) or TABLE[ANY, known]
    return {length: share for length, share in shares.items() if 2 * length * TICKS <= bar}


def checked_pickup(knobs: Knobs, wanted: float) -> float:
    """A pickup that was asked for, in quarter notes. Raises TaskError if no piece begins so."""
    bar = meter_of(knobs.meter).bar
    if not 0 <= wanted * TICKS < bar:
        raise TaskError(
            f"pickup is {wanted:g}: use less than a bar of {knobs.meter}, which has "
            f"{bar / TICKS:g} quarter notes, or 0 for none"
        )
    ticks = round(wanted * TICKS)
    if abs(ticks - wanted * TICKS) > ROUNDED or not masks.is_on_grid(knobs.meter, -ticks % bar):
        raise TaskError(
            f"pickup is {wanted:g}: no notes fill that up to the bar line, use quarter notes such "
            "as 0.25, 0.5, 1 or 1.5"
        )
    if ticks and not _is_playable(knobs, ticks):
        raise TaskError(
            f"pickup is {wanted:g}: durations {knobs.durations} and density {knobs.density:g} "
            "allow no note that is so short"
        )
    return ticks / TICKS


def _is_playable(knobs: Knobs, ticks: int) -> bool:
    """Whether a note, not only rests, can begin a pickup of some ticks."""
    place = meter_of(knobs.meter).bar - ticks
    return masks.is_on_grid(knobs.meter, place) and masks.has_notes(knobs, place)
