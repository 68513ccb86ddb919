"""Training runs of the classic task: progress, intermediate checkpoints, and exact resuming.

A resume file beside the checkpoint has the networks, the optimiser, the random generator and the
replay buffer. A resumed run ends with the same bytes as one that was never interrupted (with the
same seed, machine and versions).
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save

from agent.classic.evaluation import SETTINGS, quick_score, score_policy, share_of_optimum
from agent.classic.learning.dqn import DQN
from agent.classic.learning.network import dense_layers
from agent.classic.learning.settings import DQNSettings
from agent.classic.optimum import solve
from agent.classic.playing.checkpoint import save_classic_checkpoint
from agent.classic.playing.inference import DenseLayer, Policy
from agent.classic.state_space import state_space
from agent.classic.task import NOTES, TERMS, ClassicTask
from agent.errors import CheckpointError
from agent.files import write_atomically
from agent.player.checkpoint import Header, provenance, read_tensors
from agent.training.settings import with_values

RESUME_SUFFIX = ".resume"
RESUME_KEY = "melobridge-resume"
SCORE_EVERY = 500
SAVE_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class ClassicProgress:
    """Progress of a run. reward: mean return of the latest melodies. start, primers: latest shares
    of the optimum. seconds: of training, without evaluation and saving."""

    update: int
    updates: int
    melodies: int
    steps: int
    reward: float
    start: float
    primers: float
    seconds: float


def train(learner: DQN, out: Path) -> Iterator[ClassicProgress]:
    """Train to the end, yielding after every round of melodies; saves at intervals and at the end.

    The caller may stop at any yield and call `save_run` to keep what was learned.
    """
    space = state_space(learner.environment.task)
    optimum = solve(space, space.task.term_weights).value
    settings, seconds, rounds = learner.settings, 0.0, 0
    start, primers = quick_score(policy_of(learner), space, optimum)
    while learner.update < settings.updates:
        before, clock = learner.update, time.perf_counter()
        reward = learner.compose()
        seconds += time.perf_counter() - clock
        rounds += 1
        if _crossed(SCORE_EVERY, before, learner.update):
            start, primers = quick_score(policy_of(learner), space, optimum)
        melodies = rounds * settings.melodies
        yield ClassicProgress(
            learner.update,
            settings.updates,
            melodies,
            melodies * learner.environment.steps,
            reward,
            start,
            primers,
            seconds,
        )
        if _crossed(SAVE_EVERY, before, learner.update):
            save_run(learner, out, {"start": start, "primers": primers})
    save_run(learner, out, final_scores(learner))


def _crossed(interval: int, before: int, after: int) -> bool:
    return before // interval != after // interval


def layers_of(learner: DQN) -> list[DenseLayer]:
    """The network's affine layers, with its output scaled to reward units."""
    layers = dense_layers(learner.network, learner.inputs)
    weight, bias = layers[-1]
    scale = np.float32(1 / learner.settings.reward_scale)
    return [*layers[:-1], (weight * scale, bias * scale)]


def policy_of(learner: DQN) -> Policy:
    """The learner's current network as a policy for playing."""
    return Policy(layers_of(learner), NOTES, knobs=learner.settings.knobs)


def final_scores(learner: DQN) -> dict[str, float]:
    """The scores for the header: shares of the optimum, and the mean regret."""
    policy, space = policy_of(learner), state_space(learner.environment.task)
    score = score_policy(policy, space)
    scores = {"start": score.start, "primers": score.primers, "regret": score.regret}
    if policy.knobs:
        shares = [share_of_optimum(policy, space, setting) for setting in SETTINGS]
        scores |= {"settings_mean": float(np.mean(shares)), "settings_worst": min(shares)}
    return scores


def save_run(learner: DQN, out: Path, scores: dict[str, float]) -> None:
    """Write the checkpoint and its resume file, each atomically. Raises CheckpointError."""
    task = learner.environment.task
    header = Header(
        task=task.name,
        knobs=learner.settings.knobs,
        terms=TERMS,
        task_settings=asdict(task),
        training=learner.settings.as_dict() | {"update": learner.update},
        scores={name: round(score, 5) for name, score in scores.items()},
        provenance=provenance(),
    )
    save_classic_checkpoint(out, header, layers_of(learner))
    _save_resume(learner, resume_path(out))


def resume_path(out: Path) -> Path:
    """The path of the resume file of a checkpoint."""
    return out.with_suffix(RESUME_SUFFIX)


def _save_resume(learner: DQN, path: Path) -> None:
    state = {
        "settings": learner.settings.as_dict(),
        "task": asdict(learner.environment.task),
        "update": learner.update,
        "position": learner.replay.position,
        "size": learner.replay.size,
    }
    header = {RESUME_KEY: json.dumps(state, sort_keys=True)}
    try:
        write_atomically(path, save(learner.tensors(), header))
    except OSError as error:
        raise CheckpointError(f"{path} can't be written: {error.strerror or error}") from None


def resume(out: Path) -> DQN:
    """Restore the learner of an interrupted run. Raises CheckpointError without a resume file."""
    path = resume_path(out)
    if not path.is_file():
        raise CheckpointError(
            f"{path} doesn't exist: there is no run to resume, leave out --resume"
        )
    metadata, arrays = read_tensors(path)
    try:
        state: dict[str, Any] = json.loads(metadata[RESUME_KEY])
        settings = with_values(DQNSettings(), state["settings"])
        learner = DQN(settings, ClassicTask.from_dict(state["task"]))
        learner.update = state["update"]
        learner.replay.position, learner.replay.size = state["position"], state["size"]
        learner.load_tensors({name: torch.from_numpy(array) for name, array in arrays.items()})
    except (KeyError, ValueError, TypeError, RuntimeError):
        raise CheckpointError(
            f"{path} is damaged or no resume file: train anew without --resume"
        ) from None
    return learner
