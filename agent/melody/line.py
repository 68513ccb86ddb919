"""The state of the melody task: the events so far, and the setting that is given from outside.

A line is immutable: playing or hearing gives a new one. The events are a string with one character
per action, so that Python's string search finds motifs at the speed of C. A server keeps a line for
every note of every voice, so that the size of a line is bounded.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from agent.melody.draws import fate_of
from agent.melody.intervals import move
from agent.melody.vocabulary import ACTIONS, DURATIONS, nearest_action, rests
from agent.music.meter import beats_of
from agent.music.scales import scale_mask
from agent.music.tune import METERS, TICKS
from agent.player.constraints import ANY

KEPT_EVENTS = 512
# How many ticks back a line can be searched by time: sixteen bars of 9/8, fewer of longer ones.
KEPT_TICKS = 16 * 108
KEPT_MOVES = 127
MODES = ("major", "minor", "mixolydian", "dorian", "other")
CHARACTERS = (ANY, "fiddle", "hymn", "lied", "song")
NO_CHORD = (-1, 0)


class Setting(NamedTuple):
    """The conditions of one choice.

    meter: as `agent.music.meter` reads it, or anything else; bar, beat: its lengths in ticks. mode:
    one of MODES. character: one of CHARACTERS. end: tick at which the piece ends, 0 = endless or
    unknown. chord: root (-1 = none known) and 12-bit mask of pitch classes, both relative to the
    tonic. scale: its 12-bit mask, bit n = n semitones above the tonic; 0 = unknown.
    """

    meter: str = "4/4"
    bar: int = METERS["4/4"][0]
    beat: int = METERS["4/4"][1]
    mode: str = "major"
    character: str = ANY
    end: int = 0
    chord: tuple[int, int] = NO_CHORD
    scale: int = 0

    def strength(self, tick: int) -> int:
        """2 on a downbeat, 1 on another beat, 0 between."""
        place = tick % self.bar
        if place == 0:
            return 2
        return int(place in beats_of(self.meter, self.bar, self.beat))


class Line(NamedTuple):
    """The latest events of a melody, immutable.

    actions: chr(action) of each; onsets: ticks of those that began within KEPT_TICKS before the
    last one; tick: where the next event begins; heard: chr(action) of what a person played, for
    `follow`; moves: the latest moves (`agent.melody.intervals`); fate: what choices for many notes
    are drawn from (`agent.melody.draws`), 0 before the first note; start: where that note begins;
    pickup: ticks from there to the bar line after which a piece has its first full bar, 0 if it
    begins with that. A piece with a pickup begins in a bar of its own, before its first.
    """

    actions: str = ""
    onsets: tuple[int, ...] = ()
    tick: int = 0
    heard: str = ""
    moves: str = ""
    fate: int = 0
    start: int = 0
    pickup: int = 0

    def begun(self, chance: float) -> Line:
        """The line with a fate and a start. chance: that of the next note."""
        return self if self.fate else self._replace(fate=fate_of(chance), start=self.tick)

    def played(self, action: int, tick: int | None = None) -> Line:
        """The line with one more action, at its own tick or at a later one, after rests."""
        line = self if tick is None else self._rested(tick - self.tick)
        onset = self.tick if tick is None else tick
        actions, onsets = line.actions, line.onsets
        step = move(ord(actions[-1]), action) if actions else ""
        actions = (actions + chr(action))[-KEPT_EVENTS:]
        onsets = (*onsets[bisect_left(onsets, onset - KEPT_TICKS) :], onset)[-KEPT_EVENTS:]
        moves = (line.moves + step)[-KEPT_MOVES:]
        end = onset + ACTIONS[action].duration
        return Line(actions, onsets, end, line.heard, moves, line.fate, line.start, line.pickup)

    def _rested(self, gap: int) -> Line:
        if not self.actions:
            return self
        # Of a very long gap, only the rests that the line keeps are worth computing.
        forgotten = max(gap // DURATIONS[-1] - KEPT_EVENTS, 0) * DURATIONS[-1]
        line = self._replace(tick=self.tick + forgotten)
        for event in rests(line.tick, gap - forgotten):
            line = line.played(event.action)
        return line


def action_of(pitch: int, beats: float) -> int:
    """The action nearest to a note: semitones above the tonic or NO_PITCH, quarter notes."""
    return nearest_action(pitch, max(round(beats * TICKS), 1))


def scale_of(mode: str) -> str:
    """The name of a mode's scale; minor has both sixths and sevenths, "other" is chromatic."""
    return "chromatic" if mode == MODES[-1] else mode


MODE_MASKS = {mode: scale_mask(scale_of(mode)) for mode in MODES}
