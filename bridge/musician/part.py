"""A mode on a port and a channel: its note events as MIDI messages, at beats of the song.

Messages are handed over a moment ahead of their time. Those whose time has come since are given
once more by `MidiPart.sounded`: for the recording and for the view.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from bridge.midi import messages
from bridge.musician.events import NoteEvent, Release, Tone
from bridge.musician.modes import Mode


class PartMessage(NamedTuple):
    """A MIDI message at a beat. tone: the note that it begins, None for a note-off."""

    beat: float
    data: bytes
    tone: Tone | None


class MidiPart:
    """The part of a voice. port: number of the output; channel: 1-16; hears: 1-16, 0 = all.

    handed: the beat up to which messages were handed over.
    """

    def __init__(self, mode: Mode, port: int, channel: int, hears: int = 0) -> None:
        self.mode, self.port, self.channel, self.hears = mode, port, channel, hears
        self.handed = -inf
        self._waiting: deque[Tone] = deque()
        self._open: list[Tone] = []
        self._handed: deque[PartMessage] = deque()

    def take(self, event: NoteEvent) -> None:
        """Take in an event of the mode."""
        if isinstance(event, Tone):
            self._waiting.append(event)
        elif isinstance(event, Release):
            self._release(event)
        else:
            self.cut_off(event.beat)

    def cut_off(self, beat: float) -> None:
        """Drop all that is to come, and count what sounds as ended at a beat."""
        begun = [tone for tone in self._open if tone.onset <= beat]
        kept = [message for message in self._handed if message.beat <= beat]
        ended = [m._replace(beat=beat) for m in self._handed if m.beat > beat and m.tone is None]
        ended += [PartMessage(beat, self._off(tone.pitch), None) for tone in begun]
        self._handed = deque(kept + ended)
        self._waiting.clear()
        self._open.clear()

    def flush(self, beat: float) -> None:
        """Drop the tones that begin at a beat or later."""
        self._waiting = deque(tone for tone in self._waiting if tone.onset < beat)

    def messages(self, until: float) -> list[PartMessage]:
        """The messages to hand over: those of the time before a beat, in order, each once."""
        found = [*self._begun(until), *self._ended(until)]
        found.sort(key=lambda message: message.beat)
        self._handed.extend(found)
        self.handed = until
        return found

    def sounded(self, beat: float) -> Iterator[PartMessage]:
        """The messages that were handed over and are due by a beat, each once."""
        while self._handed and self._handed[0].beat <= beat:
            yield self._handed.popleft()

    def _release(self, release: Release) -> None:
        """Give the first endless tone of a pitch its end."""
        for tones in (self._open, self._waiting):
            for place, tone in enumerate(tones):
                if tone.pitch == release.pitch and tone.end == inf:
                    tones[place] = tone._replace(end=release.beat)
                    return

    def _begun(self, until: float) -> Iterator[PartMessage]:
        while self._waiting and self._waiting[0].onset < until:
            tone = self._waiting.popleft()
            self._open.append(tone)
            loudness = max(1, round(tone.velocity * 127))
            on = messages.note_on(self.channel - 1, tone.pitch, loudness)
            yield PartMessage(tone.onset, on, tone)

    def _ended(self, until: float) -> Iterator[PartMessage]:
        """Note-offs of tones; none where another tone of the same pitch began before."""
        for tone in [tone for tone in self._open if tone.end < until]:
            self._open.remove(tone)
            if not any(t.pitch == tone.pitch and t.onset < tone.end for t in self._open):
                yield PartMessage(tone.end, self._off(tone.pitch), None)

    def _off(self, pitch: int) -> bytes:
        return messages.note_off(self.channel - 1, pitch)
