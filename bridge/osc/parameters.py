"""Parameters of OSC messages: names, kinds, units and ranges, and their checks.

Numbers may come as int or float (Pure Data sends every number as a float); a whole float is
accepted as an int.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.errors import TaskError, plain
from agent.music.pitches import pitch_of
from agent.music.scales import tonic_and_scale
from bridge.errors import Code, ProtocolError
from bridge.osc.codec import Argument

MOST_NOTES = 64
LONGEST_NAME = 64
LONGEST_TEXT = 128
LARGEST_INT = 2**31 - 1
HIGHEST_INDEX = 2_000_000_000

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument: name, kind (a key of ARGUMENT_KINDS), text (its meaning and unit), and range.

    The range of a string limits its number of characters. choices: the allowed values, if limited.
    usual: brings a text into its usual spelling: the scale 'Dorian' is 'dorian'.
    """

    name: str
    kind: str
    text: str
    least: float = -LARGEST_INT
    most: float = LARGEST_INT
    choices: tuple[str, ...] = ()
    usual: Callable[[str], str] | None = None

    def convert(self, value: Argument) -> Value:
        """Convert a value to the kind, without a check of the range. Raises ProtocolError."""
        try:
            converted = CONVERSIONS[self.kind](value)
        except TaskError as error:
            raise ProtocolError(Code.WRONG_ARGUMENTS, f"{self.name}: {error}") from None
        if converted is None:
            raise ProtocolError(
                Code.WRONG_ARGUMENTS,
                f"{self.name} is {value!r}: it must be {ARGUMENT_KINDS[self.kind]}",
            )
        return converted

    def check(self, value: Argument) -> Value:
        """Convert and check a value, in its usual spelling. Raises ProtocolError with the range."""
        checked = self.convert(value)
        if isinstance(checked, str):
            text = self._check_text(checked)
            return self.usual(text) if self.usual else text
        if not self.least <= checked <= self.most:
            raise ProtocolError(
                Code.OUT_OF_RANGE,
                f"{self.name} is {plain(checked)}: use {plain(self.least)} to {plain(self.most)}",
            )
        return checked

    def _check_text(self, value: str) -> str:
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

    @property
    def usage(self) -> str:
        """Name and kind, such as 'pitch:i'; the name alone if any kind is allowed."""
        return self.name if self.kind == "v" else f"{self.name}:{self.kind}"


def name_parameter(name: str, text: str) -> Parameter:
    """A parameter that is a name of 1 to LONGEST_NAME characters."""
    return Parameter(name, "s", text, 1, LONGEST_NAME)


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
    return tonic_and_scale(value)[0] if isinstance(value, str) else _whole(value)


def _pitch(value: Argument) -> int | None:
    return pitch_of(value) if isinstance(value, str) else _whole(value)


def _any(value: Argument) -> Value | None:
    return value if type(value) in (int, float, str) else None  # type: ignore[return-value]


ARGUMENT_KINDS = {
    "i": "a whole number",
    "f": "a number",
    "s": "a string",
    "t": "a string or one number",
    "k": "a pitch class 0-11, or a note name such as F# or Bb, with a scale or without: A minor",
    "p": "a MIDI number or a note name such as C4, F#3 or Bb5",
    "v": "a number or a string",
}
CONVERSIONS: dict[str, Callable[[Argument], Value | None]] = {
    "i": _whole,
    "f": _number,
    "s": _string,
    "t": _text,
    "k": _key,
    "p": _pitch,
    "v": _any,
}

# Parameters of several messages.
VOICE = name_parameter("voice", "name of the voice; each client has its own")
EPOCH = Parameter("epoch", "i", "a higher one composes anew from index on")
INDEX = Parameter("index", "i", "number of the note, from 0", 0, HIGHEST_INDEX)
PITCH = Parameter("pitch", "i", "MIDI pitch; -1 is a rest", -1, 127)
VELOCITY = Parameter("velocity", "f", "0 to 1", 0, 1)
DURATION = Parameter("duration", "f", "beats (quarter notes)", 0, 1024)
ONSET = Parameter("onset", "f", "beats since the voice's start", 0, 1e6)
TOKEN = Parameter("token", "i", "any number")
CHANNEL = Parameter("channel", "i", "MIDI channel", 1, 16)
MODES = ("generate", "answer", "duet", "pitch")
MODE = Parameter("mode", "s", "how it plays: docs/midi.md", choices=MODES)
