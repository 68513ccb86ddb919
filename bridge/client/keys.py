"""Keys as Python has them: None, lists, fractions and note names, made values of the protocol."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from fractions import Fraction
from numbers import Integral, Real
from typing import Any, TypeAlias, TypeVar

from agent.errors import TaskError
from agent.music.pitches import pitch_of as named_pitch
from agent.music.scales import scale_mask
from agent.music.spelling import spelling_of
from agent.player.knobs import Knobs
from bridge.errors import Code, ProtocolError
from bridge.osc.keys import KEYS, add_scale, scale_of, unknown_key
from bridge.osc.parameters import Parameter, Value

Word: TypeAlias = str | float | Fraction
# What a key may be set to; None is its default.
Setting: TypeAlias = Word | Iterable[Word] | None

F = TypeVar("F", bound=Callable[..., Any])

KNOBS = frozenset(knob.name for knob in fields(Knobs))
NONE = "none"
# How a new voice stands; its agent and its seed are the server's choice.
USUAL: dict[str, Value] = {
    **asdict(Knobs()),
    "tempo": 120.0,
    "listen": NONE,
    "morph_to": NONE,
    "morph": 0.0,
}
PITCHES = ("low", "high")
TEXTS = ("s", "t")


class AsItIs:
    """The default of a key that isn't given, as a signature shows it."""

    def __repr__(self) -> str:
        return "..."


def takes_keys(*names: str) -> Callable[[F], F]:
    """A decorator for a function with **keys: its signature names them, for help and completion."""

    def named(function: F) -> F:
        signature = inspect.signature(function)
        *others, _ = signature.parameters.values()
        kind, default = inspect.Parameter.KEYWORD_ONLY, AsItIs()
        keys = [inspect.Parameter(name, kind, default=default) for name in names]
        function.__signature__ = signature.replace(parameters=[*others, *keys])  # type: ignore[attr-defined]
        return function

    return named


def values_of(keys: Mapping[str, Setting]) -> dict[str, Value]:
    """The keys as they are sent, checked one by one.

    A key such as "A minor" is key and scale. Raises ProtocolError for an unknown key or a value
    that isn't one of its own; whether they go together, and with an agent, the server knows.
    """
    unknown = [name for name in keys if name not in KEYS]
    if unknown:
        raise unknown_key(unknown[0], KEYS)
    values = {name: _checked(KEYS[name], value) for name, value in keys.items()}
    key = keys.get("key")
    add_scale(values, scale_of(key) if isinstance(key, str) else "")
    return {name: values[name] for name in ("key", "scale") if name in values} | values


def pitch_of(name: str, value: str | int) -> int:
    """A MIDI pitch, given as such or by a note name: 60 or 'C4'. Raises ProtocolError.

    name: of the argument, for the error.
    """
    try:
        return named_pitch(value) if isinstance(value, str) else value
    except TaskError as error:
        raise ProtocolError(Code.WRONG_ARGUMENTS, f"{name}: {error}") from None


def number_of(name: str, value: object) -> float:
    """A number of any library as Python's own. Raises ProtocolError.

    name: of the argument, for the error.
    """
    return float(Parameter(name, "f", "any number").convert(_number(value)))


def readable(keys: Mapping[str, Value]) -> dict[str, Value]:
    """Keys as a musician reads them: pitches and the tonic by name. `values_of` takes them."""
    scale = scale_mask(str(keys.get("scale", USUAL["scale"])))
    spelling = spelling_of(int(keys.get("key", USUAL["key"])), scale)
    pitches = {name: spelling.note(int(keys[name])) for name in PITCHES if name in keys}
    tonic = {"key": spelling.name(int(keys["key"]))} if "key" in keys else {}
    return {**keys, **pitches, **tonic}


def _checked(parameter: Parameter, value: Setting) -> Value:
    """A value as it is sent. Raises ProtocolError."""
    checked = parameter.check(_plain(parameter, value))
    if parameter.name in KNOBS:
        try:
            Knobs(**{parameter.name: checked})  # type: ignore[arg-type]
        except TaskError as error:
            raise ProtocolError(Code.OUT_OF_RANGE, str(error)) from None
    return checked


def _plain(parameter: Parameter, value: Setting) -> str | int | float:
    """A value as OSC knows it: text or a number."""
    if value is None:
        return USUAL[parameter.name]
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable) and parameter.kind in TEXTS:
        return " ".join(_word(parameter.name, word) for word in value)
    if isinstance(value, Fraction) and parameter.kind in TEXTS:
        return str(value)
    return _number(value)


def _word(name: str, word: Word) -> str:
    """One of a list, as text."""
    if isinstance(word, str) and not re.search(r"[\s,|]", word.strip()):
        return word.strip()
    if isinstance(word, Fraction | Integral):
        return str(word)
    if isinstance(word, Real):
        return f"{float(word):g}"
    raise ProtocolError(
        Code.WRONG_ARGUMENTS, f"{name} has {word!r} in its list: each must be one word or number"
    )


def _number(value: object) -> str | int | float:
    """A number of any library as Python's own; anything else as text, which no number is."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return str(value)
    return int(value) if isinstance(value, Integral) else float(value)
