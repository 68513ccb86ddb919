"""The table of replies of the protocol, by which the server encodes and clients decode.

A reply is a frozen value with a field for each argument, in the order on the wire; its row takes
names, kinds, units and ranges from the annotations:

>>> len(NOTE.encode("lead", 1, 0, 60, 0.8, 0.5, 0.0, 0))
60
>>> NOTE.decode(("lead", 1, 0, 60, 0.8, 0.5, 0.0, 0)).pitch
60
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Annotated, Any, Generic, TypeVar, TypeVarTuple, cast, get_type_hints

from bridge.errors import Code, ProtocolError
from bridge.osc import codec
from bridge.osc.codec import Argument
from bridge.osc.limits import WATCH_SECONDS
from bridge.osc.parameters import (
    CHANNEL,
    DURATION,
    EPOCH,
    INDEX,
    LONGEST_TEXT,
    MODE,
    ONSET,
    PITCH,
    TOKEN,
    VELOCITY,
    VOICE,
    Parameter,
    Value,
    name_parameter,
)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Key value pairs at the end of a reply. value: the parameter for each value."""

    value: Parameter

    @property
    def usage(self) -> str:
        """Such as 'key:s value:f ...'."""
        return f"key:s {self.value.usage} ..."


class ReplySpec(Generic[T, *Ts]):
    """A row of the table: an address, its arguments, and their conversion to and from datagrams.

    parameters: in the order on the wire. pairs: key value pairs after them, if any.
    encode: the datagram of the field's values. A reply with pairs takes them as a mapping. Raises
    OscError for what no datagram holds; ranges aren't checked, since they are the server's promise.
    """

    def __init__(self, address: str, value: Callable[[*Ts], T], text: str) -> None:
        """value: the frozen class of the reply."""
        self.address, self.text = address, text
        self._value = value
        about = [hint.__metadata__[0] for hint in _hints(value)]
        self.parameters: tuple[Parameter, ...] = tuple(a for a in about if isinstance(a, Parameter))
        self.names = tuple(parameter.name for parameter in self.parameters)
        self.pairs: Pairs | None = next((a for a in about if isinstance(a, Pairs)), None)
        encode = partial(codec.encode, address) if self.pairs is None else self._encode_with_pairs
        self.encode = cast("Callable[[*Ts], bytes]", encode)
        self.prefix = address.encode() + b"\0"

    def decode(self, arguments: Sequence[Argument]) -> T:
        """The reply as a value. Numbers may come as int or float. Raises ProtocolError."""
        fixed = len(self.parameters)
        values: list[Any] = [
            parameter.convert(argument)
            for parameter, argument in zip(self.parameters, arguments, strict=False)
        ]
        if self.pairs is not None:
            values.append(self._decode_pairs(self.pairs, arguments[fixed:]))
        elif len(arguments) > fixed:
            raise self._misfit()
        try:
            return cast("Callable[..., T]", self._value)(*values)
        except TypeError:  # too few
            raise self._misfit() from None

    def named(self, arguments: Sequence[Argument]) -> dict[str, Argument]:
        """The arguments by name, unchecked, without the pairs."""
        return dict(zip(self.names, arguments, strict=False))

    def matches(self, datagram: bytes) -> bool:
        """Whether a datagram is a message to this row's address."""
        return datagram.startswith(self.prefix)

    @property
    def usage(self) -> str:
        """The arguments in words: 'voice:s epoch:i ...'."""
        words = [parameter.usage for parameter in self.parameters]
        return " ".join(words + ([] if self.pairs is None else [self.pairs.usage]))

    def _encode_with_pairs(self, *values: Any) -> bytes:
        *fixed, pairs = values
        return codec.encode(self.address, *fixed, *chain.from_iterable(pairs.items()))

    def _decode_pairs(self, pairs: Pairs, arguments: Sequence[Argument]) -> dict[str, Value]:
        if len(arguments) % 2:
            raise self._misfit()
        return {
            str(key): pairs.value.convert(value)
            for key, value in zip(arguments[::2], arguments[1::2], strict=True)
        }

    def _misfit(self) -> ProtocolError:
        return ProtocolError(Code.WRONG_ARGUMENTS, f"{self.address} says {self.usage}")


def _hints(value: Callable[..., Any]) -> list[Any]:
    """The annotations of a reply's fields, with their metadata."""
    return list(get_type_hints(value, include_extras=True).values())


VERSION_TEXT = Parameter("version", "s", "of the server, such as 0.1.0")
PROTOCOL = Parameter("protocol", "i", "version of the protocol", 1)
AGENT_NAME = name_parameter("agent", "name of the agent that plays new voices")
FALLBACK = Parameter(
    "fallback", "i", "1 = the cheap policy chose it, since `within` left no time", 0, 1
)
KEY_NAME = Parameter("key", "s", "what the value is of")
ANY_VALUE = Parameter("value", "v", "how it stands now")
CREDITED = Parameter("notes", "i", "how many notes were credited", 0)
THUMBS = Parameter("thumbs", "i", "how many thumbs the voice's taste knows", 0)
NATS = Parameter("value", "f", "nats, or a fact")
RANK = Parameter("rank", "i", "1 = the likeliest of them", 1)
PROBABILITY = Parameter("probability", "f", "0 to 1", 0, 1)
NAME = name_parameter("name", "name of the agent")
TASK = Parameter("task", "s", "what it learned: classic or melody")
NUMBER = Parameter("number", "i", "its place in the list, from 0", 0)
COUNT = Parameter("count", "i", "how many agents there are", 1)
PORT = Parameter("port", "s", "the MIDI output that it plays on", 1, LONGEST_TEXT)
ADDRESS = Parameter("address", "s", "that of the request, or empty")
CODE = Parameter("code", "i", "see below", min(Code), max(Code))
TEXT = Parameter("text", "s", "one sentence for a person")
VOICE_OR_NONE = Parameter("voice", "s", "that of the request, or empty")
CLIENT = Parameter("client", "s", "host and port that its replies go to: 127.0.0.1:57120")
SECONDS = Parameter("seconds", "f", "until the copies end", 0, WATCH_SECONDS)
HELD_KEYS = Parameter("count", "i", "how many keys are held now", 0)


@dataclass(frozen=True, slots=True)
class WelcomeReply:
    """The server's versions and its default agent."""

    protocol: Annotated[int, PROTOCOL]
    version: Annotated[str, VERSION_TEXT]
    agent: Annotated[str, AGENT_NAME]


@dataclass(frozen=True, slots=True)
class PongReply:
    """The answer to a ping."""

    token: Annotated[int, TOKEN]


@dataclass(frozen=True, slots=True)
class NoteReply:
    """One note of a voice. duration, onset: quarter notes."""

    voice: Annotated[str, VOICE]
    epoch: Annotated[int, EPOCH]
    index: Annotated[int, INDEX]
    pitch: Annotated[int, PITCH]
    velocity: Annotated[float, VELOCITY]
    duration: Annotated[float, DURATION]
    onset: Annotated[float, ONSET]
    fallback: Annotated[int, FALLBACK]


@dataclass(frozen=True, slots=True)
class ValueReply:
    """The current value of a key of a voice."""

    voice: Annotated[str, VOICE]
    key: Annotated[str, KEY_NAME]
    value: Annotated[Value, ANY_VALUE]


@dataclass(frozen=True, slots=True)
class LearnedReply:
    """The effect of a thumb, or of a change of the taste."""

    voice: Annotated[str, VOICE]
    notes: Annotated[int, CREDITED]
    thumbs: Annotated[int, THUMBS]


@dataclass(frozen=True, slots=True)
class BecauseReply:
    """Why a note was chosen. reasons: statistics by name, and contributions of parts in nats."""

    voice: Annotated[str, VOICE]
    index: Annotated[int, INDEX]
    reasons: Annotated[Mapping[str, float], Pairs(NATS)]


@dataclass(frozen=True, slots=True)
class AlternativeReply:
    """Another note that could have been chosen. duration: quarter notes; probability: 0-1."""

    voice: Annotated[str, VOICE]
    index: Annotated[int, INDEX]
    rank: Annotated[int, RANK]
    pitch: Annotated[int, PITCH]
    duration: Annotated[float, DURATION]
    probability: Annotated[float, PROBABILITY]


@dataclass(frozen=True, slots=True)
class AgentReply:
    """A loaded agent, one of `count`."""

    name: Annotated[str, NAME]
    task: Annotated[str, TASK]
    number: Annotated[int, NUMBER]
    count: Annotated[int, COUNT]


@dataclass(frozen=True, slots=True)
class StatisticsReply:
    """Statistics of the server. figures: by name, which includes the unit."""

    figures: Annotated[Mapping[str, Value], Pairs(ANY_VALUE)]


@dataclass(frozen=True, slots=True)
class PlayingReply:
    """A voice has started to play by MIDI."""

    voice: Annotated[str, VOICE]
    port: Annotated[str, PORT]
    channel: Annotated[int, CHANNEL]
    mode: Annotated[str, MODE]


@dataclass(frozen=True, slots=True)
class StoppedReply:
    """A voice has stopped playing by MIDI."""

    voice: Annotated[str, VOICE]


@dataclass(frozen=True, slots=True)
class ChoiceReply:
    """The next note after those in the request. duration: quarter notes."""

    pitch: Annotated[int, PITCH]
    velocity: Annotated[float, VELOCITY]
    duration: Annotated[float, DURATION]


@dataclass(frozen=True, slots=True)
class HeldReply:
    """Keys of a voice are held, or all are released."""

    voice: Annotated[str, VOICE]
    count: Annotated[int, HELD_KEYS]


@dataclass(frozen=True, slots=True)
class WatchingReply:
    """The client watches all clients for a time."""

    seconds: Annotated[float, SECONDS]


@dataclass(frozen=True, slots=True)
class FromReply:
    """The first message of a copy: whose request and replies follow."""

    client: Annotated[str, CLIENT]


@dataclass(frozen=True, slots=True)
class ErrorReply:
    """Why a request failed. address, voice: those of the request, or empty."""

    address: Annotated[str, ADDRESS]
    code: Annotated[int, CODE]
    text: Annotated[str, TEXT]
    voice: Annotated[str, VOICE_OR_NONE] = ""


WELCOME = ReplySpec("/melo/welcome", WelcomeReply, "Who serves.")
PONG = ReplySpec("/melo/pong", PongReply, "The server is there.")
NOTE = ReplySpec("/melo/note", NoteReply, "One note of a voice.")
VALUE = ReplySpec("/melo/value", ValueReply, "How something of a voice stands.")
LEARNED = ReplySpec("/melo/learned", LearnedReply, "What a thumb did.")
BECAUSE = ReplySpec("/melo/because", BecauseReply, "Why a note was chosen.")
ALTERNATIVE = ReplySpec(
    "/melo/alternative", AlternativeReply, "A note that could have come instead."
)
AGENT = ReplySpec("/melo/agent", AgentReply, "An agent that is loaded.")
STATISTICS = ReplySpec("/melo/statistics", StatisticsReply, "How the server is doing.")
PLAYING = ReplySpec("/melo/playing", PlayingReply, "A voice plays by MIDI.")
STOPPED = ReplySpec("/melo/stopped", StoppedReply, "A voice plays by MIDI no more.")
CHOICE = ReplySpec("/melo/choice", ChoiceReply, "The next note after those that were given.")
HELD = ReplySpec("/melo/held", HeldReply, "Keys of a voice are held, or all are released.")
WATCHING = ReplySpec("/melo/watching", WatchingReply, "Copies of what clients do will come.")
FROM = ReplySpec(
    "/melo/from",
    FromReply,
    "Begins a copy, a bundle: this, then what that client asked, then what it was answered.",
)
ERROR = ReplySpec("/melo/error", ErrorReply, "Why a request isn't answered.")

AnyReply = (
    WelcomeReply
    | PongReply
    | NoteReply
    | ValueReply
    | LearnedReply
    | BecauseReply
    | AlternativeReply
    | AgentReply
    | StatisticsReply
    | PlayingReply
    | StoppedReply
    | ChoiceReply
    | HeldReply
    | WatchingReply
    | FromReply
    | ErrorReply
)
AnySpec = ReplySpec[Any, *tuple[Any, ...]]
REPLIES: dict[str, AnySpec] = {
    spec.address: spec
    for spec in cast(
        "tuple[AnySpec, ...]",
        (
            WELCOME,
            PONG,
            NOTE,
            VALUE,
            LEARNED,
            BECAUSE,
            ALTERNATIVE,
            AGENT,
            STATISTICS,
            PLAYING,
            STOPPED,
            CHOICE,
            HELD,
            WATCHING,
            FROM,
            ERROR,
        ),
    )
}


def decode(address: str, arguments: Sequence[Argument]) -> AnyReply:
    """Decode a reply by its row. Raises ProtocolError if it isn't a valid reply."""
    spec = REPLIES.get(address)
    if spec is None:
        raise ProtocolError(Code.UNKNOWN_ADDRESS, f"there is no reply {address}")
    reply: AnyReply = spec.decode(arguments)
    return reply
