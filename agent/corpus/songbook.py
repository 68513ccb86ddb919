"""The songbook: well-known melodies in the public domain, typed in as ABC and shipped compiled."""

from __future__ import annotations

from pathlib import Path

from agent.music.tune import Tune, read_tunes

NAME = "songbook"


def songbook_folder() -> Path:
    """The folder of the ABC files, and of the corpus built from them."""
    return Path(__file__).parents[1] / NAME


def songbook_path() -> Path:
    """The compiled songbook: a corpus file like any other."""
    return songbook_folder() / f"{NAME}.jsonl.gz"


def songbook() -> list[Tune]:
    """The melodies. Needs no music21. Raises CorpusError if the file is missing or damaged."""
    return read_tunes(songbook_path())
