"""Pieces as MIDI files: tempo, meter, key, and a piano with the melody and optional chords."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import mido

from agent.music.chords import Chord, chord_of
from agent.music.meter import Meter, meter_of
from agent.music.note import REST, Note, sounding_beats
from agent.pieces.piece import Piece
from bridge.export.files import write_file

TICKS_PER_BEAT = 480
GRAND_PIANO = 0
BASS_OCTAVE, CHORD_OCTAVE = 36, 48
CHORD_VELOCITY = 0.45


def left_hand(piece: Piece) -> list[Note]:
    """The chords of a piece as notes, one chord a bar."""
    return [
        note
        for onset, symbol in piece.symbols
        for note in chord_notes(chord_of(symbol), min(piece.bar, piece.end - onset), onset)
    ]


def chord_notes(chord: Chord, duration: float, onset: float) -> list[Note]:
    """A chord as notes: the root in the bass, and all tones in the octave below middle C.

    duration, onset: in quarter notes.
    """
    bass = [BASS_OCTAVE + chord.root] if chord.mask else []
    tones = [CHORD_OCTAVE + tone for tone in range(12) if chord.mask >> tone & 1]
    return [Note(pitch, CHORD_VELOCITY, duration, onset) for pitch in bass + tones]


def write_midi(path: Path, piece: Piece, bpm: float, *, chords: bool = False) -> None:
    """Write a piece. bpm: quarter notes a minute. chords: add them as a left hand.

    Raises OutputError if the path can't be written.
    """
    write_hands(path, piece, hands_of(piece, chords=chords), bpm)


def hands_of(piece: Piece, *, chords: bool) -> list[Sequence[Note]]:
    """The melody of a piece, and its chords as a left hand where they are to be heard."""
    return [piece.notes, left_hand(piece)] if chords else [piece.notes]


def write_hands(path: Path, piece: Piece, hands: Sequence[Sequence[Note]], bpm: float) -> None:
    """Write one track per hand, in the meter, key and length of the piece. Raises OutputError."""
    write_file(path, midi_of(piece, hands, bpm))


def midi_of(piece: Piece, hands: Sequence[Sequence[Note]], bpm: float) -> bytes:
    """The file with one track per hand, in the meter, key and length of the piece.

    A pickup stands at the end of a bar that begins with silence, so that bar lines are where the
    meter has them.
    """
    tracks = [_track(notes, _ticks(piece.end)) for notes in hands]
    return _content([_conductor(piece, bpm), *tracks])


def write_voices(path: Path, voices: Mapping[str, Sequence[Note]], bpm: float) -> None:
    """Write one named track per voice. bpm: quarter notes a minute. Raises OutputError."""
    ends = [note.onset + note.duration for notes in voices.values() for note in notes]
    tempo = mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))
    tracks = [mido.MidiTrack([tempo, mido.MetaMessage("end_of_track")])]
    for name, notes in voices.items():
        track = _track(notes, _ticks(max(ends)))
        track.insert(0, mido.MetaMessage("track_name", name=name))
        tracks.append(track)
    write_file(path, _content(tracks))


def _content(tracks: Sequence[mido.MidiTrack]) -> bytes:
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_BEAT, charset="utf-8", tracks=tracks)
    content = io.BytesIO()
    file.save(file=content)
    return content.getvalue()


def _conductor(piece: Piece, bpm: float) -> mido.MidiTrack:
    """The track with tempo, meter and key."""
    return mido.MidiTrack(
        [
            mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm)),
            time_signature(meter_of(piece.knobs.meter)),
            mido.MetaMessage("key_signature", key=piece.spelling.key_signature()),
            mido.MetaMessage("end_of_track", time=_ticks(piece.end)),
        ]
    )


def time_signature(meter: Meter) -> mido.MetaMessage:
    """The meta event of a meter; MIDI has no groups. Ticks are MIDI clocks: 24 a quarter."""
    return mido.MetaMessage(
        "time_signature",
        numerator=meter.numerator,
        denominator=meter.denominator,
        clocks_per_click=meter.beat,
    )


def _track(notes: Sequence[Note], end: int) -> mido.MidiTrack:
    events = []
    for pitch, velocity, duration, onset in notes:
        if pitch != REST:
            events.append((_ticks(onset), 1, pitch, max(1, round(velocity * 127))))
            events.append((_ticks(onset + sounding_beats(duration)), 0, pitch, 0))
    track = mido.MidiTrack([mido.Message("program_change", program=GRAND_PIANO)])
    now = 0
    for tick, on, pitch, velocity in sorted(events):
        kind = "note_on" if on else "note_off"
        track.append(mido.Message(kind, note=pitch, velocity=velocity, time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=end - now))
    return track


def _ticks(beats: float) -> int:
    return round(beats * TICKS_PER_BEAT)
