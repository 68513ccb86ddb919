"""A voice that is played: its connection to the server, its knobs, its part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from bridge.client import Client, Voice
from bridge.errors import NoAnswer, ProtocolError
from bridge.musician.part import MidiPart
from bridge.osc.parameters import Value
from bridge.osc.requests import SET

# A server that was silent, or refuses again, is asked again after so many seconds.
QUIET_SECONDS = 0.5
# The tempo has to change by this factor until the server is told.
OTHER_TEMPO = 0.02


class RemoteVoice(NamedTuple):
    """A voice at its server.

    agents: the server's agents, by program number; own: whether no other client sets its knobs.
    """

    client: Client
    voice: Voice
    agents: Sequence[str]
    own: bool


class PlayedVoice:
    """A voice and its part. A server that is silent for a while is asked again later.

    name: of the part; bar: its length in beats; early: seconds that its port sends ahead. silent:
    whether the server left the last request unanswered; reported_silent: whether that was reported;
    faults: what the server refused, as sentences to be reported.
    """

    def __init__(
        self, name: str, server: RemoteVoice, part: MidiPart, bar: float, *, early: float = 0.0
    ) -> None:
        self.name, self.part, self.bar, self.early = name, part, bar, early
        self.at_server, self.agents = server.voice, server.agents
        self.silent = self.reported_silent = False
        self.faults: list[str] = []
        self._client, self._own = server.client, server.own
        self._knobs: dict[str, Value] = {}
        self._quiet_until = self._bpm = 0.0
        self._refused = False

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def turn(self, key: str, value: Value) -> None:
        """Set a knob at the next `apply_turns`: a controller may send a hundred values a second."""
        self._knobs[key] = value

    def set_tempo(self, bpm: float) -> None:
        """Tell the server the tempo: it decides how many beats back a thumb reaches."""
        if self._own and abs(bpm - self._bpm) > OTHER_TEMPO * bpm:
            self._bpm = bpm
            self.turn("tempo", round(bpm, 1))

    def apply_turns(self) -> bool:
        """Send the knobs that were turned to the server. Returns whether there were any."""
        knobs, self._knobs = self._knobs, {}
        try:
            if knobs and self._own:
                self.at_server.turn(**knobs)
            elif knobs:  # once: the voice's owner may turn them back
                pairs = chain.from_iterable(knobs.items())
                self._client.send(SET.address, self.at_server.name, *pairs)
        except ProtocolError as error:
            self.faults.append(str(error))
        return bool(knobs)

    def may_ask(self, now: float) -> bool:
        """Whether the server is to be asked now. One that was silent is asked for its state."""
        if now < self._quiet_until:
            return False
        if self.silent:
            with self.asking(now):
                self._client.catch_up(self.at_server.name)
        return not self.silent

    @contextmanager
    def asking(self, now: float) -> Iterator[None]:
        """Requests to the server: NoAnswer and ProtocolError end the block and are noted."""
        try:
            yield
            self.silent = self._refused = False
        except NoAnswer:
            self.silent = True
            self._quiet_until = now + QUIET_SECONDS
        except ProtocolError as error:
            self.faults.append(str(error))
            if self._refused:
                self._quiet_until = now + QUIET_SECONDS
            self._refused = True
