"""What forty thumbs leave of a piece: of the form and endings of pieces played with a taste.

    python -m benchmarks.taste_pieces

Each simulated listener likes one kind of note, and says so of 40 notes, a few times anew; with each
of these tastes some pieces of 16 bars are played. Degenerate: one pitch eight times in a row, or at
most three pitches.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from agent.evaluation.contestants import tune_of
from agent.library.catalogue import open_agent
from agent.library.loading import player_for
from agent.metrics.endings import ending_of
from agent.metrics.loops import is_hammered
from agent.music.tune import Tune
from agent.pieces.piece import Piece, played
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE, Taste
from benchmarks.listeners import OF_LENGTH, OF_PITCH, Likes, taught
from benchmarks.report import machine, table

BARS, THUMBS, FEWEST_PITCHES = 16, 40, 4
TASTES = 4
FIRST_SEED = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--agent", default="all")
    parser.add_argument("--takes", type=int, default=100, help="for each listener and taste knob")
    options = parser.parse_args()
    player = player_for(open_agent(options.agent)[1])
    header = ["likes", *(f"{what}, taste {knob}" for knob in (1, 2) for what in HEADER)]
    rows = [["nothing", *figures(player, [NO_TASTE], 1, options.takes), *[""] * len(HEADER)]]
    for words, likes in (OF_PITCH | OF_LENGTH).items():
        tastes = [of_listener(player, likes, seed) for seed in range(TASTES)]
        cells = [figures(player, tastes, knob, options.takes) for knob in (1, 2)]
        rows.append([words, *cells[0], *cells[1]])
    print(table(header, rows))
    print(f"\nPercent of {options.takes} pieces by {options.agent}. {machine('numpy')}")


HEADER = ("degenerate", "end on the tonic")


def of_listener(player: AnyPlayer, likes: Likes, seed: int) -> Taste:
    """What one listener teaches."""
    return taught(player, Knobs(), likes, FIRST_SEED + seed, THUMBS)


def figures(player: AnyPlayer, tastes: Sequence[Taste], knob: float, takes: int) -> list[str]:
    """The shares of HEADER among pieces with these tastes in turn."""
    knobs = Knobs(bars=BARS, taste=knob)
    pieces = [played(player, knobs, seed, tastes[seed % len(tastes)]) for seed in range(takes)]
    tunes = [tune_of(Piece(tuple(note for _, note in piece), knobs)) for piece in pieces]
    found = [tune for tune in tunes if tune is not None]
    degenerate = np.mean([is_degenerate(tune) for tune in found])
    closed = np.mean([not ending_of(tune).opens for tune in found])
    return [f"{100 * share:.0f}" for share in (degenerate, closed)]


def is_degenerate(tune: Tune) -> bool:
    """Whether it hammers one pitch, or has next to none."""
    return is_hammered(tune) or len({note.pitch for note in tune.notes}) < FEWEST_PITCHES


if __name__ == "__main__":
    main()
