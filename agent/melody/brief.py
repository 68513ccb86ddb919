"""The conditions of a piece: its setting, its chords, the tick of its first note.

Taken from a real tune, a brief lets an agent play under the same conditions: meter, mode,
character, chords, pickup and length.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from agent.errors import TaskError
from agent.melody.line import CHARACTERS, MODE_MASKS, NO_CHORD, Setting
from agent.metrics.forms import first_bar
from agent.music.scales import OCTAVE, mode_of, scale_mask
from agent.music.tune import Tune, TuneChord
from agent.player.constraints import ANY

# The character of the tunes of each source; those of other sources are "any".
SOURCES = {
    "pd_ryansMammoth": "fiddle",
    "pd_oneills1850": "fiddle",
    "pd_airdsAirs": "fiddle",
    "openhymnal": "hymn",
    "lieder": "lied",
    "openewld": "song",
}


class Brief(NamedTuple):
    """The conditions of a piece. start: tick of the first note. chords: sorted by onset, each holds
    until the next."""

    setting: Setting
    chords: tuple[TuneChord, ...] = ()
    start: int = 0

    @property
    def pickup(self) -> int:
        """Ticks from the first note to the bar line of the first full bar, 0 if it begins there.

        A bar of which more than half is left has begun with a rest.
        """
        bar = self.setting.bar
        return max(first_bar(self.start, bar) * bar - self.start, 0)

    def at(self, tick: int) -> Setting:
        """The setting at a tick, with the chord that sounds there."""
        number = bisect_right(self.chords, tick, key=_onset) - 1
        if number < 0:
            return self.setting
        return self.setting._replace(chord=self.chords[number][1:3])

    def cut(self, bars: int) -> Brief:
        """The brief of the first bars only, with the same pickup."""
        end = bars * self.setting.bar + self.start % self.setting.bar
        if self.setting.end <= end:
            return self
        return self._replace(setting=self.setting._replace(end=end))


def _onset(chord: TuneChord) -> int:
    return chord.onset


def character_of(tune: Tune) -> str:
    """The character of a tune: its source, if that is one of CHARACTERS, or by SOURCES."""
    return tune.source if tune.source in CHARACTERS else SOURCES.get(tune.source, ANY)


def brief_of(tune: Tune) -> Brief:
    """The conditions of a real tune, from the bar of its first note on."""
    tune = tune.aligned()
    mode, scale = mode_and_scale(tune.mode)
    character = character_of(tune)
    setting = Setting(tune.meter, tune.bar, tune.beat, mode, character, tune.end, NO_CHORD, scale)
    return Brief(setting, tune.chords, tune.notes[0].onset)


@lru_cache(maxsize=1024)
def mode_and_scale(mode: str) -> tuple[str, int]:
    """One of MODES and the mask of the scale, of a tune's mode: one of MODES, or any scale as
    `agent.music.scales` reads it. Unknown ones are "other", over all notes."""
    if mode in MODE_MASKS:
        return mode, MODE_MASKS[mode]
    try:
        mask = scale_mask(mode)
    except TaskError:
        mask = OCTAVE
    return mode_of(mask), mask
