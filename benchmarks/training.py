"""Seconds of training until the agent is near-optimal: ours beside stable-baselines3's DQN.

    python -m benchmarks.training            # some minutes; --help shows the options

Both learn the plain classic task (no knobs) from the same features with the same network
(128-64), one torch thread each, in one process, seed by seed in turn. A policy's worth is the
exact share of the optimum of its greedy notes: from the start, and on average after each of the
2,401 possible first bars ("over primers"). A share counts as reached when a measurement first
shows it: every 64 updates for ours, every fifth of a second of training for the peers.

The clock runs while training only, not while measuring; it starts after the task's tables, which
both use, and the networks are there (about a second, once).

How the peers were tuned (shares over primers, CPU seconds on a busy core, 1 to 5 seeds each):

- One environment, an update every 4 steps, batch 256, rate 1e-3, a hard target every 100 steps:
  99 % in 28 s. Rate 4e-3 and a Polyak target of .02: 13-20 s; the same with an update every 8
  steps: 11-13 s; rate 2e-3: 12-16 s; batch 128: 10-16 s.
- Side by side, rate 4e-3, Polyak .02: 8 environments 6 s and one miss in two; 16: 5-7 s; 32:
  5-7 s; 64: 5-6 s. With 32: batch 128 6-7 s and a miss; Polyak .05 4-8 s; hard targets 7-10 s and
  misses; exploration over .15 or .5 of the run instead of .3: 6-8 s; final epsilon .1, a buffer of
  30,000 or rewards x .1: 5-8 s; rate 6e-3: 4-5.5 s; rate 6e-3 and batch 512: 3-5.5 s (chosen; 5
  of 5 seeds). The rate falls linearly to 1e-4 over 120,000 steps; over 80,000, two of 5 missed.
- The environment itself takes a tenth of the peers' time (measured with 32).
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import gymnasium
import torch

from agent.classic.evaluation import quick_score
from agent.classic.learning.dqn import DQN
from agent.classic.learning.settings import DQNSettings
from agent.classic.learning.training import policy_of
from agent.classic.optimum import solve
from agent.classic.playing.inference import Policy
from agent.classic.state_space import state_space
from agent.classic.task import NOTES, ClassicTask
from benchmarks.report import machine, table

ENVIRONMENT = "agent.classic.learning.gymnasium_env:melobridge/Classic-v0"
SHARES = (0.95, 0.99)
PLACES = ("start", "primers")
Milestone = tuple[str, float]
OURS_NAME = "melobridge"
WORDS = {"start": "from the start", "primers": "over primers"}
MILESTONES: tuple[Milestone, ...] = tuple((place, share) for share in SHARES for place in PLACES)

# The plain DQN, tuned for speed (5 of 5 seeds; narrower: soft .1, epsilon 1, batch 256).
OURS = DQNSettings(knobs=False, updates=1500, batch=512, learning_rate=0.006, soft=0.3, epsilon=0.5)


@dataclass(frozen=True, slots=True)
class PeerSettings:
    """Settings of stable-baselines3's DQN, in its own words; gamma is 1 and the network 128-64."""

    total_timesteps: int = 120_000
    n_envs: int = 32
    learning_rate: float = 6e-3
    final_learning_rate: float = 1e-4
    batch_size: int = 512
    train_freq: int = 1
    gradient_steps: int = 1
    tau: float = 0.02
    target_update_interval: int = 32
    buffer_size: int = 100_000
    learning_starts: int = 1_000
    exploration_fraction: float = 0.3
    exploration_final_eps: float = 0.05
    reward_scale: float = 0.25
    fused: bool = True


# The usual way, one environment, an update every few steps; and the fastest way found, many
# environments side by side (the library steps them one after the other).
PEERS = {
    "SB3, 32 environments": PeerSettings(),
    "SB3, 1 environment": PeerSettings(
        n_envs=1,
        train_freq=8,
        target_update_interval=8,
        total_timesteps=60_000,
        learning_rate=4e-3,
        batch_size=256,
    ),
}


@dataclass(slots=True)
class Run:
    """One training run: its clock, what it reached when, and its speed.

    The clock stands still inside `measure`. limit: seconds after which a run gives up.
    """

    limit: float
    seconds: float = 0.0
    steps: int = 0
    best: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PLACES, 0.0))
    reached: dict[Milestone, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def measure(self, steps: int, policy: Callable[[], Policy]) -> bool:
        """Note which shares are reached after `steps` of the environment; False ends the run."""
        self.seconds += time.perf_counter() - self._since
        self.steps = steps
        scores = dict(zip(PLACES, score(policy()), strict=True))
        for place, share in MILESTONES:
            self.best[place] = max(self.best[place], scores[place])
            if scores[place] >= share:
                self.reached.setdefault((place, share), self.seconds)
        self._since = time.perf_counter()
        return len(self.reached) < len(MILESTONES) and self.seconds < self.limit

    @property
    def training_seconds(self) -> float:
        """Seconds on the clock, the present stretch included."""
        return self.seconds + time.perf_counter() - self._since

    @property
    def steps_per_second(self) -> float:
        return self.steps / self.seconds


Figure = Callable[[Run], float]


def score(policy: Policy) -> tuple[float, float]:
    """Exact shares of the optimum from the start and over primers."""
    space = state_space(ClassicTask())
    optimum = solve(space, ClassicTask().term_weights).value
    return quick_score(policy, space, optimum)


def train_ours(settings: DQNSettings, limit: float, every: int = 64) -> Run:
    """Our learner, measured every so many updates, until all is reached or it ends."""
    learner = DQN(settings)
    run, steps, due = Run(limit), 0, every
    going = True
    while going and learner.update < settings.updates:
        learner.compose()
        steps += settings.melodies * learner.environment.steps
        if learner.update >= min(due, settings.updates):
            due = learner.update + every
            going = run.measure(steps, lambda: policy_of(learner))
    return run


def train_peer(settings: PeerSettings, seed: int, limit: float, every: float = 0.2) -> Run:
    """stable-baselines3's learner, measured every so many seconds."""
    model = _peer(settings, seed)
    run = Run(limit)

    def watch(_locals: dict[str, Any], _globals: dict[str, Any]) -> bool:
        if run.training_seconds < run.seconds + every:
            return True
        return run.measure(model.num_timesteps, lambda: _peer_policy(model))

    model.learn(settings.total_timesteps, callback=watch)
    run.measure(model.num_timesteps, lambda: _peer_policy(model))
    return run


def _peer(settings: PeerSettings, seed: int) -> Any:
    import stable_baselines3
    from stable_baselines3.common.vec_env import DummyVecEnv

    def environment() -> gymnasium.Env[Any, Any]:
        env = gymnasium.make(ENVIRONMENT, disable_env_checker=True)
        scale = settings.reward_scale
        return gymnasium.wrappers.TransformReward(env, lambda paid: float(paid) * scale)

    fall = settings.learning_rate - settings.final_learning_rate
    optimizer = {"fused": True} if settings.fused else {}
    return stable_baselines3.DQN(
        "MlpPolicy",
        DummyVecEnv([environment] * settings.n_envs),
        learning_rate=lambda remaining: settings.final_learning_rate + remaining * fall,
        batch_size=settings.batch_size,
        train_freq=settings.train_freq,
        gradient_steps=settings.gradient_steps,
        tau=settings.tau,
        target_update_interval=settings.target_update_interval,
        buffer_size=settings.buffer_size,
        learning_starts=settings.learning_starts,
        exploration_fraction=settings.exploration_fraction,
        exploration_final_eps=settings.exploration_final_eps,
        gamma=1.0,
        policy_kwargs={"net_arch": [128, 64], "optimizer_kwargs": optimizer},
        seed=seed,
        device="cpu",
    )


def _peer_policy(model: Any) -> Policy:
    """The peer's network as ours are played: affine layers with ReLU between them."""
    layers = [
        (layer.weight.detach().numpy().copy(), layer.bias.detach().numpy().copy())
        for layer in model.q_net.q_net
        if isinstance(layer, torch.nn.Linear)
    ]
    return Policy(layers, NOTES, knobs=False)


def results(runs: dict[str, list[Run]]) -> str:
    """The table: medians over the seeds, and each peer's over ours."""
    figures: list[tuple[str, Figure]] = [
        (f"seconds to {share:.0%}, {WORDS[place]}", _seconds(place, share))
        for place, share in MILESTONES
    ]
    figures.append(("environment steps/s while training", lambda run: run.steps_per_second))
    ours, *peers = runs.values()
    header = [OURS_NAME]
    for name in list(runs)[1:]:
        header += [name, "/ ours"]
    rows = []
    for name, figure in figures:
        row = [name, _spread(ours, figure)]
        for peer in peers:
            row += [_spread(peer, figure), _ratio(peer, ours, figure)]
        rows.append(row)
    return table(["", *header], rows)


def _seconds(place: str, share: float) -> Figure:
    """Seconds until a share was reached; for ever where it wasn't."""
    return lambda run: run.reached.get((place, share), math.inf)


def _median(runs: Sequence[Run], figure: Figure) -> float:
    return statistics.median_low(map(figure, runs))


def _ratio(peer: Sequence[Run], ours: Sequence[Run], figure: Figure) -> str:
    theirs, mine = _median(peer, figure), _median(ours, figure)
    return "-" if math.isinf(mine) else f"{theirs / mine:.2f}"


def _spread(runs: Sequence[Run], figure: Figure) -> str:
    """Median (least to most) over the seeds."""
    values = min(map(figure, runs)), _median(runs, figure), max(map(figure, runs))
    least, middle, most = map(_figure, values)
    return f"{middle} ({least} to {most})"


def _figure(value: float) -> str:
    if math.isinf(value):
        return "never"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}"


def _line(name: str, seed: int, run: Run) -> str:
    """Progress: one line a run."""
    reached = ", ".join(f"{p} {s:.0%} {t:.1f} s" for (p, s), t in run.reached.items())
    return f"{name}, seed {seed}: {run.seconds:.1f} s, best {run.best['primers']:.4f}: {reached}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Seconds of training to near the optimum.")
    parser.add_argument("--seeds", type=int, default=5, help="seeds per learner")
    parser.add_argument("--limit", type=float, default=180, help="most seconds of a run")
    options = parser.parse_args()
    torch.set_num_threads(1)
    warm_up()
    runs: dict[str, list[Run]] = {name: [] for name in (OURS_NAME, *PEERS)}
    for seed in range(options.seeds):
        runs[OURS_NAME].append(train_ours(replace(OURS, seed=seed), options.limit))
        for name, settings in PEERS.items():
            runs[name].append(train_peer(settings, seed, options.limit))
        for name, done in runs.items():
            print(_line(name, seed, done[-1]), flush=True)
    print(f"\nMedian (least to most) of {options.seeds} seeds\n\n{results(runs)}\n")
    print(machine("torch", "stable-baselines3", "gymnasium", "numpy"))


def warm_up() -> None:
    """The first steps of a process are slow (libraries load, tables are built): not on a clock."""
    train_ours(replace(OURS, updates=64), limit=60)
    for settings in PEERS.values():
        train_peer(replace(settings, total_timesteps=settings.learning_starts + 500), 0, limit=60)


if __name__ == "__main__":
    main()
