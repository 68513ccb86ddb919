"""Takes of the shipped melody agents, to hear and to see: MIDI files and piano rolls.

    python -m benchmarks.takes --out docs/takes

Five takes of each agent with all knobs in the middle, not picked, under the conditions (meter,
mode, length, pickup, chords) of real tunes of the built-in reference that differ from each other.
The same agents give the same MIDI files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from agent.evaluation.panel import agent_contestant
from agent.evaluation.reference import load_reference
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody
from agent.melody.playing.player import MelodyPlayer
from agent.player.checkpoint import SUFFIX
from bridge.export.pictures import piano_roll
from bridge.export.takes import piece_of
from bridge.report.takes import describe, shown_takes, write_take

AGENTS = ("all", "fiddle", "hymn", "lied", "song")
TAKES = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/takes"), help="folder to write")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for name in AGENTS:
        perform(name, options.out, options.seed)


def perform(name: str, out: Path, seed: int) -> None:
    """The takes of one shipped agent."""
    player = MelodyPlayer(load_melody(shipped_folder() / f"{name}{SUFFIX}"))
    briefs = load_reference(player.character).briefs
    agent = agent_contestant(name, player, briefs, seed)
    for number, take in enumerate(shown_takes(agent, briefs, TAKES, seed), start=1):
        path, told = out / f"{name}-{number}.mid", describe(take)
        write_take(path, take)
        piano_roll(path.with_suffix(".png"), piece_of(take), f"{name}, take {number}: {told}")
        print(f"{path}  {told}")


if __name__ == "__main__":
    main()
