"""The plan of form: which earlier bar returns in which bar, drawn before the piece is played.

A section of SECTION bars gets the form of a real tune of its character, drawn by the fate of the
line: of each bar, how many bars before lies the one that returns in it, if any. What happened there
at the same place of the bar is then likelier; the prior, the values and the constraints decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from agent.melody.draws import drawn
from agent.melody.line import Line, Setting
from agent.melody.observation import Observation
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.scores.form_table import FIRST, LATER
from agent.melody.recall import LAGS, NONE, index_at
from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action
from agent.metrics.forms import SEQUENCE, first_bar
from agent.player.curves import temperature_of
from agent.player.knobs import Knobs

SECTION = 16
# What a form is drawn about (`agent.melody.draws`).
FORMS = 1
# How the table writes what a bar recalls: a sequence, nothing, one bar before, two ...
LETTERS = "~.abcdefghijklmnop"
# Nats for the event that a bar recalls, for those that make it a sequence of the bar before, and
# against those that make a new bar an old one.
RETURN, FOLLOW, NEW = 3.0, 4.0, 1.5
AVOIDED = slice(LAGS.index(2), LAGS.index(8) + 1)
# Nats for the event that a bar recalls, if it doesn't belong to the chord that sounds now.
OUTSIDE = 1.5
# How far the first note of a sequence lies from its model, in semitones.
NEAR = 4


def written(form: Iterable[int]) -> str:
    """A form as a word of the table."""
    return "".join(LETTERS[lag - SEQUENCE] for lag in form)


def read(word: str) -> tuple[int, ...]:
    """The form of a word of the table: what each bar recalls."""
    return tuple(LETTERS.index(letter) + SEQUENCE for letter in word)


def add_plan(
    scores: FloatArray, seen: Observation, line: Line, setting: Setting, knobs: Knobs
) -> None:
    """Add to the scores [actions] what the plan says, in nats.

    With the knob `form` above 1 returns grow likelier in new bars, too.
    """
    lag = recalled(line, setting, knobs.bars)
    if lag is None or not knobs.form:
        return
    warmth = _warmth(temperature_of(knobs))
    nats = knobs.form * warmth
    if lag == 0:
        for action in {*seen.suggestions[AVOIDED]}:
            if action != NONE:
                scores[action] -= min(knobs.form, 2 - knobs.form) * warmth * NEW
    elif lag == SEQUENCE:
        for action in _sequence(line, setting):
            scores[action] += nats * FOLLOW
    else:
        index = index_at(line, line.tick - lag * setting.bar)
        if index is not None:
            action = ord(line.actions[index])
            scores[action] += nats * (RETURN if _suits(action, setting.chord[1]) else OUTSIDE)


def _suits(action: int, chord: int) -> bool:
    """Whether an action is a rest or belongs to a chord, if one is known. chord: its mask."""
    pitch = ACTIONS[action].pitch
    return not chord or pitch == NO_PITCH or bool(chord >> pitch % 12 & 1)


def _warmth(temperature: float) -> float:
    """How much stronger the plan is, so that warm melodies keep their form.

    The temperature divides all scores, and what else would bring a passage back fades with it.
    """
    return 1.0 if temperature <= 1 else temperature**1.5


def recalled(line: Line, setting: Setting, bars: int) -> int | None:
    """How many bars before lies the one that returns in the bar of the next event.

    0 for a new bar, SEQUENCE for one that follows the bar before. None in the first full bar of a
    piece and before it, and in the last one, which ends it. bars: the length of a piece, 0 if it is
    unknown.
    """
    if setting.end and line.tick >= setting.end - setting.bar:
        return None
    first = first_bar(line.start, setting.bar)
    if bars:
        first = max(first, setting.end // setting.bar - bars)
    section, place = divmod(line.tick // setting.bar - first, SECTION)
    if section < 0 or place == section == 0 or not line.fate:
        return None
    return form_of(line.fate, first, section, setting.character)[place]


@lru_cache(maxsize=1024)
def form_of(fate: int, first: int, section: int, character: str) -> tuple[int, ...]:
    """[SECTION]: what each bar of a section recalls. first: the bar in which the piece begins."""
    words = (LATER if section else FIRST)[character].split()
    return read(words[int(drawn(fate, FORMS, first, section) * len(words))])


def _sequence(line: Line, setting: Setting) -> list[int]:
    """The actions that go on as the bar before did, at other pitches.

    They are as long. The first note of a bar lies up to NEAR semitones from its model; the others
    move as there, in the same direction, by as many semitones or one more or less.
    """
    index = index_at(line, line.tick - setting.bar)
    if index is None:
        return []
    pitch, duration = ACTIONS[ord(line.actions[index])]
    if pitch == NO_PITCH:
        return [ord(line.actions[index])]
    if line.tick % setting.bar == 0:
        pitches = [pitch + move for move in range(-NEAR, NEAR + 1) if move]
    else:
        pitches = _moved_alike(pitch, *_pitches(line.actions[index - 1], line.actions[-1]))
    return [NUMBER[Action(one, duration)] for one in pitches if (one, duration) in NUMBER]


def _pitches(*actions: str) -> list[int]:
    return [ACTIONS[ord(action)].pitch for action in actions]


def _moved_alike(pitch: int, before: int, latest: int) -> list[int]:
    """The pitches after `latest` that move about as from `before` to `pitch`."""
    if NO_PITCH in (before, latest):
        return []
    interval = pitch - before
    if not interval:
        return [latest]
    return [latest + interval + more for more in (-1, 0, 1) if (interval + more) * interval > 0]
