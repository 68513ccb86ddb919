"""The voices of `melobridge play`, as they are written: AGENT[,KEY=VALUE ...]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.errors import ConfigError
from agent.library.catalogue import own_folder
from agent.player.checkpoint import SUFFIX
from bridge.errors import ProtocolError
from bridge.osc.keys import KEYS
from bridge.osc.parameters import MODES, Value

CHANNELS = 16
OWN_PORT = "melobridge"
# How much of what is heard is taken up, in the modes that hear, unless it is said.
FOLLOW = 0.5


class Voicing(NamedTuple):
    """How a voice is to play: see the options of `melobridge play`."""

    agent: str
    name: str
    port: str
    channel: int
    mode: str
    hear: int
    keys: dict[str, Value]


class Usual(NamedTuple):
    """What holds for voices that don't say it themselves. channel: that of the first voice;
    follow: None leaves it to the mode."""

    port: str
    channel: int
    mode: str
    hear: int
    keys: Mapping[str, Value]
    follow: float | None = None


def voicings(specs: Sequence[str], usual: Usual) -> list[Voicing]:
    """The voices of a command line. Raises ConfigError with one sentence."""
    found = list[Voicing]()
    for number, spec in enumerate(specs):
        agent, *pairs = spec.split(",")
        found.append(_voicing(agent, dict(map(_pair, pairs)), usual, number))
    names = [voicing.name for voicing in found]
    for voicing in found[1:]:
        if Path(voicing.agent).suffix == SUFFIX:
            raise ConfigError(
                f"{voicing.agent}: only the first voice's agent may be a file; put the others into "
                f"{own_folder()}, and use their names"
            )
    for voicing in found:
        if names.count(voicing.name) > 1:
            raise ConfigError(f"two voices are called '{voicing.name}': give one another name=...")
    return found


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise ConfigError(f"'{text}' in a voice isn't KEY=VALUE: write it as all,channel=2,low=36")
    return key.strip(), value.strip()


def _voicing(agent: str, pairs: dict[str, str], usual: Usual, number: int) -> Voicing:
    channel = _number(pairs, "channel", (usual.channel + number - 1) % CHANNELS + 1, 1)
    mode = pairs.pop("mode", usual.mode)
    if mode not in MODES:
        raise ConfigError(f"there is no mode '{mode}': use {', '.join(MODES)}")
    return Voicing(
        agent=agent,
        name=pairs.pop("name", f"voice {number + 1}"),
        port=pairs.pop("port", usual.port),
        channel=channel,
        mode=mode,
        hear=_number(pairs, "hear", usual.hear, 0),
        keys={
            **usual.keys,
            **_following(mode, usual.follow),
            **{key: _value(key, text) for key, text in pairs.items()},
        },
    )


def _following(mode: str, follow: float | None) -> dict[str, Value]:
    """How much a voice takes up of what it hears, if it hears."""
    if follow is not None:
        return {"follow": follow}
    return {} if mode == MODES[0] else {"follow": FOLLOW}


def _number(pairs: dict[str, str], key: str, usual: int, least: int) -> int:
    text = pairs.pop(key, str(usual))
    if not text.isdecimal() or not least <= int(text) <= CHANNELS:
        raise ConfigError(f"{key}={text}: use a channel from {least} to {CHANNELS}")
    return int(text)


def _value(key: str, text: str) -> Value:
    """The value of a key of the protocol."""
    if key not in KEYS:
        own = "port, channel, mode, hear, name"
        raise ConfigError(f"a voice has no '{key}': use {own}, {', '.join(KEYS)}")
    try:
        return KEYS[key].check(_typed(text) if KEYS[key].kind in "ifk" else text)
    except ProtocolError as error:
        raise ConfigError(str(error)) from None


def _typed(text: str) -> Value:
    """A number where it is one."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
