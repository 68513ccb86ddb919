"""A voice of a server: one melody, asked for note by note, with its keys, thumbs and reasons."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain

from agent.music.meter import meter_of
from agent.music.tune import TICKS
from bridge.client.connection import Connection
from bridge.client.keys import USUAL, Setting, pitch_of, readable, takes_keys, values_of
from bridge.client.phrase import Phrase, VoiceNote
from bridge.client.reasons import Learned, Why, reasons, why
from bridge.client.transport import Reply
from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.osc.keys import KEYS
from bridge.osc.parameters import LARGEST_INT, MOST_NOTES, VOICE, Value
from bridge.osc.replies import LEARNED, NOTE, VALUE
from bridge.osc.requests import (
    GET,
    HEARD,
    PRESET,
    RESET,
    REWARD,
    START,
    TASTE,
    WHY,
    WITHIN,
    Request,
    check,
)

# Number of notes that an iterating voice requests at a time.
AHEAD = 4
# Floats are sent with 32 bits, so that 0.8 arrives as 0.800000012: round to this many decimals.
DECIMALS = 6


class Voice(Iterator[VoiceNote]):
    """A melody, note after note; each note comes exactly once, whatever the network does.

    As an iterator it ends where a piece of `bars` bars ends; `next` then goes on with another
    piece, `reset` begins the same one anew.

    All methods that wait for an answer raise NoAnswer if the server is silent, and may then be
    called again: a restarted server continues from the same note, with the same keys. They raise
    ProtocolError if the server refuses a request, which then changes nothing.
    """

    def __init__(self, client: Connection, name: str, keys: Mapping[str, Setting | Voice]) -> None:
        """`Client.voice` makes one. Raises ProtocolError, and NoAnswer if there are keys."""
        self.name, self.index = str(VOICE.check(name)), 0
        self._client = client
        self._keys: dict[str, Value] = {}
        self._played = self._keys
        self._ahead: deque[VoiceNote] = deque()
        self._latest: VoiceNote | None = None
        self._begin(0, 0.0)
        if keys:
            self.set(**keys)

    def __repr__(self) -> str:
        keys = ", ".join(f"{name}={value!r}" for name, value in readable(self.keys).items())
        return f"<Voice '{self.name}' at note {self.index}{keys and f': {keys}'}>"

    @property
    def keys(self) -> dict[str, Value]:
        """The keys that aren't at their defaults, as the server has them."""
        return {key: value for key, value in self._keys.items() if value != USUAL.get(key)}

    def next(self, count: int = 1, within: float | None = None) -> Phrase:
        """The next notes.

        within: milliseconds for the answer; the server chooses notes without the network if it
        must.
        """
        while len(self._ahead) < count:
            self._fetch(min(count - len(self._ahead), MOST_NOTES), within)
        notes = [self._ahead.popleft() for _ in range(count)]
        if notes:
            self._latest = notes[-1]
            self.index, self._end = self._latest.index + 1, _end(self._latest)
        return Phrase(notes, self.keys)

    def next_bars(self, count: int = 1) -> Phrase:
        """The next notes up to a bar line: so many bars, the first of which may have begun."""
        bar = meter_of(str(self._now("meter"))).bar
        end = (_tick(self._end) // bar + count) * bar
        while not self._ahead or _tick(_end(self._ahead[-1])) < end:
            self._fetch(AHEAD)
        return self.next(sum(_tick(note.onset) < end for note in self._ahead))

    def __next__(self) -> VoiceNote:
        """The next note, until the piece ends; several are requested at a time."""
        if self._piece_is_over():
            raise StopIteration
        if not self._ahead:
            self._fetch(AHEAD)
        return self.next()[0]

    def rewind(self, index: int, onset: float) -> None:
        """Go to a note: it and the following ones are composed anew.

        onset: where it begins, in quarter notes, if the server doesn't know the note before it.
        """
        self._begin(index, onset)

    @takes_keys(*KEYS)
    def set(self, **keys: Setting | Voice) -> None:
        """Set knobs or other keys, from the next note on, if the server takes all of them.

        None is a key's default. chords, durations, chord and scale may be lists; low and high
        note names; key also 'A minor'; listen a voice. Raises ProtocolError, and NoAnswer: then
        the keys go with the next request.
        """
        wanted = self._keys | self._values(keys)
        try:
            self._settle(wanted)
        except NoAnswer:
            self._turn(wanted)
            raise
        self._played = wanted
        self._turn(wanted)

    @takes_keys(*KEYS)
    def turn(self, **keys: Setting | Voice) -> None:
        """As `set`, without waiting for the server, for music in time: what it refuses is raised
        by the next request for notes. Raises ProtocolError for what no server takes."""
        self._turn(self._keys | self._values(keys))

    def get(self, key: str) -> Value:
        """How a key stands at the server."""
        value = self._client.ask_one(GET, VALUE, self.name, key).value
        return round(value, DECIMALS) if isinstance(value, float) else value

    def heard(
        self, pitch: int | str, velocity: float, duration: float, onset: float | None = None
    ) -> None:
        """Tell the voice a note that somebody else played, as context of the next notes.

        pitch: MIDI, or a name such as 'C4'. velocity: 0-1. duration, onset: in quarter notes, the
        onset since the voice's start. It is sent once, without an answer, and may get lost. Raises
        ProtocolError.
        """
        played = pitch_of("pitch", pitch), velocity, duration
        values = (self.name, *played) + (() if onset is None else (onset,))
        check(HEARD.address, values)
        self._client.send(HEARD.address, *values)
        self._compose_anew()

    def good(self) -> Learned:
        """Thumbs up for the latest notes."""
        return self.reward(1.0)

    def bad(self) -> Learned:
        """Thumbs down for the latest notes."""
        return self.reward(-1.0)

    def reward(self, value: float, index: int | None = None, to: int | None = None) -> Learned:
        """A thumb of any size (1 = up, -1 = down), sent once.

        It credits the note `index` (by default the latest) and to a lesser degree those before it,
        or all notes from `index` to `to` alike.
        """
        first = max(self.index - 1, 0) if index is None else index
        return self._learn(REWARD, value, first, *(() if to is None else (to,)))

    def taste(self, action: str, name: str | None = None) -> Learned:
        """Change the taste; sent once.

        action: "undo" takes back the last thumb, "reset" all; "save" and "load" take a name.
        """
        return self._learn(TASTE, action, *(() if name is None else (name,)))

    def why(self, index: int) -> Why:
        """Why the note of an index was chosen; the server remembers the latest notes only."""
        return why(self._client.ask(WHY.address, self.name, index, replies=reasons))

    def save(self, name: str) -> None:
        """Save all keys except the seed under a name on the server."""
        self._settle(self._keys)  # a restarted server doesn't know them yet
        self._client.ask_one(PRESET, VALUE, self.name, "save", name)

    def load(self, name: str) -> None:
        """Restore all keys except the seed from what was saved under a name."""
        self._client.ask_one(PRESET, VALUE, self.name, "load", name)
        keys = {key: self._client.ask_one(GET, VALUE, self.name, key).value for key in KEYS}
        self._played = {key: keys[key] for key in keys if keys[key] != USUAL.get(key)}
        self._turn(self._played)

    def reset(self) -> None:
        """Begin at note 0 again, from the seed, without what was heard; keys and taste stay."""
        self._client.ask_one(RESET, VALUE, self.name)
        self._begin(0, 0.0)

    def _values(self, keys: Mapping[str, Setting | Voice]) -> dict[str, Value]:
        """Keys as they are sent. Raises ProtocolError."""
        return values_of({name: self._given(name, value) for name, value in keys.items()})

    def _given(self, name: str, value: Setting | Voice) -> Setting:
        """A value without what only this client can tell: voices, and the server's defaults."""
        if isinstance(value, Voice):
            if value._client is not self._client:
                raise ProtocolError(
                    Code.OUT_OF_RANGE, f"'{value.name}' is a voice of another client: use its own"
                )
            return value.name
        if value is None and name == "seed":
            return secrets.randbelow(LARGEST_INT)
        return self._client.default_agent() if value is None and name == "agent" else value

    def _settle(self, wanted: Mapping[str, Value]) -> None:
        """Tell the server keys. Raises NoAnswer, and ProtocolError if it refuses them."""
        now = USUAL | self._keys
        turned = [key for key in wanted if wanted[key] != now.get(key)]
        if wanted:
            self._client.settle(self.name, wanted, probe=(turned or [*wanted])[0])

    def _turn(self, keys: dict[str, Value]) -> None:
        self._keys = keys
        self._compose_anew()

    def _now(self, key: str) -> Value:
        """How a key stands, that is neither the agent nor the seed."""
        return self._keys.get(key, USUAL[key])

    def _piece_is_over(self) -> bool:
        """Whether the latest note ended a piece."""
        length = int(self._now("bars")) * meter_of(str(self._now("meter"))).bar
        return (
            length > 0
            and self._latest is not None
            and _tick(self._latest.onset) // length < _tick(_end(self._latest)) // length
        )

    def _fetch(self, count: int, within: float | None = None) -> None:
        """Request more notes, after those that are already here."""
        first = self.index + len(self._ahead)
        onset = _end(self._ahead[-1]) if self._ahead else self._end
        pairs = [*chain.from_iterable(self._keys.items()), START.name, onset]
        if within is not None:
            pairs += [WITHIN.name, float(within)]
        try:
            replies = self._client.notes(self.name, self._epoch, first, count, *pairs)
        except ProtocolError:
            self._keys = self._played
            raise
        self._played = self._keys
        self._ahead.extend(_note(reply) for reply in replies)

    def _begin(self, index: int, onset: float) -> None:
        """Let a note be the next one, composed anew."""
        self.index, self._end, self._latest = index, onset, None
        self._compose_anew()

    def _compose_anew(self) -> None:
        """Discard the notes that weren't returned yet, and use a new epoch."""
        self._ahead.clear()
        self._epoch = self._client.new_epoch()

    def _learn(self, request: Request, *values: Value) -> Learned:
        check(request.address, (self.name, *values))
        learned = self._client.ask_one(request, LEARNED, self.name, *values)
        self._compose_anew()
        return Learned(learned.notes, learned.thumbs)


def _note(reply: Reply) -> VoiceNote:
    note = NOTE.decode(reply.values)
    velocity, duration, onset = (
        round(size, DECIMALS) for size in (note.velocity, note.duration, note.onset)
    )
    return VoiceNote(note.index, note.pitch, velocity, duration, onset, bool(note.fallback))


def _end(note: VoiceNote) -> float:
    """Where a note ends, in quarter notes."""
    return note.onset + note.duration


def _tick(beats: float) -> int:
    return round(beats * TICKS)
