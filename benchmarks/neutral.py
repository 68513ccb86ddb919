"""With what takes leap and rest as much as real tunes: the NEUTRAL of playing/checkpoint.py.

    python -m benchmarks.neutral --corpus tunes.jsonl.gz --agents all fiddle

Takes under the briefs of the held-out tunes of the agent's character, beside these tunes: with
several weights of smoothness, then with several nats for rests at the neutral weight. Steps, leaps
(of 8 to 12 semitones), the mean interval and the time of rests: how far they are from real ones, in
deviations of single tunes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from agent.evaluation.columns import Column, column
from agent.evaluation.contestants import briefed_contestant, played
from agent.evaluation.yardstick import Yardstick, corpus_yardstick
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.playing.checkpoint import NEUTRAL, MelodyCheckpoint
from agent.melody.playing.inference import AS_LEARNED, MelodyPolicy, Neutral, prepare
from agent.melody.playing.player import MelodyPlayer
from agent.metrics.statistics import NAMES
from agent.music.tune import Tune, read_tunes
from agent.player.checkpoint import SUFFIX
from benchmarks.report import machine, table

AGENTS = ("all", "fiddle", "hymn", "lied", "song")
WEIGHTS = (1.0, 0.8, 0.6, 0.4)
NATS = (0.0, 0.4, 0.8, 1.2)
STATISTICS = ("steps", "moves_8_12", "mean_interval", "rest_share")
LIKENESS = ("overlapping area", "Frechet", "AUC")
HEAD = ("agent", "smoothness", "rests", *LIKENESS, "steps", "leaps", "interval", "rest share")


def main() -> None:
    options = _options()
    tunes = read_tunes(options.corpus)
    print(table(HEAD, [row for name in options.agents for row in _rows(name, tunes, options)]))
    print(machine("numpy"))


def _rows(name: str, tunes: Sequence[Tune], options: argparse.Namespace) -> Iterator[list[str]]:
    checkpoint = load_melody(shipped_folder() / f"{name}{SUFFIX}")
    character = MelodyPlayer(checkpoint).character
    yardstick = corpus_yardstick(tunes, str(options.corpus), character)
    compared = min(options.takes, len(yardstick.reference) // 2)
    usual = NEUTRAL.get(character, AS_LEARNED)
    tried = [usual._replace(smoothness=weight) for weight in WEIGHTS]
    for neutral in (*tried, *(usual._replace(rests=nats) for nats in NATS)):
        briefs = yardstick.reference.briefs
        contestant = briefed_contestant(name, _tuned(checkpoint, neutral), briefs, 0)
        found = column(name, played(contestant, options.takes), yardstick, compared)
        yield [name, f"{neutral.smoothness:.1f}", f"{neutral.rests:.1f}", *_cells(found, yardstick)]


def _tuned(checkpoint: MelodyCheckpoint, neutral: Neutral) -> MelodyPlayer:
    """The agent with another middle of its knobs."""
    policy = MelodyPolicy(prepare(checkpoint.tensors, neutral))
    return MelodyPlayer(MelodyCheckpoint(checkpoint.header, {}, policy, checkpoint.known))


def _cells(found: Column, yardstick: Yardstick) -> list[str]:
    columns = [NAMES.index(name) for name in STATISTICS]
    ours, real = found.table[:, columns], yardstick.reference.statistics[:, columns]
    shifts = (np.nanmean(ours, axis=0) - np.nanmean(real, axis=0)) / np.nanstd(real, axis=0)
    likeness = f"{found.overlap:.3f}", f"{found.frechet:.1f}", f"{found.auc:.3f}"
    return [*likeness, *(f"{shift:+.2f}" for shift in shifts)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--agents", nargs="+", choices=AGENTS, default=AGENTS)
    parser.add_argument("--takes", type=int, default=400, help="takes a row")
    return parser.parse_args()


if __name__ == "__main__":
    main()
