"""A piece as a MIDI file: grand piano, tempo, the melody, and the chords under it if wanted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import mido

from agent.errors import MeloError
from agent.files import write_atomically
from agent.player import REST, Note
from agent.theory import MAJOR_SCALE, tonic_near, triad_degrees

TICKS_PER_BEAT = 480
GRAND_PIANO = 0
# A sounding note ends a little early, so that a repeated one is heard anew.
LEGATO = 0.95
CHORD_OCTAVE = 48
CHORD_VELOCITY = 0.45


def chord_notes(progression: Sequence[str], bars: int, beats_per_bar: int, key: int) -> list[Note]:
    """The left hand: one triad a bar, an octave below the melody."""
    tonic = tonic_near(CHORD_OCTAVE, key)
    return [
        Note(tonic + MAJOR_SCALE[degree], CHORD_VELOCITY, beats_per_bar, float(bar * beats_per_bar))
        for bar in range(bars)
        for degree in triad_degrees(progression[bar % len(progression)])
    ]


def write_midi(path: Path, hands: Sequence[Sequence[Note]], bpm: float) -> None:
    """Write one track a hand. Raises MeloError if the place can't be written."""
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_BEAT, charset="utf-8")
    file.tracks.append(mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))]))
    file.tracks.extend(_track(notes) for notes in hands)
    content = io.BytesIO()
    file.save(file=content)
    try:
        write_atomically(path, content.getvalue())
    except OSError as error:
        raise MeloError(f"{path} can't be written: {error.strerror or error}") from None


def _track(notes: Sequence[Note]) -> mido.MidiTrack:
    events = []
    for pitch, velocity, duration, onset in notes:
        if pitch != REST:
            start, end = _ticks(onset), _ticks(onset + duration * LEGATO)
            events.append((start, 1, pitch, max(1, round(velocity * 127))))
            events.append((end, 0, pitch, 0))
    track = mido.MidiTrack([mido.Message("program_change", program=GRAND_PIANO)])
    now = 0
    for tick, on, pitch, velocity in sorted(events):
        kind = "note_on" if on else "note_off"
        track.append(mido.Message(kind, note=pitch, velocity=velocity, time=tick - now))
        now = tick
    return track


def _ticks(beats: float) -> int:
    return round(beats * TICKS_PER_BEAT)
