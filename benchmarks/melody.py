"""What deep Q-learning adds to the prior: learners of the melody task side by side.

    python -m benchmarks.melody --corpus tunes.jsonl.gz --from all    # some 20 minutes

All learn values on the same frozen prior (the one of `--from`), with the same network, batches,
self-play conditions and updates; one thing differs a row. Measured on takes of 16 bars under the
conditions of held-out tunes, beside these tunes: mean overlapping area, Frechet distance (lower is
better; biased upward by about 400 / takes), AUC of a real-or-generated classifier (0.5 is best),
surprise under the prior (real: what real tunes have), the bands of the reward terms (0: nothing to
object), the share of distinct 4-grams over all takes. Plain DQN plays its best note, the others
sample from softmax of what they learned.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from agent.evaluation.knob_effects import surprise
from agent.library.catalogue import open_melody_agent
from agent.melody.brief import brief_of
from agent.melody.learning.dataset import state_actions
from agent.melody.learning.dqn import Learner, buffer_of
from agent.melody.learning.network import Prior, Values, exported, restored
from agent.melody.learning.replay import ReplayBuffer
from agent.melody.learning.settings import MelodySettings
from agent.melody.playing.checkpoint import MelodyCheckpoint, as_stored, policy_of
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.melody.rewards import TERMS, VALUES, choice_of, rewards
from agent.metrics.repetition import distinct_ngrams
from agent.metrics.resemblance import resemblance
from agent.music.tune import METERS, Tune, read_tunes
from agent.player.checkpoint import Header
from agent.player.knobs import Knobs
from benchmarks.report import machine, table

LEARNERS: dict[str, dict[str, Any]] = {
    "prior alone": {"updates": 0},
    "soft Double DQN (ours)": {},
    "- Double": {"double": False},
    "+ Dueling": {"dueling": True},
    "+ Prioritized": {"prioritized": True},
    "+ n-step (3)": {"n_step": 3},
    "- real tunes in the replay": {"real": 0.0},
    "plain DQN, no prior": {"method": "dqn"},
    "RL Tuner Q": {"method": "tuner_q"},
    "RL Tuner Psi": {"method": "tuner_psi"},
    "Munchausen": {"method": "munchausen"},
}
COLUMNS = "overlap", "Frechet", "AUC", "surprise", "bands", "distinct", "s"
BARS, REPLAYED = 16, 800


def main() -> None:
    options = _options()
    torch.set_num_threads(1)
    tunes = [tune for tune in read_tunes(options.corpus) if tune.meter in METERS]
    _, checkpoint = open_melody_agent(options.start)
    train = [tune for tune in tunes if tune.split == "train"]
    random = np.random.default_rng(options.seed)
    held_out = [tune for tune in tunes if tune.split != "train"]
    held_out = [held_out[number] for number in random.permutation(len(held_out))]
    prior, _ = restored(checkpoint.tensors)
    order = random.permutation(len(train))[:REPLAYED]
    real = buffer_of(prior.eval(), [train[number] for number in order])
    rows = []
    for name, switches in LEARNERS.items():
        settings = replace(
            MelodySettings(), **{"seed": options.seed, "updates": options.updates} | switches
        )
        clock = time.perf_counter()
        player = learned(settings, prior, train, real)
        seconds = time.perf_counter() - clock
        rows.append([name, *measured(player, held_out, options), f"{seconds:.0f}"])
        print(table(("learner", *COLUMNS), rows[-1:]).splitlines()[-1], flush=True)
    real_row = ["real tunes", "", "", "", *_judged(player, held_out[: options.takes]), ""]
    print(f"\n{table(('learner', *COLUMNS), [*rows, real_row])}\n")
    print(machine("torch", "numpy"))


def learned(
    settings: MelodySettings, prior: Prior, train: Sequence[Tune], real: ReplayBuffer
) -> MelodyPlayer:
    """A player with freshly learned values on the prior."""
    torch.manual_seed(settings.seed)
    values = Values(len(TERMS), VALUES, dueling=settings.dueling)
    if settings.updates:
        shape = real.rows.shape[2], real.suggestions.shape[2]
        memory = ReplayBuffer(settings.lines, settings.replay, *shape, VALUES - 1)
        briefs = [brief_of(tune) for tune in train]
        learner = Learner(settings, prior, values, briefs, memory)
        for _ in range(settings.n_step + 1):
            learner.play()
        while learner.update < settings.updates:
            learner.play()
            learner.learn(real)
    else:
        torch.nn.init.zeros_(values.head.weight)
    return player_of(settings, prior, values)


def player_of(settings: MelodySettings, prior: Prior, values: Values) -> MelodyPlayer:
    """A player of these networks, without a filter of copies."""
    tensors = as_stored(exported(prior, values))
    header = Header("melody", knobs=True, terms=TERMS, training=settings.as_dict())
    return MelodyPlayer(MelodyCheckpoint(header, tensors, policy_of(header, tensors)))


def measured(
    player: MelodyPlayer, held_out: Sequence[Tune], options: argparse.Namespace
) -> list[str]:
    """The figures of one row."""
    greedy = player.header.training["method"] == "dqn"
    briefs = [brief_of(tune).cut(BARS) for tune in held_out]
    played = takes(
        player, briefs, Knobs(temperature=0.0 if greedy else 1.0), options.takes, options.seed
    )
    overlap, frechet, auc = resemblance(played, [tune.excerpt(BARS) for tune in held_out])
    return [f"{overlap:.2f}", f"{frechet:.1f}", f"{auc:.2f}", *_judged(player, played)]


def _judged(player: MelodyPlayer, tunes: Sequence[Tune]) -> list[str]:
    """Surprise, sum of the bands an event, share of distinct 4-grams."""
    tunes = [tune.excerpt(BARS) for tune in tunes]
    bits = surprise(player, tunes)
    bands = [
        sum(rewards(choice_of(line, setting, action))[: len(TERMS)])
        for tune in tunes
        for line, setting, action in state_actions(tune)
    ]
    return [f"{bits.mean():.2f}", f"{np.mean(bands):+.3f}", f"{distinct_ngrams(tunes, 4):.2f}"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="tunes (.jsonl.gz)")
    parser.add_argument("--from", dest="start", default="all", help="agent that gives the prior")
    parser.add_argument("--updates", type=int, default=1_000, help="gradient steps a learner")
    parser.add_argument("--takes", type=int, default=400, help="takes a learner")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
