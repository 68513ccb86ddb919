"""The files of `melobridge generate`, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from agent.files import is_stream
from bridge.cli.shared.output_files import MIDI, PNG, SVG, WAV, FileKind, check_output
from bridge.errors import OutputError

DEFAULT = Path("piece.mid")


class PieceFiles(NamedTuple):
    """Where pieces are written.

    midi: a MIDI file, which gets a number where there are several pieces; first: the number of the
    first one; pieces: how many; wav: a sound of each; png, svg: a piano roll beside each MIDI file.
    """

    midi: Path
    pieces: int
    wav: Path | None = None
    png: bool = False
    svg: bool = False
    first: int = 1

    def of(self, number: int) -> Iterator[tuple[Path, str, FileKind]]:
        """The files of a piece, the first one is 0: path, option that asks for it, and kind."""
        midi = self.midi_path(number)
        yield midi, "--out", MIDI
        if wav := self.wav_path(number):
            yield wav, "--wav", WAV
        if self.png:
            yield midi.with_suffix(".png"), "--out", PNG
        if self.svg:
            yield midi.with_suffix(".svg"), "--out", SVG

    def midi_path(self, number: int) -> Path:
        """The MIDI file of a piece; the first one is 0."""
        return self._numbered(self.midi, number + self.first)

    def wav_path(self, number: int) -> Path | None:
        """The WAV file of a piece, if there is to be one."""
        return self._numbered(self.wav, number + 1) if self.wav else None

    def _numbered(self, path: Path, number: int) -> Path:
        alone = self.pieces == 1 and number == 1
        return path if alone else path.with_stem(f"{path.stem}-{number}")


def checked_files(out: Path | None, files: PieceFiles, *, overwrite: bool) -> PieceFiles:
    """Files that may be written: numbers that are free where no `out` was given.

    Raises OutputError.
    """
    if out is None and not overwrite:
        files = files._replace(first=_first_free(files))
    if is_stream(files.midi) and (files.pieces > 1 or files.png or files.svg):
        raise OutputError(f"--out {files.midi} is no file: several need a name, such as {DEFAULT}")
    for number in range(files.pieces):
        for path, option, kind in files.of(number):
            check_output(path, option, kind, overwrite=overwrite)
    return files


def _first_free(files: PieceFiles) -> int:
    """The least number from which on no MIDI file or picture is there."""
    beside = files._replace(wav=None)
    first = 1
    while taken := _last_taken(beside._replace(first=first)):
        first += taken
    return first


def _last_taken(files: PieceFiles) -> int:
    """How many pieces it is to the last one of which a file is there; 0 if none is."""
    numbers = range(files.pieces, 0, -1)
    there = (n for n in numbers if any(path.exists() for path, _, _ in files.of(n - 1)))
    return next(there, 0)
