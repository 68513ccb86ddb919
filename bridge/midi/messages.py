"""MIDI messages as bytes. Channels are 0-15 here; a person counts them from 1."""

from __future__ import annotations

from collections.abc import Iterator

NOTE_OFF, NOTE_ON, CONTROL_CHANGE = 0x80, 0x90, 0xB0
SONG_POSITION = 0xF2
CLOCK, START, CONTINUE, STOP = 0xF8, 0xFA, 0xFB, 0xFC
SYSTEM = 0xF0
SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF = 64, 120, 123
CHANNELS = 16

TICKS_PER_BEAT = 24
# A song position counts sixteenths.
TICKS_PER_STEP, STEPS_PER_BEAT = 6, 4
MOST_STEPS = (1 << 14) - 1


def note_on(channel: int, pitch: int, velocity: int) -> bytes:
    """A note begins. velocity: 1-127."""
    return bytes((NOTE_ON | channel, pitch, velocity))


def note_off(channel: int, pitch: int) -> bytes:
    """A note ends."""
    return bytes((NOTE_OFF | channel, pitch, 0))


def control(channel: int, number: int, value: int) -> bytes:
    """A control change."""
    return bytes((CONTROL_CHANGE | channel, number, value))


def song_position(steps: int) -> bytes:
    """Where a song goes on, in sixteenths; the last place that can be told for what lies behind."""
    steps = min(steps, MOST_STEPS)
    return bytes((SONG_POSITION, steps & 0x7F, steps >> 7))


def silence(channel: int) -> Iterator[bytes]:
    """What ends every sound of a channel: pedal up, all sound off, all notes off."""
    for number in (SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF):
        yield control(channel, number, 0)


class Held:
    """The notes that sound, as told by the messages that were sent."""

    def __init__(self) -> None:
        self._notes: set[tuple[int, int]] = set()

    def take(self, message: bytes) -> None:
        """Count a message that was sent."""
        if len(message) != 3:
            return
        kind, channel = message[0] & 0xF0, message[0] & 0x0F
        if kind == NOTE_ON and message[2]:
            self._notes.add((channel, message[1]))
        elif kind in (NOTE_ON, NOTE_OFF):
            self._notes.discard((channel, message[1]))
        elif kind == CONTROL_CHANGE and message[1] in (ALL_SOUND_OFF, ALL_NOTES_OFF):
            self._notes = {note for note in self._notes if note[0] != channel}

    def endings(self, channel: int | None = None) -> list[bytes]:
        """The note-offs for what sounds, on one channel or all."""
        return [note_off(*note) for note in sorted(self._notes) if channel in (None, note[0])]
