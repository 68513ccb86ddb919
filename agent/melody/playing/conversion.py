"""Conversion between notes, as they sound, and actions of a line."""

from __future__ import annotations

from functools import lru_cache

from agent.melody import masks
from agent.melody.line import Line, Setting, action_of
from agent.melody.meter_parts import starts_part
from agent.melody.vocabulary import ACTIONS, NO_PITCH
from agent.music.note import REST, Note
from agent.music.swing import straight_note, swung_span
from agent.music.tune import TICKS
from agent.player.knobs import Knobs

# Of notes between beats, on beats and on downbeats; where a later part of the bar begins.
VELOCITIES, PART = (0.6, 0.7, 0.8), 0.75
# Heard notes are quantised to the nearest sixteenth or triplet eighth (ticks).
GRIDS = (6, 8)


def note_of_action(line: Line, setting: Setting, knobs: Knobs, action: int) -> Note:
    """The next action of a line as a note."""
    pitch, ticks = ACTIONS[action]
    heard = REST if pitch == NO_PITCH else pitch + masks.reference_tonic(knobs)
    loudness = velocity(setting.meter, setting.bar, setting.beat, line.tick % setting.bar)
    if not knobs.swing:
        return Note(heard, loudness, ticks / TICKS, line.tick / TICKS)
    onset, length = swung_span(line.tick, ticks, setting.bar, setting.beat, knobs.swing)
    return Note(heard, loudness, length / TICKS, onset / TICKS)


def straight(note: Note, setting: Setting, knobs: Knobs) -> Note:
    """A note as it stands in the line, without its swing."""
    return straight_note(note, setting.bar, setting.beat, knobs.swing)


def action_played(note: Note, knobs: Knobs) -> int:
    """The action nearest to a note."""
    pitch = NO_PITCH if note.pitch == REST else note.pitch - masks.reference_tonic(knobs)
    return action_of(pitch, note.duration)


@lru_cache(maxsize=8192)
def velocity(meter: str, bar: int, beat: int, place: int) -> float:
    """Velocity (0-1) of a note that begins at a place (tick) of a bar."""
    if starts_part(meter, place):
        return PART
    return VELOCITIES[Setting(meter, bar, beat).strength(place)]


def on_grid(ticks: float, bar: int) -> int:
    """The nearest tick on one of GRIDS, which begin anew in each bar (a length in ticks)."""
    start = max(int(ticks // bar), 0) * bar
    places = [max(round((ticks - start) / grid), 0) * grid for grid in GRIDS]
    return start + min(places, key=lambda place: abs(start + place - ticks))
