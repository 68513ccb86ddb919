"""What the page asks to be kept, as a MIDI file: JSON in, the file's bytes out. Pure.

Everything is checked here: a browser may send anything.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import mido

from agent.errors import TaskError
from agent.music.meter import METER_TEXT, meter_of
from agent.music.pitches import pitch_class
from bridge.export.midi_file import time_signature

MOST_BYTES = 1 << 20
MOST_TRACKS = 20  # of sixteen voices, three of the backing, and the keys
MOST_NOTES = 20_000
MOST_BEATS = 100_000.0
TICKS_PER_BEAT = 480
LONGEST_NAME = 64
LARGEST = sys.float_info.max
LEAST_BPM, MOST_BPM = 10.0, 400.0
NAMES = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
MINOR_SCALES = ("minor", "aeolian", "harmonic_minor", "melodic_minor", "dorian", "phrygian")


def midi_file(content: bytes) -> bytes:
    """A MIDI file of the notes in a JSON text. Raises TaskError with one sentence."""
    wanted = _json(content)
    tracks = _list(wanted, "tracks", MOST_TRACKS)
    notes = [_list(track, "notes", MOST_NOTES) for track in tracks]
    if sum(map(len, notes)) > MOST_NOTES:
        raise TaskError(f"there are more than {MOST_NOTES} notes: keep fewer bars")
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_BEAT, charset="utf-8")
    file.tracks.append(_conductor(wanted))
    file.tracks += [_track(track, own) for track, own in zip(tracks, notes, strict=True)]
    written = io.BytesIO()
    file.save(file=written)
    return written.getvalue()


def _conductor(wanted: Mapping[str, Any]) -> mido.MidiTrack:
    """The track with tempo, meter and key."""
    meter = wanted.get("meter", "4/4")
    if not isinstance(meter, str):
        raise TaskError(f"there is no meter {meter!r}: use {METER_TEXT}")
    read = meter_of(meter)
    tempo = mido.bpm2tempo(_number(wanted, "tempo", LEAST_BPM, MOST_BPM, 120.0))
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=tempo)])
    track.append(time_signature(read))
    if key := _key(wanted.get("key"), wanted.get("scale")):
        track.append(mido.MetaMessage("key_signature", key=key))
    track.append(mido.MetaMessage("end_of_track"))
    return track


def _key(key: object, scale: object) -> str:
    """The key signature of a tonic, '' where it has none."""
    try:
        name = NAMES[pitch_class(key) if isinstance(key, str) else int(str(key)) % 12]
    except (TaskError, ValueError):
        return ""
    minor = scale in MINOR_SCALES
    if not minor:
        return name
    return {"Db": "C#", "Ab": "G#"}.get(name, name) + "m"


def _track(track: Mapping[str, Any], notes: Sequence[Mapping[str, Any]]) -> mido.MidiTrack:
    """A track of one instrument on one channel."""
    channel = int(_number(track, "channel", 0, 15, 0))
    program = int(_number(track, "program", 0, 127, 0))
    name = str(track.get("name", ""))[:LONGEST_NAME]
    found = mido.MidiTrack(
        [
            mido.MetaMessage("track_name", name=name),
            mido.Message("program_change", channel=channel, program=program),
        ]
    )
    events, now = sorted(event for note in notes for event in _events(note)), 0
    for tick, on, pitch, velocity in events:
        kind = "note_on" if on else "note_off"
        message = mido.Message(kind, channel=channel, note=pitch, velocity=velocity)
        found.append(message.copy(time=tick - now))
        now = tick
    found.append(mido.MetaMessage("end_of_track"))
    return found


def _events(note: Mapping[str, Any]) -> list[tuple[int, bool, int, int]]:
    """Begin and end of a note: tick, whether it begins, pitch, velocity 0-127."""
    if not isinstance(note, dict):
        raise TaskError("a note must be a JSON object with pitch, velocity, onset, duration")
    pitch = int(_number(note, "pitch", 0, 127))
    velocity = max(1, round(_number(note, "velocity", 0, 1) * 127))
    onset = round(_number(note, "onset", 0, MOST_BEATS) * TICKS_PER_BEAT)
    length = max(1, round(_number(note, "duration", 0, MOST_BEATS) * TICKS_PER_BEAT))
    return [(onset, True, pitch, velocity), (onset + length, False, pitch, 0)]


def _json(content: bytes) -> dict[str, Any]:
    try:
        wanted = json.loads(content)
    except (ValueError, RecursionError):
        raise TaskError("this is no JSON text") from None
    if not isinstance(wanted, dict):
        raise TaskError("this is no JSON object with tempo, meter and tracks")
    return wanted


def _list(owner: object, name: str, most: int) -> list[Any]:
    """A list of at most so many values."""
    found = owner.get(name) if isinstance(owner, dict) else None
    if not isinstance(found, list) or len(found) > most:
        raise TaskError(f"{name} must be a list of at most {most}")
    return found


def _number(
    owner: Mapping[str, Any], name: str, least: float, most: float, default: float | None = None
) -> float:
    """A number within its range."""
    value = owner.get(name, default)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not abs(value) <= LARGEST:  # JSON also knows NaN, and any whole number
        raise TaskError(f"{name} must be a number")
    if not least <= value <= most:
        raise TaskError(f"{name} is {value:g}: use {least:g} to {most:g}")
    return float(value)
