"""Observations of the melody task: the row numbers of its active one-hot features.

An observation has one row of each field (a table of embeddings with a row per category). The
fields are stacked in a single table of ROWS rows; row 0, SILENT, stands for no feature.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from operator import getitem, sub
from typing import NamedTuple

from agent.melody.line import CHARACTERS, MODES, Line, Setting
from agent.melody.meter_parts import layout_of
from agent.melody.recall import (
    LAGS,
    NONE,
    Suggestion,
    after_longest_match,
    after_longest_transposed_match,
    at_lag,
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
    """What the networks see. rows: one of each field (COLUMNS), SILENT for absent tones of a
    chord or scale. suggestions: actions or NONE, of each of LAGS, then of the longest matches."""

    rows: list[int]
    suggestions: list[int]


def observe(line: Line, setting: Setting) -> Observation:
    """The observation from which the next event of a line is chosen.

    A meter that no agent learned from is seen as a known one, part by part.
    """
    setting, shift = as_known(setting, line.tick)
    actions, bar = line.actions, setting.bar
    suggestions = [at_lag(line, lag * bar) for lag in LAGS]
    suggestions.append(after_longest_match(actions))
    suggestions.append(after_longest_transposed_match(line))
    rows = [*_given(setting), *_memory(actions), *_time(line.tick, setting, shift)]
    rows += _suggested(suggestions)
    rows += _contour(actions)
    rows += _scale(setting.scale)
    return Observation(rows, [action for action, _ in suggestions])


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
def _given(setting: Setting) -> tuple[int, ...]:
    root, mask = setting.chord
    tones = [FIRST[f"chord tone {n}"] if mask >> n & 1 else SILENT for n in range(12)]
    return (
        FIRST["meter"] + METER_NUMBER.get(setting.meter, OTHER_METER),
        FIRST["mode"] + MODES.index(setting.mode),
        FIRST["character"] + CHARACTERS.index(setting.character),
        FIRST["chord root"] + root + 1,
        *tones,
    )


@lru_cache(maxsize=4096)
def _scale(mask: int) -> tuple[int, ...]:
    return tuple(FIRST[f"scale tone {n}"] if mask >> n & 1 else SILENT for n in range(SCALE_TONES))


def _rows_of(pitch: str, duration: str) -> list[tuple[int, int]]:
    """The rows of each action's (and at last NONE's) pitch and duration in two named fields."""
    return [
        (FIRST[pitch] + PITCH_ROW[action], FIRST[duration] + DURATION_ROW[action])
        for action in range(NONE + 1)
    ]


def in_character(seen: Observation, character: str) -> Observation:
    """The observation with another character."""
    rows = seen.rows.copy()
    rows[COLUMNS["character"]] = FIRST["character"] + CHARACTERS.index(character)
    return seen._replace(rows=rows)


_JOINT = (FIRST["joint 1"], FIRST["joint 2"])
_MEMORY = [_rows_of(f"pitch {age}", f"duration {age}") for age in range(1, MEMORY + 1)]
_NOTHING_YET = [NONE] * MEMORY


def _memory(actions: str) -> list[int]:
    latest = [*map(ord, actions[: -MEMORY - 1 : -1]), *_NOTHING_YET]
    joint = _JOINT[0] + latest[0], _JOINT[1] + latest[1]
    return [*joint, *chain.from_iterable(map(getitem, _MEMORY, latest))]


_PLACE, _FRACTION = FIRST["place"], FIRST["fraction"]
_UNKNOWN = FIRST["left"] + UNKNOWN_LEFT
_BAR, _SO_FAR, _LEFT = FIRST["bar of 16"], FIRST["bars so far"], FIRST["left"]


def _time(tick: int, setting: Setting, shift: int) -> list[int]:
    end = setting.end
    bar, place = divmod(tick, setting.bar)
    meter = METER_NUMBER.get(setting.meter, OTHER_METER)
    return [
        _PLACE + meter * PLACES + (place + shift) // PLACE_STEP % PLACES,
        _FRACTION + place % 12,
        _BAR + bar % 16,
        _SO_FAR + _bars_class(max(bar, 0)),
        _LEFT + _left_class(end - tick, setting.bar) if end else _UNKNOWN,
    ]


def _left_class(ticks: int, bar: int) -> int:
    steps = max(ticks, 0) // LEFT_STEP
    return steps if steps < NEAR else NEAR + _bars_class(ticks // bar)


def _bars_class(bars: int) -> int:
    return BARS[bars] if bars < len(BARS) else MANY_BARS


_SUGGESTED = [
    (
        _rows_of(f"suggested pitch {number}", f"suggested duration {number}"),
        [FIRST[f"agreed {number}"] + kind for kind in AGREED],
    )
    for number in range(SUGGESTIONS)
]


def _suggested(suggestions: list[Suggestion]) -> list[int]:
    rows: list[int] = []
    for (rows_of, agreements), (action, agreed) in zip(_SUGGESTED, suggestions, strict=True):
        rows += rows_of[action]
        rows.append(agreements[agreed])
    return rows


_INTERVAL, _REPEATS, _DIRECTION = FIRST["interval"], FIRST["repeats"], FIRST["direction"]
_HIGHEST, _LOWEST = FIRST["highest"], FIRST["lowest"]
_TONES, _MEAN_MOVE = FIRST["tones"], FIRST["mean move"]
NO_INTERVAL = 2 * WIDEST + 1


_CONTOUR_EVENTS = 4 * LONGEST_RUN
_NO_CONTOUR = [
    _INTERVAL + NO_INTERVAL,
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
    interval = max(-WIDEST, min(WIDEST, pitches[-1] - pitches[-2]))
    repeats, direction = runs(pitches[-LONGEST_RUN - 1 :])
    different = set(pitches)
    return [
        _INTERVAL + interval + WIDEST,
        _REPEATS + repeats,
        _DIRECTION + LONGEST_RUN + direction,
        _HIGHEST + max(different),
        _LOWEST + min(different),
        _TONES + len(set(pitches[-16:].translate(_TONE))),
        _MEAN_MOVE + min(_mean_move(pitches), 8),
    ]


def _mean_move(pitches: bytes) -> int:
    """Mean size of the latest eight intervals in semitones, rounded down; 0 if there are fewer."""
    if len(pitches) < 9:
        return 0
    latest = pitches[-9:]
    return sum(map(abs, map(sub, latest, latest[1:]))) // 8


def runs(pitches: bytes) -> tuple[int, int]:
    """(repeats of the last pitch, length of the current run up; negative for a run down)."""
    repeats = len(pitches) - len(pitches.rstrip(pitches[-1:])) - 1
    if repeats:
        return repeats, 0
    direction = 0
    for before, after in zip(pitches[-2::-1], pitches[::-1], strict=False):
        if after > before and direction >= 0:
            direction += 1
        elif after < before and direction <= 0:
            direction -= 1
        else:
            break
    return 0, direction
