"""The sound of a piece: by FluidSynth where it is there, else by our own synthesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from agent.music.note import Note
from agent.pieces.piece import Piece
from bridge.export.fluidsynth import FluidSynth, find_fluidsynth, rendered
from bridge.export.midi_file import midi_of
from bridge.export.synthesis import RATE, Samples, synthesise

OWN_SOUND = "melobridge's own sound"


class PieceSound(NamedTuple):
    """Samples of a piece, and in words what made them."""

    samples: Samples
    made_by: str


def sound_of(piece: Piece, hands: Sequence[Sequence[Note]], bpm: float) -> PieceSound:
    """The sound of all hands of a piece, from its first note on. bpm: quarter notes a minute."""
    synth: FluidSynth | None = find_fluidsynth()
    samples = rendered(synth, midi_of(piece, hands, bpm)) if synth else None
    if synth is None or samples is None:
        made_by, samples = OWN_SOUND, synthesise([note for hand in hands for note in hand], bpm)
    else:
        made_by = synth.name
    return PieceSound(samples[round(piece.start * 60 / bpm * RATE) :], made_by)
