"""Tunes as training examples: for every event the observation before it and its action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.melody.brief import brief_of, character_of
from agent.melody.line import Line, Setting
from agent.melody.observation import observe
from agent.melody.vocabulary import events_of
from agent.music.tune import METERS, Tune
from agent.player.constraints import ANY


class Examples(NamedTuple):
    """Examples: rows [n, fields] and suggestions [n, 6] of observations, and actions [n]."""

    rows: NDArray[np.int16]
    suggestions: NDArray[np.int16]
    actions: NDArray[np.int16]


class StateAction(NamedTuple):
    """An event of a melody: the state (the line before it, and the setting) and the action."""

    line: Line
    setting: Setting
    action: int


def learnable(tunes: Sequence[Tune], character: str = ANY) -> list[Tune]:
    """The tunes of a character (ANY: of all) in the meters that agents learn from."""
    return [
        tune for tune in tunes if tune.meter in METERS and character in (ANY, character_of(tune))
    ]


def state_actions(tune: Tune, *, barred: bool = False) -> list[StateAction]:
    """Each event of a tune with the line before it. barred: whether rests end at bar lines."""
    steps, brief = [], brief_of(tune)
    line = Line(tick=brief.start)
    for tick, action in events_of(tune.aligned(), barred=barred):
        line = line._replace(tick=tick)
        steps.append(StateAction(line, brief.at(tick), action))
        line = line.played(action)
    return steps


def examples_of(tunes: Sequence[Tune], *, barred: bool = False) -> Examples:
    """The examples of many tunes, one after the other. barred: as in `state_actions`."""
    return joined([examples(state_actions(tune, barred=barred)) for tune in tunes])


def joined(parts: Sequence[Examples]) -> Examples:
    """Examples one after the other."""
    rows, suggestions, actions = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Examples(rows, suggestions, actions)


def examples(steps: Sequence[StateAction]) -> Examples:
    """The observation and the action of each step."""
    seen = [observe(line, setting) for line, setting, _ in steps]
    columns = (
        [one.rows for one in seen],
        [one.suggestions for one in seen],
        [action for _, _, action in steps],
    )
    return Examples(*(np.array(column, dtype=np.int16) for column in columns))
