"""Datagrams in, datagrams out: the server's whole behaviour, without a socket.

A client is whoever gets the replies: (host, reply port). Replies only ever go to the host that
asked. Whatever arrives, the answer is replies or one `/melo/error`, never an exception.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from typing import NamedTuple, TypeVar

import numpy as np

from agent.knobs import WEIGHTS, Knobs
from agent.playing import Note, Player
from bridge import osc
from bridge.errors import Code, ProtocolError
from bridge.limits import MOST_CLIENTS, MOST_VOICES
from bridge.protocol import (
    KEYS,
    LARGEST_INT,
    REPLIES,
    VERSION,
    Call,
    Value,
    check,
    split_reply_port,
    unknown_key,
)
from bridge.voices import Heard, Settings, Voice

Destination = tuple[str, int]
K = TypeVar("K")
V = TypeVar("V")
EPOCH = "epoch"


class Packet(NamedTuple):
    """A datagram to send."""

    data: bytes
    to: Destination


class Answer(NamedTuple):
    """What to send, and what to log (a line per new client and per fault, none per note)."""

    packets: list[Packet]
    log: tuple[str, ...] = ()


class Responder:
    """Answers datagrams with the loaded agents; owns all clients and voices."""

    def __init__(self, players: Mapping[str, Player], default: str, seed: int) -> None:
        self.players, self.default = players, default
        self._version = version("melobridge")
        self._random = np.random.default_rng(seed)
        self._reply_ports: OrderedDict[Destination, int] = OrderedDict()
        self._voices: OrderedDict[tuple[Destination, str], Voice] = OrderedDict()
        self._seen: OrderedDict[Destination, None] = OrderedDict()
        self._handlers: dict[str, Callable[[Call, Destination], Iterator[bytes]]] = {
            "/melo/hello": self._hello,
            "/melo/ping": self._ping,
            "/melo/next": self._next,
            "/melo/heard": self._hear,
            "/melo/set": self._set,
            "/melo/get": self._get,
            "/melo/reset": self._reset,
            "/melo/agents": self._agents,
            "/melo/choose": self._choose,
        }

    def answer(self, datagram: bytes, sender: Destination) -> Answer:
        """The answer to one datagram from `sender`."""
        try:
            messages = osc.decode(datagram)
        except osc.OscError as error:
            fault = ProtocolError(Code.MALFORMED, str(error))
            return self._fault("", fault, self._client(sender))
        if len(messages) == 1:
            return self._answer_message(*messages[0], sender)
        answers = [self._answer_message(*message, sender) for message in messages]
        return Answer(
            [packet for answer in answers for packet in answer.packets],
            tuple(line for answer in answers for line in answer.log),
        )

    def _answer_message(
        self, address: str, arguments: tuple[osc.Argument, ...], sender: Destination
    ) -> Answer:
        if address in REPLIES:
            return Answer([])
        client = self._client(sender)
        try:
            arguments, port = split_reply_port(arguments)
            client = (sender[0], port) if port else client
            call = check(address, arguments)
            if address == "/melo/hello":
                client = self._declare(call, sender)
            packets = [Packet(data, client) for data in self._handlers[address](call, client)]
        except ProtocolError as error:
            return self._fault(address, error, client)
        except Exception as error:  # one bad request must not end the others
            text = f"{type(error).__name__} in the server: please report it"
            return self._fault(address, ProtocolError(Code.INTERNAL, text), client)
        if client in self._seen:
            return Answer(packets)
        _remember(self._seen, client, None, MOST_CLIENTS)
        name = f" '{call.values[1]}'" if address == "/melo/hello" else ""
        return Answer(packets, (f"client{name} {client[0]}:{client[1]}",))

    def _client(self, sender: Destination) -> Destination:
        """Who gets the replies: the port that the sender declared by hello, or the sender."""
        declared = self._reply_ports.get(sender)
        if declared is None:
            return sender
        self._reply_ports.move_to_end(sender)
        return sender[0], declared

    def _declare(self, call: Call, sender: Destination) -> Destination:
        """A hello: from now on replies to this sender go to the port that it names (0: its own)."""
        host, port = sender
        declared = int(call.values[0]) or port
        _remember(self._reply_ports, sender, declared, MOST_CLIENTS)
        return host, declared

    def _fault(self, address: str, error: ProtocolError, client: Destination) -> Answer:
        text = _printable(str(error))
        reply = osc.encode("/melo/error", address, int(error.code), text)
        what = address or "a datagram"
        return Answer([Packet(reply, client)], (f"{client[0]}:{client[1]} {what}: {text}",))

    def _voice(self, client: Destination, name: Value) -> Voice:
        voice = self._voices.get((client, str(name)))
        if voice is None:
            seed = int(self._random.integers(LARGEST_INT))
            voice = Voice(self.players[self.default], Settings(self.default, seed))
        _remember(self._voices, (client, str(name)), voice, MOST_VOICES)
        return voice

    def _hello(self, call: Call, client: Destination) -> Iterator[bytes]:
        yield osc.encode("/melo/welcome", VERSION, self._version, self.default)

    def _ping(self, call: Call, client: Destination) -> Iterator[bytes]:
        yield osc.encode("/melo/pong", call.values[0])

    def _next(self, call: Call, client: Destination) -> Iterator[bytes]:
        name, epoch, index, count = call.values
        assert isinstance(epoch, int)
        assert isinstance(index, int)
        assert isinstance(count, int)
        voice = self._voice(client, name)
        if voice.is_stale(epoch):
            return
        self._apply(voice, call.keys)
        for number, note in enumerate(voice.next(epoch, index, count), start=index):
            yield osc.encode("/melo/note", name, epoch, number, *note)

    def _hear(self, call: Call, client: Destination) -> Iterator[bytes]:
        name, pitch, velocity, duration, *onset = call.values
        note = Note(int(pitch), float(velocity), float(duration), float(onset[0]) if onset else 0.0)
        self._voice(client, name).hear(Heard(note, bool(onset)))
        return iter(())

    def _set(self, call: Call, client: Destination) -> Iterator[bytes]:
        self._apply(self._voice(client, call.values[0]), call.keys)
        return iter(())

    def _get(self, call: Call, client: Destination) -> Iterator[bytes]:
        name, key = call.values
        voice = self._voice(client, name)
        if key == EPOCH:
            value: Value = voice.epoch
        elif key in KEYS:
            value = voice.settings.value(str(key))
        else:
            raise unknown_key(key, [*KEYS, EPOCH])
        yield osc.encode("/melo/value", name, key, value)

    def _reset(self, call: Call, client: Destination) -> Iterator[bytes]:
        self._voice(client, call.values[0]).reset()
        yield osc.encode("/melo/value", call.values[0], "index", 0)

    def _agents(self, call: Call, client: Destination) -> Iterator[bytes]:
        for number, (name, player) in enumerate(self.players.items()):
            yield osc.encode("/melo/agent", name, player.header.task, number, len(self.players))

    def _choose(self, call: Call, client: Destination) -> Iterator[bytes]:
        player, knobs = self.players[self.default], Knobs()
        line = player.start(0)
        for beat, pitch in enumerate(call.values):
            note = Note(int(pitch), 1.0, 1.0, float(beat))
            line = player.hear(line, knobs, note, placed=True)
        note, _ = player.play(line, knobs, self._random.random())
        yield osc.encode("/melo/choice", note.pitch, note.velocity, note.duration)

    def _apply(self, voice: Voice, keys: dict[str, Value]) -> None:
        """Change settings as the keys say: all of them, or none and a ProtocolError."""
        if not keys:
            return
        settings = voice.settings.changed(keys)
        if settings is voice.settings:
            return
        player = self.players.get(settings.agent)
        if player is None:
            raise ProtocolError(
                Code.UNKNOWN_AGENT,
                f"there is no agent '{settings.agent}': use one of {', '.join(self.players)}",
            )
        if not player.terms and any(key in WEIGHTS for key in keys):
            raise ProtocolError(
                Code.UNKNOWN_KEY,
                f"agent '{settings.agent}' was trained without knobs for its reward terms",
            )
        voice.set(player, settings)


def _printable(text: str) -> str:
    """A text that fits an OSC string and one line of a log, whatever a client put into it."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in text)
    return clean.encode()[: osc.MAX_STRING_BYTES].decode(errors="ignore")


def _remember(table: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    """Put an entry last, and drop the one that was used the longest ago."""
    table[key] = value
    table.move_to_end(key)
    if len(table) > most:
        table.popitem(last=False)
