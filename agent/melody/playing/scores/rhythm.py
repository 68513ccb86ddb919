"""Rhythm off the beat: how far the knobs `syncopation` and `rests` lean to each action, in nats.

Both work bar by bar. A phrase has four bars; with a rising knob one bar after the other comes under
its influence, so that the others stay as the agent has them, and what is off the beat is a figure
that comes again rather than single notes here and there.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.draws import drawn
from agent.melody.line import Line, Setting
from agent.melody.masks import IS_REST
from agent.melody.playing.inference import FloatArray
from agent.melody.rewards import PHRASE_BARS
from agent.melody.vocabulary import (
    ACTION_COUNT,
    ACTION_DURATION,
    ACTIONS,
    DURATIONS,
    NO_PITCH,
)
from agent.music.figures import Figure, closing_figures, figures, onsets_of
from agent.music.tune import TICKS
from agent.player.explanation import RESTS, SYNCOPATION
from agent.player.knobs import Knobs

# The last bar of a phrase has a figure of its own; the first and third bar share theirs.
CADENCE = PHRASE_BARS - 1
# The order in which the bars of a phrase come under the influence of a knob.
SYNCOPATED_ORDER, RESTING_ORDER = (0, 2, 1, 3), (3, 1, 2, 0)
# Nats for the next step of the figure, and for an event that leads back to it; of those that are
# rests this part, so that a figure has no more of them than other bars.
STEP, BACK = 9.0, 4.5
SILENT_STEP = 0.8
# Nats for the best of rests, which comes after a note of a quarter or more, and the part of it for
# one after a shorter note.
BREATH = 9.0
AFTER_SHORT = 0.75
# What is drawn from the fate of a line.
DRAWN_FIGURE = 0x51
OF_STEP = np.where(IS_REST, SILENT_STEP, 1.0)


def rhythm(line: Line, setting: Setting, knobs: Knobs) -> dict[str, FloatArray]:
    """[actions], in nats, by knob: what those that are turned up add to the scores."""
    leans = {}
    if knobs.syncopation:
        leans[SYNCOPATION] = syncopated(line, setting, knobs.syncopation)
    if knobs.rests:
        leans[RESTS] = resting(line, setting, knobs.rests)
    return leans


def syncopated(line: Line, setting: Setting, syncopation: float) -> FloatArray:
    """[actions]: what the knob adds to the scores of the next action, in nats."""
    bar, place = divmod(line.tick, setting.bar)
    strength = _strength(SYNCOPATED_ORDER[bar % PHRASE_BARS], syncopation)
    # The first note is free: the fate, and with it the figure, comes with its choice.
    if not strength or not line.actions or _is_last(line, setting):
        return NOTHING
    figure = _figure(line.fate, bar % PHRASE_BARS, setting.bar, setting.beat)
    return _steps(figure, place, strength)


def resting(line: Line, setting: Setting, rests: float) -> FloatArray:
    """[actions]: what the knob adds to the scores of the next action, in nats."""
    bar, place = divmod(line.tick, setting.bar)
    strength = _strength(RESTING_ORDER[bar % PHRASE_BARS], rests)
    if not strength or not line.actions or _is_last(line, setting):
        return NOTHING
    before = ACTIONS[ord(line.actions[-1])]
    if before.pitch == NO_PITCH:
        return _ended(strength)
    after_long = before.duration >= TICKS
    return _breaths(setting.bar, setting.beat, place, after_long, strength)


def _strength(rank: int, knob: float) -> float:
    """0-1: how much a bar is under the influence of a knob, if it is the rank-th to come."""
    bars = knob * PHRASE_BARS - rank
    return 0.0 if bars <= 0 else min(bars, 1.0)


def _is_last(line: Line, setting: Setting) -> bool:
    """Whether the next event lies in the last bar of a piece."""
    return 0 < setting.end - line.tick <= setting.bar


@lru_cache(maxsize=1024)
def _figure(fate: int, bar: int, length: int, beat: int) -> Figure:
    """The figure of a bar of the phrase: the same one for a whole piece. Empty if none suits."""
    found = closing_figures(length, beat) if bar == CADENCE else figures(length, beat)
    chance = drawn(fate, DRAWN_FIGURE, CADENCE if bar == CADENCE else bar % 2)
    return found[int(chance * len(found))] if found else ()


@lru_cache(maxsize=4096)
def _steps(figure: Figure, place: int, strength: float) -> FloatArray:
    """[actions]: nats for events from a place to where the next note of the figure begins."""
    onsets = onsets_of(figure)
    following = [onset for onset in onsets if onset > place]
    if not following:
        return NOTHING
    nats = strength * (STEP if place in onsets else BACK)
    return _read_only(nats * OF_STEP * (following[0] - place == ACTION_DURATION))


@lru_cache(maxsize=4096)
def _breaths(bar: int, beat: int, place: int, after_long: bool, strength: float) -> FloatArray:
    """[actions]: nats for each rest that begins at a place."""
    worth = {ticks: _breath(bar, beat, place, ticks) for ticks in DURATIONS}
    nats = np.array([worth[ticks] for ticks in ACTION_DURATION.tolist()])
    return _read_only(strength * BREATH * (1.0 if after_long else AFTER_SHORT) * nats * IS_REST)


@lru_cache(maxsize=256)
def _ended(strength: float) -> FloatArray:
    """[actions]: nats after a rest, which another one would only make longer."""
    return _read_only(-strength * BREATH * IS_REST)


def _breath(bar: int, beat: int, place: int, ticks: int) -> float:
    """How good a rest is, 0-1: not on a downbeat, up to a bar line or a beat, of a beat or less."""
    end = place + ticks
    if place == 0 or end > bar or end % beat:
        return 0.0
    late = 1.0 if 2 * place >= bar else 0.6
    return late * (1.0 if end == bar else 0.7) * (1.0 if ticks <= beat else 0.8)


def _read_only(nats: NDArray[np.float64]) -> FloatArray:
    array: FloatArray = nats.astype(np.float32)
    array.flags.writeable = False
    return array


NOTHING = _read_only(np.zeros(ACTION_COUNT))
