"""Leaving whole collections out of a training, to measure an agent on music of another kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from agent.errors import CorpusError, did_you_mean
from agent.music.tune import Tune


def leave_out(tunes: Sequence[Tune], sources: Collection[str]) -> list[Tune]:
    """The tunes, with all those of some sources as test tunes, and no others to test with.

    Near-duplicates of a tune that is left out are dropped, so that nothing of it is learned. Raises
    CorpusError for a source that the tunes don't have.
    """
    known = sorted({tune.source for tune in tunes})
    for source in sources:
        if source not in known:
            hint = did_you_mean(source, known) or f"use {', '.join(known)}"
            raise CorpusError(f"no tune is of the source '{source}': {hint}")
    unseen = [replace(tune, split="test") for tune in tunes if tune.source in sources]
    kin = {tune.cluster for tune in unseen if tune.cluster}
    return unseen + [
        tune
        for tune in tunes
        if tune.source not in sources and tune.split != "test" and tune.cluster not in kin
    ]
