"""What each switch of the DQN is worth: share of the optimum after equal steps and equal time.

    python -m benchmarks.ablation            # some minutes; --help shows the options

Every row is the plain DQN of `benchmarks.training` with one thing changed (the last row of the
network with four); task, features, exploration, replay, batch and schedule stay the same. Equal
steps: each learner makes as many updates, one per 256 notes. Equal time: each makes as many as
its own measured speed allows in the given seconds; the learning rate falls to its end in both.
Tabular Q-learning, for reference, composes the same number of notes. One torch thread; measuring
the policies isn't on the clock. The shares are exact: the greedy policy is evaluated by dynamic
programming, from the start of the piece and on average after each of the 2,401 first bars.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import torch

from agent.classic.evaluation import first_bars
from agent.classic.learning.dqn import DQN
from agent.classic.learning.settings import DQNSettings
from agent.classic.learning.tabular import QLearningSettings, q_learning
from agent.classic.learning.training import policy_of
from agent.classic.optimum import FloatArray, policy_value, solve
from agent.classic.state_space import state_space
from agent.classic.task import ClassicTask
from benchmarks.report import machine, table
from benchmarks.training import OURS, WORDS, score

COMBINED: dict[str, Any] = {"double": True, "dueling": True, "prioritized": True, "n_step": 3}
LEARNERS: dict[str, dict[str, Any]] = {
    "plain DQN": {},
    "+ Double": {"double": True},
    "+ Dueling": {"dueling": True},
    "+ Prioritized": {"prioritized": True},
    "+ n-step (3)": {"n_step": 3},
    "+ convolutional": {"convolutional": True},
    "Double, Dueling, Prioritized, n-step": COMBINED,
}
TABULAR = "tabular Q-learning"
PROBE_ROUNDS = 6
LEAST_DRAWN = 95
# Place, marker, colour (told apart by colour-blind eyes too), offset from the row's middle.
MARKS = ("start", "o", "#0072b2", -0.15), ("primers", "s", "#d55e00", 0.15)


class Outcome(NamedTuple):
    """One run: shares of the optimum, updates made (a table: notes / 256), seconds taken."""

    start: float
    primers: float
    updates: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """A learner's runs, one per seed, under both budgets."""

    name: str
    steps: list[Outcome]
    time: list[Outcome]


Train = Callable[[int, int], Outcome]
"""A learner as a function of the seed and the number of updates."""


def train_dqn(settings: DQNSettings) -> Outcome:
    """One full run of the learner, timed without its setting up and measuring."""
    learner = DQN(settings)
    begin = time.perf_counter()
    while learner.update < settings.updates:
        learner.compose()
    seconds = time.perf_counter() - begin
    return Outcome(*score(policy_of(learner)), learner.update, seconds)


def train_table(seed: int, updates: int) -> Outcome:
    """Tabular Q-learning with the notes that a DQN composes in so many updates."""
    space, weights = state_space(ClassicTask()), ClassicTask().term_weights
    defaults = QLearningSettings()
    episodes = updates * defaults.melodies // space.task.steps
    begin = time.perf_counter()
    q = q_learning(space, weights, replace(defaults, episodes=episodes, seed=seed))
    seconds = time.perf_counter() - begin
    return Outcome(*_table_score(q), updates, seconds)


def _table_score(q: FloatArray) -> tuple[float, float]:
    space, weights = state_space(ClassicTask()), ClassicTask().term_weights
    optimum, primers = solve(space, weights).value, first_bars(space)
    value = policy_value(space, weights, q.argmax(axis=1))
    return float(value[0] / optimum[0]), float((value[primers] / optimum[primers]).mean())


def learners() -> dict[str, Train]:
    """All rows by name."""

    def dqn(switches: dict[str, Any]) -> Train:
        return lambda seed, updates: train_dqn(
            replace(OURS, seed=seed, updates=updates, **switches)
        )

    return {name: dqn(switches) for name, switches in LEARNERS.items()} | {TABULAR: train_table}


def updates_in(train: Train, seconds: float) -> int:
    """How many updates a learner makes in so many seconds, from a short run (after another one,
    since the first steps are slow)."""
    probe = PROBE_ROUNDS * ClassicTask().steps
    train(0, probe // 2)
    return max(1, round(probe * seconds / train(0, probe).seconds))


def run(seeds: int, updates: int, seconds: float) -> list[Row]:
    """All learners under both budgets, seed by seed in turn."""
    rows = {name: Row(name, [], []) for name in learners()}
    for seed in range(seeds):
        for name, train in learners().items():
            rows[name].steps.append(train(seed, updates))
            rows[name].time.append(train(seed, updates_in(train, seconds)))
            one, other = rows[name].steps[-1], rows[name].time[-1]
            print(f"seed {seed}, {name}: {one.primers:.4f} / {other.primers:.4f}", flush=True)
    return list(rows.values())


def results(rows: Sequence[Row], updates: int, seconds: float) -> str:
    """The table: mean (least to most) in percent of the optimum."""
    header = (
        "share of the optimum, %",
        f"start, {updates:,} updates",
        f"primers, {updates:,} updates",
        "seconds",
        f"start, {seconds:g} s",
        f"primers, {seconds:g} s",
        "updates",
    )
    return table(header, map(_cells, rows))


def _cells(row: Row) -> tuple[str, ...]:
    taken = statistics.mean(run.seconds for run in row.steps)
    made = statistics.mean(run.updates for run in row.time)
    shares = [
        _spread([getattr(run, place) for run in runs])
        for runs in (row.steps, row.time)
        for place in ("start", "primers")
    ]
    return (row.name, *shares[:2], f"{taken:.1f}", *shares[2:], f"{made:,.0f}")


def _spread(shares: Sequence[float]) -> str:
    mean, least, most = (100 * f(shares) for f in (statistics.mean, min, max))
    return f"{mean:.1f} ({least:.1f} to {most:.1f})"


def draw(rows: Sequence[Row], updates: int, seconds: float, path: Path) -> None:
    """The same as a picture: a line per learner, a panel per budget."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(
        1, 2, figsize=(10, 4.8), sharex=True, sharey=True, layout="constrained"
    )
    budgets = ("steps", f"after {updates:,} updates each"), ("time", f"after {seconds:g} s each")
    for panel, (budget, title) in zip(panels, budgets, strict=True):
        _draw_panel(panel, rows, budget)
        panel.set_title(title)
    labels = [row.name.replace(", Prio", ",\nPrio") for row in rows]
    panels[0].set_yticks(range(len(rows)), labels)
    panels[0].set_ylim(len(rows) - 0.5, -0.5)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)


def _draw_panel(panel: Any, rows: Sequence[Row], budget: str) -> None:
    """Means as points, least to most as bars; what is off the scale stands as a number."""
    for number, row in enumerate(rows):
        for place, marker, colour, offset in MARKS:
            shares = [100 * getattr(run, place) for run in getattr(row, budget)]
            mean, where = statistics.mean(shares), number + offset
            label = WORDS[place] if number == 0 else None
            if mean < LEAST_DRAWN:
                text = f"← {mean:.0f} %"
                panel.text(LEAST_DRAWN + 0.1, where, text, color=colour, va="center", fontsize=9)
                continue
            panel.hlines(where, min(shares), max(shares), color=colour, linewidth=2, alpha=0.5)
            panel.plot(mean, where, marker, color=colour, label=label)
    panel.set_xlim(LEAST_DRAWN, 100.2)
    panel.set_xlabel("share of the exact optimum, %")
    panel.grid(axis="x", alpha=0.3)
    panel.spines[["top", "right"]].set_visible(False)


def main() -> None:
    parser = argparse.ArgumentParser(description="What each switch of the DQN is worth.")
    parser.add_argument("--seeds", type=int, default=5, help="seeds per learner")
    parser.add_argument("--updates", type=int, default=2_000, help="updates at equal steps")
    parser.add_argument("--seconds", type=float, default=6, help="seconds at equal time")
    parser.add_argument("--png", type=Path, default=Path("docs/ablation.png"), help="the picture")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = run(options.seeds, options.updates, options.seconds)
    draw(rows, options.updates, options.seconds, options.png)
    print(f"\nMean (least to most) of {options.seeds} seeds\n")
    print(results(rows, options.updates, options.seconds))
    print(f"\n{options.png}\n{machine('torch', 'numpy')}")


if __name__ == "__main__":
    main()
