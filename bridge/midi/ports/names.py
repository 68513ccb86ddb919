"""MIDI ports and their names: which port a name means, and advice where there is none."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bridge.errors import PlayError

# What the virtual ports that a player opens for itself are called.
OWN_PORT = "melobridge"
MOST_LATENCY_MS = 500.0
# ALSA ends names with the numbers of client and port, and puts process numbers in brackets: both
# change with a restart.
VOLATILE = re.compile(r"\s*\(\d+(:\d+)?\)|\s+\d+:\d+$")

DEVICE = "plug in a device, start a synthesiser, or open a virtual port"
ADVICE: Mapping[str, str] = {
    "linux": (
        "On Linux ports come from ALSA ('sudo modprobe snd-virmidi' or a synthesiser such as "
        "'fluidsynth -s -a pulseaudio -m alsa_seq' makes some) or from a JACK server that runs"
    ),
    "darwin": (
        "On macOS open Audio MIDI Setup > Window > Show MIDI Studio > IAC Driver and tick "
        "'Device is online'"
    ),
    "win32": "On Windows install loopMIDI (tobias-erichsen.de) and add a port in it",
}


class Port(NamedTuple):
    """The specification of a port to open.

    name: a part of the name of a port that exists, or the whole name of a virtual one.
    latency_ms: an output's messages are sent this much before they are due, for a synthesiser that
    sounds late; messages of an input count as played this much before they arrived.
    """

    name: str
    virtual: bool = False
    latency_ms: float = 0.0


def checked(port: Port) -> Port:
    """The port, validated. Raises PlayError for an empty name or a latency out of range."""
    if not port.name.strip():
        raise PlayError("a MIDI port needs a name: 'melobridge ports' lists those that there are")
    if not abs(port.latency_ms) <= MOST_LATENCY_MS:
        raise PlayError(
            f"{port.name}: a latency is from -{MOST_LATENCY_MS:g} to {MOST_LATENCY_MS:g} ms, "
            f"not {port.latency_ms:g}"
        )
    return port


def found(wanted: str, names: Sequence[str], *, output: bool) -> int:
    """The index of the port of this name, or else of the only one with `wanted` in its name.

    Raises PlayError with one sentence where there is none, or where there are several.
    """
    if wanted in names:
        return names.index(wanted)
    part = _stable(wanted)
    fitting = [index for index, name in enumerate(names) if part in _stable(name)]
    whole = [index for index in fitting if _stable(names[index]) == part]
    if len(whole or fitting) == 1:
        return (whole or fitting)[0]
    if fitting:
        several = ", ".join(names[index] for index in fitting)
        raise PlayError(f"'{wanted}' fits several MIDI {_kind(output)}s: {several}; name one")
    raise PlayError(missing(wanted, names, output=output))


def missing(wanted: str, names: Sequence[str], *, output: bool) -> str:
    """The sentence for a name that fits no port."""
    kind = _kind(output)
    if not names:
        return f"there is no MIDI {kind} '{wanted}', nor any other: {DEVICE}. {advice()}."
    return f"there is no MIDI {kind} '{wanted}': there are {', '.join(names)}"


def advice(platform: str = sys.platform) -> str:
    """How to make a MIDI port on a system."""
    return ADVICE.get(platform, ADVICE["linux"])


def nickname(name: str, names: Sequence[str]) -> str:
    """The first word of a port's name that fits no other one; else the whole name."""
    for word in re.findall(r"\w{3,}", VOLATILE.sub("", name)):
        if sum(word.lower() in _stable(other) for other in names) == 1:
            return str(word)
    return name


def _stable(name: str) -> str:
    """The part of a name that stays the same after a restart, in lower case."""
    return VOLATILE.sub("", name).strip().lower()


def _kind(output: bool) -> str:
    return "output" if output else "input"
