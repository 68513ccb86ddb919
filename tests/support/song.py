"""The song of a MIDI process, as it tells it."""

from __future__ import annotations

from bridge.midi.events import Transport
from bridge.midi.remote import MidiProcess


class Listener:
    """What a MIDI process says of its song."""

    def __init__(self, midi: MidiProcess) -> None:
        self._midi = midi
        self.latest: Transport | None = None

    def look(self) -> None:
        for event in self._midi.events():
            if isinstance(event, Transport):
                self.latest = event

    @property
    def playing(self) -> bool:
        self.look()
        return self.latest is not None and self.latest.playing

    @property
    def bpm(self) -> float:
        self.look()
        assert self.latest is not None
        return self.latest.line.bpm

    def beat(self, at: float) -> float:
        assert self.latest is not None
        return self.latest.line.beat(at)
