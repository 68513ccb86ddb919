"""What few tunes of one's own make of `all`, and what it forgets: the tables of docs/benchmarks.md.

    python -m benchmarks.own_music --corpus tunes.jsonl.gz --count 60    # some two minutes

Of the tunes of the corpus that `all` never learned from, `--count` drawn at random (of a `--source`
and a `--meter`, if given) are somebody's own, of no character; up to 100 others of the same kind
are unseen, without near-duplicates of the own ones. `melobridge train melody --from all` learns
from the own ones. Before and after it are measured: bits an event on the unseen tunes, on the own
ones, and on the songbook (what is forgotten); AUC of a classifier between takes and the unseen
tunes, and the own ones where there are enough (0.5: can't tell); how many takes have a loop; the
longest copy of an own tune in notes. `--any-split` takes all tunes of a corpus that `all` knows
nothing of.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

from agent.corpus.clusters import clusters
from agent.corpus.songbook import songbook
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.brief import brief_of
from agent.melody.learning.dataset import examples_of
from agent.melody.learning.network import restored
from agent.melody.learning.outcome import FEWEST_REFERENCES
from agent.melody.learning.prior import bits_per_event
from agent.melody.learning.run import Run
from agent.melody.learning.settings import FINE_TUNING_ON_FEW, MelodySettings
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.metrics.loops import has_loop
from agent.metrics.repetition import longest_copies
from agent.metrics.resemblance import resemblance
from agent.music.tune import METERS, Tune, read_tunes
from agent.player.checkpoint import SUFFIX
from agent.player.knobs import Knobs
from agent.training.settings import with_values
from benchmarks.report import machine, table

BARS, MOST_UNSEEN = 16, 100
HEADER = ("", "unseen", "own", "songbook", "AUC, unseen", "AUC, own", "loops", "copied")


def main() -> None:
    options = _options()
    torch.set_num_threads(1)
    own, unseen = divided(_wanted(options), options.count, options.seed)
    before = load_melody(shipped_folder() / f"all{SUFFIX}")
    rows = [
        [name, *figures(agent, own, unseen, options)]
        for name, agent in (("before", before), ("after", trained(before, own, options.seed)))
    ]
    print(f"{len(own)} own, {len(unseen)} unseen, {options.takes} takes\n")
    print(f"{table(HEADER, rows)}\n")
    print(machine("torch", "numpy"))


def divided(tunes: Sequence[Tune], count: int, seed: int) -> tuple[list[Tune], list[Tune]]:
    """Own tunes, drawn at random, and unseen ones of no cluster of theirs."""
    names = clusters([[note.pitch for note in tune.notes] for tune in tunes])
    order = np.random.default_rng(seed).permutation(len(tunes)).tolist()
    known = {names[number] for number in order[:count]}
    others = [tunes[number] for number in order[count:] if names[number] not in known]
    return [tunes[number] for number in order[:count]], others[:MOST_UNSEEN]


def trained(start: MelodyCheckpoint, own: Sequence[Tune], seed: int) -> MelodyCheckpoint:
    """What the command makes of few tunes; it prints what it found by holding them out."""
    run = Run(with_values(MelodySettings(seed=seed), FINE_TUNING_ON_FEW), own, start, few=True)
    for _ in run.steps():
        pass
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.safetensors"
        outcome = run.save(path)
        if outcome.crossed and outcome.bits:
            before, after = outcome.bits
            share = outcome.crossed.share
            print(f"held out in turn: {before:.3f} before, {after:.3f} after; {share:.0%} taken")
        return load_melody(path)


def figures(
    agent: MelodyCheckpoint,
    own: Sequence[Tune],
    unseen: Sequence[Tune],
    options: argparse.Namespace,
) -> Iterator[str]:
    """The cells of an agent's row."""
    prior, _ = restored(agent.tensors)
    for tunes in (unseen, own, songbook()):
        yield f"{bits_per_event(prior.eval(), examples_of(tunes)):.3f}"
    briefs = [brief_of(tune).cut(BARS) for tune in own]
    played = takes(MelodyPlayer(agent), briefs, Knobs(), options.takes, options.seed)
    for tunes in (unseen, own):
        enough = len(tunes) >= FEWEST_REFERENCES
        real = [tune.excerpt(BARS) for tune in tunes]
        yield f"{resemblance(played, real).auc:.2f}" if enough else ""
    yield f"{sum(map(has_loop, played))}"
    yield f"{max(longest_copies(played, own))}"


def _wanted(options: argparse.Namespace) -> list[Tune]:
    return [
        replace(tune, source="own")
        for tune in read_tunes(options.corpus)
        if (options.any_split or tune.split != "train")
        and (not options.source or tune.source in options.source)
        and tune.meter in (options.meter or METERS)
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="tunes (.jsonl.gz)")
    parser.add_argument("--source", nargs="+", help="sources: all")
    parser.add_argument("--meter", nargs="+", choices=METERS, help="meters: all")
    parser.add_argument("--any-split", action="store_true", help="also training tunes")
    parser.add_argument("--count", type=int, default=60, help="own tunes")
    parser.add_argument("--takes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
