"""Observations of the melody task: the row numbers of its active one-hot features.

An observation has one row of each field (a table of embeddings with a row per category). The
fields are stacked in a single table of ROWS rows; row 0, SILENT, stands for no feature. Networks
use the sum of the rows. So that few are left to add, the rows of an action's pitch and duration
count as one, and those that a setting decides are kept apart.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from operator import add, getitem, sub
from typing import NamedTuple

from agent.melody.line import CHARACTERS, MODES, Line, Setting
from agent.melody.meter_parts import layout_of
from agent.melody.recall import (
    LAGS,
    NONE,
    after_longest_match,
    after_longest_transposed_match,
    at_lags,
)
from agent.melody.vocabulary import ACTIONS, DURATIONS, HIGH, LOW, NO_PITCH, sounding
from agent.music.tune import METERS

MEMORY = 8
SUGGESTIONS = len(LAGS) + 2
PITCHES = HIGH - LOW + 3
DURATION_ROWS = len(DURATIONS) + 1
# Row of the pitch and of the duration of each action, and at last of NONE; rests have a pitch row.
PITCH_ROW = [PITCHES - 2 if a.pitch == NO_PITCH else a.pitch - LOW for a in ACTIONS] + [PITCHES - 1]
DURATION_ROW = [DURATIONS.index(a.duration) for a in ACTIONS] + [DURATION_ROWS - 1]
# Class of the length of a match in events (0 to 16), and of a number of bars (from 0).
AGREED = [0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7]
BARS = [0, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5]
MANY_BARS = 6
# Classes of the time left: in sixteenths for the last six quarter notes, then in bars, or unknown.
LEFT_STEP, NEAR = 6, 24
LEFTS = NEAR + MANY_BARS + 2
UNKNOWN_LEFT = LEFTS - 1
LONGEST_RUN = 8
WIDEST = 12
PLACE_STEP, PLACES = 3, 36
# The last rows of the table; files from before they were there have none of them.
SCALE_TONES = 12


def _fields() -> dict[str, int]:
    """Name and number of rows of each field, in their order."""
    fields = {"silent": 1, "meter": len(METERS) + 1, "mode": len(MODES)}
    fields |= {"character": len(CHARACTERS), "chord root": 13}
    fields |= {f"chord tone {tone}": 1 for tone in range(12)}
    fields |= {"joint 1": NONE + 1, "joint 2": NONE + 1}
    for age in range(1, MEMORY + 1):
        fields |= {f"pitch {age}": PITCHES, f"duration {age}": DURATION_ROWS}
    fields |= {"place": (len(METERS) + 1) * PLACES, "fraction": 12}
    fields |= {"bar of 16": 16, "bars so far": 7, "left": LEFTS}
    for number in range(SUGGESTIONS):
        fields |= {f"suggested pitch {number}": PITCHES}
        fields |= {f"suggested duration {number}": DURATION_ROWS, f"agreed {number}": 8}
    fields |= {"interval": 2 * WIDEST + 2, "repeats": LONGEST_RUN + 1}
    fields |= {"direction": 2 * LONGEST_RUN + 1, "highest": PITCHES, "lowest": PITCHES}
    fields |= {"tones": 13, "mean move": 9}
    return fields | {f"scale tone {tone}": 1 for tone in range(SCALE_TONES)}


FIELDS = _fields()
# The first row of each field.
FIRST = dict(zip(FIELDS, [sum(list(FIELDS.values())[:n]) for n in range(len(FIELDS))], strict=True))
# The index of each field in an observation's rows; the field "silent" has none.
COLUMNS = {name: number - 1 for number, name in enumerate(FIELDS)}
ROWS = sum(FIELDS.values())
SILENT = 0
METER_NUMBER = {meter: number for number, meter in enumerate(METERS)}
OTHER_METER = len(METERS)


class Observation(NamedTuple):
    """What the networks see.

    given: the rows that the setting decides, up to the chord and at last of the scale, SILENT for
    absent tones. found: the other rows in any order; from ROWS on, a number stands for SUMS.
    suggestions: actions or NONE, of each of LAGS, then of the longest matches.
    """

    given: tuple[int, ...]
    found: list[int]
    suggestions: list[int]

    @property
    def rows(self) -> list[int]:
        """One row of each field (COLUMNS)."""
        found = sorted(chain.from_iterable(map(_STANDS_FOR.__getitem__, self.found)))
        return [*self.given[:-SCALE_TONES], *found, *self.given[-SCALE_TONES:]]


def observe(line: Line, setting: Setting) -> Observation:
    """The observation from which the next event of a line is chosen.

    A meter that no agent learned from is seen as a known one, part by part.
    """
    setting, shift = as_known(setting, line.tick)
    actions = line.actions
    suggestions = at_lags(line, setting.bar)
    suggestions.append(after_longest_match(actions))
    suggestions.append(after_longest_transposed_match(line))
    given = _given(setting.meter, setting.mode, setting.character, setting.chord, setting.scale)
    found = [*_memory(actions), *_time(line.tick, setting, shift)]
    suggested, agreed = zip(*suggestions, strict=True)
    found += map(add, _SUGGESTED, suggested)
    found += map(getitem, _AGREED, agreed)
    found += _contour(actions)
    return Observation(given, found, list(suggested))


def as_known(setting: Setting, tick: int) -> tuple[Setting, int]:
    """The setting in a meter that agents learned from, and by how many ticks the place is shifted.

    That meter is the one of which the part at a tick is a bar; its bars are those of the layout.
    """
    if setting.meter in METER_NUMBER:
        return setting, 0
    layout = layout_of(setting.meter)
    if layout is None or layout.length % setting.bar:
        return setting, 0
    place = tick % layout.length
    part = next(part for part in reversed(layout.parts) if part.start <= place)
    return setting._replace(meter=part.meter, bar=layout.length), part.place - part.start


@lru_cache(maxsize=4096)
def _given(
    meter: str, mode: str, character: str, chord: tuple[int, int], scale: int
) -> tuple[int, ...]:
    root, mask = chord
    return (
        FIRST["meter"] + METER_NUMBER.get(meter, OTHER_METER),
        FIRST["mode"] + MODES.index(mode),
        FIRST["character"] + CHARACTERS.index(character),
        FIRST["chord root"] + root + 1,
        *_tones("chord tone", mask),
        *_tones("scale tone", scale),
    )


def _tones(field: str, mask: int) -> list[int]:
    """[12]: the row of each tone of a mask, SILENT for absent ones."""
    return [FIRST[f"{field} {tone}"] if mask >> tone & 1 else SILENT for tone in range(12)]


def _sums() -> list[tuple[int, int]]:
    """Of each action, and at last of NONE, the rows of its pitch and duration.

    At each age in the memory, then in each suggestion.
    """
    fields = [(f"pitch {age}", f"duration {age}") for age in range(1, MEMORY + 1)]
    fields += [(f"suggested pitch {n}", f"suggested duration {n}") for n in range(SUGGESTIONS)]
    rows = list(zip(PITCH_ROW, DURATION_ROW, strict=True))
    return [
        (FIRST[pitch] + pitch_row, FIRST[duration] + duration_row)
        for pitch, duration in fields
        for pitch_row, duration_row in rows
    ]


# What the numbers from ROWS on stand for, and what any number does.
SUMS = _sums()
_STANDS_FOR = [*((row,) for row in range(ROWS)), *SUMS]
_FIRST_SUMS = range(ROWS, ROWS + len(SUMS), NONE + 1)


def in_character(seen: Observation, character: str) -> Observation:
    """The observation with another character."""
    given = list(seen.given)
    given[COLUMNS["character"]] = FIRST["character"] + CHARACTERS.index(character)
    return seen._replace(given=tuple(given))


_JOINT = (FIRST["joint 1"], FIRST["joint 2"])
_MEMORY = _FIRST_SUMS[:MEMORY]
_NOTHING_YET = [NONE] * MEMORY


def _memory(actions: str) -> list[int]:
    latest = [*map(ord, actions[: -MEMORY - 1 : -1]), *_NOTHING_YET]
    joint = _JOINT[0] + latest[0], _JOINT[1] + latest[1]
    return [*joint, *map(add, _MEMORY, latest)]


_PLACE, _FRACTION, _BAR = FIRST["place"], FIRST["fraction"], FIRST["bar of 16"]
# Rows by the number of bars; the last one is of that many and more.
_SO_FAR = [FIRST["bars so far"] + kind for kind in (*BARS, MANY_BARS)]
_LEFT_BARS = [FIRST["left"] + NEAR + kind for kind in (*BARS, MANY_BARS)]
_LEFT, _UNKNOWN = FIRST["left"], FIRST["left"] + UNKNOWN_LEFT


def _time(tick: int, setting: Setting, shift: int) -> list[int]:
    bar, place = divmod(tick, setting.bar)
    meter = METER_NUMBER.get(setting.meter, OTHER_METER)
    return [
        _PLACE + meter * PLACES + (place + shift) // PLACE_STEP % PLACES,
        _FRACTION + place % 12,
        _BAR + bar % 16,
        _SO_FAR[min(max(bar, 0), len(BARS))],
        _left(setting.end - tick, setting.bar) if setting.end else _UNKNOWN,
    ]


def _left(ticks: int, bar: int) -> int:
    """The row of the ticks that are left."""
    steps = max(ticks, 0) // LEFT_STEP
    return _LEFT + steps if steps < NEAR else _LEFT_BARS[min(ticks // bar, len(BARS))]


_SUGGESTED = _FIRST_SUMS[MEMORY:]
_AGREED = [[FIRST[f"agreed {number}"] + kind for kind in AGREED] for number in range(SUGGESTIONS)]


_DIRECTION, _HIGHEST, _LOWEST = FIRST["direction"], FIRST["highest"], FIRST["lowest"]
_REPEATS, _TONES, _MEAN_MOVE = FIRST["repeats"], FIRST["tones"], FIRST["mean move"]
NO_INTERVAL = 2 * WIDEST + 1
# By move in semitones, negative ones from the end: the row of the interval, and a byte for its way.
_MOVES = (*range(HIGH - LOW + 1), *range(LOW - HIGH, 0))
_INTERVAL = [FIRST["interval"] + WIDEST + max(-WIDEST, min(WIDEST, move)) for move in _MOVES]
_WAY = [1 if move > 0 else 2 if move < 0 else 0 for move in _MOVES]

_CONTOUR_EVENTS = 4 * LONGEST_RUN
_NO_CONTOUR = [
    FIRST["interval"] + NO_INTERVAL,
    _REPEATS,
    _DIRECTION + LONGEST_RUN,
    _HIGHEST + PITCHES - 1,
    _LOWEST + PITCHES - 1,
    _TONES,
    _MEAN_MOVE,
]
# The pitch class of a byte.
_TONE = bytes(pitch % 12 for pitch in range(256))


def _contour(actions: str) -> list[int]:
    pitches = sounding(actions[-_CONTOUR_EVENTS:])
    if len(pitches) < 2:
        return _NO_CONTOUR
    latest = pitches[-LONGEST_RUN - 1 :]
    moves = [*map(sub, latest[1:], latest)]
    repeats, direction = runs(moves)
    mean = sum(map(abs, moves)) // LONGEST_RUN if len(moves) == LONGEST_RUN else 0
    different = set(pitches)
    return [
        _INTERVAL[moves[-1]],
        _REPEATS + repeats,
        _DIRECTION + LONGEST_RUN + direction,
        _HIGHEST + max(different),
        _LOWEST + min(different),
        _TONES + len(set(pitches[-16:].translate(_TONE))),
        _MEAN_MOVE + min(mean, 8),
    ]


def runs(moves: list[int]) -> tuple[int, int]:
    """(repeats of the last pitch, length of the current run up; negative for a run down).

    moves: the latest ones in semitones, one at least.
    """
    ways = bytes(map(_WAY.__getitem__, moves))
    length = len(ways) - len(ways.rstrip(ways[-1:]))
    way = moves[-1]
    return (0, length if way > 0 else -length) if way else (length, 0)
