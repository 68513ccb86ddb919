"""How pieces of known length end: as often as real tunes on a last note that closes them.

A piece closes with the tonic on a strong beat, held for a third of a bar or more, to its end. A
tonic struck anew on a weak beat trails off instead. Before a piece ends, its fate decides what it
has to do, with probabilities that make takes close, and trail off, as often as real tunes of their
character. The choices of the last bar are masked accordingly; what the knobs forbid isn't demanded.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
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
    CLOSE = 2


class Rates(NamedTuple):
    """Shares of tunes: those that close, those that restrike the tonic on a weak beat."""

    closes: float
    restrikes: float


# How real tunes end, and how agents of their character do of their own accord: closing where they
# mustn't restrike, restriking where they may. By character, and whether the last bar is incomplete,
# as it is after a pickup. `python -m benchmarks.endings --corpus tunes.jsonl.gz` prints them.
TABLE = {
    ("any", False): (Rates(0.40, 0.15), Rates(0.28, 0.39)),
    ("any", True): (Rates(0.44, 0.13), Rates(0.16, 0.03)),
    ("fiddle", False): (Rates(0.23, 0.23), Rates(0.10, 0.45)),
    ("fiddle", True): (Rates(0.38, 0.17), Rates(0.07, 0.03)),
    ("hymn", False): (Rates(0.86, 0.00), Rates(0.74, 0.11)),
    ("hymn", True): (Rates(0.83, 0.00), Rates(0.23, 0.01)),
    ("lied", False): (Rates(0.62, 0.01), Rates(0.54, 0.32)),
    ("lied", True): (Rates(0.60, 0.01), Rates(0.45, 0.04)),
    ("song", False): (Rates(0.77, 0.02), Rates(0.71, 0.12)),
    ("song", True): (Rates(0.75, 0.01), Rates(0.30, 0.09)),
}


def demand(line: Line, setting: Setting, knobs: Knobs) -> Demand:
    """What the piece of this line has to do at its end: with `form` at 0 nothing.

    At temperature 0, where nothing is left to chance, what is the median of all fates.
    """
    if not line.fate and knobs.temperature:
        return Demand.NOTHING
    chance = drawn(line.fate, setting.end, ENDING) if knobs.temperature else MEDIAN
    close, no_restrike = shares(setting.character, incomplete=setting.end % setting.bar > 0)
    if chance < close * min(knobs.form, 1.0):
        return Demand.CLOSE
    restrikes = chance >= (close + no_restrike) * min(knobs.form, 1.0)
    return Demand.NOTHING if restrikes else Demand.NO_RESTRIKE


@lru_cache(maxsize=64)
def shares(character: str, *, incomplete: bool) -> tuple[float, float]:
    """Shares of pieces that have to close, and of those that mustn't restrike.

    With what agents do of their own accord they make the rates of real tunes.
    """
    real, own = TABLE[character, incomplete]
    close = max(0.0, (real.closes - own.closes) / (1 - own.closes))
    may_restrike = real.restrikes / own.restrikes if own.restrikes > real.restrikes else 1.0
    return close, max(0.0, 1 - close - may_restrike)


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
