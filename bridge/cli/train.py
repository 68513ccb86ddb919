"""`melobridge train`: every hyperparameter is an option, taken from the settings' own table."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.catalogue import own_folder
from agent.checkpoint import SUFFIX
from agent.classic import TERMS, ClassicTask
from agent.errors import ConfigError, MissingExtra
from agent.settings import DQNSettings, read_toml, with_values

if TYPE_CHECKING:
    from agent.dqn import DQN

TASKS = ("classic",)
OF_THE_TASK = ("progression", *TERMS)
TYPES: dict[str, Any] = {
    "tuple[int, ...]": list[int] | None,
    "int": int | None,
    "float": float | None,
    "bool": bool | None,
    "str": str | None,
}


def _weight(term: str) -> Any:
    return typer.Option(help=f"Weight of {term} in the reward.", min=0, rich_help_panel="Task")


def _run(
    task: Annotated[str, typer.Argument(help="What to learn: classic.")] = "classic",
    out: Annotated[
        Path | None,
        typer.Option(
            help="Checkpoint to write; by default classic-SEED in the folder of your agents.",
            dir_okay=False,
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="TOML file of settings; options win over it.", dir_okay=False),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the interrupted run of --out.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a checkpoint that is already there.")
    ] = False,
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
    """Train an agent by deep Q-learning, and save it as a checkpoint.

    Ctrl-C saves; --resume goes on exactly. The learning curve is drawn beside the checkpoint.
    """
    if task not in TASKS:
        raise ConfigError(f"there is no task '{task}': use {' or '.join(TASKS)}")
    given |= dict(zip(OF_THE_TASK, (progression, harmony, smoothness, variety), strict=True))
    chosen = read_toml(config) if config else {}
    chosen |= {name: value for name, value in given.items() if value not in (None, [])}
    of_task = {name: chosen.pop(name) for name in OF_THE_TASK if name in chosen}
    settings, stated = with_values(DQNSettings(), chosen), _task(of_task)
    path = out or own_folder() / f"{task}-{settings.seed}{SUFFIX}"
    if path.suffix != SUFFIX:
        raise ConfigError(f"--out must end in {SUFFIX}, as in {path.with_suffix(SUFFIX).name}")
    if resume:
        learner = _resumed(path, chosen, stated if of_task else None)
    elif path.exists() and not overwrite:
        raise ConfigError(f"{path} is already there: choose another --out, --resume or --overwrite")
    else:
        learner = _learner(settings, stated)
    from bridge.cli.progress import watch

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
    _need_torch()
    from agent.dqn import DQN

    return DQN(settings, task)


def _resumed(path: Path, chosen: dict[str, Any], task: ClassicTask | None) -> DQN:
    _need_torch()
    from agent.training import resume

    learner = resume(path)
    same = with_values(learner.settings, chosen) == learner.settings
    if not same or task not in (None, learner.environment.task):
        raise ConfigError("a resumed run keeps its settings: leave out the options that differ")
    return learner


def _need_torch() -> None:
    try:
        import torch
    except ImportError:
        raise MissingExtra("training", "train") from None
    torch.set_num_threads(1)


def _with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """The command with one option more for each setting, in the place of **given."""
    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    options = [
        inspect.Parameter(
            setting.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                TYPES[str(setting.type)], _option(setting.metadata, setting.default)
            ],
        )
        for setting in fields(DQNSettings)
    ]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + options
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command


def _option(metadata: Any, default: Any) -> Any:
    shown = " ".join(map(str, default)) if isinstance(default, tuple) else default
    if isinstance(default, bool):
        shown = "on" if default else "off"
    text = f"{metadata['help']} [dim]\\[default: {shown}][/dim]"
    return typer.Option(help=text, show_default=False, rich_help_panel="Hyperparameters")


train = _with_settings(_run)
