"""How an agent plays with a person: state machines over the beats of a song.

Their input is time (`Mode.advance`), keys, starts and stops; their output is note events. The notes
are those of a `Melody`, which may raise NoAnswer: then the same is asked again later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import ceil, floor, inf
from typing import Protocol

from agent.music.note import sounding_beats
from bridge.client import REST, VoiceNote
from bridge.musician.events import CutOff, NoteEvent, Release, Tone
from bridge.musician.key_tracker import HeardNote, KeyPress, KeyTracker
from bridge.musician.song_melody import Composer, Melody, mention
from bridge.osc.limits import KEPT_HEARD

# Up to so many beats late a note is still played; later, the melody goes on at the next beat.
LATE_BEATS = 0.25
# A key so soon after the answer began still belongs to the call, and doesn't stop the answer.
AFTERTHOUGHT_BEATS = 0.25
# The grid on which a call begins: its answer begins at the same place.
GRID_BEATS = 0.5
# A new pitch is needed at once: milliseconds for the server. Of so many proposals the first one
# that is no rest is taken.
AT_ONCE_MS = 5.0
PROPOSALS = 3
# An index this far ahead starts a new line at the server: it doesn't follow the last one.
LEAP = 2


class Mode(Protocol):
    """A way to play. Beats are those of the song."""

    def start(self, beat: float) -> None:
        """The song plays from a beat, a bar line."""

    def stop(self, beat: float) -> None:
        """The song stops."""

    def advance(self, beat: float, until: float) -> Iterator[NoteEvent]:
        """The song is at a beat. Gives what begins before `until`."""

    def press(self, key: KeyPress) -> Iterator[NoteEvent]:
        """A key goes down."""

    def release(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        """A key goes up."""

    def recompose(self, beat: float) -> None:
        """Compose the notes from a beat on anew: knobs were turned."""

    def index_at(self, beat: float) -> int | None:
        """The index of the note that sounds at a beat, or sounded last; None before the first."""


class Generate:
    """Plays by itself, from a bar line until the song stops."""

    def __init__(self, melody: Melody) -> None:
        self._melody = melody
        self._running = False

    def start(self, beat: float) -> None:
        self._melody.move_to(beat)
        self._running = True

    def stop(self, beat: float) -> None:
        self._melody.flush(beat)
        self._running = False

    def advance(self, beat: float, until: float) -> Iterator[NoteEvent]:
        if not self._running:
            return
        if self._melody.end < beat - LATE_BEATS:
            self._melody.move_to(ceil(beat))
        while self._melody.end < until:
            yield from _toned(self._melody.compose())

    def press(self, key: KeyPress) -> Iterator[NoteEvent]:
        """Keys have no effect."""
        return iter(())

    def release(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        return iter(())

    def recompose(self, beat: float) -> None:
        self._melody.flush(beat)

    def index_at(self, beat: float) -> int | None:
        return self._melody.index_at(beat)


class Duet(Generate):
    """Plays by itself, and takes up what it hears."""

    def __init__(self, melody: Melody) -> None:
        super().__init__(melody)
        self._keys = KeyTracker()

    def press(self, key: KeyPress) -> Iterator[NoteEvent]:
        self._melody.overhear(self._keys.press(key))
        return iter(())

    def release(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        self._melody.overhear(self._keys.release(pitch, beat))
        return iter(())


class Answer:
    """Call and response: answers a phrase with one as long, at the same place in the bar.

    A call ends with a rest, or with the bars that are traded; to a person who goes on playing the
    answer gives way.
    """

    def __init__(self, melody: Melody, *, bar: float, rest: float, trade: int = 0) -> None:
        """bar, rest: beats; trade: bars for each in turn (0: a call ends with a rest)."""
        self._melody, self._bar, self._rest, self._trade = melody, bar, rest, trade * bar
        self._running = self._answering = False
        # The answer: where it begins and ends.
        self._from = self._to = 0.0
        self._begin = inf
        self._listen()

    def start(self, beat: float) -> None:
        self._listen()
        self._running, self._answering = True, False

    def stop(self, beat: float) -> None:
        self._melody.flush(beat)
        self._running = self._answering = False

    def advance(self, beat: float, until: float) -> Iterator[NoteEvent]:
        if not self._running:
            return
        if not self._answering:
            self._end_call(beat, until)
        elif self._melody.end < beat - LATE_BEATS:
            self._melody.move_to(ceil(beat))
        yield from self._answered(until)
        if beat >= self._to:
            self._answering = False

    def press(self, key: KeyPress) -> Iterator[NoteEvent]:
        if not self._running:
            return
        if self._answering and key.onset >= self._from + AFTERTHOUGHT_BEATS:
            self._answering = False
            self._melody.flush(key.onset)
            yield CutOff(key.onset)
        if not self._answering:
            self._begin = min(self._begin, key.onset)
            self._call += self._keys.press(key)

    def release(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        self._call += self._keys.release(pitch, beat)
        return iter(())

    def recompose(self, beat: float) -> None:
        self._melody.flush(beat)

    def index_at(self, beat: float) -> int | None:
        return self._melody.index_at(beat)

    def _listen(self) -> None:
        """Wait for a call. _begin: beat of its first key."""
        self._keys, self._begin = KeyTracker(), inf
        self._call: list[HeardNote] = []

    def _end_call(self, beat: float, until: float) -> None:
        """Start the answer, if the call is over."""
        if self._begin == inf:
            return
        begin = round(self._begin / GRID_BEATS) * GRID_BEATS
        if self._trade:
            begin = floor(begin / self._trade) * self._trade
            end = begin + self._trade
            over, answer = until >= end, end
        else:
            end = max(ceil(self._keys.since), begin + 1)
            rested = not self._keys.held and beat - self._keys.since >= self._rest
            soonest = max(self._keys.since + self._rest + until - beat, end)
            answer = begin + ceil((soonest - begin) / self._bar) * self._bar
            # As long as the answer needn't be composed, the call may go on.
            over = rested and until >= answer
            answer += max(ceil((beat - answer) / self._bar), 0) * self._bar
        if over:
            self._call += self._keys.cut(end)
            self._melody.move_to(begin)
            self._melody.hear(self._call)
            self._melody.move_to(answer)
            self._from, self._to, self._answering = answer, answer + end - begin, True
            self._listen()

    def _answered(self, until: float) -> Iterator[NoteEvent]:
        """The notes of the answer that begin before a beat; the last one ends with it."""
        while self._answering and self._melody.end < min(until, self._to):
            note = self._melody.compose()
            yield from _toned(note, self._to)


class PitchOnly:
    """Keeps the rhythm of the keys, and replaces each pitch at once.

    A proposal of the server is rewound and told again as heard, with the length that its key was
    held: so the server knows the person's rhythm, and its own pitches.
    """

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._index = 0
        self._latest: int | None = None
        self._chosen: dict[int, int] = {}
        self._forget()

    def start(self, beat: float) -> None:
        self._index += LEAP
        self._forget()

    def stop(self, beat: float) -> None:
        """Nothing ends: keys are answered while the song stands still, too."""

    def advance(self, beat: float, until: float) -> Iterator[NoteEvent]:
        return iter(())

    def press(self, key: KeyPress) -> Iterator[NoteEvent]:
        self._hear(self._keys.press(key))
        index, pitch = self._proposed(key)
        yield from self._let_go(key.pitch, key.onset)
        self._chosen[key.pitch] = pitch
        yield Tone(index, pitch, key.velocity, key.onset)

    def release(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        self._hear(self._keys.release(pitch, beat))
        return self._let_go(pitch, beat)

    def recompose(self, beat: float) -> None:
        """Nothing to do: every note is composed when its key goes down."""

    def index_at(self, beat: float) -> int | None:
        return self._latest

    def _forget(self) -> None:
        """Start a new line. _onsets: of the notes that the server knows."""
        self._keys = KeyTracker()
        self._onsets: deque[float] = deque(maxlen=KEPT_HEARD)

    def _let_go(self, pitch: int, beat: float) -> Iterator[NoteEvent]:
        """End the tone of a key."""
        if pitch in self._chosen:
            yield Release(beat, self._chosen.pop(pitch))

    def _proposed(self, key: KeyPress) -> tuple[int, int]:
        """The index and the pitch of a note for a key. Raises NoAnswer."""
        place = self._onsets[0] if self._onsets else key.onset
        self._composer.rewind(self._index, max(place, 0.0))
        notes = self._composer.next(PROPOSALS, AT_ONCE_MS)
        chosen = next((note for note in notes if note.pitch != REST), notes[0])
        self._latest = chosen.index
        return chosen.index, key.pitch if chosen.pitch == REST else chosen.pitch

    def _hear(self, notes: list[HeardNote]) -> None:
        for note in notes:
            pitch = self._chosen.get(note.pitch)
            if pitch is not None and note.onset >= 0:
                mention(self._composer, pitch, note.velocity, note.duration, note.onset)
                self._onsets.append(note.onset)


def _toned(note: VoiceNote, latest: float = inf) -> Iterator[Tone]:
    """The tone of a note, which ends at a beat at the latest; none for a rest."""
    if note.pitch != REST:
        duration = min(note.duration, latest - note.onset)
        yield Tone(
            note.index, note.pitch, note.velocity, note.onset, note.onset + sounding_beats(duration)
        )
