"""A MIDI file in the making: its content is a complete file at any moment.

A conductor's track with meter and tempo, and one track for each voice and each input. Beats are
those of the song. Where the song jumps, the recording goes on in the same place of a bar.
"""

from __future__ import annotations

import struct
from math import ceil, floor

from agent.music.meter import meter_of
from bridge.midi.messages import NOTE_OFF, NOTE_ON

TICKS_PER_BEAT = 480
# The tempo of a clock that is followed always varies a little: smaller changes aren't written.
STEADY = 0.005
STEP_BEATS = 0.5
TRACK_NAME, END_OF_TRACK, TEMPO, TIME_SIGNATURE = 0x03, 0x2F, 0x51, 0x58
CLOCKS_A_CLICK, THIRTY_SECONDS = 24, 8
FORMAT_TRACKS = 1


class Track:
    """The events of one track so far, as bytes."""

    def __init__(self, name: str) -> None:
        self._bytes = bytearray(b"\0" + meta(TRACK_NAME, name.encode()))
        self._tick = 0
        self._sounding: set[tuple[int, int]] = set()

    def add(self, tick: int, event: bytes) -> None:
        """Add a message or meta event at a tick; one that comes late, at the latest tick."""
        tick = max(tick, self._tick)
        self._bytes += length(tick - self._tick) + event
        self._tick = tick
        note = event[0] & 0x0F, event[1]
        if event[0] & 0xF0 == NOTE_ON and event[2]:
            self._sounding.add(note)
        elif event[0] & 0xF0 in (NOTE_ON, NOTE_OFF):
            self._sounding.discard(note)

    def chunk(self) -> bytes:
        """The track so far, with note-offs for what sounds."""
        offs = [bytes((0, NOTE_OFF | channel, pitch, 0)) for channel, pitch in self._sounding]
        content = bytes(self._bytes) + b"".join(offs) + b"\0" + meta(END_OF_TRACK)
        return b"MTrk" + struct.pack(">I", len(content)) + content


class Recording:
    """What was played and heard, from the bar of the first message on."""

    def __init__(self, meter: str, bar: float, bpm: float) -> None:
        """meter: such as 6/8; bar: its length in beats; bpm: quarter notes a minute at first."""
        self._bar, self._bpm = bar, 0.0
        self._shift: float | None = None
        self._conductor = Track("melobridge")
        self._tracks: dict[str, Track] = {}
        read = meter_of(meter)
        power = read.denominator.bit_length() - 1
        signature = bytes((read.numerator, power, CLOCKS_A_CLICK, THIRTY_SECONDS))
        self._conductor.add(0, meta(TIME_SIGNATURE, signature))
        self._set_tempo(0, bpm)

    def tempo(self, beat: float, bpm: float) -> None:
        """Write the tempo from a beat on, if it has changed."""
        if abs(bpm - self._bpm) > STEADY * self._bpm:
            self._set_tempo(self._tick(beat) if self._shift is not None else 0, bpm)

    def jump(self, before: float, after: float) -> None:
        """The song continues at another beat. Small steps are those of a clock that is followed."""
        if self._shift is not None and abs(after - before) > STEP_BEATS:
            self._shift += ceil((before - after) / self._bar) * self._bar

    def add(self, track: str, beat: float, message: bytes) -> None:
        """Add a channel message that was played or heard."""
        if self._shift is None:
            self._shift = -floor(beat / self._bar) * self._bar
        if track not in self._tracks:
            self._tracks[track] = Track(track)
        self._tracks[track].add(self._tick(beat), message)

    def content(self) -> bytes:
        """The file so far."""
        tracks = [self._conductor, *self._tracks.values()]
        head = struct.pack(">4sIHHH", b"MThd", 6, FORMAT_TRACKS, len(tracks), TICKS_PER_BEAT)
        return head + b"".join(track.chunk() for track in tracks)

    def _set_tempo(self, tick: int, bpm: float) -> None:
        self._bpm = bpm
        self._conductor.add(tick, meta(TEMPO, round(60e6 / bpm).to_bytes(3, "big")))

    def _tick(self, beat: float) -> int:
        return max(round((beat + (self._shift or 0.0)) * TICKS_PER_BEAT), 0)


def meta(kind: int, content: bytes = b"") -> bytes:
    """A meta event, without its time."""
    return bytes((0xFF, kind)) + length(len(content)) + content


def length(number: int) -> bytes:
    """A number as MIDI files write lengths and times: seven bits a byte."""
    pieces = [number & 0x7F]
    while number := number >> 7:
        pieces.append(number & 0x7F | 0x80)
    return bytes(reversed(pieces))
