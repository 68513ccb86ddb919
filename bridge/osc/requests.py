"""The table of requests of the protocol, from which dispatch, checks, clients and docs derive.

A row also says which replies answer the request, and whether the request is idempotent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.errors import Code, ProtocolError
from bridge.osc import replies
from bridge.osc.codec import Argument
from bridge.osc.keys import KEYS, add_scale, scale_of, unknown_key
from bridge.osc.limits import MOST_WATCHERS, WATCH_SECONDS
from bridge.osc.parameters import (
    CHANNEL,
    DURATION,
    EPOCH,
    HIGHEST_INDEX,
    INDEX,
    LONGEST_TEXT,
    MODE,
    MOST_NOTES,
    ONSET,
    PITCH,
    TOKEN,
    VELOCITY,
    VOICE,
    Parameter,
    Value,
    name_parameter,
)

TASTE_ACTIONS = ("undo", "reset", "save", "load")
PRESET_ACTIONS = ("save", "load")
# May be appended to any request, by clients whose port changes (oscsend) and so can't use hello.
REPLY_PORT = Parameter("reply_port", "i", "the port of the same host that replies go to", 1, 65535)
KEY = name_parameter("key", "one of the keys below, or epoch: the latest one")
NAME = name_parameter("name", "letters, digits, dot, - and _")
AGENT_NAME = name_parameter("name", "name of the agent that plays this voice from now on")
WITHIN = Parameter(
    "within", "f", "ms until the answer must be there; a cheap policy helps out", 0, 60_000
)
START = Parameter(
    "onset", "f", "beats; where the note begins if the server knows none before it", 0, 1e6
)
OUTPUT = Parameter(
    "port",
    "s",
    "a MIDI output of the server's machine, by (a part of) its name; melobridge = the server's own "
    "virtual port",
    1,
    LONGEST_TEXT,
)


@dataclass(frozen=True, slots=True)
class ExpectedReply:
    """A reply to a request, and how to distinguish it from replies to other requests.

    matching: required arguments by name, each the same as an argument of the request (if it is a
    Parameter of the request) or a fixed value. times: how many there are, in words.
    """

    reply: replies.AnySpec
    matching: Mapping[str, Parameter | Value] = field(default_factory=dict)
    times: str = ""

    def fits(self, request: Request, asked: Sequence[Value], told: Sequence[Argument]) -> bool:
        """Whether a reply with arguments `told` matches a request with arguments `asked`."""
        named = self.reply.named(told)
        return all(
            name in named and named[name] == request.argument(asked, wanted)
            for name, wanted in self.matching.items()
        )

    @property
    def usage(self) -> str:
        """The reply in words: 'count times /melo/note voice:s epoch:i ...'."""
        words = [self._word(parameter) for parameter in self.reply.parameters]
        words += [] if self.reply.pairs is None else [self.reply.pairs.usage]
        return f"{self.times}{' '.join([self.reply.address, *words])}"

    def _word(self, parameter: Parameter) -> str:
        wanted = self.matching.get(parameter.name, parameter)
        if isinstance(wanted, Parameter):
            return wanted.usage
        return f"{wanted}:s" if isinstance(wanted, str) else f"{wanted}"


@dataclass(frozen=True, slots=True)
class Request:
    """A row of the table: fixed arguments, then optional ones, then a tail.

    answers: the replies to it. tail: "keys" = key value pairs, "some keys" = at least one pair,
    "pitches" = any number of pitches. pairs: other pairs of this request that may be among the
    keys. example, max_example: arguments for the docs, and those for Max if they differ.
    repeatable: whether it is idempotent, so that clients may send it again. watched: whether those
    who watch get a copy of it and its replies.
    """

    address: str
    arguments: tuple[Parameter, ...]
    answers: tuple[ExpectedReply, ...]
    text: str
    optional: tuple[Parameter, ...] = ()
    tail: str = ""
    pairs: tuple[Parameter, ...] = ()
    example: tuple[Value, ...] = ()
    max_example: tuple[Value, ...] = ()
    repeatable: bool = True
    watched: bool = False

    @property
    def reply(self) -> str:
        """The replies in words; 'none' if there are none."""
        return " and ".join(expected.usage for expected in self.answers) or "none"

    def argument(self, asked: Sequence[Value], wanted: Parameter | Value) -> Value:
        """The value of `wanted` among the arguments `asked`; a plain value is returned as it is."""
        return asked[self.arguments.index(wanted)] if isinstance(wanted, Parameter) else wanted

    def is_answered_by(
        self, address: str, told: Sequence[Argument], asked: Sequence[Value]
    ) -> bool:
        """Whether a message answers this request with the arguments `asked`."""
        return any(
            expected.reply.address == address and expected.fits(self, asked, told)
            for expected in self.answers
        )


class Call(NamedTuple):
    """A checked request: its arguments in order, its keys, and its other pairs."""

    values: tuple[Value, ...]
    keys: dict[str, Value]
    pairs: dict[str, Value]


HELLO = Request(
    "/melo/hello",
    (
        Parameter("reply_port", "i", "where replies go; 0 = the sender's port", 0, 65535),
        name_parameter("name", "what the log calls this client"),
    ),
    (ExpectedReply(replies.WELCOME),),
    "Greets the server and, for clients such as Max, declares the reply port.",
    example=(0, "me"),
    max_example=(7400, "max"),
    watched=True,
)
PING = Request(
    "/melo/ping",
    (TOKEN,),
    (ExpectedReply(replies.PONG, {"token": TOKEN}),),
    "Is the server there?",
    example=(1,),
)
NEXT = Request(
    "/melo/next",
    (VOICE, EPOCH, INDEX, Parameter("count", "i", "how many notes", 1, MOST_NOTES)),
    (ExpectedReply(replies.NOTE, {"voice": VOICE, "epoch": EPOCH}, "count times "),),
    "The next notes. (voice, epoch, index) names a note for good: asking again gives the "
    "same note. A higher epoch forgets the notes from index on, a lower one is ignored. "
    "fallback is 1 for a note that the cheap policy chose, since `within` left no time.",
    tail="keys",
    pairs=(WITHIN, START),
    example=("lead", 1, 0, 4, "harmony", 1.5),
    watched=True,
)
HEARD = Request(
    "/melo/heard",
    (VOICE, PITCH, VELOCITY, DURATION),
    (),
    "What a person played; the next notes follow on from it. With an onset it also has "
    "its place in the bars, and the voice goes on after it.",
    optional=(ONSET,),
    example=("lead", 67, 0.8, 1.0),
    watched=True,
)
SET = Request(
    "/melo/set",
    (VOICE,),
    (),
    "Turns knobs: from the very next note on. All of them, or none and an error.",
    tail="some keys",
    example=("lead", "harmony", 1.5),
    watched=True,
)
GET = Request(
    "/melo/get",
    (VOICE, KEY),
    (ExpectedReply(replies.VALUE, {"voice": VOICE, "key": KEY}),),
    "How a knob stands, or the epoch of the voice (requests of a lower one get no answer).",
    example=("lead", "harmony"),
)
RESET = Request(
    "/melo/reset",
    (VOICE,),
    (ExpectedReply(replies.VALUE, {"voice": VOICE, "key": "index", "value": 0}),),
    "Forgets what the voice played and heard, and starts its seed anew; knobs stay.",
    example=("lead",),
    watched=True,
)
REWARD = Request(
    "/melo/reward",
    (VOICE, Parameter("value", "f", "1 = thumbs up, -1 = thumbs down, or between", -10, 10)),
    (ExpectedReply(replies.LEARNED, {"voice": VOICE}),),
    "Thumbs up or down: the voice's taste learns from it. Credits the latest notes, the "
    "more recent the more. A client that asks ahead says which note sounds now, as the "
    "index alone; with `to`, the notes between the two are credited alike.",
    optional=(
        Parameter("index", "i", "the note that sounds, or the first one", 0, HIGHEST_INDEX),
        Parameter("to", "i", "the last one", 0, HIGHEST_INDEX),
    ),
    example=("lead", 1.0),
    repeatable=False,
    watched=True,
)
TASTE = Request(
    "/melo/taste",
    (VOICE, Parameter("action", "s", "undo takes back the last thumb", choices=TASTE_ACTIONS)),
    (ExpectedReply(replies.LEARNED, {"voice": VOICE}),),
    "Takes back the last thumb, forgets all of them, or keeps what the voice learned under "
    "a name, for later and for other voices.",
    optional=(NAME,),
    example=("lead", "save", "leaps"),
    repeatable=False,
    watched=True,
)
PRESET = Request(
    "/melo/preset",
    (VOICE, Parameter("action", "s", "what to do", choices=PRESET_ACTIONS), NAME),
    (ExpectedReply(replies.VALUE, {"voice": VOICE, "key": "preset", "value": NAME}),),
    "Keeps all keys of the voice but its seed under a name, or turns them back to it.",
    example=("lead", "save", "verse"),
    watched=True,
)
WHY = Request(
    "/melo/why",
    (VOICE, INDEX),
    (
        ExpectedReply(replies.BECAUSE, {"voice": VOICE, "index": INDEX}),
        ExpectedReply(replies.ALTERNATIVE, {"voice": VOICE, "index": INDEX}, "up to 5 times "),
    ),
    "Why a note was chosen: pitch, duration, probability, rank (1 = the likeliest), how "
    "many were allowed of how many candidates, and in nats what prior, follow, each term, "
    "taste, and the knobs of colour and rhythm that are turned said for it (or against it) more "
    "than for what was likely there.",
    example=("lead", 0),
)
PLAY = Request(
    "/melo/play",
    (VOICE, OUTPUT, CHANNEL),
    (ExpectedReply(replies.PLAYING, {"voice": VOICE}),),
    "Lets the server play the voice by MIDI, from the next bar line on, at its `tempo` "
    "(one for all that play; send this again to change it), or in time with others: `serve "
    "--sync`. generate plays on its own; answer, duet and pitch (keeps the rhythm of the "
    "keys) hear what comes to the server's MIDI input. Set its keys, thumbs and the rest "
    "as ever, but don't ask it for notes meanwhile.",
    optional=(MODE,),
    example=("lead", "melobridge", 1),
    watched=True,
)
STOP = Request(
    "/melo/stop",
    (VOICE,),
    (ExpectedReply(replies.STOPPED, {"voice": VOICE}),),
    "Ends what `/melo/play` began.",
    example=("lead",),
    watched=True,
)
AGENT = Request(
    "/melo/agent",
    (VOICE, AGENT_NAME),
    (ExpectedReply(replies.AGENT, {"name": AGENT_NAME}),),
    "Changes the agent of a voice, without a gap: the same as setting its key `agent`.",
    example=("lead", "fiddle"),
    watched=True,
)
HOLD = Request(
    "/melo/hold",
    (VOICE,),
    (ExpectedReply(replies.HELD, {"voice": VOICE}),),
    "Turns keys and holds them: what the voice's client sets of them meanwhile waits until this is "
    "sent without keys, which releases all. So a person at another screen takes a voice over.",
    tail="keys",
    example=("lead", "harmony", 1.5),
    watched=True,
)
WATCH = Request(
    "/melo/watch",
    (Parameter("seconds", "f", "for how long; ask again before; 0 ends it", 0, WATCH_SECONDS),),
    (ExpectedReply(replies.WATCHING),),
    "Sends copies of what all clients do, for visuals and the page: for each request that changes "
    "or plays a voice a bundle of /melo/from, the request, and its replies. For programs on the "
    f"server's own machine; at most {MOST_WATCHERS} at a time.",
    example=(10.0,),
)
AGENTS = Request(
    "/melo/agents",
    (),
    (ExpectedReply(replies.AGENT, times="for each agent "),),
    "Which agents are loaded.",
)
STATS = Request(
    "/melo/stats",
    (),
    (ExpectedReply(replies.STATISTICS),),
    "How the server is doing: clients, voices, notes/s, time of answering, drops.",
)
CHOOSE = Request(
    "/melo/choose",
    (PITCH,),
    (ExpectedReply(replies.CHOICE),),
    "One shot without a voice: the notes so far, one a beat, and the next one comes back.",
    tail="pitches",
    example=(60, 64, 67),
    repeatable=False,
)

REQUESTS = {
    request.address: request
    for request in (
        HELLO,
        PING,
        NEXT,
        HEARD,
        SET,
        GET,
        RESET,
        REWARD,
        TASTE,
        PRESET,
        WHY,
        PLAY,
        STOP,
        AGENT,
        HOLD,
        WATCH,
        AGENTS,
        STATS,
        CHOOSE,
    )
}


def split_reply_port(
    arguments: tuple[Argument, ...],
) -> tuple[tuple[Argument, ...], int | None]:
    """Split off a `reply_port` at the end of the arguments. Raises ProtocolError."""
    if len(arguments) < 2 or arguments[-2] != REPLY_PORT.name:
        return arguments, None
    return arguments[:-2], int(REPLY_PORT.check(arguments[-1]))


def check(address: str, arguments: Sequence[Argument]) -> Call:
    """Check a request by its row. Raises ProtocolError."""
    request = REQUESTS.get(address)
    if request is None:
        raise ProtocolError(
            Code.UNKNOWN_ADDRESS, f"there is no {address}: use one of {', '.join(REQUESTS)}"
        )
    fixed = len(request.arguments)
    most = fixed + len(request.optional)
    if len(arguments) < fixed or (len(arguments) > most and not request.tail):
        raise ProtocolError(Code.WRONG_ARGUMENTS, f"{address} takes {usage(request)}")
    parameters = request.arguments + request.optional
    values = tuple([p.check(value) for p, value in zip(parameters, arguments, strict=False)])
    if request.tail == "pitches":
        return Call(values + tuple(PITCH.check(value) for value in arguments[most:]), {}, {})
    call = Call(values, {}, {})
    if request.tail:
        _add_keys(call, request, arguments[most:])
    return call


def _add_keys(call: Call, request: Request, arguments: Sequence[Argument]) -> None:
    if len(arguments) % 2 or (request.tail == "some keys" and not arguments):
        raise ProtocolError(Code.WRONG_ARGUMENTS, f"{request.address} takes {usage(request)}")
    scale = ""
    for name, value in zip(arguments[::2], arguments[1::2], strict=True):
        parameter = KEYS.get(name)  # type: ignore[arg-type]
        if parameter is not None:
            call.keys[parameter.name] = parameter.check(value)
            if parameter.kind == "k" and isinstance(value, str):
                scale = scale_of(value)
            continue
        own = next((pair for pair in request.pairs if pair.name == name), None)
        if own is None:
            raise unknown_key(name, [*KEYS, *(pair.name for pair in request.pairs)])
        call.pairs[own.name] = own.check(value)
    if scale:
        add_scale(call.keys, scale)


def usage(request: Request) -> str:
    """The arguments of a request in words: 'voice:s value:f [from:i] [to:i]'."""
    words = [parameter.usage for parameter in request.arguments]
    words += [f"[{parameter.usage}]" for parameter in request.optional]
    tails = {
        "keys": "[key:s value ...]",
        "some keys": "key:s value ...",
        "pitches": "[pitch:i ...]",
    }
    if request.tail:
        words.append(tails[request.tail])
    words += [f"[{pair.name} {pair.usage}]" for pair in request.pairs]
    return " ".join(words) or "no arguments"
