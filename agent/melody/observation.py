"""What the networks see of a melody: the numbers of the rows that are switched on.

Everything is one-hot: an observation is one row of each field (a table of embeddings with a row
per category). The fields lie one below the other in a single table of ROWS rows; row 0 is silent.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.melody.line import CHARACTERS, MODES, Line, Setting
from agent.melody.recall import (
    LAGS,
    NONE,
    Suggestion,
    after_longest_match,
    after_longest_transposed_match,
    at_lag,
)
from agent.melody.vocabulary import ACTIONS, DURATIONS, HIGH, LOW, REST
from agent.tune import METERS

MEMORY = 8
SUGGESTIONS = len(LAGS) + 2
PITCHES = HIGH - LOW + 3
DURATION_ROWS = len(DURATIONS) + 1
# Row of the pitch and of the duration of an action; the last ones mean "rest" and "nothing".
PITCH_ROW = [PITCHES - 2 if a.pitch == REST else a.pitch - LOW for a in ACTIONS] + [PITCHES - 1]
DURATION_ROW = [DURATIONS.index(a.duration) for a in ACTIONS] + [DURATION_ROWS - 1]
# Classes of the length of an agreement 0..16, of a count of bars 0.., of a run of notes 0...
AGREED = [0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7]
BARS = [0, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5]
MANY_BARS = 6
# Time left: in steps of a sixteenth for the last six quarters, then in bars, then unknown.
LEFT_STEP, NEAR = 6, 24
LEFTS = NEAR + MANY_BARS + 2
UNKNOWN_LEFT = LEFTS - 1
LONGEST_RUN = 8
WIDEST = 12
PLACE_STEP, PLACES = 3, 36


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
    return fields | {"tones": 13, "mean move": 9}


FIELDS = _fields()
# The first row of each field.
FIRST = dict(zip(FIELDS, [sum(list(FIELDS.values())[:n]) for n in range(len(FIELDS))], strict=True))
# In which column of an observation's rows a field stands: in their order, without the silent one.
COLUMNS = {name: number - 1 for number, name in enumerate(FIELDS)}
ROWS = sum(FIELDS.values())
SILENT = 0
METER_NUMBER = {meter: number for number, meter in enumerate(METERS)}
OTHER_METER = len(METERS)


class Observation(NamedTuple):
    """rows: the rows that are on, one of each field in their order (COLUMNS), or SILENT for a chord
    tone that isn't there; suggestions: actions or NONE, those of LAGS, then of the two matches."""

    rows: list[int]
    suggestions: list[int]


def observe(line: Line, setting: Setting) -> Observation:
    """What a network sees before it chooses the next event of a line."""
    suggestions = [at_lag(line, lag * setting.bar) for lag in LAGS]
    suggestions.append(after_longest_match(line.actions))
    suggestions.append(after_longest_transposed_match(line.actions))
    rows = [*_given(setting), *_memory(line.actions), *_time(line.tick, setting)]
    rows += _suggested(suggestions)
    rows += _contour(line.actions)
    return Observation(rows, [suggestion.action for suggestion in suggestions])


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


_JOINT = (FIRST["joint 1"], FIRST["joint 2"])
_MEMORY = [(FIRST[f"pitch {n}"], FIRST[f"duration {n}"]) for n in range(1, MEMORY + 1)]


def _memory(actions: str) -> list[int]:
    latest = [ord(action) for action in reversed(actions[-MEMORY:])]
    latest += [NONE] * (MEMORY - len(latest))
    rows = [_JOINT[0] + latest[0], _JOINT[1] + latest[1]]
    for (pitch, duration), action in zip(_MEMORY, latest, strict=True):
        rows.append(pitch + PITCH_ROW[action])
        rows.append(duration + DURATION_ROW[action])
    return rows


_PLACE, _FRACTION = FIRST["place"], FIRST["fraction"]
_UNKNOWN = FIRST["left"] + UNKNOWN_LEFT
_BAR, _SO_FAR, _LEFT = FIRST["bar of 16"], FIRST["bars so far"], FIRST["left"]


def _time(tick: int, setting: Setting) -> list[int]:
    bar, place = divmod(tick, setting.bar)
    meter = METER_NUMBER.get(setting.meter, OTHER_METER)
    return [
        _PLACE + meter * PLACES + place // PLACE_STEP % PLACES,
        _FRACTION + place % 12,
        _BAR + bar % 16,
        _SO_FAR + _bars_class(max(bar, 0)),
        _LEFT + _left_class(setting.end - tick, setting.bar) if setting.end else _UNKNOWN,
    ]


def _left_class(ticks: int, bar: int) -> int:
    steps = max(ticks, 0) // LEFT_STEP
    return steps if steps < NEAR else NEAR + _bars_class(ticks // bar)


def _bars_class(bars: int) -> int:
    return BARS[bars] if bars < len(BARS) else MANY_BARS


_SUGGESTED = [
    (FIRST[f"suggested pitch {n}"], FIRST[f"suggested duration {n}"], FIRST[f"agreed {n}"])
    for n in range(SUGGESTIONS)
]


def _suggested(suggestions: list[Suggestion]) -> list[int]:
    rows = []
    for (pitch, duration, agreement), (action, agreed) in zip(_SUGGESTED, suggestions, strict=True):
        rows.append(pitch + PITCH_ROW[action])
        rows.append(duration + DURATION_ROW[action])
        rows.append(agreement + AGREED[agreed])
    return rows


_INTERVAL, _REPEATS, _DIRECTION = FIRST["interval"], FIRST["repeats"], FIRST["direction"]
_HIGHEST, _LOWEST = FIRST["highest"], FIRST["lowest"]
_TONES, _MEAN_MOVE = FIRST["tones"], FIRST["mean move"]
NO_INTERVAL = 2 * WIDEST + 1


def _contour(actions: str) -> list[int]:
    pitches = [ACTIONS[ord(action)].pitch for action in actions[-4 * LONGEST_RUN :]]
    sounding = [pitch for pitch in pitches if pitch != REST]
    if len(sounding) < 2:
        nothing = PITCHES - 1
        start = [_INTERVAL + NO_INTERVAL, _REPEATS, _DIRECTION + LONGEST_RUN]
        return [*start, _HIGHEST + nothing, _LOWEST + nothing, _TONES, _MEAN_MOVE]
    interval = max(-WIDEST, min(WIDEST, sounding[-1] - sounding[-2]))
    repeats, direction = runs(sounding)
    moves = [abs(b - a) for a, b in zip(sounding[-9:], sounding[-8:], strict=False)]
    return [
        _INTERVAL + interval + WIDEST,
        _REPEATS + min(repeats, LONGEST_RUN),
        _DIRECTION + LONGEST_RUN + max(-LONGEST_RUN, min(LONGEST_RUN, direction)),
        _HIGHEST + max(sounding) - LOW,
        _LOWEST + min(sounding) - LOW,
        _TONES + len({pitch % 12 for pitch in sounding[-16:]}),
        _MEAN_MOVE + min(sum(moves) // len(moves), 8),
    ]


def runs(pitches: list[int]) -> tuple[int, int]:
    """Repeats of the last pitch, and moves for which the line rises so far (falls: negative)."""
    repeats = direction = 0
    for before, after in zip(pitches[-2::-1], pitches[::-1], strict=False):
        step = (after > before) - (after < before)
        if step == 0 and direction == 0:
            repeats += 1
        elif repeats or step * direction < 0 or step == 0:
            break
        else:
            direction += step
    return repeats, direction
