"""The taste model on the melody task: scores of actions, and the lesson of an action."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.observation import DURATION_ROW, PITCH_ROW, PITCHES
from agent.melody.vocabulary import (
    ACTION_COUNT,
    ACTION_PITCH,
    ACTIONS,
    DURATIONS,
    HIGH,
    LOW,
    NO_PITCH,
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


def liking(taste: Taste, line: Line, setting: Setting, pitches: tuple[int, ...]) -> FloatArray:
    """[actions]: what a taste adds to the scores of the next action, in nats, at most BOUND.

    pitches: those allowed later, in semitones above the tonic.
    """
    context = context_of(line, setting)
    pitch_table, duration_table = tables(context)
    by_pitch = EVERY_PITCH_ROW.dot(taste.weights.take(pitch_table))
    by_pitch += foreseen(taste.weights.tobytes(), pitches).take(_after(context.pitch, context.move))
    by_duration = EVERY_DURATION_ROW.dot(taste.weights.take(duration_table))
    heard = by_pitch.take(PITCH_COLUMN) + by_duration.take(DURATION_COLUMN)
    return BOUND * np.tanh(heard)


@lru_cache(maxsize=256)
def foreseen(weights: bytes, pitches: tuple[int, ...]) -> FloatArray:
    """[(pitches + 1) * moves]: value of later notes after each pitch (or none), in units of BOUND.

    weights: those of a taste as bytes, so that results can be cached.
    """
    worth = np.zeros((PITCHES - 1, MOVES), dtype=np.float32)
    inside = [pitch for pitch in pitches if LOW <= pitch <= HIGH]
    if inside:
        worth[np.array(inside) - LOW] = (
            foresight(BOUND * np.frombuffer(weights, np.float32), inside) / BOUND
        )
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
