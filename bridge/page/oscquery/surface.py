"""What controllers see and turn, without sockets: one object for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from bridge.errors import ProtocolError
from bridge.osc import codec
from bridge.osc.codec import Message, OscError
from bridge.osc.keys import KEYS
from bridge.osc.parameters import Value
from bridge.osc.replies import ERROR, FROM, VALUE, ValueReply
from bridge.osc.requests import GET
from bridge.page.oscquery.addresses import Turn, turn_of
from bridge.page.oscquery.known_voices import KnownVoices
from bridge.page.oscquery.listeners import Listeners, Send
from bridge.page.oscquery.namespace import Node, namespace

MOST_WAITING = 64
WATCH_SECONDS = 60.0
"""So long the voices are watched after somebody asked for them or turned something."""
COMPLAINT_SECONDS = 1.0
ASK_SECONDS, MOST_ASKED = 0.1, 2 * len(KEYS)
"""What is asked counts for the client whose voice it is: a share of what it may ask itself."""

Ask = Callable[[str, bytes], None]
"""Sends a request on behalf of a client, host:port."""

HandOver = Callable[[str, str, str, Value], bool]
"""Hands what is turned to a client that turns it by itself: gets client, voice, name and value, and
says whether it is such a client."""


class Surface:
    """The voices of all clients as controllers see them, and what controllers turn.

    ask: sends a request to the server. hand_over: to clients that turn their keys by themselves.
    report: says a line on the console. Times are in seconds.
    """

    def __init__(self, ask: Ask, hand_over: HandOver, report: Callable[[str], None]) -> None:
        self._ask, self._hand_over, self._report = ask, hand_over, report
        self._voices, self._listeners = KnownVoices(), Listeners()
        self._waiting: dict[tuple[str, str], Turn] = {}
        """The latest of each address: it waits for `flush`, or for its voice."""
        self._read_until = self._watched_until = self._quiet_until = self._ask_at = 0.0
        self._bad = 0

    # For whom, and how long

    def is_read(self, now: float) -> bool:
        """Whether somebody reads the values."""
        return bool(self._listeners) or now < self._read_until

    def is_used(self, now: float) -> bool:
        """Whether somebody reads or turns anything, so that voices have to be watched."""
        return self.is_read(now) or now < self._watched_until

    def begin(self) -> None:
        """Voices are watched from now on, and weren't before."""
        self._voices.doubt()

    def end(self) -> None:
        """Voices are watched no more."""
        self._waiting.clear()

    # Reading

    def read(self, now: float) -> None:
        """Somebody asks for the description."""
        self._read_until = now + WATCH_SECONDS

    def description(self) -> Node:
        """All that is known."""
        return namespace(self._voices.values())

    def add(self, send: Send) -> None:
        """A listener has come."""
        self._listeners.add(send)

    def drop(self, send: Send) -> None:
        """A listener has gone."""
        self._listeners.drop(send)

    def command(self, send: Send, text: str, now: float) -> None:
        """Do what a listener says."""
        try:
            self._listeners.do(send, text)
        except ProtocolError as error:
            self._complain(str(error), now)

    # Turning

    def take(self, datagram: bytes, now: float) -> None:
        """Take in what a controller sends: it waits for `flush`."""
        try:
            messages = codec.decode(datagram)
        except OscError as error:
            self._complain(str(error), now)
            return
        for message in messages:
            try:
                self._put(turn_of(message), now)
            except ProtocolError as error:
                self._complain(str(error), now)

    def flush(self) -> bool:
        """Send what waits for voices that are known; whether there was anything."""
        known = [
            (turn, voice)
            for turn in self._waiting.values()
            if (voice := self._voices.get(turn.voice))
        ]
        for turn, voice in known:
            del self._waiting[turn.voice, turn.name]
            if not self._hand_over(voice.client, *turn):
                self._ask(voice.client, turn.request)
        return bool(known)

    def _put(self, turn: Turn, now: float) -> None:
        if turn.is_button_up:
            return
        self._watched_until = now + WATCH_SECONDS
        if turn.name not in KEYS and self._voices.get(turn.voice) is None:
            self._complain(f"no voice {turn.voice} plays", now)
        elif len(self._waiting) >= MOST_WAITING and turn[:2] not in self._waiting:
            self._complain("too much is turned at once: the rest is dropped", now)
        else:
            self._waiting[turn.voice, turn.name] = turn

    # Learning

    def receive(self, datagram: bytes, now: float) -> None:
        """Learn from what the server sends: copies of requests, and answers to ours."""
        with suppress(OscError, ProtocolError):
            first, *others = codec.decode(datagram)
            if first[0] == FROM.address and others:
                self.see(FROM.decode(first[1]).client, others, now)
            elif first[0] == VALUE.address:
                self._told(VALUE.decode(first[1]))
            elif first[0] == ERROR.address:
                self._complain(ERROR.decode(first[1]).text, now)

    def see(self, client: str, did: Sequence[Message], now: float) -> None:
        """Learn from what a client did: its request, then the replies."""
        sighting = None
        with suppress(ProtocolError):
            sighting = self._voices.see(client, did, now)
        if sighting is None:
            return
        if sighting.is_new:
            self._listeners.tell_added(sighting.name)
        for key, value in sighting.changed.items():
            self._listeners.tell_value(sighting.name, key, value)

    def ask_missing(self, now: float) -> bool:
        """Ask for keys of voices that aren't known, not too many at once; whether there are any."""
        if now < self._ask_at or not self.is_read(now):
            return False
        missing = [
            (voice.client, name, key)
            for name, voice in self._voices.missing(now)
            for key in sorted(voice.missing)
        ]
        for client, name, key in missing[:MOST_ASKED]:
            self._ask(client, codec.encode(GET.address, name, key))
        self._ask_at = now + ASK_SECONDS if missing else now
        return bool(missing)

    def forget(self, now: float) -> None:
        """Forget voices that the server has forgotten, too."""
        for name in self._voices.forget(now):
            self._listeners.tell_removed(name)

    def _told(self, reply: ValueReply) -> None:
        voice = self._voices.get(reply.voice)
        if voice is not None and reply.key in KEYS:
            for key, value in voice.told({reply.key: reply.value}).items():
                self._listeners.tell_value(reply.voice, key, value)

    def _complain(self, text: str, now: float) -> None:
        """Say what is wrong, once a second at most."""
        self._bad += 1
        if now >= self._quiet_until:
            self._quiet_until = now + COMPLAINT_SECONDS
            self._report(f"controls: {text}" + (f" ({self._bad} faults)" if self._bad > 1 else ""))
            self._bad = 0
