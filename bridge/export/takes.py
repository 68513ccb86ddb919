"""Conversion of takes and other tunes to pieces, for MIDI files and pictures."""

from __future__ import annotations

import math
from itertools import pairwise

from agent.melody.brief import brief_of
from agent.melody.line import scale_of
from agent.melody.playing.conversion import velocity
from agent.music.chords import Chord
from agent.music.note import Note
from agent.music.scales import scale_mask
from agent.music.spelling import Spelling, spelling_of
from agent.music.tune import TICKS, Tune, TuneChord, TuneNote
from agent.pieces.piece import Piece
from agent.player.knobs import Knobs
from bridge.export.midi_file import chord_notes

# Suffixes of chord symbols for qualities of a corpus with another name.
SUFFIXES = {"maj": "", "min": "m", "min7": "m7", "min6": "m6", "hdim": "m7b5"}


def piece_of(take: Tune) -> Piece:
    """A tune as a piece; the chord of a bar is the one at its beginning. A pickup is bar 0."""
    pickup, bars = _extent(take)
    before = int(pickup > 0)
    knobs = Knobs(key=take.key, scale=scale_of(take.mode), meter=take.meter, bars=bars)
    starts = ((before + bar) * take.bar for bar in range(bars))
    symbols = tuple(_symbol_at(take, start) for start in starts) if take.chords else ()
    notes = tuple(_note(take, note) for note in take.notes)
    return Piece(notes, knobs, symbols, pickup / TICKS)


def _extent(take: Tune) -> tuple[int, int]:
    """(length of its pickup in ticks, number of bars after it)."""
    pickup = brief_of(take).pickup if take.notes[0].onset < take.bar else 0
    return pickup, math.ceil((take.end + pickup) / take.bar) - int(pickup > 0)


def chord_symbols(take: Tune) -> list[tuple[float, str]]:
    """(onset in quarter notes, symbol such as 'F#m7b5') of each chord."""
    spelling = _spelling(take)
    return [(chord.onset / TICKS, _symbol(chord, take, spelling)) for chord in take.chords]


def left_hand(take: Tune) -> list[Note]:
    """The chords as notes, each until the next; those before the first bar are cut off."""
    end = round(piece_of(take).end * TICKS)
    starts = [min(max(chord.onset, 0), end) for chord in take.chords]
    notes = []
    for (start, until), (_, root, mask, quality) in zip(
        pairwise([*starts, end]), take.chords, strict=True
    ):
        if start < until:
            chord = Chord(root, mask, quality).transposed(take.key)
            notes += chord_notes(chord, (until - start) / TICKS, start / TICKS)
    return notes


def _note(take: Tune, note: TuneNote) -> Note:
    loudness = velocity(take.meter, take.bar, take.beat, note.onset % take.bar)
    return Note(take.tonic + note.pitch, loudness, note.duration / TICKS, note.onset / TICKS)


def _symbol_at(take: Tune, tick: int) -> str:
    begun = [chord for chord in take.chords if chord.onset <= tick]
    return _symbol(begun[-1], take, _spelling(take)) if begun else "none"


def _symbol(chord: TuneChord, take: Tune, spelling: Spelling) -> str:
    root = spelling.name((chord.root + take.key) % 12)
    return root + SUFFIXES.get(chord.quality, chord.quality)


def _spelling(take: Tune) -> Spelling:
    return spelling_of(take.key, scale_mask(scale_of(take.mode)))
