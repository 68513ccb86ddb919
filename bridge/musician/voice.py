"""A voice of a server, and its part in the band."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from agent.errors import MeloError
from bridge.client import Client, Voice
from bridge.errors import NoAnswer, ProtocolError
from bridge.musician.part import Part
from bridge.osc.parameters import Value
from bridge.osc.requests import SET

# A server that was silent, or refuses again, is asked again after so many seconds.
QUIET_SECONDS = 0.5
# So much the tempo has to change until the voice hears of it.
OTHER_TEMPO = 0.02


class Seat:
    """Asks a server for one part, and bears with its silence.

    name: how the part is called; bar: beats; agents: names, by program number; own: whether nobody
    else turns the voice's knobs; early: seconds that its port sends ahead. silent: whether the
    server didn't answer the last time, and told_silent, whether that was told; faults: what it
    refused, in sentences to be told.
    """

    def __init__(
        self,
        name: str,
        client: Client,
        voice: Voice,
        part: Part,
        bar: float,
        agents: Sequence[str],
        *,
        own: bool = True,
        early: float = 0.0,
    ) -> None:
        self.name, self.voice, self.part, self.bar, self.agents = name, voice, part, bar, agents
        self.early = early
        self.silent = self.told_silent = False
        self.faults: list[str] = []
        self._client, self._own = client, own
        self._turns: dict[str, Value] = {}
        self._quiet_until = self._bpm = 0.0
        self._refused = False

    def close(self) -> None:
        """Give the connection back."""
        self._client.close()

    def turn(self, key: str, value: Value) -> None:
        """Turn a knob, at the next `turned`: a controller may send a hundred values a second."""
        self._turns[key] = value

    def tune(self, bpm: float) -> None:
        """Let the voice know the tempo: it says how far back in beats a thumb reaches."""
        if self._own and abs(bpm - self._bpm) > OTHER_TEMPO * bpm:
            self._bpm = bpm
            self.turn("tempo", round(bpm, 1))

    def turned(self) -> bool:
        """Whether knobs were turned since the last time."""
        turns, self._turns = self._turns, {}
        try:
            if turns and self._own:
                self.voice.set(**turns)
            elif turns:  # once: its owner may turn them back
                pairs = chain.from_iterable(turns.items())
                self._client.send(SET.address, self.voice.name, *pairs)
        except ProtocolError as error:
            self.faults.append(reason(error))
        return bool(turns)

    def may_ask(self, now: float) -> bool:
        """Whether the server shall be asked now. Asks it how it is, where it was silent."""
        if now < self._quiet_until:
            return False
        if self.silent:
            with self.asking(now):
                self._client.catch_up(self.voice.name)
        return not self.silent

    @contextmanager
    def asking(self, now: float) -> Iterator[None]:
        """Ask the server: its silence, or what it refuses, ends the block and no more."""
        try:
            yield
            self.silent = self._refused = False
        except NoAnswer:
            self.silent = True
            self._quiet_until = now + QUIET_SECONDS
        except ProtocolError as error:
            self.faults.append(reason(error))
            if self._refused:
                self._quiet_until = now + QUIET_SECONDS
            self._refused = True


def reason(error: MeloError) -> str:
    """Why something was refused, in words for a person who knows nothing of requests."""
    return re.sub(r"^/melo/\w+: ", "", str(error))
