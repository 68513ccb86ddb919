"""Buttons that play a take in a browser, and the script behind them, which needs nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

import mido

from agent.music.note import REST, Note, sounding_beats

SCRIPTS = files("bridge.page") / "static" / "js"
# The modules of the script, each after those that it imports.
MODULES = (
    "synthesis/random.js",
    "synthesis/waves.js",
    "synthesis/noises.js",
    "synthesis/touch.js",
    "synthesis/piano.js",
    "synthesis/room.js",
    "take-player.js",
)
IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
DECIMALS = 3

Hand: TypeAlias = Sequence[tuple[int, float, float, float]]
"""Notes of a hand: pitch, velocity (0-1), onset and length in seconds."""


def script() -> str:
    """All modules as one script: pages that are opened as files can't have modules."""
    texts = ((SCRIPTS / name).read_text(encoding="utf-8") for name in MODULES)
    whole = "".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)
    return f"(() => {{\n{whole}}})();\n"


def button(hands: Iterable[Hand], take: str) -> str:
    """A button that plays; it is hidden where scripts don't run. take: what it plays."""
    notes = [[[_rounded(value) for value in note] for note in hand] for hand in hands]
    data = json.dumps(notes, separators=(",", ":"))
    return (
        f"<button type='button' class='take-player' data-take='{escape(take)}' "
        f"data-hands='{data}' hidden></button>"
    )


def hand_of(notes: Iterable[Note], bpm: float) -> Hand:
    """Notes as they sound. bpm: quarter notes a minute."""
    beat = 60 / bpm
    return [
        (pitch, velocity, onset * beat, sounding_beats(duration) * beat)
        for pitch, velocity, duration, onset in notes
        if pitch != REST
    ]


def hands_in(path: Path) -> list[Hand]:
    """The notes of each track of a MIDI file that has any, all at the tempo of its beginning."""
    file = mido.MidiFile(path)
    tempos = (
        message.tempo for message in mido.merge_tracks(file.tracks) if message.type == "set_tempo"
    )
    tick = next(tempos, 500_000) / 1e6 / file.ticks_per_beat
    return [hand for track in file.tracks if (hand := _hand_in(track, tick))]


def _hand_in(track: mido.MidiTrack, tick: float) -> Hand:
    """tick: seconds of one."""
    now, begun, notes = 0, {}, []
    for message in track:
        now += message.time
        if message.type == "note_on" and message.velocity:
            begun[message.note] = (now, message.velocity / 127)
        elif message.type in ("note_on", "note_off") and message.note in begun:
            onset, velocity = begun.pop(message.note)
            notes.append((message.note, velocity, onset * tick, (now - onset) * tick))
    return sorted(notes, key=lambda note: note[2])


def _rounded(value: float) -> float:
    return round(value, DECIMALS)
