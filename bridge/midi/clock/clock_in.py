"""Follows a MIDI clock: 24 ticks a beat, start, stop, continue, song position.

Where ticks fail to come the song stands still, and goes on with them. One input leads at a time:
keyboards that tick by themselves don't disturb the one that lets the song begin.
"""

from __future__ import annotations

from math import inf

from bridge.midi.clock.filter import Pulse
from bridge.midi.clock.source import News, differs
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

# Without a tick for so long, the one who leads is gone, or its cable.
GONE_SECONDS = 0.5


class Follower:
    """A `Tempo` that somebody else's ticks lead."""

    def __init__(
        self, now: float, bpm: float, *, playing: bool = False, line: Timeline | None = None
    ) -> None:
        """bpm: until ticks are heard; playing, line: how the song went, if it goes on."""
        self._pulse = Pulse(60 / bpm / TICKS_PER_BEAT)
        self._told = Transport(False, now, line or Timeline(now, 0.0, bpm))
        # The latest tick: when it came, and its number in the song (None: as the line has it).
        self._heard = -inf
        self._tick = None if playing else -1
        self._started = playing
        self._leader: int | None = None

    def begin(self, now: float) -> News:
        """See `Tempo`."""
        return [self._told]

    def start(self, now: float) -> News:
        """See `Tempo`: it isn't us who lead."""
        return []

    def stop(self, now: float) -> News:
        """See `Tempo`: it isn't us who lead."""
        return []

    def turn(self, bpm: float, now: float) -> News:
        """See `Tempo`: it isn't us who lead."""
        return []

    def hear(self, message: bytes, time: float, port: int) -> News:
        """See `Tempo`."""
        status = message[0]
        if not self._follows(port, status, time):
            return []
        if status == CLOCK:
            return self._hear_tick(time)
        if status == STOP:
            self._started = False
            return self._stand(time)
        if status == START:
            self._tick = -1
        elif status == SONG_POSITION:
            self._tick = (message[1] | message[2] << 7) * TICKS_PER_STEP - 1
        if status in (START, CONTINUE):
            self._started = True
            self._pulse.restart()
        return []

    def step(self, now: float) -> News:
        """See `Tempo`."""
        return self._stand(now) if now > self._heard + GONE_SECONDS else []

    def _follows(self, port: int, status: int, time: float) -> bool:
        """Whether a port leads: who ticks first, or lets the song begin while nobody else does."""
        free = not self._told.playing or time > self._heard + GONE_SECONDS
        if self._leader is None or (free and status in (START, CONTINUE, SONG_POSITION)):
            self._leader = port
        return port == self._leader

    def _stand(self, now: float) -> News:
        """The song stands still from now on, if it doesn't yet."""
        if not self._told.playing:
            return []
        self._told = Transport(False, now, self._told.line)
        return [self._told]

    def _hear_tick(self, time: float) -> News:
        if time > self._heard + GONE_SECONDS:
            self._pulse.restart()
        self._heard = time
        passed = self._pulse.tick(time)
        if not (passed and self._started):
            return []
        if self._tick is None:
            self._tick = round(self._told.line.beat(time) * TICKS_PER_BEAT)
        else:
            self._tick += passed
        return self._go(time, self._tick / TICKS_PER_BEAT)

    def _go(self, time: float, beat: float) -> News:
        """The song goes on from the latest tick; tell so, if that wasn't to be expected."""
        bpm = 60 / self._pulse.period / TICKS_PER_BEAT
        line = Timeline(self._pulse.time, beat, bpm)
        if self._told.playing and not differs(line, self._told.line, time):
            return []
        self._told = Transport(True, self._pulse.time, line)
        return [self._told]
