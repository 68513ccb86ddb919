"""A Python client for scripts and notebooks: voices, thumbs and the reasons for notes.

>>> from bridge.client import REST, Client
>>> melo = Client()
>>> lead = melo.voice("lead", key="D dorian", low="C4", high="C5")
>>> phrase = lead.next(8)  # eight notes: (index, pitch, velocity, duration, onset, fallback)
>>> [note.index for note in phrase]
[0, 1, 2, 3, 4, 5, 6, 7]
>>> all(note.pitch % 12 in (2, 4, 5, 7, 9, 11, 0) for note in phrase if note.pitch != REST)
True
>>> lead.set(harmony=1.5)  # from the next note on
>>> lead
<Voice 'lead' at note 8: key='D', scale='dorian', low='C4', high='C5', harmony=1.5>
>>> next(lead).index  # a voice is an iterator as well: `for note in lead: ...`
8
>>> lead.good().thumbs  # more like the notes just now
1
>>> lead.heard("G4", 0.8, 1.0)  # what somebody else played
>>> lead.next(4)[0].index
9
>>> lead.why(0).rank > 0  # 1 = it was the likeliest note
True
>>> lead.set(harmony=None, low=None)  # as they were at first
>>> lead.get("harmony")
1.0
>>> melo.close()
"""

from __future__ import annotations

import statistics
import time

from bridge.client.connection import Connection
from bridge.client.keys import Setting, takes_keys
from bridge.client.voice import Voice
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value
from bridge.osc.replies import AGENT, PONG, STATISTICS
from bridge.osc.requests import AGENTS, PING, STATS


class Client(Connection):
    """A client of a melobridge server: `with Client() as melo: lead = melo.voice("lead")`."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.place}>"

    @takes_keys(*KEYS)
    def voice(self, name: str, **keys: Setting | Voice) -> Voice:
        """Create a voice at note 0, with keys as `Voice.set` takes them.

        If this client has used the name before, the server keeps its keys and its taste. Raises
        ProtocolError, and NoAnswer if there are keys.
        """
        return Voice(self, name, keys)

    def agents(self) -> list[str]:
        """Names of the loaded agents. Raises NoAnswer."""
        told = self.ask(AGENTS.address, replies=lambda reply: AGENT.decode(reply.values).count)
        agents = [AGENT.decode(reply.values) for reply in told]
        return [agent.name for agent in sorted(agents, key=lambda agent: agent.number)]

    def stats(self) -> dict[str, Value]:
        """Statistics of the server: keys and values of `/melo/statistics`. Raises NoAnswer."""
        return dict(self.ask_one(STATS, STATISTICS).figures)

    def round_trip_ms(self, tries: int = 200) -> float:
        """Median round trip of a ping in milliseconds. Raises NoAnswer."""
        times = []
        for token in range(tries):
            start = time.perf_counter()
            self.ask_one(PING, PONG, token)
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1000
