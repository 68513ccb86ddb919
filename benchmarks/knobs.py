"""What each knob of a melody agent does: its own statistic over the knob's range.

    python -m benchmarks.knobs --corpus tunes.jsonl.gz --out docs/knobs.png

Takes of 16 bars under the conditions of held-out tunes; one knob is turned at a time, the others
stay at their defaults; the seeds are the same at every setting.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from agent.errors import WrongTask
from agent.evaluation.knob_effects import Effect, effects
from agent.library.catalogue import DEFAULT_AGENT, open_melody_agent
from agent.melody.playing.player import MelodyPlayer
from agent.music.tune import METERS, read_tunes
from benchmarks.report import machine, table
from bridge.export.pictures import knob_effects

BARS = 16


def main() -> None:
    options = _options()
    try:
        _, checkpoint = open_melody_agent(options.agent)
    except WrongTask:
        raise SystemExit(f"{options.agent} is no melody agent") from None
    tunes = [t for t in read_tunes(options.corpus) if t.split != "train" and t.meter in METERS]
    order = np.random.default_rng(options.seed).permutation(len(tunes))
    held_out = [tunes[number] for number in order]
    player = MelodyPlayer(checkpoint)
    found = []
    for effect in effects(player, held_out, BARS, options.takes, options.seed):
        found.append(effect)
        print(effect.knob, flush=True)
    print()
    print(table(("knob", "what it moves", "least", "", "middle", "", "most"), map(_row, found)))
    print(f"\n{options.takes} takes a setting. {machine('numpy')}")
    knob_effects(options.out, found, f"{options.agent}: what each knob moves")


def _row(effect: Effect) -> list[str]:
    arrow = "up" if effect.rises else "down"
    trend = arrow if effect.monotone else f"not always {arrow}"
    return [effect.knob, f"{effect.statistic} ({trend})", *(f"{v:.2f}" for v in effect.values)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="tunes (.jsonl.gz)")
    parser.add_argument("--agent", default=DEFAULT_AGENT)
    parser.add_argument("--takes", type=int, default=200, help="takes a setting")
    parser.add_argument("--out", type=Path, default=Path("docs/knobs.png"), help="picture (PNG)")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
