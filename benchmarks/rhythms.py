"""How far off the beat takes are, beside the tunes that agents learned from.

    python -m benchmarks.rhythms --corpus tunes.jsonl.gz --takes 300

Takes of 16 bars of the agents pop and song at default settings without brief, as `generate` plays
them; the first 16 bars of the songs in 4/4, and of all in duple meters in the grooves of pop.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from agent.evaluation.reference import BARS
from agent.library.catalogue import open_melody_agent
from agent.melody.brief import character_of
from agent.melody.learning.data_augmentation.grooves import off_beat
from agent.melody.learning.data_augmentation.rhythms import COMMON_TIME, DUPLE
from agent.melody.playing.player import MelodyPlayer
from agent.melody.playing.takes import takes
from agent.metrics.endings import ending_of
from agent.metrics.loops import has_loop
from agent.metrics.statistics import means
from agent.music.tune import Tune, read_tunes
from agent.player.knobs import Knobs
from benchmarks.forms import plain_brief
from benchmarks.report import machine, table

SONG = "song"
# How often the agent pop learned each song.
COPIES = 4
STATISTICS = (
    "off_beat",
    "syncopation",
    "rest_share",
    "notes_per_beat",
    "unisons",
    "bar_rhythm_seen",
    "bar_seen",
    "pitches",
)
# Of 787 melodies of POP909 (Wang et al. 2020), whole, which no agent learned from.
POP909 = ("0.56", "0.12", "0.22", "1.25", "0.23", "0.61", "0.54", "10.83", "", "")


def main() -> None:
    options = _options()
    songs = [tune for tune in read_tunes(options.corpus) if character_of(tune) == SONG]
    duple = [tune for tune in songs if tune.meter in DUPLE]
    plain = [tune for tune in duple if tune.meter == COMMON_TIME]
    moved = off_beat(duple, COPIES, options.seed)
    rows = [
        ["POP909", *POP909],
        ["songs", *_statistics([tune.excerpt(BARS) for tune in plain]), "", ""],
        ["songs in grooves", *_statistics([tune.excerpt(BARS) for tune in moved]), "", ""],
    ]
    for name in options.agents:
        player = MelodyPlayer(open_melody_agent(name)[1])
        played = takes(player, [plain_brief(player)], Knobs(), options.takes, options.seed)
        rows.append([f"takes of {name}", *_statistics(played), *_endings_and_loops(played)])
    print(table(("", *(name.replace("_", " ") for name in STATISTICS), "closes", "loops"), rows))
    print(f"\n{options.takes} takes an agent. {machine('numpy')}")


def _statistics(tunes: Sequence[Tune]) -> list[str]:
    found = means(tunes)
    return [f"{found[name]:.2f}" for name in STATISTICS]


def _endings_and_loops(played: Sequence[Tune]) -> list[str]:
    """The share that closes, and the number of those with a loop."""
    closes = sum(ending_of(tune).closes for tune in played) / len(played)
    return [f"{closes:.2f}", str(sum(map(has_loop, played)))]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="tunes (.jsonl.gz)")
    parser.add_argument("--agents", nargs="+", default=("song", "pop"), help="names or files")
    parser.add_argument("--takes", type=int, default=300, help="takes an agent")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
