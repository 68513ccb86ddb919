"""Our own MIDI clock: the ticks, starts, stops and song positions that tell others of the song."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import ceil

from bridge.midi.events import Timeline, Transport
from bridge.midi.messages import (
    CLOCK,
    CONTINUE,
    START,
    STEPS_PER_BEAT,
    STOP,
    TICKS_PER_BEAT,
    TICKS_PER_STEP,
    song_position,
)

Timed = tuple[float, bytes]
# What is so little after a sixteenth counts as on it.
NEAR_STEPS = 0.01
# The song is somewhere else when it is so far from where it should be.
JUMP_BEATS = 0.25
TICK, BEGIN, GO_ON, END = (bytes((status,)) for status in (CLOCK, START, CONTINUE, STOP))


class ClockOut:
    """Makes a clock of the news of a song. Ticks are sent while it stands, too."""

    def __init__(self, line: Timeline, now: float) -> None:
        """Ticks begin now."""
        self._line = line
        self._playing = False
        # The number of the next tick, and the time of the last one.
        self._next, self._last = ceil(line.beat(now) * TICKS_PER_BEAT), now

    @property
    def playing(self) -> bool:
        """Whether the others were told that the song goes."""
        return self._playing

    def turn(self, news: Transport, gone: float) -> list[Timed] | None:
        """The song goes, stands, has another tempo or place. Returns what tells so, with times.

        gone: ticks up to this time can't be taken back. None where nobody needs to be told; else
        ticks of later times than the news don't count any more.
        """
        jumped = abs(self._line.beat(news.time) - news.line.beat(news.time)) > JUMP_BEATS
        stops = self._playing and (jumped or not news.playing)
        starts = news.playing and (jumped or not self._playing)
        self._line, self._playing = news.line, news.playing
        if not (jumped or stops or starts):
            return None
        self._last = min(self._last, max(news.time, gone))
        self._next = ceil(self._line.beat(self._last) * TICKS_PER_BEAT + 0.5)
        told = [(news.time, END)] if stops else []
        return [*told, *self._start(news.time)] if starts else told

    def due(self, until: float) -> Iterator[Timed]:
        """The ticks up to a time, each once."""
        for tick in count(self._next):
            time = max(self._line.time(tick / TICKS_PER_BEAT), self._last)
            if time >= until:
                break
            self._next, self._last = tick + 1, time
            yield time, TICK

    def _start(self, time: float) -> Iterator[Timed]:
        """Begin at the first sixteenth from a time on: at the tick after the message."""
        step = max(ceil(self._line.beat(time) * STEPS_PER_BEAT - NEAR_STEPS), 0)
        self._next = min(self._next, step * TICKS_PER_STEP)
        begins = max(self._line.time(step / STEPS_PER_BEAT), time)
        if step == 0:
            yield begins, BEGIN
        else:
            yield time, song_position(step)
            yield begins, GO_ON
