"""Programs on JACK that play and listen."""

from __future__ import annotations

import time
from collections.abc import Callable

import rtmidi

from bridge.midi.events import now
from bridge.midi.messages import NOTE_OFF, NOTE_ON
from tests.bridge.running import eventually

HEAR_SECONDS = 10.0


class Synth:
    """A program with an input: what came, as (time, message)."""

    def __init__(self, name: str = "synth") -> None:
        self._port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name=name)
        self._port.set_error_callback(lambda *_: None)
        self._port.ignore_types(timing=False)
        self._port.open_virtual_port("in")
        self.heard: list[tuple[float, list[int]]] = []

    @property
    def messages(self) -> list[list[int]]:
        return [message for _, message in self.heard]

    def take(self) -> None:
        """Take in what came."""
        while message := self._port.get_message():
            self.heard.append((now(), message[0]))

    def hears(self, true: Callable[[], object], seconds: float = HEAR_SECONDS) -> bool:
        """Whether something comes true while listening."""

        def heard() -> object:
            self.take()
            return true()

        return eventually(heard, seconds)

    def listen(self, seconds: float, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Take in what comes for a while, to the millisecond."""
        end = now() + seconds
        while now() < end:
            self.take()
            meanwhile()
            time.sleep(0.0005)

    @property
    def sounding(self) -> set[tuple[int, int]]:
        """What sounds, as (channel from 0, pitch)."""
        notes = set[tuple[int, int]]()
        for status, *data in self.messages:
            note = status & 0x0F, data[0] if data else 0
            if status & 0xF0 == NOTE_ON:
                notes.add(note)
            elif status & 0xF0 == NOTE_OFF:
                notes.discard(note)
        return notes

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()


class Sender:
    """A program with an output of its own."""

    def __init__(self, name: str = "sender") -> None:
        self._port = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name=name)
        self._port.open_virtual_port("out")

    def send(self, *message: int) -> None:
        self._port.send_message(list(message))

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()
