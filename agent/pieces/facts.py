"""Musical statistics of a piece by a melody agent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from agent.melody.line import Line, Setting, action_of
from agent.melody.masks import reference_tonic
from agent.melody.observation import observe
from agent.melody.playing.player import MelodyPlayer
from agent.melody.recall import at_lag
from agent.melody.vocabulary import NO_PITCH
from agent.music.chords import chord_of
from agent.music.note import REST
from agent.music.swing import straight_note
from agent.pieces.piece import Piece

STEP = 2
RETURNS = (2, 4, 8)


class Facts(NamedTuple):
    """Statistics of a whole piece; shares are 0-1.

    notes: their number. steps: share of moves by a whole tone or less. returns: share of notes and
    rests that repeat the action two, four or eight bars before. chord_tones: share of the sounding
    time on chord tones, None without chords. bits: mean surprise of an event under the agent's
    prior (learned from real tunes), regardless of the knobs.
    """

    notes: int
    steps: float
    returns: float
    chord_tones: float | None
    bits: float


def facts(player: MelodyPlayer, piece: Piece) -> Facts:
    """The statistics of a piece that this player played."""
    choices = list(_choices(player, piece))
    pitches = [note.pitch for note in piece.notes if note.pitch != REST]
    return Facts(
        len(pitches),
        _share([abs(b - a) <= STEP for a, b in pairwise(pitches)]),
        _share([_returns(*choice) for choice in choices]),
        _chord_tones(piece),
        float(np.mean([_bits(player, *choice) for choice in choices])),
    )


def _choices(player: MelodyPlayer, piece: Piece) -> Iterator[tuple[Line, Setting, int]]:
    """For each event: the line and the setting before it, and its action."""
    line, tonic = player.opening(piece.knobs, piece.pickup), reference_tonic(piece.knobs)
    for note in piece.notes:
        knobs = replace(piece.knobs, chord=piece.chord_at(note.onset))
        setting = player.setting(line, knobs)
        pitch = NO_PITCH if note.pitch == REST else note.pitch - tonic
        plain = straight_note(note, setting.bar, setting.beat, knobs.swing)
        action = action_of(pitch, plain.duration)
        yield line, setting, action
        line = line.played(action)


def _returns(line: Line, setting: Setting, action: int) -> bool:
    return any(at_lag(line, bars * setting.bar).action == action for bars in RETURNS)


def _bits(player: MelodyPlayer, line: Line, setting: Setting, action: int) -> float:
    return player.policy.surprise(observe(line, setting), action)


def _chord_tones(piece: Piece) -> float | None:
    """Share of the sounding time on chord tones (of bars with a chord); None without chords."""
    total = inside = 0.0
    for note in piece.notes:
        mask = chord_of(piece.chord_at(note.onset)).mask
        if mask and note.pitch != REST:
            total += note.duration
            inside += note.duration * (mask >> note.pitch % 12 & 1)
    return inside / total if total else None


def _share(values: list[bool]) -> float:
    return sum(values) / max(len(values), 1)
