"""The performer: voices that play in time, controls that turn their knobs, a recording of it all.

Times are arguments, in seconds of the MIDI process's clock. It asks servers for notes, and hands
messages to the MIDI process a moment before they are due.
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
from bridge.musician.controls.control_map import (
    AGENT,
    BAD,
    GOOD,
    PANIC,
    ControlAction,
    Controls,
    KnobChange,
    Press,
)
from bridge.musician.events import CutOff, NoteEvent
from bridge.musician.key_tracker import KeyPress
from bridge.musician.messages import (
    KeyHeard,
    KnobTurned,
    NotePlayed,
    Report,
    ServerAnswers,
    ThumbGiven,
)
from bridge.musician.recording import Recording
from bridge.musician.voice import PlayedVoice
from bridge.osc.parameters import Value

# Notes are composed so many seconds ahead, and handed to the MIDI process a little later.
COMPOSE_SECONDS, HAND_SECONDS = 0.15, 0.1
# A bar line that has just passed still counts: a clock starts with its first beat.
ON_TIME_BEATS = 0.15
# A song that is this far from where it should be has jumped.
JUMP_BEATS = 0.5
THUMBS = {GOOD: 1.0, BAD: -1.0}


class MidiIO(Protocol):
    """What a performer needs of a `bridge.midi.remote.MidiProcess`. Ports are numbers."""

    def send(self, deadline: float, port: int, message: bytes) -> None:
        """Send a message at a time."""

    def drop(self, port: int, channel: int, after: float) -> None:
        """Drop what is due after a time on a channel (0-15), and end then what sounds on it."""

    def panic(self) -> None:
        """Silence everything at once."""

    def events(self) -> Sequence[Event]:
        """The events since the last call."""


class Performer:
    """Plays voices."""

    def __init__(
        self,
        midi: MidiIO,
        inputs: Sequence[str],
        line: Timeline,
        *,
        report: Callable[[Report], None],
        controls: Controls | None = None,
        recording: Recording | None = None,
    ) -> None:
        """inputs: names of the MIDI inputs; line: the song's time until it starts."""
        self.playing, self.line = False, line
        self._midi, self._inputs, self._report = midi, inputs, report
        self._controls, self._recording = controls or Controls(), recording
        self._keys_down = [SoundingNotes() for _ in inputs]
        self._voices: dict[str, PlayedVoice] = {}

    def add(self, voice: PlayedVoice, now: float) -> None:
        """Let a voice play from the next bar line on, in place of one of the same name."""
        self.remove(voice.name, now)
        self._voices[voice.name] = voice
        voice.set_tempo(self.line.bpm)
        if self.playing:
            self._start(voice, self.line.beat(now + HAND_SECONDS + voice.early))

    def remove(self, name: str, now: float) -> None:
        """End a voice, if it is there."""
        voice = self._voices.pop(name, None)
        if voice is not None:
            self._stop(voice, self.line.beat(now))
            voice.close()

    def close(self, now: float) -> None:
        """End all voices."""
        for name in list(self._voices):
            self.remove(name, now)

    def step(self, now: float) -> None:
        """Do what is due: to be called a hundred times a second, and at each event."""
        for event in self._midi.events():
            self._take(event, now)
        beat = self.line.beat(now)
        for voice in self._voices.values():
            if voice.apply_turns():
                self._recompose(voice)
            if self.playing:
                self._compose(voice, now, beat)
            self._hand_over(voice, now)
            self._report_sounded(voice, beat)

    # Events of the MIDI process

    def _take(self, event: Event, now: float) -> None:
        match event:
            case Transport():
                self._move_song(event)
            case MidiReceived(port, time, data):
                self._receive(port, time, data)
            case PortLost():
                if not event.output:
                    self._release_keys(event.port, now)
                self._report(event)
            case PortBack() | LinkPeers() | SentLate() | LogLine():
                self._report(event)
            case PortRefused(_, text):
                self._report(LogLine(text))

    def _move_song(self, event: Transport) -> None:
        """The song starts, stops, changes its tempo, or jumps."""
        here, there = self.line.beat(event.time), event.line.beat(event.time)
        moved = abs(there - here) > JUMP_BEATS
        stops = self.playing and (moved or not event.playing)
        starts = event.playing and (moved or not self.playing)
        if stops:
            for voice in self._voices.values():
                self._stop(voice, here)
        self.playing, self.line = event.playing, event.line
        if self._recording is not None:
            self._recording.jump(here, there)
            self._recording.tempo(there, self.line.bpm)
        for voice in self._voices.values():
            voice.set_tempo(self.line.bpm)
            if starts:
                self._start(voice, there)

    def _release_keys(self, port: int, now: float) -> None:
        """Release the keys of an input that disappeared: no note-off will come."""
        for ending in self._keys_down[port].note_offs():
            self._receive(port, now, ending)

    def _receive(self, port: int, time: float, data: bytes) -> None:
        beat = self.line.beat(time)
        self._record(f"heard: {self._inputs[port]}", beat, data)
        if self._controls.takes(data):
            action = self._controls.action(data)
            if action is not None:
                self._act(action, time)
        elif data and data[0] & 0xF0 in (NOTE_ON, NOTE_OFF):
            self._receive_note(port, time, data)

    def _receive_note(self, port: int, time: float, data: bytes) -> None:
        self._keys_down[port].track(data)
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + 1
        key = KeyPress(data[1], data[2] / 127, self.line.beat(time))
        pressed = kind == NOTE_ON and data[2] > 0
        if pressed:
            self._report(KeyHeard(port, *key))
        for voice in self._voices.values():
            if voice.part.hears not in (0, channel):
                continue
            mode = voice.part.mode
            events = mode.press(key) if pressed else mode.release(key.pitch, key.onset)
            self._play(voice, events, time)
            self._hand_over(voice, time)

    # Controls

    def _act(self, action: ControlAction, now: float) -> None:
        if isinstance(action, Press) and action.name == PANIC:
            self._panic(now)
            return
        for voice in self._of_channel(action.channel):
            if isinstance(action, Press):
                self._thumb(voice, action.name, now)
            elif isinstance(action, KnobChange):
                self._turn(voice, action.key, action.value)
            elif action.number < len(voice.agents):
                self._turn(voice, AGENT, voice.agents[action.number])

    def _panic(self, now: float) -> None:
        """Silence at once; voices go on at their next bar lines."""
        self._midi.panic()
        beat = self.line.beat(now)
        for voice in self._voices.values():
            self._stop(voice, beat)
            if self.playing:
                self._start(voice, self.line.beat(now + HAND_SECONDS + voice.early))
        self._report(LogLine("panic: everything is silent"))

    def _of_channel(self, channel: int) -> list[PlayedVoice]:
        """The voices of a channel; all, if there is none."""
        voices = list(self._voices.values())
        return [voice for voice in voices if voice.part.channel == channel] or voices

    def _turn(self, voice: PlayedVoice, key: str, value: Value) -> None:
        voice.turn(key, value)
        self._report(KnobTurned(voice.name, key, value))

    def _thumb(self, voice: PlayedVoice, action: str, now: float) -> None:
        index = voice.part.mode.index_at(self.line.beat(now))
        if index is None:
            self._report(LogLine(f"{voice.name}: there is no note yet for thumbs"))
            return
        with voice.asking(now):
            if action in THUMBS:
                learned = voice.at_server.reward(THUMBS[action], index)
            else:
                learned = voice.at_server.taste(action)
            self._report(ThumbGiven(voice.name, action, index, *learned))
            self._recompose(voice)

    # Notes

    def _start(self, voice: PlayedVoice, beat: float) -> None:
        """Start a voice at the bar line at or after a beat."""
        bars = max(ceil((beat - ON_TIME_BEATS) / voice.bar), 0)
        voice.part.mode.start(bars * voice.bar)

    def _stop(self, voice: PlayedVoice, beat: float) -> None:
        """End a voice at a beat."""
        voice.part.mode.stop(beat)
        self._cut_off(voice, beat)
        self._report_sounded(voice, beat)

    def _cut_off(self, voice: PlayedVoice, beat: float) -> None:
        self._midi.drop(voice.part.port, voice.part.channel - 1, self.line.time(beat))
        voice.part.cut_off(beat)

    def _recompose(self, voice: PlayedVoice) -> None:
        """Compose what wasn't handed over yet anew."""
        voice.part.flush(voice.part.handed)
        voice.part.mode.recompose(voice.part.handed)

    def _compose(self, voice: PlayedVoice, now: float, beat: float) -> None:
        if voice.may_ask(now):
            until = self.line.beat(now + COMPOSE_SECONDS + voice.early)
            self._play(voice, voice.part.mode.advance(beat, until), now)

    def _play(self, voice: PlayedVoice, events: Iterator[NoteEvent], now: float) -> None:
        with voice.asking(now):
            for event in events:
                if isinstance(event, CutOff):
                    self._cut_off(voice, event.beat)
                else:
                    voice.part.take(event)

    def _hand_over(self, voice: PlayedVoice, now: float) -> None:
        for message in voice.part.messages(self.line.beat(now + HAND_SECONDS + voice.early)):
            self._midi.send(self.line.time(message.beat), voice.part.port, message.data)

    def _report_sounded(self, voice: PlayedVoice, beat: float) -> None:
        """Record and report what sounds by now, and what went wrong."""
        for message in voice.part.sounded(beat):
            self._record(voice.name, message.beat, message.data)
            if message.tone is not None:
                self._report(NotePlayed.of(voice.name, message.tone))
        for fault in voice.faults:
            self._report(LogLine(f"{voice.name}: {fault}"))
        voice.faults.clear()
        if voice.silent is not voice.reported_silent:
            voice.reported_silent = voice.silent
            self._report(ServerAnswers(voice.name, not voice.silent))

    def _record(self, track: str, beat: float, data: bytes) -> None:
        if self._recording is not None:
            self._recording.add(track, beat, data)
