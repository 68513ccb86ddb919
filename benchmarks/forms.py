"""The form of takes beside that of real tunes: what returns, in which order, where the climax is.

    python -m benchmarks.forms --corpus tunes.jsonl.gz --takes 300

Takes of 16 bars of each shipped agent at default settings without brief, as `generate` plays them,
and the first 16 bars of the held-out tunes of its character, and of the training tunes, from which
its forms are. TV: total variation distance of the forms (four phrases of four bars) from those of
the held-out tunes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from agent.evaluation.reference import BARS, held_out
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.brief import Brief
from agent.melody.line import Setting
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.metrics.forms import (
    bars_of,
    climax,
    distinct_bars,
    form,
    returns,
    sequences,
    shares,
    total_variation,
)
from agent.metrics.statistics import means
from agent.music.tune import Tune, read_tunes
from agent.player.checkpoint import SUFFIX
from agent.player.knobs import Knobs
from benchmarks.form_table import of_character, training_tunes
from benchmarks.report import machine, table

AGENTS = ("all", "fiddle", "hymn", "lied", "song")
RETURNS = (2, 4, 8, 12)
STATISTICS = ("unisons", "mean_interval", "notes_per_beat", "bar_seen", "in_repeated_8gram")
COMMONEST = 6


def main() -> None:
    options = _options()
    tunes, knobs = read_tunes(options.corpus), Knobs(temperature=options.temperature)
    rows, forms = [], []
    for name in options.agents:
        player = MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))
        real = beginnings(held_out(tunes, player.character)[0])
        learned = beginnings(of_character(training_tunes(tunes), player.character))
        played = takes(player, [plain_brief(player)], knobs, options.takes, options.seed)
        for kind, found in (("real", real), ("training", learned), ("takes", played)):
            rows.append([f"{name}: {kind}", *figures(found, real)])
            forms.append(f"{name}: {kind} ({len(found)}): {commonest(found)}")
    header = (
        "",
        *(f"bar {at + 1}" for at in RETURNS),
        "TV",
        "a sequence",
        "distinct bars",
        "climax",
    )
    print(
        table((*header, *(name.replace("_", " ") for name in STATISTICS)), rows),
        *forms,
        machine("numpy"),
        sep="\n",
    )


def beginnings(tunes: Sequence[Tune]) -> list[Tune]:
    """The first bars of those tunes that are long enough."""
    excerpts = [tune.excerpt(BARS) for tune in tunes]
    return [tune for tune in excerpts if len(bars_of(tune)) >= BARS]


def plain_brief(player: MelodyPlayer, bars: int = BARS) -> Brief:
    """The conditions of `generate` without options: 4/4, major, no chords."""
    setting = Setting(character=player.character)
    return Brief(setting._replace(end=bars * setting.bar))


def figures(tunes: Sequence[Tune], real: Sequence[Tune]) -> list[str]:
    """A row of the table."""
    found = [float(np.mean([returns(tune, at) for tune in tunes])) for at in RETURNS]
    found.append(total_variation(shares(map(form, tunes)), shares(map(form, real))))
    found.append(float(np.mean([sequences(tune) > 0 for tune in tunes])))
    found.append(float(np.mean([distinct_bars(tune, 0, BARS) for tune in tunes])))
    found.append(float(np.mean([climax(tune) for tune in tunes])))
    measured = means(tunes)
    return [f"{value:.2f}" for value in (*found, *(measured[name] for name in STATISTICS))]


def commonest(tunes: Sequence[Tune]) -> str:
    """The commonest forms and their shares."""
    ranked = sorted(shares(map(form, tunes)).items(), key=lambda item: -item[1])
    return ", ".join(f"{kind} {share:.2f}" for kind, share in ranked[:COMMONEST])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="file of tunes")
    parser.add_argument("--agents", nargs="+", choices=AGENTS, default=AGENTS)
    parser.add_argument("--takes", type=int, default=300, help="number for each agent")
    parser.add_argument("--temperature", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
