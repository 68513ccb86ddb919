"""What forty thumbs teach: the rate of liked notes before and after, of simulated listeners.

    python -m benchmarks.taste

Each listener likes one kind of note, and says so of 40 notes. A second table has listeners of other
habits, a third one other features for the taste to weigh: what is heard of a note without foresight
(`agent.taste.lookahead`), what the network says of it (its prior and the values of its terms), and
its last layer, unit by unit.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from itertools import islice

import numpy as np

from agent.library.catalogue import open_agent, open_melody_agent
from agent.library.loading import player_for
from agent.player.checkpoint import CLASSIC
from agent.player.knobs import Knobs
from agent.player.protocol import AnyPlayer
from agent.taste.model import NO_TASTE, Taste
from benchmarks.listeners import OF_LENGTH, OF_PITCH, Habit, Likes, asked, listened, rate, taught
from benchmarks.report import machine, table
from benchmarks.taste_features import FEATURE_SETS

THUMBS = 40
AGENTS = ("all", "fiddle", "classic")
HABITS = {
    "points at the note": Habit(),
    "at once, credited by the trace": Habit(delay=0.0),
    "0.5 s late, credited by the trace": Habit(delay=0.5),
    "thumbs up only": Habit(ups=True),
}
BASE_SEED, TEST_SEED = 1000, 2000


def main() -> None:
    options = _options()
    players = {name: player_for(open_agent(name)[1]) for name in AGENTS}
    header = ("agent", "likes", "base", "taste 1", "taste 2", "asked", "bits before", "after")
    rows = [row for name in AGENTS for row in _rows(name, players[name], options)]
    print(table(header, rows))
    print()
    print(table(("habit", *AGENTS), (_habit(name, players, options) for name in HABITS)))
    print()
    sets = (_features(name, options) for name in FEATURE_SETS)
    print(table(("features", "all", "fiddle"), sets))
    print(
        f"\n{THUMBS} thumbs, {options.seeds} seeds, {options.notes} notes each. {machine('numpy')}"
    )


def _rows(name: str, player: AnyPlayer, options: argparse.Namespace) -> list[list[str]]:
    """A row for each listener of an agent."""
    found = []
    for words, likes in _listeners(player).items():
        base = _base(player, likes, options)
        tastes = _tastes(player, likes, Habit(), options)
        rates = [_rate(player, Knobs(taste=share), tastes, likes, options) for share in (1, 2)]
        bits = [_bits(player, [NO_TASTE] * options.seeds, options), _bits(player, tastes, options)]
        told = [f"{value:.2f}" for value in (base, *rates, asked(base))]
        found.append([name, words, *told, *(f"{value:.1f}" for value in bits)])
    return found


def _habit(name: str, players: dict[str, AnyPlayer], options: argparse.Namespace) -> list[str]:
    cells = [_reached(player, HABITS[name], options) for player in players.values()]
    return [name, *cells]


def _features(name: str, options: argparse.Namespace) -> list[str]:
    players = [FEATURE_SETS[name](open_melody_agent(agent)[1]) for agent in ("all", "fiddle")]
    return [name, *(_reached(player, Habit(), options) for player in players)]


def _reached(player: AnyPlayer, habit: Habit, options: argparse.Namespace) -> str:
    """How many listeners got what is asked, and how far all came on average (1 = there)."""
    shares = []
    for likes in _listeners(player).values():
        base = _base(player, likes, options)
        tastes = _tastes(player, likes, habit, options)
        gained = _rate(player, Knobs(), tastes, likes, options) - base
        shares.append(min(gained / (asked(base) - base), 1.0))
    return f"{sum(share >= 1 for share in shares)}/{len(shares)} ({np.mean(shares):.2f})"


def _listeners(player: AnyPlayer) -> dict[str, Likes]:
    return OF_PITCH if player.header.task == CLASSIC else OF_PITCH | OF_LENGTH


def _base(player: AnyPlayer, likes: Likes, options: argparse.Namespace) -> float:
    return rate(player, Knobs(), NO_TASTE, likes, options.seeds * options.notes, BASE_SEED)


def _tastes(
    player: AnyPlayer, likes: Likes, habit: Habit, options: argparse.Namespace
) -> list[Taste]:
    return [taught(player, Knobs(), likes, seed, THUMBS, habit) for seed in range(options.seeds)]


def _rate(
    player: AnyPlayer,
    knobs: Knobs,
    tastes: Sequence[Taste],
    likes: Likes,
    options: argparse.Namespace,
) -> float:
    rates = [
        rate(player, knobs, taste, likes, options.notes, TEST_SEED + number)
        for number, taste in enumerate(tastes)
    ]
    return float(np.mean(rates))


def _bits(player: AnyPlayer, tastes: Sequence[Taste], options: argparse.Namespace) -> float:
    """Surprise of the notes with a taste, under the agent without it."""
    bits = []
    for number, taste in enumerate(tastes):
        takes = listened(player, Knobs(), TEST_SEED + number, partial(_same, taste))
        for heard in islice(takes, options.notes):
            why = player.explain(heard.line, Knobs(), heard.note)
            bits.append(-np.log2(max(why.probability, 1e-12)))
    return float(np.mean(bits))


def _same(taste: Taste) -> Taste:
    return taste


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=6, help="runs of each listener")
    parser.add_argument("--notes", type=int, default=256, help="notes to measure with, a run")
    return parser.parse_args()


if __name__ == "__main__":
    main()
