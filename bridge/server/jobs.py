"""What the answers leave to do for the worker process, which has access to files and MIDI ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bridge.osc.address import Address

PRESET, TASTE = "preset", "taste"
Content = dict[str, Any]
"""What a preset or a taste says, as JSON."""


class PlayJob(NamedTuple):
    """Play a voice of a client by MIDI.

    to: the client, who hears what came of it; port: a MIDI output, by (a part of) its name;
    channel: 1-16; mode: one of MODES; chords: how many bars its progression has; tempo: quarters a
    minute.
    """

    voice: str
    to: Address
    port: str
    channel: int
    mode: str
    meter: str
    chords: int
    tempo: float


class StopJob(NamedTuple):
    """End the playing of a voice by MIDI. to: the client, who hears of it."""

    voice: str
    to: Address


class SaveJob(NamedTuple):
    """Write a preset or a taste (kind) into a file of its name. to: who hears if that fails."""

    kind: str
    name: str
    content: Content
    to: Address


Job = PlayJob | StopJob | SaveJob
AddJob = Callable[[Job], None]
"""Leaves a job to be handed over with the answer."""
