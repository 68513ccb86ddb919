"""How pieces of known length end: as often as real tunes on a last note that closes them.

A piece closes with the tonic on a strong beat, held for a third of a bar or more, to its end. A
tonic struck anew on a weak beat trails off instead. Before a piece ends, its fate decides what it
has to do, with probabilities that make takes close, trail off, and end on a weak beat as often as
real tunes of their character. The choices of the last bar are masked accordingly; what the knobs
forbid isn't demanded.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from agent.melody import masks
from agent.melody.draws import drawn
from agent.melody.line import Line, Setting
from agent.melody.masks import FILLABLE, IS_REST, Mask
from agent.melody.vocabulary import ACTION_DURATION, ACTION_PITCH, ACTIONS, DURATIONS, NO_PITCH
from agent.metrics.endings import CLOSING_PART
from agent.music.meter import meter_of
from agent.player.constraints import is_strong
from agent.player.knobs import Knobs

IS_TONIC = (ACTION_PITCH != NO_PITCH) & (ACTION_PITCH % 12 == 0)
# What is drawn of a fate besides the end of the piece.
ENDING = 0xE
_LASTING: dict[int, Mask] = {ticks: np.equal(ACTION_DURATION, ticks) for ticks in DURATIONS}
MEDIAN = 0.5
FIFTH = 7


class Demand(IntEnum):
    """What a piece has to do at its end."""

    NOTHING = 0
    NO_RESTRIKE = 1
    STRONG = 2
    CLOSE = 3


class Real(NamedTuple):
    """Shares of real tunes: those that close, restrike the tonic, end on a weak beat."""

    closes: float
    restrikes: float
    weak: float


class Own(NamedTuple):
    """Shares of takes, as agents end of their own accord under a demand.

    closes, weak: where none may restrike; strongly_closes: where all end on a strong beat;
    restrikes, freely_weak: where nothing is demanded.
    """

    closes: float
    strongly_closes: float
    restrikes: float
    weak: float
    freely_weak: float


class Shares(NamedTuple):
    """Shares of pieces of which their fate demands something; of the others nothing."""

    close: float
    strong: float
    no_restrike: float


# How real tunes end, and how agents of their character do. By character, and whether the last bar
# is incomplete, as it is after a pickup. `python -m benchmarks.endings --corpus tunes.jsonl.gz`
# prints them.
TABLE = {
    ("any", False): (Real(0.40, 0.15, 0.48), Own(0.31, 0.35, 0.33, 0.65, 0.68)),
    ("any", True): (Real(0.44, 0.13, 0.31), Own(0.17, 0.17, 0.20, 0.27, 0.35)),
    ("fiddle", False): (Real(0.23, 0.23, 0.70), Own(0.13, 0.15, 0.42, 0.86, 0.89)),
    ("fiddle", True): (Real(0.38, 0.17, 0.38), Own(0.14, 0.14, 0.23, 0.41, 0.46)),
    ("hymn", False): (Real(0.85, 0.00, 0.01), Own(0.74, 0.76, 0.11, 0.18, 0.25)),
    ("hymn", True): (Real(0.82, 0.00, 0.03), Own(0.58, 0.57, 0.05, 0.09, 0.10)),
    ("lied", False): (Real(0.62, 0.01, 0.12), Own(0.57, 0.65, 0.23, 0.37, 0.46)),
    ("lied", True): (Real(0.60, 0.01, 0.13), Own(0.33, 0.32, 0.18, 0.18, 0.30)),
    ("song", False): (Real(0.77, 0.02, 0.08), Own(0.66, 0.78, 0.16, 0.32, 0.34)),
    ("song", True): (Real(0.75, 0.01, 0.11), Own(0.46, 0.45, 0.11, 0.19, 0.26)),
}


def demand(line: Line, setting: Setting, knobs: Knobs) -> Demand:
    """What the piece of this line has to do at its end: with `form` at 0 nothing.

    At temperature 0, where nothing is left to chance, what is the median of all fates.
    """
    if not line.fate and knobs.temperature:
        return Demand.NOTHING
    chance = drawn(line.fate, setting.end, ENDING) if knobs.temperature else MEDIAN
    demands = shares(setting.character, incomplete=setting.end % setting.bar > 0)
    close, strong, no_restrike = accumulate(share * min(knobs.form, 1.0) for share in demands)
    if chance < close:
        return Demand.CLOSE
    if chance < strong:
        return Demand.STRONG
    return Demand.NO_RESTRIKE if chance < no_restrike else Demand.NOTHING


@lru_cache(maxsize=64)
def shares(character: str, *, incomplete: bool) -> Shares:
    """Shares of pieces with each demand.

    With what agents do of their own accord they make the rates of real tunes; where these can't
    all be reached, that of closes comes first, then that of restrikes.
    """
    real, own = TABLE[character, incomplete]
    close = max(0.0, (real.closes - own.closes) / (1 - own.closes))
    free = min(real.restrikes / own.restrikes, 1 - close)
    weakly = (real.weak - free * own.freely_weak) / own.weak
    no_restrike = min(max(weakly, 0.0), 1 - close - free)
    strongly = 1 - free - no_restrike
    closing = (1 - strongly) * own.closes + strongly * own.strongly_closes
    close = max(0.0, (real.closes - closing) / (1 - own.strongly_closes))
    return Shares(close, strongly - close, no_restrike)


def ending(line: Line, setting: Setting, knobs: Knobs) -> Mask | None:
    """[actions]: those that go with the ending of the piece; None while it is far, or doesn't care.

    In its last bar; knobs: those of that bar.
    """
    left = setting.end - line.tick
    if not 0 < left <= setting.bar:
        return None
    wanted = demand(line, setting, knobs)
    if wanted == Demand.CLOSE:
        return closing(line, knobs, left, setting.end)
    if wanted == Demand.STRONG:
        return on_strong_beat(line, setting)
    return not_restriking(line, setting) if wanted == Demand.NO_RESTRIKE else None


def closing(line: Line, knobs: Knobs, left: int, end: int) -> Mask | None:
    """[actions]: those that close the piece, or leave room for it; None where nothing closes it.

    left: ticks to the end. The tonic is reached by no more than a fifth, unless there is no other.
    """
    mask = np.zeros(len(ACTIONS), dtype=np.bool_)
    for last in DURATIONS:
        if last > left or not (notes := _closing_notes(knobs, end, last)).any():
            continue
        mask |= _near(line, notes) if last == left else _leaving(left - last)
    return mask if mask.any() else None


def _near(line: Line, notes: Mask) -> Mask:
    """[actions]: those of some notes that the melody reaches without a wide leap, or all."""
    latest = _latest(line)
    if not latest:
        return notes
    near: Mask = notes & (np.abs(ACTION_PITCH - latest[0][0]) <= FIFTH)
    return near if near.any() else notes


def _closing_notes(knobs: Knobs, end: int, last: int) -> Mask:
    """[actions]: those of a length that close a piece, as far as the knobs allow them."""
    bar = meter_of(knobs.meter).bar
    place = (end - last) % bar
    if CLOSING_PART * last < bar or not is_strong(knobs.meter, place):
        return np.zeros(len(ACTIONS), dtype=np.bool_)
    allowed = masks.allowed(knobs, masks.reference_tonic(knobs), place)
    return allowed & IS_TONIC & _LASTING[last]


@lru_cache(maxsize=128)
def _leaving(ticks: int) -> Mask:
    """[actions]: those after which a number of ticks, less their own, can be filled."""
    after = ticks - ACTION_DURATION
    return (after >= 0) & FILLABLE[np.maximum(after, 0)]


def on_strong_beat(line: Line, setting: Setting) -> Mask:
    """[actions]: those after which the last note of the piece can begin on a strong beat.

    Up to the last strong beat all may come that leaves room for a note there, or is a note from
    another strong beat on; after it only rests.
    """
    begin = (setting.end - 1) // setting.bar * setting.bar
    strong = [begin + place for place in meter_of(setting.meter).strong]
    last = max(tick for tick in strong if tick < setting.end)
    if line.tick >= last:
        return ~IS_REST if line.tick == last else IS_REST
    reaches: Mask = line.tick + ACTION_DURATION <= last
    return reaches | ~IS_REST if line.tick in strong else reaches


def not_restriking(line: Line, setting: Setting) -> Mask | None:
    """[actions]: those that don't end the piece with the tonic struck anew on a weak beat.

    In another octave it is no better. None where none does.
    """
    ends = _LASTING.get(setting.end - line.tick)
    latest = _latest(line)
    if not latest or ends is None:
        return None
    (pitch, tick), *before = latest
    if pitch % 12:
        return None
    forbidden: Mask = np.zeros(len(ACTIONS), dtype=np.bool_)
    if not is_strong(setting.meter, line.tick % setting.bar):
        forbidden = ends & IS_TONIC
    if before and before[0][0] == pitch and not is_strong(setting.meter, tick % setting.bar):
        forbidden = forbidden | ends & IS_REST
    return ~forbidden


def _latest(line: Line) -> list[tuple[int, int]]:
    """Pitch and tick of the last two notes, the last one first."""
    found: list[tuple[int, int]] = []
    tick = line.tick
    for event in reversed(line.actions):
        pitch, duration = ACTIONS[ord(event)]
        tick -= duration
        if pitch != NO_PITCH:
            found.append((pitch, tick))
        if len(found) == 2:
            break
    return found
