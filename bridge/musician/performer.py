"""The musician: voices that play in time, controls that turn them, a recording of it all.

Times are arguments, in seconds of the MIDI process's clock. It asks its server through voices, and
hands messages to the MIDI process a moment before they are due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Protocol

from bridge.midi.events import (
    Event,
    LinkPeers,
    LogLine,
    MidiReceived,
    PortBack,
    PortLost,
    PortRefused,
    SentLate,
    Timeline,
    Transport,
)
from bridge.midi.messages import NOTE_OFF, NOTE_ON, SoundingNotes
from bridge.musician import messages
from bridge.musician.controls.control_map import (
    AGENT,
    BAD,
    GOOD,
    PANIC,
    Command,
    Controls,
    Press,
    Turn,
)
from bridge.musician.events import Cue, Hush
from bridge.musician.key_tracker import Key
from bridge.musician.recording import Recording
from bridge.musician.voice import Seat
from bridge.osc.protocol import Value

# Notes are composed so many seconds ahead, and handed to the MIDI process a little later.
COMPOSE_SECONDS, HAND_SECONDS = 0.15, 0.1
# A bar line that is just over still counts: where a clock starts, its first beat has begun.
ON_TIME_BEATS = 0.15
# The song is somewhere else when it is so far from where it should be.
JUMP_BEATS = 0.5
THUMBS = {GOOD: 1.0, BAD: -1.0}


class Midi(Protocol):
    """The MIDI process, or a fake of it; nothing waits. Ports are numbers."""

    def send(self, deadline: float, port: int, message: bytes) -> None:
        """Send a message at a time."""

    def drop(self, port: int, channel: int, after: float) -> None:
        """Forget what is due later on a channel (0-15), and end what sounds."""

    def panic(self) -> None:
        """Silence everything at once."""

    def events(self) -> Sequence[Event]:
        """What came."""


class Player:
    """Plays the voices on its seats. tell: gets what there is to say, the kinds of `news`."""

    def __init__(
        self,
        midi: Midi,
        inputs: Sequence[str],
        line: Timeline,
        *,
        tell: Callable[..., None],
        controls: Controls | None = None,
        recording: Recording | None = None,
    ) -> None:
        """inputs: names of the MIDI inputs; line: the song's time until it begins."""
        self.playing, self.line = False, line
        self._midi, self._inputs, self._tell = midi, inputs, tell
        self._controls, self._recording = controls or Controls(), recording
        self._down = [SoundingNotes() for _ in inputs]
        self._seats: dict[str, Seat] = {}

    def add(self, seat: Seat, now: float) -> None:
        """Let a voice play, from the next bar line on. One of the same name ends."""
        self.remove(seat.name, now)
        self._seats[seat.name] = seat
        seat.tune(self.line.bpm)
        if self.playing:
            self._start(seat, self.line.beat(now + HAND_SECONDS + seat.early))

    def remove(self, name: str, now: float) -> None:
        """End a voice, if it is there."""
        seat = self._seats.pop(name, None)
        if seat is not None:
            self._stop(seat, self.line.beat(now))
            seat.close()

    def close(self, now: float) -> None:
        """End all voices."""
        for name in list(self._seats):
            self.remove(name, now)

    def step(self, now: float) -> None:
        """Do what is due: to be called a hundred times a second, and when something was heard."""
        for event in self._midi.events():
            self._take(event, now)
        beat = self.line.beat(now)
        for seat in self._seats.values():
            if seat.turned():
                self._anew(seat)
            if self.playing:
                self._compose(seat, now, beat)
            self._hand_over(seat, now)
            self._follow(seat, beat)

    # What comes from the MIDI process

    def _take(self, event: Event, now: float) -> None:
        match event:
            case Transport():
                self._go(event)
            case MidiReceived(port, time, data):
                self._hear(port, time, data)
            case PortLost() | PortBack():
                if isinstance(event, PortLost) and not event.output:
                    self._let_go(event.port, now)
                self._tell(messages.PORT, event.name, isinstance(event, PortBack))
            case LinkPeers(count):
                self._tell(messages.PEERS, count)
            case SentLate(count, worst_ms):
                self._tell(messages.LATE, count, worst_ms)
            case LogLine(text) | PortRefused(_, text):
                self._tell(messages.SAY, text)

    def _go(self, event: Transport) -> None:
        """The song starts, stops, changes its tempo, or goes on elsewhere."""
        here, there = self.line.beat(event.time), event.line.beat(event.time)
        moved = abs(there - here) > JUMP_BEATS
        stops = self.playing and (moved or not event.playing)
        starts = event.playing and (moved or not self.playing)
        if stops:
            for seat in self._seats.values():
                self._stop(seat, here)
        self.playing, self.line = event.playing, event.line
        if self._recording is not None:
            self._recording.jump(here, there)
            self._recording.tempo(there, self.line.bpm)
        for seat in self._seats.values():
            seat.tune(self.line.bpm)
            if starts:
                self._start(seat, there)

    def _let_go(self, port: int, now: float) -> None:
        """Nobody will let go the keys of an input that is gone."""
        for ending in self._down[port].note_offs():
            self._hear(port, now, ending)

    def _hear(self, port: int, time: float, data: bytes) -> None:
        beat = self.line.beat(time)
        self._record(f"heard: {self._inputs[port]}", beat, data)
        if self._controls.takes(data):
            command = self._controls.command(data)
            if command is not None:
                self._obey(command, time)
        elif data and data[0] & 0xF0 in (NOTE_ON, NOTE_OFF):
            self._hear_note(port, time, data)

    def _hear_note(self, port: int, time: float, data: bytes) -> None:
        self._down[port].track(data)
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + 1
        key = Key(data[1], data[2] / 127, self.line.beat(time))
        pressed = kind == NOTE_ON and data[2] > 0
        if pressed:
            self._tell(messages.HEARD, port, key.pitch, key.velocity, key.onset)
        for seat in self._seats.values():
            if seat.part.hears not in (0, channel):
                continue
            mode = seat.part.mode
            cues = mode.press(key) if pressed else mode.release(key.pitch, key.onset)
            self._play(seat, cues, time)
            self._hand_over(seat, time)

    # What controls ask for

    def _obey(self, command: Command, now: float) -> None:
        if isinstance(command, Press) and command.action == PANIC:
            self._panic(now)
            return
        for seat in self._meant(command.channel):
            if isinstance(command, Press):
                self._thumb(seat, command.action, now)
            elif isinstance(command, Turn):
                self._turn(seat, command.key, command.value)
            elif command.number < len(seat.agents):
                self._turn(seat, AGENT, seat.agents[command.number])

    def _panic(self, now: float) -> None:
        """Silence at once; voices go on at their next bar lines."""
        self._midi.panic()
        beat = self.line.beat(now)
        for seat in self._seats.values():
            self._stop(seat, beat)
            if self.playing:
                self._start(seat, self.line.beat(now + HAND_SECONDS + seat.early))
        self._tell(messages.SAY, "panic: everything is silent")

    def _meant(self, channel: int) -> list[Seat]:
        """The voices of a channel; all, if there is none."""
        seats = list(self._seats.values())
        return [seat for seat in seats if seat.part.channel == channel] or seats

    def _turn(self, seat: Seat, key: str, value: Value) -> None:
        seat.turn(key, value)
        self._tell(messages.KNOB, seat.name, key, value)

    def _thumb(self, seat: Seat, action: str, now: float) -> None:
        index = seat.part.mode.index_at(self.line.beat(now))
        with seat.asking(now):
            if action in THUMBS:
                notes, thumbs = seat.voice.reward(THUMBS[action], index)
            else:
                notes, thumbs = seat.voice.taste(action)
            self._tell(messages.THUMB, seat.name, action, index, notes, thumbs)
            self._anew(seat)

    # What is played

    def _start(self, seat: Seat, beat: float) -> None:
        """Let a voice begin at the bar line at or after a beat."""
        bars = max(ceil((beat - ON_TIME_BEATS) / seat.bar), 0)
        seat.part.mode.start(bars * seat.bar)

    def _stop(self, seat: Seat, beat: float) -> None:
        """Let a voice end here."""
        seat.part.mode.stop(beat)
        self._hush(seat, beat)
        self._follow(seat, beat)

    def _hush(self, seat: Seat, beat: float) -> None:
        self._midi.drop(seat.part.port, seat.part.channel - 1, self.line.time(beat))
        seat.part.hush(beat)

    def _anew(self, seat: Seat) -> None:
        """Compose what wasn't handed over yet once more."""
        seat.part.flush(seat.part.handed)
        seat.part.mode.turned(seat.part.handed)

    def _compose(self, seat: Seat, now: float, beat: float) -> None:
        if seat.may_ask(now):
            until = self.line.beat(now + COMPOSE_SECONDS + seat.early)
            self._play(seat, seat.part.mode.advance(beat, until), now)

    def _play(self, seat: Seat, cues: Iterator[Cue], now: float) -> None:
        with seat.asking(now):
            for cue in cues:
                if isinstance(cue, Hush):
                    self._hush(seat, cue.beat)
                else:
                    seat.part.take(cue)

    def _hand_over(self, seat: Seat, now: float) -> None:
        for message in seat.part.messages(self.line.beat(now + HAND_SECONDS + seat.early)):
            self._midi.send(self.line.time(message.beat), seat.part.port, message.data)

    def _follow(self, seat: Seat, beat: float) -> None:
        """Record and tell what sounds by now."""
        for message in seat.part.sounded(beat):
            self._record(seat.name, message.beat, message.data)
            if message.tone is not None:
                self._tell(messages.NOTE, seat.name, *message.tone)
        for fault in seat.faults:
            self._tell(messages.SAY, f"{seat.name}: {fault}")
        seat.faults.clear()
        if seat.silent is not seat.told_silent:
            seat.told_silent = seat.silent
            self._tell(messages.SERVER, seat.name, not seat.silent)

    def _record(self, track: str, beat: float, data: bytes) -> None:
        if self._recording is not None:
            self._recording.add(track, beat, data)
