"""Follows a MIDI clock: 24 ticks a beat, start, stop, continue, song position.

Without ticks the song stands still, and it goes on with them. One input leads at a time: keyboards
that send a clock of their own don't disturb the input that starts the song.
"""

from __future__ import annotations

from math import inf

from bridge.midi.clock.filter import ClockFilter
from bridge.midi.clock.source import Changes, differs
from bridge.midi.events import Timeline, Transport
from bridge.midi.messages import (
    CLOCK,
    CONTINUE,
    SONG_POSITION,
    START,
    STOP,
    TICKS_PER_BEAT,
    TICKS_PER_STEP,
)

# After so long without a tick the leading device is switched off, or its cable is pulled out.
GONE_SECONDS = 0.5


class ClockIn:
    """A `bridge.midi.clock.source.ClockSource` led by MIDI clock."""

    def __init__(
        self, now: float, bpm: float, *, playing: bool = False, line: Timeline | None = None
    ) -> None:
        """bpm: until ticks arrive; playing, line: the state of a song that goes on."""
        self._filter = ClockFilter(60 / bpm / TICKS_PER_BEAT)
        self._reported = Transport(False, now, line or Timeline(now, 0.0, bpm))
        # The latest tick: when it arrived, and its number in the song (None: as the line has it).
        self._latest = -inf
        self._tick = None if playing else -1
        self._started = playing
        self._leader: int | None = None

    def begin(self, now: float) -> Changes:
        return [self._reported]

    def start(self, now: float) -> Changes:
        """Only the other device can do that."""
        return []

    def stop(self, now: float) -> Changes:
        """Only the other device can do that."""
        return []

    def set_tempo(self, bpm: float, now: float) -> Changes:
        """Only the other device can do that."""
        return []

    def receive(self, message: bytes, time: float, port: int) -> Changes:
        status = message[0]
        if not self._follows(port, status, time):
            return []
        if status == CLOCK:
            return self._take_tick(time)
        if status == STOP:
            self._started = False
            return self._stand(time)
        if status == START:
            self._tick = -1
        elif status == SONG_POSITION:
            self._tick = (message[1] | message[2] << 7) * TICKS_PER_STEP - 1
        if status in (START, CONTINUE):
            self._started = True
            self._filter.restart()
        return []

    def step(self, now: float) -> Changes:
        return self._stand(now) if now > self._latest + GONE_SECONDS else []

    def _follows(self, port: int, status: int, time: float) -> bool:
        """Whether a port leads: the first to tick, or the one that starts a stopped song."""
        free = not self._reported.playing or time > self._latest + GONE_SECONDS
        if self._leader is None or (free and status in (START, CONTINUE, SONG_POSITION)):
            self._leader = port
        return port == self._leader

    def _stand(self, now: float) -> Changes:
        """Stop the song, if it plays."""
        if not self._reported.playing:
            return []
        self._reported = Transport(False, now, self._reported.line)
        return [self._reported]

    def _take_tick(self, time: float) -> Changes:
        if time > self._latest + GONE_SECONDS:
            self._filter.restart()
        self._latest = time
        passed = self._filter.tick(time)
        if not (passed and self._started):
            return []
        if self._tick is None:
            self._tick = round(self._reported.line.beat(time) * TICKS_PER_BEAT)
        else:
            self._tick += passed
        return self._go(time, self._tick / TICKS_PER_BEAT)

    def _go(self, time: float, beat: float) -> Changes:
        """Put the song at the latest tick; report it, if the reported line has it elsewhere."""
        bpm = 60 / self._filter.period / TICKS_PER_BEAT
        line = Timeline(self._filter.time, beat, bpm)
        if self._reported.playing and not differs(line, self._reported.line, time):
            return []
        self._reported = Transport(True, self._filter.time, line)
        return [self._reported]
