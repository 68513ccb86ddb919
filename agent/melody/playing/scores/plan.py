"""The plan of form: which earlier bar returns in which bar, drawn before the piece is played.

A section of SECTION bars gets the form of a real tune of its character, drawn by the fate of the
line: of each bar, how many bars before lies the one that returns in it, if any, and where its
highest note comes (`contour`). What happened there at the same place of the bar is then likelier;
the prior, the values and the constraints decide.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.melody.draws import drawn
from agent.melody.line import CHARACTERS, Line, Setting
from agent.melody.observation import Observation
from agent.melody.playing.inference import FloatArray
from agent.melody.playing.scores.form_table import FIRST, LATER
from agent.melody.recall import LAGS, NONE, index_at
from agent.melody.vocabulary import ACTIONS, NO_PITCH, NUMBER, Action
from agent.metrics.forms import SEQUENCE, first_bar
from agent.player.curves import temperature_of
from agent.player.knobs import Knobs

SECTION = 16
# What is drawn of a fate (`agent.melody.draws`): a form, or the richest of DRAWS, those from FORMS
# on; which of both.
FORMS, RICHES, DRAWS = 1, 0, 3
CERTAIN = 1
# How many bars return at most in the richest form.
MOST_RETURNING = 9
# How the table writes what a bar recalls: a sequence, nothing, one bar before, two ...
LETTERS = "~.abcdefghijklmnop"


class Strictness(NamedTuple):
    """How much a plan counts, in nats. returning: for the event that a bar recalls; new: against
    those that make a new bar the one of some LAGS before; avoided: which LAGS.
    """

    returning: float
    new: float
    avoided: slice


# By character. The bars of hymns have few notes: each counts more, and they are soon alike.
USUAL = Strictness(3.5, 2.0, slice(LAGS.index(2), len(LAGS)))
STRICTNESS = dict.fromkeys(CHARACTERS, USUAL) | {"hymn": Strictness(4.0, 3.0, slice(len(LAGS)))}
# Nats for the events that make a bar a sequence of the bar before.
FOLLOW = 7.0
# What is left of the nats for a recalled event that isn't of the chord that sounds now.
OUTSIDE = 0.5
# How far the first note of a sequence lies from its model, in semitones.
NEAR = 4


class Form(NamedTuple):
    """A form. lags: of each bar, how many bars before lies the one that returns in it, 0 for a new
    bar, SEQUENCE for one that follows the bar before; climax: the bar of the highest note, from 0.
    """

    lags: tuple[int, ...]
    climax: int


def written(form: Form) -> str:
    """A form as a word of the table."""
    return "".join(LETTERS[number - SEQUENCE] for number in (*form.lags, form.climax + 1))


def read(word: str) -> Form:
    """The form of a word of the table."""
    *lags, climax = (LETTERS.index(letter) + SEQUENCE for letter in word)
    return Form(tuple(lags), climax - 1)


def add_plan(
    scores: FloatArray, found: Placed, seen: Observation, line: Line, setting: Setting
) -> None:
    """Add to the scores [actions] what the plan says, in nats."""
    lag = recalled(found, line.tick, setting)
    if lag is None:
        return
    nats, strict = found.weight, STRICTNESS[setting.character]
    if lag == 0:
        for action in {*seen.suggestions[strict.avoided]}:
            if action != NONE:
                scores[action] -= nats * strict.new
    elif lag == SEQUENCE:
        for action in _sequence(line, setting):
            scores[action] += nats * FOLLOW
    else:
        index = index_at(line, line.tick - lag * setting.bar)
        if index is not None:
            action = ord(line.actions[index])
            share = 1.0 if _suits(action, setting.chord[1]) else OUTSIDE
            scores[action] += nats * strict.returning * share


def _suits(action: int, chord: int) -> bool:
    """Whether an action is a rest or belongs to a chord, if one is known. chord: its mask."""
    pitch = ACTIONS[action].pitch
    return not chord or pitch == NO_PITCH or bool(chord >> pitch % 12 & 1)


def warmth_of(temperature: float) -> float:
    """How much stronger the plan is, so that warm melodies keep their form.

    The temperature divides all scores, and what else would bring a passage back fades with it.
    """
    return 1.0 if temperature <= 1 else temperature**1.5


def recalled(found: Placed, tick: int, setting: Setting) -> int | None:
    """How many bars before lies the one that returns in the bar of a tick.

    None in the first full bar of a piece, and in the last one, which ends it.
    """
    if setting.end and tick >= setting.end - setting.bar:
        return None
    return found.form.lags[found.place] if found.place or found.section else None


class Placed(NamedTuple):
    """Where a bar lies in its form. section: its number; place: of the bar in the section; begin:
    tick at which the section does; climax: place of the bar of its highest note, in a shorter last
    section in proportion; weight: how much the plan counts, 1 in the middle of the knobs.
    """

    form: Form
    section: int
    place: int
    begin: int
    climax: int
    weight: float


def placed(line: Line, setting: Setting, knobs: Knobs) -> Placed | None:
    """The form that is played now; None before the first full bar, or with the knob form at 0.

    At temperature 0, where nothing is left to chance, that of the fate CERTAIN.
    """
    fate, form = line.fate, knobs.form
    if not (fate and form):
        return None
    return _placed(
        fate if knobs.temperature else CERTAIN,
        line.start,
        line.tick // setting.bar,
        setting.bar,
        setting.end,
        setting.character,
        knobs.bars,
        form,
        temperature_of(knobs),
    )


@lru_cache(maxsize=1024)
def _placed(
    fate: int,
    start: int,
    now: int,
    bar: int,
    end: int,
    character: str,
    bars: int,
    form: float,
    temperature: float,
) -> Placed | None:
    """The same for bar number `now`, so that it is found out once a bar."""
    first = first_bar(start, bar)
    if bars:
        first = max(first, end // bar - bars)
    section, place = divmod(now - first, SECTION)
    if section < 0:
        return None
    plan = form_of(fate, first, section, character, max(form - 1, 0.0))
    begin = first + section * SECTION
    length = min(end // bar - begin, SECTION) if end else SECTION
    climax, weight = plan.climax * length // SECTION, form * warmth_of(temperature)
    return Placed(plan, section, place, begin * bar, climax, weight)


@lru_cache(maxsize=1024)
def form_of(fate: int, first: int, section: int, character: str, rich: float) -> Form:
    """The form of a section. first: the bar in which the piece begins.

    rich: the share of sections (0-1) of which the form is the richest of DRAWS, the others have
    the first one. So a knob that turns while a section is played changes its form once at most.
    """
    words = (LATER if section else FIRST)[character].split()
    draws = DRAWS if drawn(fate, RICHES, first, section) < rich else 1
    about = [(FORMS + extra, first, section) for extra in range(draws)]
    forms = [read(words[int(drawn(fate, *one) * len(words))]) for one in about]
    return max(forms, key=_riches)


def _riches(form: Form) -> int:
    """The number of bars that return, 0 if new ones are too few."""
    returning = sum(lag > 0 for lag in form.lags)
    return returning if returning <= MOST_RETURNING else 0


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
