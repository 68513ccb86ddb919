"""MIDI bytes as messages, and a record of what a device played."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from tests.support.max_interpreter.errors import MaxError

NOTE_OFF: Final = 0x80
NOTE_ON: Final = 0x90
POLY_PRESSURE: Final = 0xA0
CONTROL: Final = 0xB0
PROGRAM: Final = 0xC0
PRESSURE: Final = 0xD0
BEND: Final = 0xE0
LENGTHS: Final = {NOTE_OFF: 3, NOTE_ON: 3, POLY_PRESSURE: 3, CONTROL: 3, PROGRAM: 2, PRESSURE: 2}
LENGTHS[BEND] = 3


class Parser:
    """Puts bytes together to messages, with running status."""

    def __init__(self) -> None:
        self._bytes: list[int] = []

    def feed(self, byte: int) -> tuple[int, ...] | None:
        """Take a byte in; the message that it ends, if any. Raises MaxError for stray bytes."""
        if not 0 <= byte <= 255:
            raise MaxError(f"{byte} is no byte")
        if byte >= 0xF0:
            raise MaxError(f"system messages ({byte}) aren't known here")
        if byte >= NOTE_OFF:
            if len(self._bytes) > 1:
                raise MaxError(f"the MIDI message {self._bytes} is cut short by {byte}")
            self._bytes = [byte]
            return None
        if not self._bytes:
            raise MaxError(f"the data byte {byte} belongs to no MIDI message")
        self._bytes.append(byte)
        if len(self._bytes) < LENGTHS[self._bytes[0] & 0xF0]:
            return None
        whole = tuple(self._bytes)
        del self._bytes[1:]
        return whole


class Played(NamedTuple):
    """A MIDI message that left a device. time: virtual ms; ticks: the transport's."""

    time: float
    ticks: float
    message: tuple[int, ...]

    @property
    def is_on(self) -> bool:
        """Whether a note starts."""
        return self.message[0] & 0xF0 == NOTE_ON and self.message[2] > 0

    @property
    def is_off(self) -> bool:
        """Whether a note ends."""
        kind = self.message[0] & 0xF0
        return kind == NOTE_OFF or (kind == NOTE_ON and self.message[2] == 0)


class Note(NamedTuple):
    """A note that was played. start, end: ticks of the transport; ms: how long it sounded."""

    start: float
    pitch: int
    velocity: int
    ms: float


class Output:
    """What left a device, in order."""

    def __init__(self) -> None:
        self.all: list[Played] = []

    def add(self, time: float, ticks: float, message: tuple[int, ...]) -> None:
        """Note a message that leaves now. Raises MaxError for a data byte over 127."""
        if not all(0 <= value <= 127 for value in message[1:]):
            raise MaxError(f"{message} isn't MIDI")
        self.all.append(Played(time, ticks, message))

    def sounding(self) -> set[tuple[int, int]]:
        """Channel and pitch of the notes that still sound.

        A note-off ends all notes of its pitch, as in any synthesizer.
        """
        notes: set[tuple[int, int]] = set()
        for played in self.all:
            key = played.message[0] & 0x0F, played.message[1]
            if played.is_on:
                notes.add(key)
            elif played.is_off:
                notes.discard(key)
        return notes

    def unbalanced(self) -> dict[tuple[int, int], int]:
        """Channel and pitch of notes with more starts than ends: some synthesizers count them."""
        counts: Counter[tuple[int, int]] = Counter()
        for played in self.all:
            key = played.message[0] & 0x0F, played.message[1]
            if played.is_on:
                counts[key] += 1
            elif played.is_off:
                counts[key] = max(counts[key] - 1, 0)
        return {key: count for key, count in counts.items() if count}

    def notes(self) -> list[Note]:
        """The notes in the order of their starts; one that still sounds lasts 0 ms."""
        notes: list[Note] = []
        open_at: dict[tuple[int, int], list[tuple[int, float]]] = {}
        for played in self.all:
            key = played.message[0] & 0x0F, played.message[1]
            if played.is_on:
                open_at.setdefault(key, []).append((len(notes), played.time))
                notes.append(Note(played.ticks, key[1], played.message[2], 0.0))
            elif played.is_off and open_at.get(key):
                place, since = open_at[key].pop(0)
                notes[place] = notes[place]._replace(ms=played.time - since)
        return notes
