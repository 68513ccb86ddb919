"""How an agent plays with a person: state machines over the beats of a song.

A mode is told of time (`advance`), of keys, of starts and stops, and says what shall be heard.
What it needs of the server it asks its `Melody`, which may raise NoAnswer: then the same is asked
again later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import ceil, floor, inf
from typing import Protocol

from bridge.client import REST, VoiceNote
from bridge.limits import KEPT_HEARD
from bridge.musician.events import Cue, Hush, Release, Tone, sounding
from bridge.musician.key_tracker import Ear, HeardNote, Key
from bridge.musician.song_melody import Composer, Melody, mention

# So many beats late a note is still played; after more, it goes on at the next beat.
LATE_BEATS = 0.25
# A last key so soon after its answer began is still part of the call.
AFTERTHOUGHT_BEATS = 0.25
# Where in a beat a call may have begun: its answer begins in the same place.
GRID_BEATS = 0.5
# A new pitch has to be there at once: milliseconds for the server. Of so many notes the first one
# that is no rest is taken.
AT_ONCE_MS = 5.0
PROPOSALS = 3
# A new line of the server: an index that doesn't follow on the last one.
LEAP = 2


class Mode(Protocol):
    """One way to play. Beats are those of the song."""

    def start(self, beat: float) -> None:
        """The song goes on from a beat, a bar line."""

    def stop(self, beat: float) -> None:
        """The song stands still."""

    def advance(self, beat: float, until: float) -> Iterator[Cue]:
        """The song is at a beat: what begins before `until`."""

    def press(self, key: Key) -> Iterator[Cue]:
        """A key goes down."""

    def release(self, pitch: int, beat: float) -> Iterator[Cue]:
        """A key goes up."""

    def turned(self, beat: float) -> None:
        """Knobs were turned: notes from a beat on are to be composed anew."""

    def index_at(self, beat: float) -> int:
        """The number of the note that sounds at a beat, or sounded last."""


class Generate:
    """Plays on its own, from bar line to stop."""

    def __init__(self, melody: Melody) -> None:
        self._melody = melody
        self._running = False

    def start(self, beat: float) -> None:
        """See `Mode`."""
        self._melody.move_to(beat)
        self._running = True

    def stop(self, beat: float) -> None:
        """See `Mode`."""
        self._melody.flush(beat)
        self._running = False

    def advance(self, beat: float, until: float) -> Iterator[Cue]:
        """See `Mode`."""
        if not self._running:
            return
        if self._melody.end < beat - LATE_BEATS:
            self._melody.move_to(ceil(beat))
        while self._melody.end < until:
            yield from _toned(self._melody.compose())

    def press(self, key: Key) -> Iterator[Cue]:
        """See `Mode`: keys mean nothing."""
        return iter(())

    def release(self, pitch: int, beat: float) -> Iterator[Cue]:
        """See `Mode`."""
        return iter(())

    def turned(self, beat: float) -> None:
        """See `Mode`."""
        self._melody.flush(beat)

    def index_at(self, beat: float) -> int:
        """See `Mode`."""
        return self._melody.index_at(beat)


class Duet(Generate):
    """Plays along, and takes up what it hears."""

    def __init__(self, melody: Melody) -> None:
        super().__init__(melody)
        self._ear = Ear()

    def press(self, key: Key) -> Iterator[Cue]:
        """See `Mode`."""
        self._melody.overhear(self._ear.press(key))
        return iter(())

    def release(self, pitch: int, beat: float) -> Iterator[Cue]:
        """See `Mode`."""
        self._melody.overhear(self._ear.release(pitch, beat))
        return iter(())


class Answer:
    """Listens to a phrase, and answers with one of the same length, in the same place of the bar.

    A call ends by a rest, or with the bars that are traded; a person who plays on is given way.
    """

    def __init__(self, melody: Melody, *, bar: float, rest: float, trade: int = 0) -> None:
        """bar, rest: beats; trade: so many bars each, in turn (0: until a rest)."""
        self._melody, self._bar, self._rest, self._trade = melody, bar, rest, trade * bar
        self._running = self._answering = False
        # The answer: where it begins and ends.
        self._from = self._to = 0.0
        self._begin = inf
        self._listen()

    def start(self, beat: float) -> None:
        """See `Mode`."""
        self._listen()
        self._running, self._answering = True, False

    def stop(self, beat: float) -> None:
        """See `Mode`."""
        self._melody.flush(beat)
        self._running = self._answering = False

    def advance(self, beat: float, until: float) -> Iterator[Cue]:
        """See `Mode`."""
        if not self._running:
            return
        if not self._answering:
            self._end_call(beat, until)
        elif self._melody.end < beat - LATE_BEATS:
            self._melody.move_to(ceil(beat))
        yield from self._answered(until)
        if beat >= self._to:
            self._answering = False

    def press(self, key: Key) -> Iterator[Cue]:
        """See `Mode`."""
        if not self._running:
            return
        if self._answering and key.onset >= self._from + AFTERTHOUGHT_BEATS:
            self._answering = False
            self._melody.flush(key.onset)
            yield Hush(key.onset)
        if not self._answering:
            self._begin = min(self._begin, key.onset)
            self._call += self._ear.press(key)

    def release(self, pitch: int, beat: float) -> Iterator[Cue]:
        """See `Mode`."""
        self._call += self._ear.release(pitch, beat)
        return iter(())

    def turned(self, beat: float) -> None:
        """See `Mode`."""
        self._melody.flush(beat)

    def index_at(self, beat: float) -> int:
        """See `Mode`."""
        return self._melody.index_at(beat)

    def _listen(self) -> None:
        """Wait for a call. _begin: the beat of its first key."""
        self._ear, self._begin = Ear(), inf
        self._call: list[HeardNote] = []

    def _end_call(self, beat: float, until: float) -> None:
        """Begin to answer if the call is over."""
        if self._begin == inf:
            return
        begin = round(self._begin / GRID_BEATS) * GRID_BEATS
        if self._trade:
            begin = floor(begin / self._trade) * self._trade
            end = begin + self._trade
            over, answer = until >= end, end
        else:
            end = max(ceil(self._ear.since), begin + 1)
            rested = not self._ear.held and beat - self._ear.since >= self._rest
            soonest = max(self._ear.since + self._rest + until - beat, end)
            answer = begin + ceil((soonest - begin) / self._bar) * self._bar
            # As long as the answer needn't be composed, the call may go on.
            over = rested and until >= answer
            answer += max(ceil((beat - answer) / self._bar), 0) * self._bar
        if over:
            self._call += self._ear.cut(end)
            self._melody.move_to(begin)
            self._melody.hear(self._call)
            self._melody.move_to(answer)
            self._from, self._to, self._answering = answer, answer + end - begin, True
            self._listen()

    def _answered(self, until: float) -> Iterator[Cue]:
        """The notes of the answer that begin before a beat; the last one ends with it."""
        while self._answering and self._melody.end < min(until, self._to):
            note = self._melody.compose()
            yield from _toned(note, self._to)


class PitchOnly:
    """Keeps the rhythm of the keys, and gives each another pitch at once.

    What the server proposes is taken back as soon as it is known how long it was in
    truth: so it knows the person's rhythm, and its own pitches.
    """

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._index = self._latest = 0
        self._chosen: dict[int, int] = {}
        self._forget()

    def start(self, beat: float) -> None:
        """See `Mode`."""
        self._index += LEAP
        self._forget()

    def stop(self, beat: float) -> None:
        """See `Mode`: keys are answered all the same."""

    def advance(self, beat: float, until: float) -> Iterator[Cue]:
        """See `Mode`."""
        return iter(())

    def press(self, key: Key) -> Iterator[Cue]:
        """See `Mode`."""
        self._hear(self._ear.press(key))
        pitch = self._pitch(key)
        yield from self._let_go(key.pitch, key.onset)
        self._chosen[key.pitch] = pitch
        yield Tone(self._latest, pitch, key.velocity, key.onset)

    def release(self, pitch: int, beat: float) -> Iterator[Cue]:
        """See `Mode`."""
        self._hear(self._ear.release(pitch, beat))
        return self._let_go(pitch, beat)

    def turned(self, beat: float) -> None:
        """See `Mode`: the next note is composed anew in any case."""

    def index_at(self, beat: float) -> int:
        """See `Mode`."""
        return self._latest

    def _forget(self) -> None:
        """Begin a new line. _onsets: of the notes that the server knows."""
        self._ear = Ear()
        self._onsets: deque[float] = deque(maxlen=KEPT_HEARD)

    def _let_go(self, pitch: int, beat: float) -> Iterator[Cue]:
        """End what a key plays."""
        if pitch in self._chosen:
            yield Release(beat, self._chosen.pop(pitch))

    def _pitch(self, key: Key) -> int:
        """A pitch for a key. Raises NoAnswer."""
        place = self._onsets[0] if self._onsets else key.onset
        self._composer.rewind(self._index, max(place, 0.0))
        notes = self._composer.next(PROPOSALS, AT_ONCE_MS)
        chosen = next((note for note in notes if note.pitch != REST), notes[0])
        self._latest = chosen.index
        return key.pitch if chosen.pitch == REST else chosen.pitch

    def _hear(self, notes: list[HeardNote]) -> None:
        for note in notes:
            pitch = self._chosen.get(note.pitch)
            if pitch is not None and note.onset >= 0:
                mention(self._composer, pitch, note.velocity, note.duration, note.onset)
                self._onsets.append(note.onset)


def _toned(note: VoiceNote, latest: float = inf) -> Iterator[Tone]:
    """A note as it is to sound, until a beat at the latest; nothing of a rest."""
    if note.pitch != REST:
        duration = min(note.duration, latest - note.onset)
        yield Tone(
            note.index, note.pitch, note.velocity, note.onset, note.onset + sounding(duration)
        )
