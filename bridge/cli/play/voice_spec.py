"""The voices of `melobridge play`, as they are written: AGENT[,KEY=VALUE ...]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.errors import ConfigError, did_you_mean
from agent.library.catalogue import own_folder
from agent.player.checkpoint import SUFFIX
from bridge.errors import ProtocolError
from bridge.osc.keys import KEYS, add_scale, scale_of
from bridge.osc.parameters import MODES, Value

CHANNELS = 16
# What a voice may say besides keys of the protocol.
OWN = ("port", "channel", "mode", "hear", "name")
# The knob `follow` in the modes that hear, where no other value is given.
FOLLOW = 0.5


class VoiceSpec(NamedTuple):
    """How a voice is to play: see the options of `melobridge play`. rest: beats; trade: bars."""

    agent: str
    name: str
    port: str
    channel: int
    mode: str
    hear: int
    keys: dict[str, Value]
    rest: float = 1.0
    trade: int = 0


class VoiceDefaults(NamedTuple):
    """What holds for voices without settings of their own.

    channel: of the first voice, the others follow; follow: None leaves it to the mode.
    """

    port: str
    channel: int
    mode: str
    hear: int
    keys: Mapping[str, Value]
    follow: float | None = None
    rest: float = 1.0
    trade: int = 0


def voice_specs(specs: Sequence[str], defaults: VoiceDefaults) -> list[VoiceSpec]:
    """The voices of a command line. Raises ConfigError with one sentence."""
    found = list[VoiceSpec]()
    for number, text in enumerate(specs):
        agent, *pairs = text.split(",")
        found.append(_voice_spec(agent, dict(map(_pair, pairs)), defaults, number))
    names = [spec.name for spec in found]
    for spec in found[1:]:
        if Path(spec.agent).suffix == SUFFIX:
            raise ConfigError(
                f"{spec.agent}: only the first voice's agent may be a file; put the others into "
                f"{own_folder()}, and use their names"
            )
    for spec in found:
        if names.count(spec.name) > 1:
            raise ConfigError(f"two voices are called '{spec.name}': give one another name=...")
    return found


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise ConfigError(f"'{text}' in a voice isn't KEY=VALUE: write it as all,channel=2,low=36")
    return key.strip(), value.strip()


def _voice_spec(
    agent: str, pairs: dict[str, str], defaults: VoiceDefaults, number: int
) -> VoiceSpec:
    channel = _number(pairs, "channel", (defaults.channel + number - 1) % CHANNELS + 1, 1)
    mode = pairs.pop("mode", defaults.mode)
    if mode not in MODES:
        raise ConfigError(f"there is no mode '{mode}': use {', '.join(MODES)}")
    return VoiceSpec(
        agent=agent,
        name=pairs.pop("name", f"voice {number + 1}"),
        port=pairs.pop("port", defaults.port),
        channel=channel,
        mode=mode,
        hear=_number(pairs, "hear", defaults.hear, 0),
        keys={
            **defaults.keys,
            **_following(mode, defaults.follow),
            **_values(pairs),
        },
        rest=defaults.rest,
        trade=defaults.trade,
    )


def _following(mode: str, follow: float | None) -> dict[str, Value]:
    """The knob `follow`, in the modes that hear."""
    if follow is not None:
        return {"follow": follow}
    return {} if mode == MODES[0] else {"follow": FOLLOW}


def _number(pairs: dict[str, str], key: str, default: int, least: int) -> int:
    text = pairs.pop(key, str(default))
    if not text.isdecimal() or not least <= int(text) <= CHANNELS:
        raise ConfigError(f"{key}={text}: use a channel from {least} to {CHANNELS}")
    return int(text)


def _values(pairs: dict[str, str]) -> dict[str, Value]:
    """The values of keys of the protocol; a key such as Am gives the scale, too."""
    values = {key: _value(key, text) for key, text in pairs.items()}
    try:
        add_scale(values, scale_of(pairs.get("key", 0)))
    except ProtocolError as error:
        raise ConfigError(str(error)) from None
    return values


def _value(key: str, text: str) -> Value:
    """The value of a key of the protocol."""
    if key not in KEYS:
        known = (*OWN, *KEYS)
        others = f"use {', '.join(known)}"
        raise ConfigError(f"a voice has no '{key}': {did_you_mean(key, known) or others}")
    try:
        return KEYS[key].check(_typed(text) if KEYS[key].kind in "ifkp" else text)
    except ProtocolError as error:
        raise ConfigError(str(error)) from None


def _typed(text: str) -> Value:
    """A number where it is one."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
