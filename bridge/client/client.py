"""A Python client for scripts and notebooks: voices, thumbs and the reasons for notes.

>>> from bridge.client import REST, Client
>>> melo = Client()
>>> lead = melo.voice("lead", key="D", scale="dorian", low=60, high=72)
>>> phrase = lead.next(8)  # eight notes: (index, pitch, velocity, duration, onset, fallback)
>>> [note.index for note in phrase]
[0, 1, 2, 3, 4, 5, 6, 7]
>>> all(note.pitch % 12 in (2, 4, 5, 7, 9, 11, 0) for note in phrase if note.pitch != REST)
True
>>> lead.set(harmony=1.5)  # from the next note on
>>> next(lead).index  # a voice is an iterator as well: `for note in lead: ...`
8
>>> lead.good().thumbs  # more like the notes just now
1
>>> lead.heard(67, 0.8, 1.0)  # what somebody else played
>>> lead.next(4)[0].index
9
>>> lead.why(0).rank > 0  # 1 = it was the likeliest note
True
>>> melo.close()
"""

from __future__ import annotations

import statistics
import time
from collections import deque
from collections.abc import Iterator
from itertools import chain, count
from math import inf
from typing import NamedTuple

from agent.player.knobs import Knobs
from bridge.client.transport import Exchange, Reply
from bridge.errors import ProtocolError
from bridge.osc.keys import KEYS
from bridge.osc.parameters import EPOCH, MOST_NOTES, Value
from bridge.osc.protocol import DEFAULT_HOST, DEFAULT_PORT
from bridge.osc.replies import (
    AGENT,
    BECAUSE,
    LEARNED,
    NOTE,
    PONG,
    STATISTICS,
    VALUE,
    AlternativeReply,
    BecauseReply,
    decode,
)
from bridge.osc.requests import (
    AGENTS,
    GET,
    HEARD,
    PING,
    PRESET,
    RESET,
    REWARD,
    SET,
    START,
    STATS,
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


class VoiceNote(NamedTuple):
    """One note. pitch: MIDI, REST for a rest; velocity: 0-1; duration, onset: in quarter notes.

    fallback: whether it was chosen without the network, since `within` left no time.
    """

    index: int  # type: ignore[assignment]  # every tuple has a method of this name
    pitch: int
    velocity: float
    duration: float
    onset: float
    fallback: bool


class Learned(NamedTuple):
    """The effect of a thumb. notes: number of credited notes; thumbs: number in the taste."""

    notes: int
    thumbs: int


class Alternative(NamedTuple):
    """Another note that could have been chosen; duration in quarter notes, probability 0-1."""

    pitch: int
    duration: float
    probability: float


class Why(NamedTuple):
    """Why a note was chosen. rank: 1 = the likeliest of `allowed` notes among `candidates`.

    duration: in quarter notes. probability: 0-1. parts: what each part of the policy contributed
    to its score, in nats above average. alternatives: the likeliest first.
    """

    pitch: int
    duration: float
    probability: float
    rank: int
    allowed: int
    candidates: int
    parts: dict[str, float]
    alternatives: list[Alternative]


class Client(Exchange):
    """A client of a melobridge server: `with Client() as melo: lead = melo.voice("lead")`."""

    def __init__(
        self,
        host: str = DEFAULT_HOST,
        port: int = DEFAULT_PORT,
        timeout: float = 1.0,
        *,
        envelope: bytes = b"",
    ) -> None:
        """timeout: seconds that a request may take. Raises NoAnswer for an unknown host."""
        super().__init__(host, port, timeout, envelope=envelope)
        # By the clock, so that a restarted script doesn't begin with a lower epoch than before.
        self._epochs = count(int(time.time()))

    def voice(self, name: str, **keys: Value) -> Voice:
        """Create a voice at note 0, with keys of the protocol. Raises ProtocolError.

        If this client has used the name before, the server keeps its keys and its taste.
        """
        return Voice(self, name, keys)

    def agents(self) -> list[str]:
        """Names of the loaded agents. Raises NoAnswer."""
        told = self.ask(AGENTS.address, replies=lambda reply: AGENT.decode(reply.values).count)
        agents = [AGENT.decode(reply.values) for reply in told]
        return [agent.name for agent in sorted(agents, key=lambda agent: agent.number)]

    def stats(self) -> dict[str, Value]:
        """Statistics of the server: keys and values of `/melo/statistics`. Raises NoAnswer."""
        return dict(self.ask_one(STATS, STATISTICS).figures)

    def new_epoch(self) -> int:
        """An epoch that is higher than all before it."""
        return next(self._epochs)

    def catch_up(self, voice: str) -> None:
        """Make new epochs higher than that of the voice on the server. Raises NoAnswer."""
        latest = int(self.ask_one(GET, VALUE, voice, EPOCH.name).value)
        self._epochs = count(max(latest + 1, self.new_epoch()))

    def round_trip_ms(self, tries: int = 200) -> float:
        """Median round trip of a ping in milliseconds. Raises NoAnswer."""
        times = []
        for token in range(tries):
            start = time.perf_counter()
            self.ask_one(PING, PONG, token)
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1000


class Voice(Iterator[VoiceNote]):
    """A melody, note after note; each note comes exactly once, whatever the network does.

    All methods that wait for an answer raise NoAnswer if the server is silent, and may then be
    called again: a restarted server continues from the same note, with the same keys. They raise
    ProtocolError if the server refuses a request, which then changes nothing.
    """

    def __init__(self, client: Client, name: str, keys: dict[str, Value]) -> None:
        self.name, self.index = name, 0
        self._client = client
        self._keys: dict[str, Value] = {}
        self._played = self._keys
        self._end = 0.0
        self._ahead: deque[VoiceNote] = deque()
        self._compose_anew()
        if keys:
            self.set(**keys)

    def next(self, count: int = 1, within: float | None = None) -> list[VoiceNote]:
        """The next notes.

        within: milliseconds for the answer; the server chooses notes without the network if it
        must.
        """
        while len(self._ahead) < count:
            self._fetch(min(count - len(self._ahead), MOST_NOTES), within)
        notes = [self._ahead.popleft() for _ in range(count)]
        if notes:
            self.index, self._end = notes[-1].index + 1, _end(notes[-1])
        return notes

    def __next__(self) -> VoiceNote:
        """The next note; several are requested at a time."""
        if not self._ahead:
            self._fetch(AHEAD)
        return self.next()[0]

    def rewind(self, index: int, onset: float) -> None:
        """Go to a note: it and the following ones are composed anew.

        onset: where it begins, in quarter notes, if the server doesn't know the note before it.
        """
        self.index, self._end = index, onset
        self._compose_anew()

    def set(self, **keys: Value) -> None:
        """Set knobs or other keys, from the next note on. Raises ProtocolError."""
        check(SET.address, (self.name, *_pairs(keys)))
        self._keys = self._keys | keys
        self._compose_anew()

    def heard(
        self, pitch: int, velocity: float, duration: float, onset: float | None = None
    ) -> None:
        """Tell the voice a note that somebody else played, as context of the next notes.

        velocity: 0-1. duration, onset: in quarter notes, the onset since the voice's start. It is
        sent once, without an answer, and may get lost. Raises ProtocolError.
        """
        values = (self.name, pitch, velocity, duration) + (() if onset is None else (onset,))
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
        replies = self._client.ask(WHY.address, self.name, index, replies=_reasons)
        told = [decode(reply.address, reply.values) for reply in replies]
        [because] = [reply for reply in told if isinstance(reply, BecauseReply)]
        return _why(because, [reply for reply in told if isinstance(reply, AlternativeReply)])

    def save(self, name: str) -> None:
        """Save all keys except the seed under a name on the server."""
        if self._keys:
            self._fetch(1)  # keys reach a (restarted) server only with requests for notes
        self._client.ask_one(PRESET, VALUE, self.name, "save", name)

    def load(self, name: str) -> None:
        """Restore all keys except the seed from what was saved under a name."""
        self._client.ask_one(PRESET, VALUE, self.name, "load", name)
        keys = {key: self._get(key) for key in KEYS}
        usual = Knobs()
        self._keys = {key: keys[key] for key in keys if keys[key] != getattr(usual, key, None)}
        self._compose_anew()

    def reset(self) -> None:
        """Begin at note 0 again, from the seed, without what was heard; keys and taste stay."""
        self._client.ask_one(RESET, VALUE, self.name)
        self.index, self._end = 0, 0.0
        self._compose_anew()

    def _fetch(self, count: int, within: float | None = None) -> None:
        """Request more notes, after those that are already here."""
        first = self.index + len(self._ahead)
        onset = _end(self._ahead[-1]) if self._ahead else self._end
        pairs = [*_pairs(self._keys), START.name, onset]
        if within is not None:
            pairs += [WITHIN.name, float(within)]
        try:
            replies = self._client.notes(self.name, self._epoch, first, count, *pairs)
        except ProtocolError:
            self._keys = self._played
            raise
        self._played = self._keys
        self._ahead.extend(_note(reply) for reply in replies)

    def _compose_anew(self) -> None:
        """Discard the notes that weren't returned yet, and use a new epoch."""
        self._ahead.clear()
        self._epoch = self._client.new_epoch()

    def _learn(self, request: Request, *values: Value) -> Learned:
        check(request.address, (self.name, *values))
        learned = self._client.ask_one(request, LEARNED, self.name, *values)
        self._compose_anew()
        return Learned(learned.notes, learned.thumbs)

    def _get(self, key: str) -> Value:
        return self._client.ask_one(GET, VALUE, self.name, key).value


def _note(reply: Reply) -> VoiceNote:
    note = NOTE.decode(reply.values)
    velocity, duration, onset = (
        round(size, DECIMALS) for size in (note.velocity, note.duration, note.onset)
    )
    return VoiceNote(note.index, note.pitch, velocity, duration, onset, bool(note.fallback))


def _reasons(reply: Reply) -> float:
    """Number of replies to `/melo/why`, or infinity if this reply doesn't tell it."""
    if reply.address != BECAUSE.address:
        return inf
    return 1 + BECAUSE.decode(reply.values).reasons["alternatives"]


def _why(because: BecauseReply, alternatives: list[AlternativeReply]) -> Why:
    facts = dict(because.reasons)
    del facts["alternatives"]
    pitch, rank, allowed, candidates = (
        int(facts.pop(name)) for name in ("pitch", "rank", "allowed", "candidates")
    )
    duration, probability = facts.pop("duration"), facts.pop("probability")
    others = [
        Alternative(other.pitch, other.duration, other.probability)
        for other in sorted(alternatives, key=lambda other: other.rank)
    ]
    return Why(pitch, duration, probability, rank, allowed, candidates, facts, others)


def _end(note: VoiceNote) -> float:
    """Where a note ends, in quarter notes."""
    return note.onset + note.duration


def _pairs(keys: dict[str, Value]) -> list[Value]:
    return list(chain.from_iterable(keys.items()))
