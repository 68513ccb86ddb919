"""What a MIDI file of a recording holds, as a library reads it."""

import io
from typing import Any

import mido

from bridge.musician.recording import Recording


def read(recording: Recording) -> dict[str, list[tuple[int, Any]]]:
    """What a library reads: tick and message of each track's events, without their ends."""
    file = mido.MidiFile(file=io.BytesIO(recording.content()))
    assert (file.type, file.ticks_per_beat) == (1, 480)
    tracks = dict[str, list[tuple[int, Any]]]()
    for track in file.tracks:
        tick, events = 0, list[tuple[int, Any]]()
        for message in track:
            tick += message.time
            if not message.is_meta or message.type in ("set_tempo", "time_signature"):
                events.append((tick, message))
        tracks[track.name] = events
    return tracks


def notes(recording: Recording, track: str) -> list[tuple[int, str, int]]:
    return [(tick, message.type, message.note) for tick, message in read(recording)[track]]
