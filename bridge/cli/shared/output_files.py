"""The files that commands write: checked before the work begins, and never written over unasked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from agent.files import check_writable, is_stream
from agent.player.checkpoint import SUFFIX
from bridge.errors import OutputError


class FileKind(NamedTuple):
    """A kind of file. what: such as 'a MIDI file'; suffixes: of its names, the usual one first."""

    what: str
    suffixes: tuple[str, ...]


MIDI = FileKind("a MIDI file", (".mid", ".midi"))
WAV = FileKind("a WAV file", (".wav",))
PNG = FileKind("a PNG picture", (".png",))
SVG = FileKind("an SVG picture", (".svg",))
JSON = FileKind("a JSON file", (".json",))
TOML = FileKind("a TOML file", (".toml",))
HTML = FileKind("a page", (".html",))
CORPUS = FileKind("a corpus", (".jsonl.gz",))
AGENT = FileKind("an agent", (SUFFIX,))

Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files that are there.")]


def check_output(
    path: Path,
    option: str,
    kind: FileKind,
    *,
    overwrite: bool,
    instead: str = "or --overwrite",
) -> None:
    """Check that a command may write this file, and can.

    option: that names the file, as in --out; instead: what else may be done where it is there.
    Devices and pipes, such as /dev/stdout, may have any name. Raises OutputError.
    """
    try:
        if not is_stream(path):
            check_name(path, option, kind)
            if path.exists() and not overwrite:
                raise OutputError(f"{path} is already there: choose another {option}, {instead}")
        check_writable(path)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{path} can't be written ({reason}): choose another {option}") from None


def check_name(path: Path, option: str, kind: FileKind) -> None:
    """Check that the name of a file is one of its kind. Raises OutputError."""
    usual = kind.suffixes[0]
    if path.is_dir():
        inside = path / f"name{usual}"
        raise OutputError(f"{option} {path} is a folder: name a file, such as {inside}")
    if not path.name.lower().endswith(kind.suffixes):
        better = path.with_suffix(usual).name
        raise OutputError(f"{option} writes {kind.what}: name it {better}, not {path.name}")
