"""A mode on a port and a channel: its cues as MIDI messages, at beats of the song.

Messages are handed over a moment ahead. What was handed over and has sounded since is told by
`sounded`: for the recording and for the eye.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from bridge.midi import messages
from bridge.musician.events import Cue, Release, Tone
from bridge.musician.modes import Mode


class Message(NamedTuple):
    """A MIDI message at a beat. tone: what it begins, None for an end."""

    beat: float
    data: bytes
    tone: Tone | None


class Part:
    """What a voice plays. port: number of the output; channel: 1-16; hears: 1-16, 0 = all.

    handed: the beat up to which messages were handed over.
    """

    def __init__(self, mode: Mode, port: int, channel: int, hears: int = 0) -> None:
        self.mode, self.port, self.channel, self.hears = mode, port, channel, hears
        self.handed = -inf
        self._waiting: deque[Tone] = deque()
        self._open: list[Tone] = []
        self._handed: deque[Message] = deque()

    def take(self, cue: Cue) -> None:
        """Take in a cue."""
        if isinstance(cue, Tone):
            self._waiting.append(cue)
        elif isinstance(cue, Release):
            self._release(cue)
        else:
            self.hush(cue.beat)

    def hush(self, beat: float) -> None:
        """Forget all that is to come, and take what sounds as ended at a beat."""
        begun = [tone for tone in self._open if tone.onset <= beat]
        kept = [message for message in self._handed if message.beat <= beat]
        ended = [m._replace(beat=beat) for m in self._handed if m.beat > beat and m.tone is None]
        ended += [Message(beat, self._off(tone.pitch), None) for tone in begun]
        self._handed = deque(kept + ended)
        self._waiting.clear()
        self._open.clear()

    def flush(self, beat: float) -> None:
        """Forget the tones that begin at a beat or later."""
        self._waiting = deque(tone for tone in self._waiting if tone.onset < beat)

    def messages(self, until: float) -> list[Message]:
        """What is to be handed over of the time before a beat, in order."""
        found = [*self._begun(until), *self._ended(until)]
        found.sort(key=lambda message: message.beat)
        self._handed.extend(found)
        self.handed = until
        return found

    def sounded(self, beat: float) -> Iterator[Message]:
        """What was handed over and is due by a beat, each once."""
        while self._handed and self._handed[0].beat <= beat:
            yield self._handed.popleft()

    def _release(self, release: Release) -> None:
        """Give the first endless tone of a pitch its end."""
        for tones in (self._open, self._waiting):
            for place, tone in enumerate(tones):
                if tone.pitch == release.pitch and tone.end == inf:
                    tones[place] = tone._replace(end=release.beat)
                    return

    def _begun(self, until: float) -> Iterator[Message]:
        while self._waiting and self._waiting[0].onset < until:
            tone = self._waiting.popleft()
            self._open.append(tone)
            loudness = max(1, round(tone.velocity * 127))
            on = messages.note_on(self.channel - 1, tone.pitch, loudness)
            yield Message(tone.onset, on, tone)

    def _ended(self, until: float) -> Iterator[Message]:
        """Ends of tones; none where another tone of the same pitch has begun before."""
        for tone in [tone for tone in self._open if tone.end < until]:
            self._open.remove(tone)
            if not any(t.pitch == tone.pitch and t.onset < tone.end for t in self._open):
                yield Message(tone.end, self._off(tone.pitch), None)

    def _off(self, pitch: int) -> bytes:
        return messages.note_off(self.channel - 1, pitch)
