"""What `melobridge generate` makes of each piece: files, pictures, sound."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from agent.errors import MissingExtra
from agent.pieces.piece import Piece
from bridge.cli.generate.files import PieceFiles
from bridge.cli.shared.lines import say
from bridge.export.audio_player import play_wav
from bridge.export.files import write_file
from bridge.export.midi_file import hands_of, write_hands
from bridge.export.piano_roll import piano_roll_svg
from bridge.export.pictures import piano_roll
from bridge.export.sound import sound_of
from bridge.export.synthesis import RATE
from bridge.export.wav_file import wav


class TakeWriter:
    """Writes pieces, and plays them."""

    def __init__(
        self, files: PieceFiles, console: Console, bpm: float, *, chords: bool, listen: bool
    ) -> None:
        """bpm: quarter notes a minute; chords: as a left hand, too; listen: play each at once."""
        self._files, self._console, self._bpm = files, console, bpm
        self._chords, self._listen = chords, listen
        self._missing: MissingExtra | None = None

    def write(self, number: int, piece: Piece) -> None:
        """Write the MIDI file of a piece, the first one is 0. Raises OutputError."""
        hands = hands_of(piece, chords=self._chords)
        write_hands(self._files.midi_path(number), piece, hands, self._bpm)

    def enrich(self, number: int, piece: Piece, title: str) -> None:
        """Draw and sound a piece, as it is wished for. Raises OutputError, SoundError."""
        midi, wav_file = self._files.midi_path(number), self._files.wav_path(number)
        if self._files.svg:
            picture = midi.with_suffix(".svg")
            write_file(picture, _picture(piece, title).encode())
            say(self._console, f"{picture}  piano roll\n", markup=False)
        if self._files.png:
            self._draw_png(midi.with_suffix(".png"), piece, title)
        if wav_file or self._listen:
            self._sound(wav_file, piece)

    def finish(self) -> None:
        """Raises MissingExtra where pictures couldn't be drawn."""
        if self._missing:
            raise self._missing

    def _draw_png(self, path: Path, piece: Piece, title: str) -> None:
        try:
            piano_roll(path, piece, title)
            say(self._console, f"{path}  piano roll\n", markup=False)
        except MissingExtra:
            self._missing = MissingExtra("--png (--svg doesn't)", "plot")

    def _sound(self, path: Path | None, piece: Piece) -> None:
        samples, maker = sound_of(piece, hands_of(piece, chords=self._chords), self._bpm)
        content = wav(samples)
        if path:
            write_file(path, content)
            say(self._console, f"{path}  {len(samples) / RATE:.0f} s, {maker}\n", markup=False)
        if self._listen:
            play_wav(content)


def _picture(piece: Piece, title: str) -> str:
    """A piano roll as SVG."""
    knobs = piece.knobs
    return piano_roll_svg(
        piece.notes,
        meter=knobs.meter,
        key=knobs.key,
        scale=knobs.scale,
        symbols=piece.symbols,
        title=title,
        before=piece.before,
    )
