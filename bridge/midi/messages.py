"""MIDI messages as bytes. Channels are 0-15 here; the command line counts them from 1."""

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
    """Note on. pitch: 0-127; velocity: 1-127."""
    return bytes((NOTE_ON | channel, pitch, velocity))


def note_off(channel: int, pitch: int) -> bytes:
    """Note off. pitch: 0-127."""
    return bytes((NOTE_OFF | channel, pitch, 0))


def control(channel: int, number: int, value: int) -> bytes:
    """Control change. number, value: 0-127."""
    return bytes((CONTROL_CHANGE | channel, number, value))


def song_position(steps: int) -> bytes:
    """Song position pointer, in sixteenths; positions beyond 14 bits become the last one."""
    steps = min(steps, MOST_STEPS)
    return bytes((SONG_POSITION, steps & 0x7F, steps >> 7))


def silence(channel: int) -> Iterator[bytes]:
    """What ends every sound of a channel: sustain off, all sound off, all notes off."""
    for number in (SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF):
        yield control(channel, number, 0)


class SoundingNotes:
    """The notes that sound, by the messages that were sent."""

    def __init__(self) -> None:
        self._notes: set[tuple[int, int]] = set()

    def track(self, message: bytes) -> None:
        """Take account of a message that was sent."""
        if len(message) != 3:
            return
        kind, channel = message[0] & 0xF0, message[0] & 0x0F
        if kind == NOTE_ON and message[2]:
            self._notes.add((channel, message[1]))
        elif kind in (NOTE_ON, NOTE_OFF):
            self._notes.discard((channel, message[1]))
        elif kind == CONTROL_CHANGE and message[1] in (ALL_SOUND_OFF, ALL_NOTES_OFF):
            self._notes = {note for note in self._notes if note[0] != channel}

    def note_offs(self, channel: int | None = None) -> list[bytes]:
        """The note-offs for what sounds, on one channel (0-15) or on all."""
        return [note_off(*note) for note in sorted(self._notes) if channel in (None, note[0])]
