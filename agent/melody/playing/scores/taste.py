"""The taste model on the melody task: scores of actions, and the lesson of an action.

Thumbs are one voice among the terms. What would leave a melody without form is kept from them:
they weigh at most a few nats, like a pitch less that was just heard often, and say nothing in the
last bar of a phrase and of a piece.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.observation import DURATION_ROW, PITCH_ROW, PITCHES
from agent.melody.rewards import PHRASE_BARS
from agent.melody.vocabulary import (
    ACTION_COUNT,
    ACTION_PITCH,
    ACTIONS,
    DURATIONS,
    HIGH,
    LOW,
    NO_PITCH,
    sounding,
)
from agent.taste.features import FEATURES, SILENT, MelodicContext, duration_rows, pitch_rows
from agent.taste.lookahead import MOVES, foresight
from agent.taste.model import BOUND, FloatArray, Taste

Rows = NDArray[np.intp]

# Of each action, the column of its pitch and of its duration in the tables of rows; rests have a
# column of their own in both.
PITCH_COLUMN = np.array(PITCH_ROW[:ACTION_COUNT])
DURATION_COLUMN = np.where(ACTION_PITCH == NO_PITCH, len(DURATIONS), DURATION_ROW[:ACTION_COUNT])
RANGE = range(HIGH - LOW + 1)
MOST_LOOKED_BACK = 32
# The part of what a taste learned that counts at knob 1: the most that keeps forms and endings.
SHARE = 0.3
# The number of bars over which it fades before the last bar of a piece.
FADING_BARS = 2
# A pitch heard more often than OFTEN among the LATEST events is liked less, and at FULL not at all.
LATEST, OFTEN, FULL = 8, 2, 4


def liking(taste: Taste, line: Line, setting: Setting, pitches: tuple[int, ...]) -> FloatArray:
    """[actions]: what a taste adds to the scores of the next action, in nats, at most SHARE BOUND.

    pitches: those allowed later, in semitones above the tonic.
    """
    share = presence(line, setting)
    if not share:
        return np.zeros(ACTION_COUNT, dtype=np.float32)
    context = context_of(line, setting)
    pitch_table, duration_table = tables(context)
    by_pitch = EVERY_PITCH_ROW.dot(taste.weights.take(pitch_table))
    by_pitch += foreseen(taste.weights.tobytes(), pitches).take(_after(context.pitch, context.move))
    _sate(by_pitch, line, pitches)
    by_duration = EVERY_DURATION_ROW.dot(taste.weights.take(duration_table))
    heard = by_pitch.take(PITCH_COLUMN) + by_duration.take(DURATION_COLUMN)
    return np.float32(SHARE * BOUND * share) * np.tanh(heard)


def presence(line: Line, setting: Setting) -> float:
    """The part (0-1) of a taste that counts for the next action.

    None in the last bar of a phrase: the last bar of the piece copies one of them, as a rule.
    """
    bar = line.tick // setting.bar
    if bar % PHRASE_BARS == PHRASE_BARS - 1:
        return 0.0
    before_last = (setting.end - line.tick) / setting.bar - 1
    return min(max(before_last / FADING_BARS, 0.0), 1.0) if setting.end else 1.0


def _sate(by_pitch: FloatArray, line: Line, pitches: tuple[int, ...]) -> None:
    """Lower what is liked of pitches [pitches + 1] heard often lately, at most to the least of all.

    Berlyne 1971: liking falls with too much exposure. Without it a liked note is held for ever.
    """
    latest, columns = sounding(line.actions[-LATEST:]), _columns(pitches)
    for pitch in set(latest):
        often = latest.count(pitch) - OFTEN
        if often > 0 and len(columns):
            liked = by_pitch.take(columns)
            more = max(by_pitch[pitch] - liked[liked.argmin()], 0)
            by_pitch[pitch] -= more * min(often / (FULL - OFTEN), 1)


@lru_cache(maxsize=256)
def _columns(pitches: tuple[int, ...]) -> Rows:
    """Indices of those pitches that there are actions for."""
    return np.array([pitch - LOW for pitch in pitches if LOW <= pitch <= HIGH], dtype=np.intp)


@lru_cache(maxsize=256)
def foreseen(weights: bytes, pitches: tuple[int, ...]) -> FloatArray:
    """[(pitches + 1) * moves]: value of later notes after each pitch (or none), in units of BOUND.

    weights: those of a taste as bytes, so that results can be cached.
    """
    worth = np.zeros((PITCHES - 1, MOVES), dtype=np.float32)
    columns = _columns(pitches)
    if len(columns):
        learned = BOUND * np.frombuffer(weights, np.float32)
        worth[columns] = foresight(learned, (columns + LOW).tolist()) / BOUND
    return worth.ravel()


@lru_cache(maxsize=256)
def _after(pitch: int | None, move: int) -> Rows:
    """[pitches + 1]: index of each pitch in `foreseen`; a rest (the last) keeps the latest one."""
    last = HIGH + 1 if pitch is None else pitch
    leads = [(LOW + n, np.sign(LOW + n - last) if pitch is not None else 0) for n in RANGE]
    return np.array([MOVES * (to - LOW) + way + 1 for to, way in (*leads, (last, move))])


def lesson(line: Line, setting: Setting, action: int, odds: NDArray[np.float64]) -> FloatArray:
    """[FEATURES]: features of an action minus their expectation under odds [actions]."""
    context = context_of(line, setting)
    share = -odds
    share[action] += 1
    pitch_table, duration_table = tables(context)
    heard = _summed(pitch_table, PITCH_COLUMN, share)
    heard += _summed(duration_table, DURATION_COLUMN, share)
    heard[SILENT] = 0
    return heard


def _summed(table: Rows, columns: Rows, shares: NDArray[np.float64]) -> FloatArray:
    """[FEATURES]: the sum of the features of all actions, weighted by shares [actions]."""
    by_column = np.bincount(columns, shares, table.shape[1])
    spread = np.broadcast_to(by_column, table.shape)
    return np.bincount(table.ravel(), spread.ravel(), FEATURES).astype(np.float32)


def context_of(line: Line, setting: Setting) -> MelodicContext:
    """The context of the next event of a line."""
    latest, move = None, 0
    for event in reversed(line.actions[-MOST_LOOKED_BACK:]):
        pitch = ACTIONS[ord(event)].pitch
        if pitch == NO_PITCH:
            continue
        if latest is not None:
            move = (latest > pitch) - (latest < pitch)
            break
        latest = pitch
    duration = ACTIONS[ord(line.actions[-1])].duration if line.actions else 0
    return MelodicContext(latest, move, duration, setting.strength(line.tick))


@lru_cache(maxsize=8192)
def tables(context: MelodicContext) -> tuple[Rows, Rows]:
    """Feature rows [rows, pitches] of each pitch and [rows, durations] of each; rests are last."""
    pitches = [pitch_rows(context, LOW + number) for number in RANGE]
    durations = [duration_rows(context, duration) for duration in DURATIONS]
    return (
        np.array([*pitches, pitch_rows(context, None)]).T.copy(),
        np.array([*durations, (SILENT,) * len(durations[0])]).T.copy(),
    )


def _ones(table: Rows) -> FloatArray:
    return np.ones(len(table), dtype=np.float32)


EVERY_PITCH_ROW, EVERY_DURATION_ROW = map(_ones, tables(MelodicContext(None, 0, 0, 0)))
