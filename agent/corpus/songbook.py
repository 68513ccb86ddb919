"""The songbook: well-known public-domain melodies, typed in as ABC and shipped as a corpus file."""

from __future__ import annotations

from pathlib import Path

from agent.music.tune import Tune, read_tunes

NAME = "songbook"


def songbook_folder() -> Path:
    """The folder of the ABC files and of the corpus file built from them."""
    return Path(__file__).parents[1] / NAME


def songbook_path() -> Path:
    """The corpus file of the songbook."""
    return songbook_folder() / f"{NAME}.jsonl.gz"


def songbook() -> list[Tune]:
    """Its melodies, read without music21. Raises CorpusError if the file is missing or damaged."""
    return read_tunes(songbook_path())
