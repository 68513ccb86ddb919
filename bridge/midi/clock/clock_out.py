"""The MIDI clock that we send: ticks, starts, stops and song positions."""

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

TimedMessage = tuple[float, bytes]
# A beat that is so little after a sixteenth counts as on it.
NEAR_STEPS = 0.01
# A song that is this far from where it should be has jumped.
JUMP_BEATS = 0.25
TICK, BEGIN, GO_ON, END = (bytes((status,)) for status in (CLOCK, START, CONTINUE, STOP))


class ClockOut:
    """Turns changes of a song into clock messages. Ticks are sent while it stands still, too."""

    def __init__(self, line: Timeline, now: float) -> None:
        """Ticks start now."""
        self._line = line
        self._playing = False
        # The number of the next tick, and the time of the last one.
        self._next, self._last = ceil(line.beat(now) * TICKS_PER_BEAT), now

    @property
    def playing(self) -> bool:
        """Whether the receivers were told that the song plays."""
        return self._playing

    def update(self, change: Transport, sent_until: float) -> list[TimedMessage] | None:
        """The messages, with times, for a song that starts, stops, jumps or changes its tempo.

        sent_until: ticks up to this time can't be taken back. None where ticks alone will do; else
        ticks of later times than the change are to be dropped.
        """
        jumped = abs(self._line.beat(change.time) - change.line.beat(change.time)) > JUMP_BEATS
        stops = self._playing and (jumped or not change.playing)
        starts = change.playing and (jumped or not self._playing)
        self._line, self._playing = change.line, change.playing
        if not (jumped or stops or starts):
            return None
        self._last = min(self._last, max(change.time, sent_until))
        self._next = ceil(self._line.beat(self._last) * TICKS_PER_BEAT + 0.5)
        messages = [(change.time, END)] if stops else []
        return [*messages, *self._start(change.time)] if starts else messages

    def due(self, until: float) -> Iterator[TimedMessage]:
        """The ticks up to a time, each once."""
        for tick in count(self._next):
            time = max(self._line.time(tick / TICKS_PER_BEAT), self._last)
            if time >= until:
                break
            self._next, self._last = tick + 1, time
            yield time, TICK

    def _start(self, time: float) -> Iterator[TimedMessage]:
        """Start at the first sixteenth from a time on: at the tick after the message."""
        step = max(ceil(self._line.beat(time) * STEPS_PER_BEAT - NEAR_STEPS), 0)
        self._next = min(self._next, step * TICKS_PER_STEP)
        begins = max(self._line.time(step / STEPS_PER_BEAT), time)
        if step == 0:
            yield begins, BEGIN
        else:
            yield time, song_position(step)
            yield begins, GO_ON
