"""Fakes for a player: a MIDI process that remembers, a voice that composes what a test says."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.client import Learned, VoiceNote
from bridge.errors import Code, NoAnswer, ProtocolError
from bridge.midi.events import Event, MidiReceived, PortList, Timeline, Transport
from bridge.midi.ports.names import Port

OWN = Port("melobridge", virtual=True)
NOTE_ON, NOTE_OFF, CC, PROGRAM = 0x90, 0x80, 0xB0, 0xC0


class FakeMidi:
    """The contract of a MIDI process: what it was sent, and what a test lets it say."""

    def __init__(self) -> None:
        self.sent: list[tuple[float, int, list[int]]] = []
        self.dropped: list[tuple[int, int, float]] = []
        self.opened: list[Port] = []
        self.tempi: list[float] = []
        self.panics = self.starts = 0
        self.closed = False
        self.ports = PortList((), ())
        self._events: list[Event] = []

    def send(self, deadline: float, port: int, message: bytes) -> None:
        self.sent.append((round(deadline, 3), port, list(message)))

    def drop(self, port: int, channel: int, after: float) -> None:
        self.dropped.append((port, channel, round(after, 3)))

    def panic(self) -> None:
        self.panics += 1

    def open_output(self, port: Port) -> int:
        if port == OWN:
            return 0
        if port not in self.opened:
            self.opened.append(port)
        return self.opened.index(port) + 1

    def start(self) -> None:
        self.starts += 1

    def set_tempo(self, bpm: float) -> None:
        self.tempi.append(bpm)

    def close(self) -> None:
        self.closed = True

    def events(self) -> Sequence[Event]:
        events, self._events = self._events, []
        return events

    def says(self, *events: Event) -> None:
        """Let these be the next events."""
        self._events += events

    def hears(self, time: float, *data: int, port: int = 0) -> None:
        """A message comes to an input."""
        self.says(MidiReceived(port, time, bytes(data)))

    def goes(self, time: float, beat: float = 0.0, bpm: float = 60.0, *, on: bool = True) -> None:
        """The song goes on from a beat, or stops there."""
        self.says(Transport(on, time, Timeline(time, beat, bpm)))


class FakeClient:
    """Counts how often it caught up with its server, which may be silent; sent: what it sent."""

    def __init__(self, voice: FakeVoice) -> None:
        self._voice = voice
        self.caught_up, self.closed = 0, False
        self.sent: list[tuple[object, ...]] = []

    def close(self) -> None:
        self.closed = True

    def send(self, *values: object) -> None:
        self.sent.append(values)

    def catch_up(self, voice: str) -> None:
        self.caught_up += 1
        if self._voice.silent:
            raise NoAnswer("no answer")


class FakeVoice:
    """A voice of a server: plays pitches of given lengths in turn, from where it is told.

    asked: (index, onset, within) of each note; heard_notes: pitch, duration and onset of what it
    was told; sets: how often knobs were turned. silent: it doesn't answer; refuses: it refuses the
    next request with this text.
    """

    def __init__(self, *notes: tuple[int, float]) -> None:
        self.notes = notes or ((60, 1.0), (62, 1.0), (64, 1.0), (65, 1.0))
        self.name = "lead"
        self.asked: list[tuple[int, float, float | None]] = []
        self.heard_notes: list[tuple[int, float, float | None]] = []
        self.keys: dict[str, object] = {}
        self.rewards: list[tuple[float, int | None]] = []
        self.tastes: list[str] = []
        self.silent, self.refuses, self.sets = False, "", 0
        self.client = FakeClient(self)
        self._index, self._place = 0, 0.0

    def rewind(self, index: int, onset: float) -> None:
        self._index = index
        self._place = onset

    def next(self, count: int = 1, within: float | None = None) -> list[VoiceNote]:
        if self.silent:
            raise NoAnswer("no answer")
        if self.refuses:
            text, self.refuses = self.refuses, ""
            raise ProtocolError(Code.OUT_OF_RANGE, text)
        self.asked.append((self._index, self._place, within))
        return [self._note() for _ in range(count)]

    def _note(self) -> VoiceNote:
        pitch, duration = self.notes[self._index % len(self.notes)]
        note = VoiceNote(self._index, pitch, 0.8, duration, self._place, False)
        self._index += 1
        self._place += duration
        return note

    def heard(
        self, pitch: int, velocity: float, duration: float, onset: float | None = None
    ) -> None:
        if self.silent:
            raise NoAnswer("no network")
        self.heard_notes.append((pitch, round(duration, 3), onset))
        if onset is not None:
            self._place = max(self._place, onset + duration)

    def forget_rests(self, to: float) -> None:
        """As if the server had begun anew: the next note begins where the last one ended."""
        self._place = to

    def turn(self, **keys: object) -> None:
        self.keys |= keys
        self.sets += 1

    def reward(self, value: float, index: int | None = None) -> Learned:
        self.rewards.append((value, index))
        return Learned(1, len(self.rewards))

    def taste(self, action: str) -> Learned:
        self.tastes.append(action)
        return Learned(0, 0)
