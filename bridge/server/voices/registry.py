"""The clients of a server, their reply ports and their voices, in bounded tables.

A client is identified by where its replies go: (host, reply port). Whatever clients do, the tables
stay bounded, and no client loses voices to another one as long as there is room.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import TypeVar

from bridge.osc.address import Address
from bridge.osc.limits import IDLE_SECONDS, MOST_CLIENTS, MOST_VOICES
from bridge.server.voices.voice import ServerVoice

VoiceKey = tuple[Address, str]
K = TypeVar("K")
V = TypeVar("V")


class Registry:
    """The tables of a server, each with the least recently used entry first."""

    def __init__(self) -> None:
        self.voices: OrderedDict[VoiceKey, ServerVoice] = OrderedDict()
        self._reply_ports: OrderedDict[Address, int] = OrderedDict()
        self._seen: OrderedDict[Address, float] = OrderedDict()

    @property
    def clients(self) -> int:
        """Number of clients that haven't been evicted."""
        return len(self._seen)

    def client(self, sender: Address) -> Address:
        """Where replies to a sender go: to the port that it declared by hello, or to itself."""
        declared = self._reply_ports.get(sender)
        if declared is None:
            return sender
        self._reply_ports.move_to_end(sender)
        return sender[0], declared

    def declare(self, sender: Address, port: int) -> Address:
        """Set the port of the sender's host for its replies (0: its own); returns the client."""
        host, own = sender
        _remember(self._reply_ports, sender, port or own, MOST_CLIENTS)
        return host, port or own

    def greet(self, client: Address, now: float) -> bool:
        """Record that a client was active; whether it is new."""
        new = client not in self._seen
        _remember(self._seen, client, now, MOST_CLIENTS)
        return new

    def voice(self, key: VoiceKey) -> ServerVoice | None:
        """A voice, or None."""
        voice = self.voices.get(key)
        if voice is not None:
            self.voices.move_to_end(key)
        return voice

    def add(self, key: VoiceKey, voice: ServerVoice) -> None:
        """Add a voice. If there are too many, the client with the most loses its oldest one."""
        if len(self.voices) >= MOST_VOICES:
            [(greediest, _)] = Counter(client for client, _ in self.voices).most_common(1)
            del self.voices[next(key for key in self.voices if key[0] == greediest)]
        self.voices[key] = voice

    def evict(self, now: float) -> None:
        """Remove voices and clients that have been idle for IDLE_SECONDS."""
        while self.voices and next(iter(self.voices.values())).used < now - IDLE_SECONDS:
            self.voices.popitem(last=False)
        while self._seen and next(iter(self._seen.values())) < now - IDLE_SECONDS:
            self._seen.popitem(last=False)


def _remember(table: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    """Put an entry last, and drop the least recently used one if there are too many."""
    table[key] = value
    table.move_to_end(key)
    if len(table) > most:
        table.popitem(last=False)
