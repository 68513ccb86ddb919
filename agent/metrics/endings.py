"""How tunes end: whether the last note closes it. Pure functions of a tune."""

from __future__ import annotations

from typing import NamedTuple

from agent.errors import TaskError
from agent.metrics.loops import notes_in_bars
from agent.music.tune import Tune
from agent.player.constraints import is_strong

# A last note closes a tune if it is at least this part of a bar long.
CLOSING_PART = 3


class Ending(NamedTuple):
    """How a tune ends.

    closes: with the tonic on a strong beat, held for a third of a bar or more. restrikes: with the
    tonic struck anew on a weak beat. opens: with another note than the tonic; copies: and its last
    bar is a copy of an earlier one. weak: with a note, of any pitch, that begins on a weak beat.
    """

    closes: bool
    restrikes: bool
    opens: bool
    copies: bool
    weak: bool


def ending_of(tune: Tune) -> Ending:
    """How a tune ends. It ends with its last note: silence after it doesn't count."""
    last = tune.notes[-1]
    tonic, strong = last.pitch % 12 == 0, _is_strong(tune, last.onset % tune.bar)
    struck_anew = len(tune.notes) > 1 and tune.notes[-2].pitch == last.pitch
    return Ending(
        closes=tonic and strong and CLOSING_PART * last.duration >= tune.bar,
        restrikes=tonic and struck_anew and not strong,
        opens=not tonic,
        copies=not tonic and _last_bar_is_known(tune),
        weak=not strong,
    )


def _is_strong(tune: Tune, place: int) -> bool:
    """Of meters that can't be read every beat is strong."""
    try:
        return is_strong(tune.meter, place)
    except TaskError:
        return place % tune.beat == 0


def _last_bar_is_known(tune: Tune) -> bool:
    *bars, last = notes_in_bars(tune)
    return last in bars
