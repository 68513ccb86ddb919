"""MIDI: bytes in and out, notes that end by themselves, and notes that must end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.support.max_interpreter import midi
from tests.support.max_interpreter.box import Box, named
from tests.support.max_interpreter.messages import Atom, Message, write
from tests.support.max_interpreter.scheduler import Event


@named("midiin")
class MidiIn(Box):
    """The bytes that come to the device."""

    def set_up(self) -> None:
        """Belong to the device."""
        if self.patcher.device is None:
            raise self.error("is known in devices only")
        self.patcher.device.midi_inputs.append(self)


@named("midiout")
class MidiOut(Box):
    """The bytes that leave the device."""

    outlets = 0

    def set_up(self) -> None:
        """Belong to the device."""
        if self.patcher.device is None:
            raise self.error("is known in devices only")
        self._parser = midi.Parser()

    def take_any(self, received: Message) -> None:
        """One byte, or several."""
        assert self.patcher.device is not None
        for atom in received:
            message = self._parser.feed(self.whole(atom))
            if message is not None:
                self.patcher.device.play(message)


@named("noteout")
class NoteOut(Box):
    """Notes that leave the device, or Max."""

    inlets, outlets = 3, 0

    def set_up(self) -> None:
        """The channel, from 1."""
        self.velocity, self.channel = 0, self.whole(self.argument(0, 1))

    def take_number(self, value: Atom) -> None:
        """A pitch, with the velocity and the channel that came before."""
        pitch, status = self.whole(value), midi.NOTE_ON + (self.channel - 1) % 16
        (self.patcher.device or self.application).play((status, pitch, self.velocity))

    def store(self, inlet: int, received: Message) -> None:
        """The velocity, or the channel."""
        value = self.whole(self.only(received))
        if inlet == 1:
            self.velocity = value
        else:
            self.channel = value


@named("midiselect")
class MidiSelect(Box):
    """Tells what messages of some kinds say, by kind; those of others leave as they came."""

    outlets = 8
    knows = frozenset({"ch", "note", "ctl", "poly", "pgm", "touch", "bend"})
    KINDS: Final = {
        "note": (midi.NOTE_OFF, midi.NOTE_ON),
        "poly": (midi.POLY_PRESSURE,),
        "ctl": (midi.CONTROL,),
        "pgm": (midi.PROGRAM,),
        "touch": (midi.PRESSURE,),
        "bend": (midi.BEND,),
    }
    CHANNEL, REST = 6, 7

    def set_up(self) -> None:
        """Which kinds: `all` of them, or 1. Raises MaxError unless of all channels."""
        self._parser = midi.Parser()
        if self.attribute("ch", "") != "all":
            raise self.error("needs @ch all: other channels aren't known here")
        self._places = {
            kind: place
            for place, (name, kinds) in enumerate(self.KINDS.items())
            if self._chosen(name)
            for kind in kinds
        }

    def take_number(self, value: Atom) -> None:
        """Take a byte."""
        message = self._parser.feed(self.whole(value))
        if message is None:
            return
        if message[0] & 0xF0 in self._places:
            self._report(*message)
        else:
            for byte in message:
                self.out(self.REST, byte)

    def _report(self, status: int, *values: int) -> None:
        """Send the channel and the values. The end of a note has the velocity 0."""
        kind = status & 0xF0
        if kind == midi.NOTE_OFF:
            values = (values[0], 0)
        if kind == midi.BEND:
            values = values[1:]
        self.out(self.CHANNEL, (status & 0x0F) + 1)
        self.out(self._places[kind], *values)

    def _chosen(self, name: str) -> bool:
        value = self.attribute(name, 0)
        if value not in (0, 1, "all"):
            raise self.error(f"@{name} {value} isn't known here")
        return bool(value)


@named("midiformat")
class MidiFormat(Box):
    """Makes bytes of values: notes, key pressure, controls, program, pressure, bend; channel."""

    inlets, outlets = 7, 2
    KINDS: Final = (
        midi.NOTE_ON,
        midi.POLY_PRESSURE,
        midi.CONTROL,
        midi.PROGRAM,
        midi.PRESSURE,
        midi.BEND,
    )

    def set_up(self) -> None:
        """The channel, from 1."""
        self.channel = self.whole(self.argument(0, 1))

    def receive(self, inlet: int, received: Message) -> None:
        """Send a message, or keep the channel."""
        values = [self.whole(atom) for atom in received]
        if inlet == 6:
            self.channel = values[0]
            return
        kind = self.KINDS[inlet]
        if kind == midi.BEND:
            values = [0, *values]
        if len(values) + 1 != midi.LENGTHS[kind] or not all(0 <= value <= 127 for value in values):
            raise self.error(f"'{write(received)}' makes no MIDI message")
        sent = ((kind + (self.channel - 1) % 16), *values)
        self.out(1, "midievent", *sent)
        for byte in sent:
            self.out(0, byte)


@named("midiflush")
class MidiFlush(Box):
    """Hands bytes on, and knows which notes sound; a bang ends them."""

    def set_up(self) -> None:
        """No note sounds."""
        self._parser = midi.Parser()
        self._held: dict[tuple[int, int], int] = {}

    def take_number(self, value: Atom) -> None:
        """Hand a byte on."""
        self._observe(self._parser.feed(self.whole(value)))
        self.out(0, self.whole(value))

    def take_list(self, received: Message) -> None:
        """Hand bytes on."""
        for atom in received:
            self.take_number(atom)

    def on_bang(self) -> None:
        """End the notes."""
        for (channel, pitch), count in self._take_held():
            for byte in count * (midi.NOTE_ON + channel, pitch, 0):
                self.out(0, byte)

    def on_clear(self) -> None:
        """Forget them."""
        self._held.clear()

    def _take_held(self) -> Iterator[tuple[tuple[int, int], int]]:
        held, self._held = self._held, {}
        return iter(held.items())

    def _observe(self, message: tuple[int, ...] | None) -> None:
        if message is None:
            return
        played = midi.Played(0.0, 0.0, message)
        key = message[0] & 0x0F, message[1]
        if played.is_on:
            self._held[key] = self._held.get(key, 0) + 1
        elif played.is_off and self._held.get(key):
            self._held[key] -= 1
            if not self._held[key]:
                del self._held[key]


@named("makenote")
class MakeNote(Box):
    """The start of a note, and after a time in ms its end.

    @repeatmode, of a pitch that sounds: 0 lets both end on their own, 1 ends it first, 2 ends the
    later one only.
    """

    knows = frozenset({"repeatmode"})

    def set_up(self) -> None:
        """Velocity, ms and, with a third argument, the channel."""
        self.mode = self.attribute("repeatmode", 0)
        self.values = [self.number(value) for value in (*self.arguments, 0, 0)[:2]]
        if len(self.arguments) > 2:
            self.values.append(self.number(self.arguments[2]))
        self.inlets, self.outlets = len(self.values) + 1, len(self.values)
        self._waiting: list[tuple[int, int, Event]] = []

    def freed(self) -> None:
        """Forget what sounds."""
        self.on_clear()

    def take_number(self, value: Atom) -> None:
        """Start a note."""
        pitch, velocity = self.whole(value), self.whole(self.values[0])
        channel = self.whole(self.values[2]) if len(self.values) > 2 else 1
        if not velocity:
            raise self.error(f"a note {pitch} of velocity 0")
        self._repeated(pitch, channel)
        self._send(pitch, velocity, channel)
        event = self.application.scheduler.after(self.values[1], lambda: self._end(event))
        self._waiting.append((pitch, channel, event))

    def store(self, inlet: int, received: Message) -> None:
        """The velocity, the ms or the channel of the next note."""
        self.values[inlet - 1] = self.number(self.only(received))

    def on_stop(self) -> None:
        """End all notes."""
        waiting, self._waiting = self._waiting, []
        for pitch, channel, event in waiting:
            event.cancel()
            self._send(pitch, 0, channel)

    def on_clear(self) -> None:
        """Forget all notes, which then sound on."""
        for _, _, event in self._waiting:
            event.cancel()
        self._waiting.clear()

    def _repeated(self, pitch: int, channel: int) -> None:
        for entry in [entry for entry in self._waiting if entry[:2] == (pitch, channel)]:
            if self.mode == 0:
                continue
            entry[2].cancel()
            self._waiting.remove(entry)
            if self.mode == 1:
                self._send(pitch, 0, channel)

    def _end(self, event: Event) -> None:
        [entry] = [entry for entry in self._waiting if entry[2] is event]
        self._waiting.remove(entry)
        self._send(entry[0], 0, entry[1])

    def _send(self, pitch: int, velocity: int, channel: int) -> None:
        if len(self.values) > 2:
            self.out(2, channel)
        self.out(1, velocity)
        self.out(0, pitch)
