"""What was played in a session, how it was set, and what the thumbs said of it.

A responder goes through the log again, with an agent that plays what stands there. So rewinds,
presets and credits are the server's own, and the agents of the session needn't be at hand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple, Self, TypeGuard

import numpy as np

from agent.melody.learning.feedback import PlayedNote
from agent.music.note import Note
from agent.music.tune import METERS, TICKS
from agent.player.checkpoint import MELODY, Header
from agent.player.explanation import Explanation
from agent.player.knobs import WEIGHTS, Knobs
from agent.taste.features import FEATURES
from agent.taste.model import NO_TASTE, FloatArray, Taste, trace
from bridge.errors import Code
from bridge.osc import codec
from bridge.osc.address import Address
from bridge.osc.protocol import check, split_reply_port
from bridge.server.dispatcher import Responder
from bridge.session.log import Eviction, Frame, Session, Swap
from bridge.session.replay import NOTE, Reading, read

NEXT, REWARD, TASTE, ERROR = "/melo/next", "/melo/reward", "/melo/taste", "/melo/error"
SETTING = {"/melo/hello", "/melo/heard", "/melo/set", "/melo/reset", "/melo/preset", "/melo/agent"}
FOLLOWED = SETTING | {NEXT, REWARD, TASTE}
VoiceKey = tuple[Address, str]
Thumb = dict["_Place", float]


class Performance(NamedTuple):
    """melodies: of each voice (client, name), one after the other; thumbs: how many there were."""

    melodies: dict[VoiceKey, list[tuple[PlayedNote, ...]]]
    thumbs: int


def performance(session: Session) -> Performance:
    """What was played in a session. What a rewind made the voice forget isn't in it."""
    stage = _Stage(session)
    for step in session.steps:
        stage.go_on(step)
    return stage.performance()


def score(melodies: Sequence[Sequence[PlayedNote]]) -> list[Note]:
    """The given notes of a voice, its melodies in turn: each begins behind the one before it."""
    notes, end = list[Note](), 0.0
    for melody in melodies:
        first, knobs = melody[0].note.onset, melody[0].knobs
        bar = METERS[knobs.meter][0] / TICKS
        shift = 0.0 if first >= end else (ceil(end / bar) - first // bar) * bar
        given = [played.note for played in melody if not played.heard]
        notes += [note._replace(onset=note.onset + shift) for note in given]
        end = notes[-1].onset + notes[-1].duration
    return notes


class _Place:
    """A place in a melody: after a note, which came after another place; none at the start."""

    def __init__(
        self,
        before: _Place | None = None,
        note: Note | None = None,
        knobs: Knobs | None = None,
        *,
        heard: bool = False,
    ) -> None:
        self.before, self.note, self.knobs, self.heard = before, note, knobs, heard
        self.start: _Place = before.start if before else self

    def melody(self, rewards: Mapping[_Place, float]) -> tuple[PlayedNote, ...]:
        """The notes up to here, with the rewards of their places."""
        played, place = list[PlayedNote](), self
        while place.before and place.note and place.knobs:
            reward = rewards.get(place, 0.0)
            played.append(PlayedNote(place.note, place.knobs, place.heard, reward))
            place = place.before
        return tuple(reversed(played))


class _Scribe:
    """An agent that plays what it is told, and a pace that hears which note is to come.

    notes: what to play, by index. latest, credited: where it played last, and where the notes of
    a thumb are, the last one first.
    """

    header = Header(MELODY, knobs=True, terms=WEIGHTS)
    terms: tuple[str, ...] = WEIGHTS
    usual_bars = 0
    late = 0

    def __init__(self) -> None:
        self.notes: dict[int, Note] = {}
        self.latest: _Place | None = None
        self.credited: list[_Place] = []
        self._index = 0
        self._places: dict[tuple[_Place, Note], _Place] = {}

    def now(self) -> float:
        return 0.0

    def may_think(self, index: int, left: int, deadline: float) -> bool:
        self._index = index
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass

    def check(self, knobs: Knobs) -> None:
        pass

    def start(self, index: int, onset: float | None = None) -> _Place:
        return _Place()

    def own_chords(self, key: int) -> tuple[str, ...]:
        return ()

    def understands(self, line: object) -> TypeGuard[_Place]:
        return isinstance(line, _Place)

    def play(
        self, line: _Place, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, _Place]:
        note = self.notes[self._index]
        self.latest = self._places[line, note] = _Place(line, note, knobs)
        return note, self.latest

    def fallback(self, line: _Place, knobs: Knobs, chance: float) -> tuple[Note, _Place]:
        return self.play(line, knobs, chance)

    def hear(self, line: _Place, knobs: Knobs, note: Note, *, placed: bool) -> _Place:
        return _Place(line, note, knobs, heard=True) if placed else line

    def overhear(self, line: _Place, knobs: Knobs, note: Note) -> _Place:
        return line

    def lesson(self, line: _Place, knobs: Knobs, note: Note, taste: Taste = NO_TASTE) -> FloatArray:
        self.credited.append(self._places[line, note])
        return np.zeros(FEATURES, dtype=np.float32)

    def explain(
        self, line: _Place, knobs: Knobs, note: Note, taste: Taste = NO_TASTE
    ) -> Explanation:
        raise NotImplementedError

    def morphed(self, other: Self, amount: float) -> Self:
        return self


class _Stage:
    """A session as it goes on."""

    def __init__(self, session: Session) -> None:
        self._scribe = _Scribe()
        self._responder = Responder(
            dict.fromkeys([*session.agents, session.default], self._scribe),
            session.default,
            session.seed,
            pace=self._scribe,
            presets=session.presets,
        )
        self._ends: dict[VoiceKey, list[_Place]] = defaultdict(list)
        self._thumbs: dict[VoiceKey, list[Thumb]] = defaultdict(list)

    def go_on(self, step: Frame | Swap | Eviction) -> None:
        """The next line of the log."""
        if isinstance(step, Swap):
            self._responder.swap(step.name, self._scribe)
        elif isinstance(step, Eviction):
            self._responder.evict(step.arrived)
        else:
            replies = [read(reply) for reply in step.replies]
            for message in _followed(step.datagram, replies):
                self._take(step, message, replies)

    def performance(self) -> Performance:
        """What was played so far, with the thumbs that weren't taken back."""
        thumbs = [thumb for given in self._thumbs.values() for thumb in given]
        rewards: Counter[_Place] = Counter()
        for thumb in thumbs:
            rewards.update(thumb)
        melodies = {key: [end.melody(rewards) for end in ends] for key, ends in self._ends.items()}
        return Performance(melodies, len(thumbs))

    def _take(self, frame: Frame, message: codec.Message, replies: Sequence[Reading]) -> None:
        """Go through one message of a frame."""
        address, arguments = message
        scribe = self._scribe
        scribe.latest, scribe.credited = None, []
        scribe.notes = _notes(arguments, replies) if address == NEXT else {}
        request = codec.encode(address, *arguments)
        packets = self._responder.answer(request, frame.sender, frame.arrived).packets
        if not packets:
            return
        key = packets[0].to, str(arguments[0])
        if scribe.latest:
            self._follow(self._ends[key], scribe.latest)
        if scribe.credited:
            self._thumbs[key].append(self._thumb(arguments, key, frame.arrived))
        if address == TASTE and arguments[1] == "undo" and self._thumbs[key]:
            self._thumbs[key].pop()

    def _follow(self, ends: list[_Place], latest: _Place) -> None:
        """The melody goes on up to a place, after a rewind too; or a new one has begun."""
        if ends and ends[-1].start is latest.start:
            ends.pop()
        ends.append(latest)

    def _thumb(self, arguments: tuple[codec.Argument, ...], key: VoiceKey, now: float) -> Thumb:
        """The credited places, each with its share of the reward."""
        _, value, *span = check(REWARD, split_reply_port(arguments)[0]).values
        places = self._scribe.credited
        credits = [1.0] * len(places) if len(span) > 1 else self._trace(places, key, now)
        return {place: float(value) * credit for place, credit in zip(places, credits, strict=True)}

    def _trace(self, places: Sequence[_Place], key: VoiceKey, now: float) -> list[float]:
        """The credit of each place where a thumb has no span; the latest place comes first."""
        client, voice = key
        request = codec.encode("/melo/get", voice, "tempo")
        [reply] = self._responder.answer(request, client, now).packets
        _, (_, _, tempo) = read(reply)
        quarter = 60 / float(tempo)
        onsets = [place.note.onset for place in places if place.note]
        credits: list[float] = trace([(onsets[0] - onset) * quarter for onset in onsets]).tolist()
        return credits


def _followed(datagram: bytes, replies: Sequence[Reading]) -> list[codec.Message]:
    """The messages that change a voice, without those that were refused."""
    try:
        messages = codec.decode(datagram)
    except codec.OscError:
        return []
    refused = {
        (values[0], values[3])
        for address, values in replies
        if address == ERROR and values[1] != Code.TOO_MANY_MESSAGES
    }
    given = {(NEXT, values[0]) for address, values in replies if address == NOTE}

    def counts(address: str, voice: object = "", *_: object) -> bool:
        if address == NEXT:
            return (NEXT, voice) in given
        return address in FOLLOWED and (address, voice) not in refused

    return [(address, values) for address, values in messages if counts(address, *values)]


def _notes(asked: Sequence[codec.Argument], replies: Sequence[Reading]) -> dict[int, Note]:
    """The notes that answered a /melo/next, by index."""
    return {
        values[2]: Note(*values[3:7])
        for address, values in replies
        if address == NOTE and values[:2] == tuple(asked[:2])
    }
