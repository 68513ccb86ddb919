"""Jobs that requests leave to the worker process, which has access to files and MIDI ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bridge.osc.address import Address

PRESET, TASTE = "preset", "taste"
Content = dict[str, Any]
"""The content of a preset or a taste, as JSON values."""


class PlayJob(NamedTuple):
    """Play a voice of a client by MIDI.

    to: the client, who gets the result. port: (a part of) the name of a MIDI output. channel: 1-16.
    mode: one of MODES. chords: length of its progression in bars. tempo: quarter notes a minute.
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
    """Stop playing a voice of a client."""

    voice: str
    to: Address


class SaveJob(NamedTuple):
    """Write a preset or a taste (kind) to a file. to: the client, who gets an error if it fails."""

    kind: str
    name: str
    content: Content
    to: Address


Job = PlayJob | StopJob | SaveJob
AddJob = Callable[[Job], None]
"""Adds a job to the response."""
