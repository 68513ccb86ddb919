"""The actions of the melody task: 288 joint choices of pitch and duration.

Pitches lie -12..+23 semitones around the tonic, durations from a 32nd to a dotted whole note with
triplets. They include a rest of every duration, every pitch as a quarter and an eighth note (so
that any scale and range has notes), and the commonest other combinations: 99.4 % of 565,000 notes
of the training tunes are among them, others are mapped to the nearest action.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from agent.music.tune import Tune

# The pitch of a rest among the actions, far below any relative pitch.
NO_PITCH = -99
LOW, HIGH = -12, 23
ABSORBED = 6
# Pitches of each duration in ticks, by frequency in the training tunes.
PITCHES = {
    3: "-5 -3 -1..0 2 4..5 7 9 11..12 14",
    4: "-5 -3 -1..0 2 4..5 7 9 11..12 14 16",
    6: "-12 -10..17 19 21",
    8: "-12 -10 -8..-7 -5 -3..12 14 16..17",
    9: "-5 -3 -1..0 2 4..5 7 9 11..12",
    12: "-12..23",
    16: "0 4 7 9",
    18: "-12 -10 -8..-7 -5 -3..12 14..17 19",
    24: "-12..23",
    30: "7",
    36: "-5 -3..17",
    48: "-5 -3..12 14..16",
    60: "0 2 4..5 7 9 12",
    72: "-5 -3 -1..0 2..5 7..9 11..12 14 16",
    96: "-5 0 2 4..5 7 9 11..12 14",
    144: "0 4 7 12",
}
DURATIONS = tuple(PITCHES)


def _pitches(text: str) -> list[int]:
    bounds = [list(map(int, part.split(".."))) for part in text.split()]
    return [pitch for bound in bounds for pitch in range(bound[0], bound[-1] + 1)]


class Action(NamedTuple):
    """A note or rest. pitch: semitones above the tonic, NO_PITCH for a rest; duration: ticks."""

    pitch: int
    duration: int


ACTIONS = tuple(
    Action(pitch, duration)
    for duration, text in PITCHES.items()
    for pitch in (NO_PITCH, *_pitches(text))
)
ACTION_COUNT = len(ACTIONS)
NUMBER = {action: number for number, action in enumerate(ACTIONS)}
ACTION_PITCH = np.array([action.pitch for action in ACTIONS])
ACTION_DURATION = np.array([action.duration for action in ACTIONS])
# For the translation of a string: the pitch of each action in semitones above LOW, or SILENCE.
SILENCE = chr(HIGH - LOW + 1)
_ABOVE_LOW = "".join(SILENCE if a.pitch == NO_PITCH else chr(a.pitch - LOW) for a in ACTIONS)
_LENGTHS = "".join(chr(action.duration) for action in ACTIONS)


class Event(NamedTuple):
    """An action at a tick of a melody."""

    tick: int
    action: int


def sounding(actions: str) -> bytes:
    """Semitones above LOW of the events that sound, a byte each. actions: chr(action) of each."""
    return actions.translate(_ABOVE_LOW).replace(SILENCE, "").encode("latin-1")


def lengths(actions: str) -> bytes:
    """The durations of events in ticks, a byte each. actions: chr(action) of each."""
    return actions.translate(_LENGTHS).encode("latin-1")


def nearest_action(pitch: int, duration: int) -> int:
    """The number of the action nearest to a note; its pitch is only moved by octaves, into range.

    pitch: semitones above the tonic or NO_PITCH. duration: ticks.
    """
    if pitch != NO_PITCH:
        pitch = LOW + (pitch - LOW) % 12 if pitch < LOW else pitch
        pitch = HIGH - (HIGH - pitch) % 12 if pitch > HIGH else pitch
    exact = NUMBER.get(Action(pitch, duration))
    if exact is not None:
        return exact
    fitting = [action for action in ACTIONS if action.pitch == pitch]
    return NUMBER[min(fitting, key=lambda action: abs(action.duration - duration))]


def rests(tick: int, gap: int) -> list[Event]:
    """Rests that fill a gap (ticks) from `tick` on, the longest first, up to less than a 32nd."""
    events = []
    while gap >= DURATIONS[0]:
        duration = max(known for known in DURATIONS if known <= gap)
        events.append(Event(tick, NUMBER[Action(NO_PITCH, duration)]))
        tick, gap = tick + duration, gap - duration
    return events


def rests_within_bars(tick: int, gap: int, bar: int) -> list[Event]:
    """Rests that fill a gap (ticks) from `tick` on, none of them over a bar line."""
    events = []
    while gap > 0:
        part = min(gap, bar - tick % bar)
        events += rests(tick, part)
        tick, gap = tick + part, gap - part
    return events


def events_of(tune: Tune, *, barred: bool = False) -> list[Event]:
    """The tune as actions; gaps of up to a sixteenth are added to the note before.

    barred: whether rests end at bar lines.
    """
    events: list[Event] = []
    following = [note.onset for note in tune.notes[1:]] + [tune.end]
    for note, next_onset in zip(tune.notes, following, strict=True):
        duration = min(note.duration, next_onset - note.onset)
        gap = next_onset - note.onset - duration
        if gap <= ABSORBED:
            duration, gap = duration + gap, 0
        events.append(Event(note.onset, nearest_action(note.pitch, duration)))
        begin = note.onset + duration
        events += rests_within_bars(begin, gap, tune.bar) if barred else rests(begin, gap)
    return events
