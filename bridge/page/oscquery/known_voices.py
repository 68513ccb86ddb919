"""What is known of the voices of all clients, from copies of what they asked and were answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.osc.codec import Message
from bridge.osc.keys import KEYS
from bridge.osc.limits import IDLE_SECONDS, MOST_VOICES
from bridge.osc.parameters import VOICE, Value
from bridge.osc.requests import AGENT, HOLD, PRESET, REQUESTS, SET, Call, check, split_reply_port
from bridge.page.oscquery.addresses import has_address

AGENT_KEY = "agent"
SILENT_SECONDS = 60.0
"""A voice that has been silent for so long gives its name back to an older one that still plays."""


@dataclass(slots=True)
class KnownVoice:
    """A voice that was seen.

    client: host:port. heard: when it was seen last, in seconds. values: of keys. missing: keys
    whose values aren't known, or may be others by now. held: keys that stay whatever the client
    asks.
    """

    client: str
    heard: float
    values: dict[str, Value] = field(default_factory=dict)
    missing: set[str] = field(default_factory=lambda: set(KEYS))
    held: set[str] = field(default_factory=set)

    def turn(self, keys: Mapping[str, Value]) -> dict[str, Value]:
        """Set keys as the client asks; return those whose value has changed."""
        return self.told({key: value for key, value in keys.items() if key not in self.held})

    def hold(self, keys: Mapping[str, Value]) -> dict[str, Value]:
        """Set keys and hold them; return those whose value has changed."""
        self.held |= keys.keys()
        return self.told(keys)

    def release(self) -> None:
        """Hold no key any more: each goes to what the client asked for meanwhile."""
        self.missing |= self.held
        self.held.clear()

    def told(self, keys: Mapping[str, Value]) -> dict[str, Value]:
        """Set keys as they are; return those whose value has changed."""
        changed = {key: value for key, value in keys.items() if self.values.get(key) != value}
        self.values |= keys
        self.missing -= keys.keys()
        return changed


class Sighting(NamedTuple):
    """What a copy showed of a voice. is_new: no voice of this name was known; changed: keys with
    their new values."""

    name: str
    is_new: bool
    changed: Mapping[str, Value]


class KnownVoices:
    """The voices of all clients by name. Of several with one name it is the one that came last."""

    def __init__(self) -> None:
        self._voices: dict[str, KnownVoice] = {}
        self._seen: dict[tuple[str, str], float] = {}
        """When each client's voice was seen last, by client and name."""

    def get(self, name: str) -> KnownVoice | None:
        """The voice that a name means."""
        return self._voices.get(name)

    def values(self) -> dict[str, dict[str, Value]]:
        """By name, the keys of each voice that are known."""
        return {name: voice.values for name, voice in self._voices.items()}

    def missing(self, now: float) -> list[tuple[str, KnownVoice]]:
        """Voices that play, by name, of which keys are missing."""
        return [
            (name, voice)
            for name, voice in self._voices.items()
            if voice.missing and now - voice.heard < SILENT_SECONDS
        ]

    def doubt(self) -> None:
        """Nobody has watched for a while: any key of any voice may have changed."""
        for voice in self._voices.values():
            voice.missing = set(KEYS)

    def see(self, client: str, copied: Sequence[Message], now: float) -> Sighting | None:
        """Learn from a request and its replies. None if they aren't about the voice of an address.

        Raises ProtocolError for a request that no server can have answered.
        """
        (address, arguments), *replies = copied
        if address not in REQUESTS or REQUESTS[address].arguments[:1] != (VOICE,):
            return None
        call = check(address, split_reply_port(arguments)[0])
        name = str(call.values[0])
        if not has_address(name):
            return None
        is_new = name not in self._voices
        voice = self._find(client, name, now)
        if voice is None:
            return None
        return Sighting(name, is_new, _learn(voice, address, call, bool(replies)))

    def forget(self, now: float) -> list[str]:
        """Forget what has been silent for as long as the server remembers; return the names."""
        old = now - IDLE_SECONDS
        self._seen = {key: heard for key, heard in self._seen.items() if heard > old}
        gone = [name for name, voice in self._voices.items() if voice.heard <= old]
        for name in gone:
            del self._voices[name]
        return gone

    def _find(self, client: str, name: str, now: float) -> KnownVoice | None:
        """The voice, if its name means that of this client, as it may do from now on."""
        voice, is_new = self._voices.get(name), self._remember(client, name, now)
        if voice is None or (
            voice.client != client and (is_new or now - voice.heard > SILENT_SECONDS)
        ):
            voice = self._voices[name] = KnownVoice(client, now)
        if voice.client != client:
            return None
        voice.heard = now
        return voice

    def _remember(self, client: str, name: str, now: float) -> bool:
        """Note that a client's voice was seen, and say whether that was the first time."""
        is_new = (client, name) not in self._seen
        if is_new and len(self._seen) >= MOST_VOICES:
            oldest = min(self._seen, key=self._seen.__getitem__)
            del self._seen[oldest]
            if oldest[1] in self._voices and self._voices[oldest[1]].client == oldest[0]:
                del self._voices[oldest[1]]
        self._seen[client, name] = now
        return is_new


def _learn(voice: KnownVoice, address: str, call: Call, is_answered: bool) -> dict[str, Value]:
    """Learn from a request; return the keys whose value has changed, as far as it tells."""
    if address == HOLD.address and call.keys:
        return voice.hold(call.keys)
    if address == HOLD.address:
        voice.release()
    elif address == PRESET.address:
        voice.missing = set(KEYS)
    elif address == AGENT.address:
        return voice.turn({AGENT_KEY: call.values[1]})
    elif address == SET.address or is_answered:
        # A request for notes of a lower epoch than the latest isn't answered and turns nothing.
        return voice.turn(call.keys)
    return {}
