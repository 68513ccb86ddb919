"""The colours of a scale, leaned to or from: what the knob `colour` adds to the scores, in nats.

Turned down, the odds of each colour are multiplied by the knob. Turned up, colours sound more often
as passing and neighbouring notes do in real melodies: rather short and between strong beats, unless
they belong to the chord, and left by step. What was heard much lately is leaned to less, so that a
melody doesn't hang on them. Phrases and pieces don't end on them.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

import numpy as np

from agent.melody.line import Line, Setting
from agent.melody.playing.inference import FloatArray
from agent.melody.rewards import PHRASE_BARS
from agent.melody.vocabulary import ACTION_COUNT, ACTION_DURATION, ACTION_PITCH, ACTIONS, NO_PITCH
from agent.music.colours import colours
from agent.music.tune import TICKS

# What the odds of a colour are multiplied by with the knob at 0; nats for it with the knob at 2.
LEAST_ODDS, TOWARD = 0.02, 2.5
# Of these nats, the part on a strong beat by `Setting.strength`, and of a note longer than a beat.
ON_BEAT = (1.0, 0.8, 0.6)
HELD = 0.6
# Nats for a step from a colour, and for one that ends the piece.
RESOLVED, UNRESOLVED = 1.5, -3.0
# After so many colours among the latest events, no more of them are leaned to.
LATEST, ENOUGH = 8, 5


def coloured(line: Line, setting: Setting, colour: float) -> FloatArray:
    """[actions]: what a turned knob adds to the scores of the next action, in nats.

    Turned up, nothing for the first note, and in the last bar only for the note that ends the
    piece.
    """
    found = colours(setting.scale)
    if not found:
        return NOTHING
    if colour < 1:
        return _shunned(found, colour)
    if 0 < (left := setting.end - line.tick) <= setting.bar:
        return np.float32(colour - 1) * _endings(found, left)
    pitches = [ACTIONS[ord(event)].pitch for event in line.actions[-LATEST:]]
    heard = sum(_is_in(found, pitch) for pitch in pitches)
    if not pitches or heard >= ENOUGH:
        return NOTHING
    if _is_in(found, pitches[-1]):
        return np.float32(colour - 1) * _steps(setting.scale, pitches[-1])
    sought = _sought(
        found, setting.chord[1], setting.strength(line.tick), _until_rest(line, setting)
    )
    return np.float32((colour - 1) * (1 - heard / ENOUGH)) * sought


def _is_in(pitch_classes: int, pitch: int) -> bool:
    return pitch != NO_PITCH and bool(pitch_classes >> pitch % 12 & 1)


def _until_rest(line: Line, setting: Setting) -> int:
    """Ticks to the end of the phrase in its last bar, else 0."""
    bar, place = divmod(line.tick, setting.bar)
    return setting.bar - place if bar % PHRASE_BARS == PHRASE_BARS - 1 else 0


@lru_cache(maxsize=256)
def _shunned(found: int, colour: float) -> FloatArray:
    return _read_only(log(max(colour, LEAST_ODDS)) * _are_among(found))


@lru_cache(maxsize=2048)
def _sought(found: int, chord: int, strength: int, left: int) -> FloatArray:
    """[actions]: nats for the colours. left: ticks to the end of the phrase, or 0 before its last
    bar."""
    on_beat = np.where(_are_among(chord), 1.0, ON_BEAT[strength])
    held = np.where(ACTION_DURATION > TICKS, HELD, 1.0)
    return _read_only(TOWARD * _are_among(found) * on_beat * held * (left != ACTION_DURATION))


@lru_cache(maxsize=2048)
def _steps(scale: int, pitch: int) -> FloatArray:
    """[actions]: nats for the notes a step of the scale above and below a pitch."""
    steps = [
        next(step for step in range(1, 13) if scale >> (pitch + way * step) % 12 & 1) * way
        for way in (1, -1)
    ]
    return _read_only(RESOLVED * np.isin(ACTION_PITCH, [pitch + step for step in steps]))


@lru_cache(maxsize=256)
def _endings(found: int, left: int) -> FloatArray:
    """[actions]: nats for the colours that last to the end of the piece. left: ticks to it."""
    return _read_only(UNRESOLVED * _are_among(found) * (left == ACTION_DURATION))


def _are_among(pitch_classes: int) -> FloatArray:
    """[actions]: 1 for the notes of a 12-bit mask above the tonic."""
    sounding = pitch_classes >> ACTION_PITCH % 12 & 1
    return np.where(ACTION_PITCH == NO_PITCH, 0, sounding).astype(np.float32)


def _read_only(nats: FloatArray) -> FloatArray:
    array = nats.astype(np.float32)
    array.flags.writeable = False
    return array


NOTHING = _read_only(np.zeros(ACTION_COUNT, dtype=np.float32))
