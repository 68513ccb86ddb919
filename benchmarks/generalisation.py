"""How well melody agents play music of a collection that they never saw.

    python -m benchmarks.generalisation --corpus tunes.jsonl.gz    # a quarter of an hour

For each source of the corpus an agent is trained without it (`melobridge train melody --without`),
and measured on the held-out tunes of that source beside one that was trained in the same way on all
sources: bits an event of the prior, and of PPM as what counting would give; then takes under the
briefs of these tunes, beside them: mean overlapping area and AUC of a classifier (0.5: can't tell).
Trainings are short (`--prior-updates`, `--updates`): compare within a row.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from agent.evaluation.prior_bits import actions_of, bits_of_prior
from agent.melody.brief import brief_of
from agent.melody.learning.material import leave_out
from agent.melody.learning.run import Run
from agent.melody.learning.settings import MelodySettings
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.melody.vocabulary import ACTIONS
from agent.metrics.resemblance import resemblance
from agent.metrics.sequence_models import Continuations, Predictor, bits_per_event, ppm
from agent.music.tune import METERS, Tune, read_tunes
from agent.player.knobs import Knobs
from benchmarks.melody import player_of
from benchmarks.report import machine, table

BARS = 16
ORDER = 5
HEADER = (
    "left out",
    "tunes",
    "bits, with",
    "without",
    "PPM, with",
    "without",
    "overlap, with",
    "without",
    "AUC, with",
    "without",
)


def main() -> None:
    options = _options()
    torch.set_num_threads(1)
    tunes = [tune for tune in read_tunes(options.corpus) if tune.meter in METERS]
    settings = MelodySettings(
        seed=options.seed, prior_updates=options.prior_updates, updates=options.updates
    )
    whole, counted = trained(settings, tunes), model(tunes)
    rows = []
    for source in options.sources or sorted({tune.source for tune in tunes}):
        unseen = [tune for tune in tunes if tune.source == source and tune.split == "test"]
        rest = leave_out(tunes, [source])
        without = trained(settings, rest), model(rest)
        rows.append(row(source, unseen, (whole, counted), without, options))
        print(table(HEADER, rows[-1:]).splitlines()[-1], flush=True)
    print(f"\n{table(HEADER, rows)}\n")
    print(machine("torch", "numpy"))


def trained(settings: MelodySettings, tunes: Sequence[Tune]) -> MelodyPlayer:
    """An agent that learned from the training tunes."""
    run = Run(settings, tunes)
    for _ in run.steps():
        pass
    return player_of(settings, run.prior, run.values)


def model(tunes: Sequence[Tune]) -> Predictor:
    """PPM that counted the training tunes."""
    learned = (actions_of(tune) for tune in tunes if tune.split == "train")
    return ppm(Continuations(ORDER, len(ACTIONS)).learn(learned))


def row(
    source: str,
    unseen: Sequence[Tune],
    whole: tuple[MelodyPlayer, Predictor],
    without: tuple[MelodyPlayer, Predictor],
    options: argparse.Namespace,
) -> list[str]:
    """The figures of one source."""
    both = whole, without
    bits = [_bits(player, unseen) for player, _ in both]
    counted = [bits_per_event(known, map(actions_of, unseen)) for _, known in both]
    alike = [_resemblance(player, unseen, options) for player, _ in both]
    areas, aucs = zip(*alike, strict=True)
    figures = (*bits, *counted, *areas, *aucs)
    return [source, f"{len(unseen)}", *(f"{figure:.2f}" for figure in figures)]


def _bits(player: MelodyPlayer, tunes: Sequence[Tune]) -> float:
    measured = bits_of_prior(player)
    lengths = [len(actions_of(tune)) for tune in tunes]
    return float(np.average([measured(tune) for tune in tunes], weights=lengths))


def _resemblance(
    player: MelodyPlayer, tunes: Sequence[Tune], options: argparse.Namespace
) -> tuple[float, float]:
    """Mean overlapping area and AUC of as many takes as tunes."""
    briefs = [brief_of(tune).cut(BARS) for tune in tunes]
    played = takes(player, briefs, Knobs(), len(tunes), options.seed)
    overlap, _, auc = resemblance(played, [tune.excerpt(BARS) for tune in tunes])
    return overlap, auc


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="tunes (.jsonl.gz)")
    parser.add_argument("--sources", nargs="+", help="sources to leave out, one at a time: all")
    parser.add_argument("--prior-updates", type=int, default=1_500, help="steps of each prior")
    parser.add_argument("--updates", type=int, default=300, help="steps of Q-learning of each")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
