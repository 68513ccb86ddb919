"""Tunes as training material: an observation and the action that followed, for every event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.melody.brief import brief_of
from agent.melody.line import Line, Setting
from agent.melody.observation import observe
from agent.melody.vocabulary import events_of
from agent.tune import Tune


class Examples(NamedTuple):
    """rows [n, fields], suggestions [n, 6] and actions [n]."""

    rows: NDArray[np.int16]
    suggestions: NDArray[np.int16]
    actions: NDArray[np.int16]


def walk(tune: Tune) -> list[tuple[Line, Setting, int]]:
    """Line, setting and action of each event of a tune."""
    steps, brief = [], brief_of(tune)
    line = Line(tick=brief.start)
    for tick, action in events_of(tune.aligned()):
        line = line._replace(tick=tick)
        steps.append((line, brief.at(tick), action))
        line = line.played(action)
    return steps


def examples_of(tunes: Sequence[Tune]) -> Examples:
    """The examples of many tunes, one after the other."""
    parts = [_examples(tune) for tune in tunes]
    rows, suggestions, actions = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Examples(rows, suggestions, actions)


def _examples(tune: Tune) -> tuple[NDArray[np.int16], ...]:
    """Rows, suggestions and actions of one tune."""
    steps = walk(tune)
    seen = [observe(line, setting) for line, setting, _ in steps]
    columns = (
        [one.rows for one in seen],
        [one.suggestions for one in seen],
        [action for _, _, action in steps],
    )
    return tuple(np.array(column, dtype=np.int16) for column in columns)
