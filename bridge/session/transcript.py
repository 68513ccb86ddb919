"""Transcripts of sessions: the melodies that were played, with their knobs and rewards.

A responder answers the logged requests again, with a player that plays the logged notes. Thus
rewinds, presets and credits are handled by the server's own code, without the session's agents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple, Self, TypeGuard

import numpy as np

from agent.melody.learning.feedback import PlayedNote
from agent.music.meter import meter_of
from agent.music.note import Note
from agent.music.tune import TICKS
from agent.player.checkpoint import MELODY, Header
from agent.player.explanation import Explanation
from agent.player.knobs import WEIGHTS, Knobs
from agent.taste.features import FEATURES
from agent.taste.model import NO_TASTE, FloatArray, Taste, trace
from bridge.errors import Code
from bridge.osc import codec
from bridge.osc.replies import AnyReply, ErrorReply, NoteReply, ValueReply
from bridge.osc.requests import (
    AGENT,
    GET,
    HEARD,
    HELLO,
    NEXT,
    PRESET,
    RESET,
    REWARD,
    SET,
    TASTE,
    check,
    split_reply_port,
)
from bridge.server.dispatcher import Responder
from bridge.server.voices.registry import VoiceKey
from bridge.session.log import Eviction, LoggedDatagram, Session, Swap
from bridge.session.replay import read

FOLLOWED = frozenset(
    request.address for request in (HELLO, HEARD, SET, RESET, PRESET, AGENT, NEXT, REWARD, TASTE)
)
"""Addresses of the requests that change a voice, or its owner."""
Thumb = dict["_Position", float]


class Transcript(NamedTuple):
    """melodies: of each voice (client, name), in order of time. thumbs: their number."""

    melodies: dict[VoiceKey, list[tuple[PlayedNote, ...]]]
    thumbs: int


def transcribe(session: Session) -> Transcript:
    """Transcribe a session, without notes that a rewind discarded."""
    transcriber = _Transcriber(session)
    for step in session.steps:
        transcriber.follow(step)
    return transcriber.transcript()


def score(melodies: Sequence[Sequence[PlayedNote]]) -> list[Note]:
    """The composed notes of a voice as one score: each melody begins after the one before it."""
    notes, end = list[Note](), 0.0
    for melody in melodies:
        first, knobs = melody[0].note.onset, melody[0].knobs
        bar = meter_of(knobs.meter).bar / TICKS
        shift = 0.0 if first >= end else (ceil(end / bar) - first // bar) * bar
        given = [played.note for played in melody if not played.heard]
        notes += [note._replace(onset=note.onset + shift) for note in given]
        end = notes[-1].onset + notes[-1].duration
    return notes


class _Position:
    """A line of the scripted player: a linked list of notes; the first position has none."""

    def __init__(
        self,
        before: _Position | None = None,
        note: Note | None = None,
        knobs: Knobs | None = None,
        *,
        heard: bool = False,
    ) -> None:
        self.before, self.note, self.knobs, self.heard = before, note, knobs, heard
        self.start: _Position = before.start if before else self

    def melody(self, rewards: Mapping[_Position, float]) -> tuple[PlayedNote, ...]:
        """The notes up to this position, with their rewards."""
        played, position = list[PlayedNote](), self
        while position.before and position.note and position.knobs:
            reward = rewards.get(position, 0.0)
            played.append(PlayedNote(position.note, position.knobs, position.heard, reward))
            position = position.before
        return tuple(reversed(played))


class _ScriptedPlayer:
    """A player of given notes; as the server's deadlines, it learns which index comes next.

    notes: what to play, by index. latest: position of the last played note. credited: positions of
    the notes of a thumb, the latest first.
    """

    header = Header(MELODY, knobs=True, terms=WEIGHTS)
    terms: tuple[str, ...] = WEIGHTS
    usual_bars = 0
    late = 0

    def __init__(self) -> None:
        self.notes: dict[int, Note] = {}
        self.latest: _Position | None = None
        self.credited: list[_Position] = []
        self._index = 0
        self._positions: dict[tuple[_Position, Note], _Position] = {}

    def now(self) -> float:
        return 0.0

    def has_time_for_network(self, index: int, left: int, deadline: float) -> bool:
        self._index = index
        return True

    def answered(self, began: float, thought: int, deadline: float) -> None:
        pass

    def check(self, knobs: Knobs) -> None:
        pass

    def start(self, index: int, onset: float | None = None, meter: str = "4/4") -> _Position:
        return _Position()

    def pickup(self, knobs: Knobs, wanted: float | None, chance: float) -> float:
        raise NotImplementedError

    def opening(self, knobs: Knobs, pickup: float) -> _Position:
        raise NotImplementedError

    def own_chords(self, key: int) -> tuple[str, ...]:
        return ()

    def understands(self, line: object) -> TypeGuard[_Position]:
        return isinstance(line, _Position)

    def play(
        self, line: _Position, knobs: Knobs, chance: float, taste: Taste = NO_TASTE
    ) -> tuple[Note, _Position]:
        note = self.notes[self._index]
        self.latest = self._positions[line, note] = _Position(line, note, knobs)
        return note, self.latest

    def fallback(self, line: _Position, knobs: Knobs, chance: float) -> tuple[Note, _Position]:
        return self.play(line, knobs, chance)

    def hear(self, line: _Position, knobs: Knobs, note: Note, *, placed: bool) -> _Position:
        return _Position(line, note, knobs, heard=True) if placed else line

    def overhear(self, line: _Position, knobs: Knobs, note: Note) -> _Position:
        return line

    def lesson(
        self, line: _Position, knobs: Knobs, note: Note, taste: Taste = NO_TASTE
    ) -> FloatArray:
        self.credited.append(self._positions[line, note])
        return np.zeros(FEATURES, dtype=np.float32)

    def begun(self, line: _Position, chance: float) -> _Position:
        return line

    def explain(
        self, line: _Position, knobs: Knobs, note: Note, taste: Taste = NO_TASTE
    ) -> Explanation:
        raise NotImplementedError

    def morphed(self, other: Self, amount: float) -> Self:
        return self


class _Transcriber:
    """The state of a transcription."""

    def __init__(self, session: Session) -> None:
        self._player = _ScriptedPlayer()
        self._responder = Responder(
            dict.fromkeys([*session.agents, session.default], self._player),
            session.default,
            session.seed,
            deadlines=self._player,
            presets=session.presets,
        )
        self._ends: dict[VoiceKey, list[_Position]] = defaultdict(list)
        self._thumbs: dict[VoiceKey, list[Thumb]] = defaultdict(list)

    def follow(self, step: LoggedDatagram | Swap | Eviction) -> None:
        """Process the next line of the log."""
        if isinstance(step, Swap):
            self._responder.swap(step.name, self._player)
        elif isinstance(step, Eviction):
            self._responder.evict(step.arrived)
        else:
            replies = [read(reply) for reply in step.replies]
            for message in _followed(step.datagram, replies):
                self._take(step, message, replies)

    def transcript(self) -> Transcript:
        """The transcript so far, with the thumbs that weren't taken back."""
        thumbs = [thumb for given in self._thumbs.values() for thumb in given]
        rewards: Counter[_Position] = Counter()
        for thumb in thumbs:
            rewards.update(thumb)
        melodies = {key: [end.melody(rewards) for end in ends] for key, ends in self._ends.items()}
        return Transcript(melodies, len(thumbs))

    def _take(
        self, logged: LoggedDatagram, message: codec.Message, replies: Sequence[AnyReply | None]
    ) -> None:
        """Process one message of a datagram."""
        address, arguments = message
        player = self._player
        player.latest, player.credited = None, []
        player.notes = _notes(arguments, replies) if address == NEXT.address else {}
        request = codec.encode(address, *arguments)
        packets = self._responder.answer(request, logged.sender, logged.arrived).packets
        if not packets:
            return
        key = packets[0].to, str(arguments[0])
        if player.latest:
            self._extend(self._ends[key], player.latest)
        if player.credited:
            self._thumbs[key].append(self._thumb(arguments, key, logged.arrived))
        if address == TASTE.address and arguments[1] == "undo" and self._thumbs[key]:
            self._thumbs[key].pop()

    def _extend(self, ends: list[_Position], latest: _Position) -> None:
        """Replace the end of the latest melody by a new position, or begin a new melody."""
        if ends and ends[-1].start is latest.start:
            ends.pop()
        ends.append(latest)

    def _thumb(self, arguments: tuple[codec.Argument, ...], key: VoiceKey, now: float) -> Thumb:
        """The credited positions, each with its reward."""
        _, value, *span = check(REWARD.address, split_reply_port(arguments)[0]).values
        positions = self._player.credited
        credits = [1.0] * len(positions) if len(span) > 1 else self._trace(positions, key, now)
        rewards = [float(value) * credit for credit in credits]
        return dict(zip(positions, rewards, strict=True))

    def _trace(self, positions: Sequence[_Position], key: VoiceKey, now: float) -> list[float]:
        """The credit of each position for a thumb without a span of notes, the latest first."""
        client, voice = key
        request = codec.encode(GET.address, voice, "tempo")
        [reply] = self._responder.answer(request, client, now).packets
        tempo = read(reply)
        assert isinstance(tempo, ValueReply)
        quarter = 60 / float(tempo.value)
        onsets = [position.note.onset for position in positions if position.note]
        credits: list[float] = trace([(onsets[0] - onset) * quarter for onset in onsets]).tolist()
        return credits


def _followed(datagram: bytes, replies: Sequence[AnyReply | None]) -> list[codec.Message]:
    """The messages of a datagram that change a voice, without refused ones."""
    try:
        messages = codec.decode(datagram)
    except codec.OscError:
        return []
    refused = {
        (reply.address, reply.voice)
        for reply in replies
        if isinstance(reply, ErrorReply) and reply.code != Code.TOO_MANY_MESSAGES
    }
    given = {reply.voice for reply in replies if isinstance(reply, NoteReply)}

    def counts(address: str, voice: object = "", *_: object) -> bool:
        if address == NEXT.address:
            return voice in given
        return address in FOLLOWED and (address, voice) not in refused

    return [(address, values) for address, values in messages if counts(address, *values)]


def _notes(asked: Sequence[codec.Argument], replies: Sequence[AnyReply | None]) -> dict[int, Note]:
    """The notes in the replies to a request for notes, by index. asked: its arguments."""
    voice, epoch, *_ = asked
    return {
        reply.index: Note(reply.pitch, reply.velocity, reply.duration, reply.onset)
        for reply in replies
        if isinstance(reply, NoteReply) and (reply.voice, reply.epoch) == (voice, epoch)
    }
