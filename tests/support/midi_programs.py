"""Programs on JACK that play and listen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import rtmidi

from bridge.midi.events import now
from bridge.midi.messages import NOTE_OFF, NOTE_ON
from bridge.midi.ports.timestamps import Timestamps
from tests.support.patience import PATIENCE_SECONDS
from tests.support.running import eventually

# JACK numbers programs of one name.
MELOBRIDGE = re.compile(r"melobridge(-\d+)?:melobridge")


class Synth:
    """A program with an input: what came, as (time of arrival, message)."""

    def __init__(self) -> None:
        self._port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="synth")
        self._port.set_error_callback(lambda *_: None)
        self._port.ignore_types(timing=False)
        self._timestamps = Timestamps()
        self.heard: list[tuple[float, list[int]]] = []

    def open(self) -> None:
        """Be there for others, as synth:in."""
        self._port.open_virtual_port("in")

    def connect(self) -> None:
        """Wait for melobridge's output, and listen to it."""
        self._port.open_port(found(self._port))

    @property
    def messages(self) -> list[list[int]]:
        return [message for _, message in self.heard]

    def take(self) -> None:
        """Take in what came."""
        while received := self._port.get_message():
            message, since_last = received
            self.heard.append((self._timestamps.time(since_last, now()), message))

    def hears(self, true: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> bool:
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
    def notes(self) -> list[tuple[float, int]]:
        """The notes that began, as (time, pitch)."""
        return [(time, data[1]) for time, data in self.heard if data[0] & 0xF0 == NOTE_ON]

    @property
    def pitches(self) -> list[int]:
        return [pitch for _, pitch in self.notes]

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

    def __init__(self) -> None:
        self._port = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="sender")

    def open(self) -> None:
        """Be there for others, as sender:out."""
        self._port.open_virtual_port("out")

    def connect(self) -> None:
        """Wait for melobridge's input, and play into it."""
        self._port.open_port(found(self._port))

    def send(self, *message: int) -> None:
        self._port.send_message(list(message))

    def close(self) -> None:
        self._port.close_port()
        self._port.delete()


def found(port: rtmidi.MidiIn | rtmidi.MidiOut) -> int:
    """The number of melobridge's port, as soon as it is there."""
    assert eventually(lambda: any(map(MELOBRIDGE.match, port.get_ports())), PATIENCE_SECONDS)
    return next(n for n, name in enumerate(port.get_ports()) if MELOBRIDGE.match(name))
