"""`melobridge train`: one command a task; every hyperparameter is an option."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.classic.learning.settings import DQNSettings
from agent.classic.task import TERMS, ClassicTask
from agent.errors import ConfigError
from agent.training.settings import read_toml, with_values
from bridge.cli.commands.train_melody import melody
from bridge.cli.shared.hyperparameters import (
    Config,
    Out,
    checkpoint_path,
    given_values,
    need_torch,
    with_settings,
)
from bridge.cli.shared.output_files import AGENT, PNG, Overwrite, check_output

if TYPE_CHECKING:
    from agent.classic.learning.dqn import DQN

OF_THE_TASK = ("progression", *TERMS)


def _weight(term: str) -> Any:
    return typer.Option(help=f"Weight of {term} in the reward.", min=0, rich_help_panel="Task")


@with_settings(DQNSettings)
def classic(
    out: Out = None,
    config: Config = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the interrupted run of --out.")
    ] = False,
    overwrite: Overwrite = False,
    tensorboard: Annotated[
        Path | None, typer.Option(help="Folder for TensorBoard logs.", file_okay=False)
    ] = None,
    progression: Annotated[
        str | None,
        typer.Option(
            help="Chords, one a bar, as Roman numerals: 'I vi IV V I IV V I'.",
            rich_help_panel="Task",
        ),
    ] = None,
    harmony: Annotated[float | None, _weight("harmony")] = None,
    smoothness: Annotated[float | None, _weight("smoothness")] = None,
    variety: Annotated[float | None, _weight("variety")] = None,
    **given: Any,
) -> None:
    """Train an agent of the classic task by deep Q-learning, measured against its exact optimum.

    Ctrl-C saves; --resume goes on exactly. The learning curve is drawn beside the checkpoint.
    """
    given |= dict(zip(OF_THE_TASK, (progression, harmony, smoothness, variety), strict=True))
    chosen = read_toml(config) if config else {}
    chosen |= given_values(given)
    of_task = {name: chosen.pop(name) for name in OF_THE_TASK if name in chosen}
    settings, stated = with_values(DQNSettings(), chosen), _task(of_task)
    path = checkpoint_path(out, f"classic-{settings.seed}")
    kept, instead = overwrite or resume, "--resume or --overwrite"
    check_output(path, "--out", AGENT, overwrite=kept, instead=instead)
    check_output(path.with_suffix(".png"), "--out", PNG, overwrite=kept)
    if resume:
        learner = _resumed(path, chosen, stated if of_task else None)
    else:
        learner = _learner(settings, stated)
    from bridge.cli.shared.progress import watch

    watch(learner, path, tensorboard)


def _task(values: dict[str, Any]) -> ClassicTask:
    """The task with another progression or other term weights. Raises TaskError, ConfigError."""
    usual = ClassicTask()
    progression = values.get("progression", " ".join(usual.progression))
    weights = [values.get(term, weight) for term, weight in zip(TERMS, usual.weights, strict=True)]
    if not isinstance(progression, str) or not all(type(w) in (int, float) for w in weights):
        raise ConfigError("progression must be a text of Roman numerals, term weights numbers")
    return ClassicTask(tuple(progression.split()), weights=tuple(map(float, weights)))


def _learner(settings: DQNSettings, task: ClassicTask) -> DQN:
    need_torch()
    from agent.classic.learning.dqn import DQN

    return DQN(settings, task)


def _resumed(path: Path, chosen: dict[str, Any], task: ClassicTask | None) -> DQN:
    need_torch()
    from agent.classic.learning.training import resume

    learner = resume(path)
    same = with_values(learner.settings, chosen) == learner.settings
    if not same or task not in (None, learner.environment.task):
        raise ConfigError("a resumed run keeps its settings: leave out the options that differ")
    return learner


train = typer.Typer(no_args_is_help=True, help="Train an agent, and save it as a checkpoint.")
train.command("classic")(classic)
train.command("melody")(melody)
