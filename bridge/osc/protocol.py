"""The OSC protocol, version 1, as a table: the one source for dispatch, checks and documentation.

Numbers may come as int or float (Pure Data sends every number as a float); a float stands for an
int where it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agent.errors import TaskError
from agent.music.pitches import pitch_class
from agent.player.knobs import KNOB_CHOICES, KNOB_RANGES
from bridge.errors import Code, ProtocolError
from bridge.osc.codec import Argument

VERSION = 1
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 6356
MOST_NOTES = 64
LONGEST_NAME = 64
LONGEST_TEXT = 128
LARGEST_INT = 2**31 - 1
HIGHEST_INDEX = 2_000_000_000

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument: its name, kind (i, f, s, t or k: see KINDS), range and meaning.

    The range of a string is that of its number of characters; choices: the only ones, if any.
    """

    name: str
    kind: str
    text: str
    least: float = -LARGEST_INT
    most: float = LARGEST_INT
    choices: tuple[str, ...] = ()

    def check(self, value: Argument) -> Value:
        """The value in its kind. Raises ProtocolError with the name, the value and the range."""
        checked = CHECKS[self.kind](value)
        if checked is None:
            raise ProtocolError(
                Code.WRONG_ARGUMENTS, f"{self.name} is {value!r}: it must be {KINDS[self.kind]}"
            )
        if isinstance(checked, str):
            return self._short(checked)
        if not self.least <= checked <= self.most:
            raise ProtocolError(
                Code.OUT_OF_RANGE,
                f"{self.name} is {checked:g}: use {self.least:g} to {self.most:g}",
            )
        return checked

    def _short(self, value: str) -> str:
        if not self.least <= len(value) <= self.most:
            raise ProtocolError(
                Code.OUT_OF_RANGE,
                f"{self.name} must have {self.least:g} to {self.most:g} characters",
            )
        if self.choices and value not in self.choices:
            raise ProtocolError(
                Code.OUT_OF_RANGE, f"{self.name} is '{value}': use {', '.join(self.choices)}"
            )
        return value


def _whole(value: Argument) -> int | None:
    if type(value) is int:
        return value
    return int(value) if isinstance(value, float) and value.is_integer() else None


def _number(value: Argument) -> float | None:
    return float(value) if type(value) in (int, float) else None  # type: ignore[arg-type]


def _string(value: Argument) -> str | None:
    return value if isinstance(value, str) else None


def _text(value: Argument) -> str | None:
    number = _number(value)
    return _string(value) if number is None else f"{number:g}"


def _key(value: Argument) -> int | None:
    if not isinstance(value, str):
        return _whole(value)
    try:
        return pitch_class(value)
    except TaskError:
        return None


KINDS = {
    "i": "a whole number",
    "f": "a number",
    "s": "a string",
    "t": "a string or one number",
    "k": "a pitch class 0-11 or a note name such as F# or Bb",
}
CHECKS: dict[str, Callable[[Argument], Value | None]] = {
    "i": _whole,
    "f": _number,
    "s": _string,
    "t": _text,
    "k": _key,
}


def _knob(name: str, kind: str, text: str) -> Parameter:
    return Parameter(name, kind, text, *KNOB_RANGES.get(name, (0, LONGEST_TEXT)))


def _choice(name: str, text: str) -> Parameter:
    return _knob(name, "s", f"{text}: {', '.join(KNOB_CHOICES[name])}")


def _name(name: str, text: str) -> Parameter:
    return Parameter(name, "s", text, 1, LONGEST_NAME)


KEYS = {
    parameter.name: parameter
    for parameter in (
        _knob("harmony", "f", "weight of consonance and chord tones (1 = as trained)"),
        _knob("smoothness", "f", "weight of steps over leaps (1 = as trained)"),
        _knob("variety", "f", "weight of new notes over loops (1 = as trained)"),
        _knob("style", "f", "weight of what real melodies do (1 = as trained)"),
        _knob("form", "f", "weight of motifs that return and phrases that close (1 = as trained)"),
        _knob("temperature", "f", "0 always takes the best note; 1 = as the agent was made"),
        _knob("follow", "f", "how much the notes take after what was heard"),
        _knob("taste", "f", "how much what the thumbs taught counts (1 = as it was learned)"),
        _knob("character", "s", "kind of melodies to be like, any = all that the agent knows"),
        _knob("key", "k", "tonic: pitch class or note name"),
        _knob("scale", "t", "a name of the list below, or semitones above the tonic: `0 2 4 7 9`"),
        _knob(
            "chord", "t", "what sounds now: Am, F#m7b5, pitch classes `9 0 4` (root first), none"
        ),
        _knob("chords", "s", "progression, one chord a bar: `Am F C G`, none; chord comes first"),
        _choice("chord_tones", "which notes must belong to the chord; strong = on strong beats"),
        _knob("low", "i", "lowest MIDI pitch"),
        _knob("high", "i", "highest MIDI pitch"),
        _knob("durations", "t", "lengths of notes in quarters, such as `0.5 1 1/3`, or any"),
        _knob("density", "f", "most notes a quarter: none is shorter; 0 = free"),
        _choice("meter", "no note crosses its bar lines"),
        _knob("bars", "i", "length of the piece, so that it comes to an end; 0 = endless"),
        Parameter(
            "tempo", "f", "quarters a minute: how far back in beats a thumb reaches", 10, 400
        ),
        _name(
            "listen", "a voice of this client that this one hears (and takes up by follow), or none"
        ),
        _name("morph_to", "a second agent, or none"),
        Parameter(
            "morph", "f", "0 plays the first agent, 1 the second, between: their mixture", 0, 1
        ),
        Parameter("seed", "i", "seed of this voice's choices; starts them anew", 0, LARGEST_INT),
        _name("agent", "name of the agent that plays this voice"),
    )
}
# May end any request: for clients whose own port changes (oscsend), where hello is of no use.
REPLY_PORT = Parameter("reply_port", "i", "the port of the same host that replies go to", 1, 65535)

VOICE = _name("voice", "name of the voice; each client has its own")
PITCH = Parameter("pitch", "i", "MIDI pitch; -1 is a rest", -1, 127)
VELOCITY = Parameter("velocity", "f", "0 to 1", 0, 1)
DURATION = Parameter("duration", "f", "beats (quarter notes)", 0, 1024)
ONSET = Parameter("onset", "f", "beats since the voice's start", 0, 1e6)
INDEX = Parameter("index", "i", "number of the note, from 0", 0, HIGHEST_INDEX)
TASTE_ACTIONS = ("undo", "reset", "save", "load")
PRESET_ACTIONS = ("save", "load")
MODES = ("generate", "answer", "duet", "pitch")
PLAY, STOP = "/melo/play", "/melo/stop"
NAME = _name("name", "letters, digits, dot, - and _")
WITHIN = Parameter(
    "within", "f", "ms until the answer must be there; a cheap policy helps out", 0, 60_000
)
START = Parameter(
    "onset", "f", "beats; where the note begins if the server knows none before it", 0, 1e6
)


@dataclass(frozen=True, slots=True)
class Request:
    """An address that the server answers: fixed arguments, then optional ones, then a tail.

    tail: "keys" = key value pairs, "some keys" = at least one pair, "pitches" = any more pitches.
    pairs: what else may stand among the keys, for this request alone. example, max_example: its
    arguments, and what Max sends where that differs.
    """

    address: str
    arguments: tuple[Parameter, ...]
    reply: str
    text: str
    optional: tuple[Parameter, ...] = ()
    tail: str = ""
    pairs: tuple[Parameter, ...] = ()
    example: tuple[Value, ...] = ()
    max_example: tuple[Value, ...] = ()


class Call(NamedTuple):
    """A checked request: its arguments in order, its keys, and its own pairs."""

    values: tuple[Value, ...]
    keys: dict[str, Value]
    pairs: dict[str, Value]


REQUESTS = {
    request.address: request
    for request in (
        Request(
            "/melo/hello",
            (
                Parameter("reply_port", "i", "where replies go; 0 = the sender's port", 0, 65535),
                _name("name", "what the log calls this client"),
            ),
            "/melo/welcome protocol:i version:s agent:s",
            "Greets the server and, for clients such as Max, declares the reply port.",
            example=(0, "me"),
            max_example=(7400, "max"),
        ),
        Request(
            "/melo/ping",
            (Parameter("token", "i", "any number"),),
            "/melo/pong token:i",
            "Is the server there?",
            example=(1,),
        ),
        Request(
            "/melo/next",
            (
                VOICE,
                Parameter("epoch", "i", "a higher one composes anew from index on"),
                INDEX,
                Parameter("count", "i", "how many notes", 1, MOST_NOTES),
            ),
            "count times /melo/note voice:s epoch:i index:i pitch:i velocity:f duration:f onset:f "
            "fallback:i",
            "The next notes. (voice, epoch, index) names a note for good: asking again gives the "
            "same note. A higher epoch forgets the notes from index on, a lower one is ignored. "
            "fallback is 1 for a note that the cheap policy chose, since `within` left no time.",
            tail="keys",
            pairs=(WITHIN, START),
            example=("lead", 1, 0, 4, "harmony", 1.5),
        ),
        Request(
            "/melo/heard",
            (VOICE, PITCH, VELOCITY, DURATION),
            "none",
            "What a person played; the next notes follow on from it. With an onset it also has "
            "its place in the bars, and the voice goes on after it.",
            optional=(ONSET,),
            example=("lead", 67, 0.8, 1.0),
        ),
        Request(
            "/melo/set",
            (VOICE,),
            "none",
            "Turns knobs: from the very next note on. All of them, or none and an error.",
            tail="some keys",
            example=("lead", "harmony", 1.5),
        ),
        Request(
            "/melo/get",
            (VOICE, _name("key", "one of the keys below, or epoch: the latest one")),
            "/melo/value voice:s key:s value",
            "How a knob stands, or the epoch of the voice (requests of a lower one get no answer).",
            example=("lead", "harmony"),
        ),
        Request(
            "/melo/reset",
            (VOICE,),
            "/melo/value voice:s index:s 0",
            "Forgets what the voice played and heard, and starts its seed anew; knobs stay.",
            example=("lead",),
        ),
        Request(
            "/melo/reward",
            (
                VOICE,
                Parameter("value", "f", "1 = thumbs up, -1 = thumbs down, or between", -10, 10),
            ),
            "/melo/learned voice:s notes:i thumbs:i",
            "Thumbs up or down: the voice's taste learns from it. Credits the latest notes, the "
            "more recent the more. A client that asks ahead says which note sounds now, as the "
            "index alone; with `to`, the notes between the two are credited alike.",
            optional=(
                Parameter("index", "i", "the note that sounds, or the first one", 0, HIGHEST_INDEX),
                Parameter("to", "i", "the last one", 0, HIGHEST_INDEX),
            ),
            example=("lead", 1.0),
        ),
        Request(
            "/melo/taste",
            (
                VOICE,
                Parameter("action", "s", "undo takes back the last thumb", choices=TASTE_ACTIONS),
            ),
            "/melo/learned voice:s notes:i thumbs:i",
            "Takes back the last thumb, forgets all of them, or keeps what the voice learned under "
            "a name, for later and for other voices.",
            optional=(NAME,),
            example=("lead", "save", "leaps"),
        ),
        Request(
            "/melo/preset",
            (VOICE, Parameter("action", "s", "what to do", choices=PRESET_ACTIONS), NAME),
            "/melo/value voice:s preset:s name:s",
            "Keeps all keys of the voice but its seed under a name, or turns them back to it.",
            example=("lead", "save", "verse"),
        ),
        Request(
            "/melo/why",
            (VOICE, INDEX),
            "/melo/because voice:s index:i key:s value:f ... and up to 5 times /melo/alternative "
            "voice:s index:i rank:i pitch:i duration:f probability:f",
            "Why a note was chosen: pitch, duration, probability, rank (1 = the likeliest), how "
            "many were allowed of how many candidates, and in nats what prior, follow, each term "
            "and taste said for it (or against it) more than for what was likely there.",
            example=("lead", 0),
        ),
        Request(
            PLAY,
            (
                VOICE,
                Parameter(
                    "port",
                    "s",
                    "a MIDI output of the server's machine, by (a part of) its name; melobridge = "
                    "the server's own virtual port",
                    1,
                    LONGEST_TEXT,
                ),
                Parameter("channel", "i", "MIDI channel", 1, 16),
            ),
            "/melo/playing voice:s port:s channel:i mode:s",
            "Lets the server play the voice by MIDI, from the next bar line on, at its `tempo` "
            "(one for all that play; send this again to change it), or in time with others: `serve "
            "--sync`. generate plays on its own; answer, duet and pitch (keeps the rhythm of the "
            "keys) hear what comes to the server's MIDI input. Set its keys, thumbs and the rest "
            "as ever, but don't ask it for notes meanwhile.",
            optional=(Parameter("mode", "s", "how it plays: docs/midi.md", choices=MODES),),
            example=("lead", "melobridge", 1),
        ),
        Request(
            STOP,
            (VOICE,),
            "/melo/stopped voice:s",
            "Ends what `/melo/play` began.",
            example=("lead",),
        ),
        Request(
            "/melo/agent",
            (VOICE, _name("name", "name of the agent that plays this voice from now on")),
            "/melo/agent name:s task:s number:i count:i",
            "Changes the agent of a voice, without a gap: the same as setting its key `agent`.",
            example=("lead", "fiddle"),
        ),
        Request(
            "/melo/agents",
            (),
            "for each agent /melo/agent name:s task:s number:i count:i",
            "Which agents are loaded.",
        ),
        Request(
            "/melo/stats",
            (),
            "/melo/statistics key:s value ...",
            "How the server is doing: clients, voices, notes/s, time of answering, drops.",
        ),
        Request(
            "/melo/choose",
            (PITCH,),
            "/melo/choice pitch:i velocity:f duration:f",
            "One shot without a voice: the notes so far, one a beat, and the next one comes back.",
            tail="pitches",
            example=(60, 64, 67),
        ),
    )
}
REPLIES = frozenset(
    {
        "/melo/welcome",
        "/melo/pong",
        "/melo/note",
        "/melo/value",
        "/melo/learned",
        "/melo/because",
        "/melo/alternative",
        "/melo/statistics",
        "/melo/choice",
        "/melo/playing",
        "/melo/stopped",
        "/melo/error",
    }
)


def split_reply_port(
    arguments: tuple[Argument, ...],
) -> tuple[tuple[Argument, ...], int | None]:
    """Arguments without a `reply_port` at their end, and its value. Raises ProtocolError."""
    if len(arguments) < 2 or arguments[-2] != REPLY_PORT.name:
        return arguments, None
    return arguments[:-2], int(REPLY_PORT.check(arguments[-1]))


def check(address: str, arguments: Sequence[Argument]) -> Call:
    """The checked values and keys of a request. Raises ProtocolError."""
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
    for name, value in zip(arguments[::2], arguments[1::2], strict=True):
        parameter = KEYS.get(name)  # type: ignore[arg-type]
        if parameter is not None:
            call.keys[parameter.name] = parameter.check(value)
            continue
        own = next((pair for pair in request.pairs if pair.name == name), None)
        if own is None:
            raise unknown_key(name, [*KEYS, *(pair.name for pair in request.pairs)])
        call.pairs[own.name] = own.check(value)


def unknown_key(name: Argument, known: Iterable[str]) -> ProtocolError:
    """What is said of a key that isn't among the known ones."""
    return ProtocolError(
        Code.UNKNOWN_KEY, f"there is no key {name!r}: use one of {', '.join(known)}"
    )


def usage(request: Request) -> str:
    """The arguments of a request in words: 'voice:s value:f [from:i] [to:i]'."""
    words = [f"{parameter.name}:{parameter.kind}" for parameter in request.arguments]
    words += [f"[{parameter.name}:{parameter.kind}]" for parameter in request.optional]
    tails = {
        "keys": "[key:s value ...]",
        "some keys": "key:s value ...",
        "pitches": "[pitch:i ...]",
    }
    if request.tail:
        words.append(tails[request.tail])
    words += [f"[{pair.name} {pair.name}:{pair.kind}]" for pair in request.pairs]
    return " ".join(words) or "no arguments"
