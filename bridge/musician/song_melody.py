"""A voice of a server on the beats of a song: asked for note by note, rewound, moved on.

The voice's own beats only go forward. The song may jump (a DAW that loops) or go on after a pause:
then the voice rests until a beat at the same place in the bar (or in its progression).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from math import ceil
from typing import Protocol

from bridge.client import REST, VoiceNote
from bridge.errors import NoAnswer
from bridge.musician.key_tracker import HeardNote

KEPT = 64
# The server moves onsets to a grid: what is nearer than this is the same place.
NEAR_BEATS = 0.02


class Composer(Protocol):
    """What a melody needs of a `bridge.client.Voice`. Every method may raise NoAnswer."""

    def rewind(self, index: int, onset: float) -> None:
        """Compose the note of this index, and those after it, anew."""

    def next(self, count: int = 1, within: float | None = None) -> Sequence[VoiceNote]:
        """The next notes."""

    def heard(
        self, pitch: int, velocity: float, duration: float, onset: float | None = None
    ) -> None:
        """Tell the voice of a note that somebody else played."""


class Melody:
    """The latest notes of a voice, and where it goes on.

    end: the beat of the song where its next note begins; cycle: beats after which bars (and chords)
    are at the same place again.
    """

    def __init__(self, composer: Composer, cycle: float) -> None:
        self.end = 0.0
        self.cycle = cycle
        self._composer = composer
        self._notes: deque[VoiceNote] = deque(maxlen=KEPT)
        self._index = 0
        self._latest: int | None = None
        # In the voice's own beats: where it stands, and how far that is ahead of the song.
        self._place: float | None = None
        self._shift = 0.0

    def move_to(self, beat: float) -> None:
        """Let the next note begin at a beat of the song, after a rest if necessary."""
        least = 0.0 if self._place is None else self._place
        place = beat + ceil((least - beat - NEAR_BEATS) / self.cycle) * self.cycle
        if self._place is None:
            self._composer.rewind(self._index, place)
        else:
            self._rest_until(place)
        self._place, self._shift, self.end = place, place - beat, beat
        self._notes.clear()

    def compose(self) -> VoiceNote:
        """Compose the next note; its onset is a beat of the song. Raises NoAnswer."""
        wanted = self.end + self._shift
        note = self._next()
        if note.onset < wanted - NEAR_BEATS:  # a datagram got lost, or the server began anew
            self._composer.heard(REST, 0.0, wanted - note.onset, note.onset)
            self._composer.rewind(self._index, wanted)
            note = self._next()
        if note.onset < wanted - NEAR_BEATS:
            self._shift -= wanted - note.onset
        self._place = note.onset + note.duration
        self._index, self._latest = note.index + 1, note.index
        note = note._replace(onset=note.onset - self._shift)
        self.end = note.onset + note.duration
        self._notes.append(note)
        return note

    def flush(self, beat: float) -> None:
        """Drop the notes that begin at a beat or later: they are composed anew."""
        first: VoiceNote | None = None
        while self._notes and self._notes[-1].onset >= beat:
            first = self._notes.pop()
        if first is not None:
            self._index, self.end = first.index, first.onset
            self._place = first.onset + self._shift
            self._composer.rewind(self._index, self._place)

    def hear(self, notes: Sequence[HeardNote]) -> None:
        """Continue after notes that somebody played from `end` on."""
        for note in notes:
            self._composer.heard(note.pitch, note.velocity, note.duration, note.onset + self._shift)
            self.end = max(self.end, note.onset + note.duration)
        self._place = self.end + self._shift

    def overhear(self, notes: Sequence[HeardNote]) -> None:
        """Take up what somebody plays at the same time, without continuing after it."""
        for note in notes:
            mention(self._composer, note.pitch, note.velocity, note.duration)

    def index_at(self, beat: float) -> int | None:
        """The index of the note that sounds at a beat, or sounded last; None before the first."""
        begun = [note.index for note in self._notes if note.onset <= beat and note.pitch != REST]
        return begun[-1] if begun else self._latest

    def _next(self) -> VoiceNote:
        return self._composer.next(1)[0]

    def _rest_until(self, place: float) -> None:
        assert self._place is not None
        if place > self._place + NEAR_BEATS:
            mention(self._composer, REST, 0.0, place - self._place, self._place)


def mention(
    composer: Composer, pitch: int, velocity: float, duration: float, onset: float | None = None
) -> None:
    """Tell a voice of a note; without a network the note is lost."""
    with suppress(NoAnswer):
        composer.heard(pitch, velocity, duration, onset)
