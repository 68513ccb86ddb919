"""Cadences: phrases that come to rest on a long note, as real ones do.

Of its own accord an agent has long notes as often inside phrases as at their ends.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agent.melody.line import Line, Setting
from agent.melody.masks import IS_REST
from agent.melody.playing.inference import FloatArray
from agent.melody.rewards import PHRASE_BARS, usual_duration
from agent.melody.vocabulary import ACTION_DURATION
from agent.music.tune import TICKS
from agent.player.knobs import Knobs

# Nats for a note that lasts to the end of a phrase, by character: found with real tunes beside.
REST_ON = {"any": 1.6, "fiddle": 0.8, "hymn": 3.0, "lied": 1.0, "song": 1.0}
# Such a note is this many times as long as usual, at least.
LONGER = 1.5


def add_cadence(scores: FloatArray, line: Line, setting: Setting, knobs: Knobs) -> None:
    """Add to the scores [actions] what brings a phrase to rest, in nats: by the knob `form`.

    Not in the last bar of a piece, which has an ending of its own. In a piece with a pickup every
    phrase has one, before which the phrase before has come to rest.
    """
    bar, place = divmod(line.tick - (line.start if line.pickup else 0), setting.bar)
    left = setting.bar - place
    if bar % PHRASE_BARS != PHRASE_BARS - 1 or left < TICKS or setting.end - line.tick == left:
        return
    if left >= LONGER * usual_duration(line):
        scores += np.float32(knobs.form * REST_ON[setting.character]) * _lasting(left)


@lru_cache(maxsize=512)
def _lasting(ticks: int) -> NDArray[np.float32]:
    """[actions]: 1 for the notes of a length."""
    notes = (~IS_REST & (ticks == ACTION_DURATION)).astype(np.float32)
    notes.flags.writeable = False
    return notes
