"""Real tunes, divided for tests of the ruler."""

from __future__ import annotations

from dataclasses import replace

from agent.corpus.songbook import songbook
from agent.music.tune import Tune


def split_songbook() -> list[Tune]:
    """The songbook, with half of it for training and half of it held out."""
    return [
        replace(tune, split="test" if number % 2 else "train")
        for number, tune in enumerate(songbook())
    ]
