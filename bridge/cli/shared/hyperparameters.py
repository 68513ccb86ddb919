"""The options of the training commands, derived from their settings."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer

from agent.errors import MissingExtra
from agent.library.catalogue import own_folder
from agent.player.checkpoint import SUFFIX
from agent.training.settings import TrainingSettings
from bridge.cli.shared.options import with_options
from bridge.cli.shared.working import working

TYPES: dict[str, Any] = {
    "tuple[int, ...]": list[int] | None,
    "int": int | None,
    "float": float | None,
    "bool": bool | None,
    "str": str | None,
}
Out = Annotated[
    Path | None,
    typer.Option(
        help="Checkpoint to write; by default TASK-SEED in the folder of your agents.",
        dir_okay=False,
    ),
]
Config = Annotated[
    Path | None,
    typer.Option(help="TOML file of settings; options win over it.", dir_okay=False),
]


def with_settings(
    kind: type[TrainingSettings],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A decorator that adds an option for each setting, in place of **given."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        options = [
            inspect.Parameter(
                setting.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[
                    TYPES[str(setting.type)], _option(setting.metadata, setting.default)
                ],
            )
            for setting in fields(kind)
        ]
        return with_options(command, options)

    return decorate


def _option(metadata: Any, default: Any) -> Any:
    shown = " ".join(map(str, default)) if isinstance(default, tuple) else default
    if isinstance(default, bool):
        shown = "on" if default else "off"
    text = f"{metadata['help']} [dim]\\[default: {shown}][/dim]"
    return typer.Option(help=text, show_default=False, rich_help_panel="Hyperparameters")


def given_values(values: dict[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in values.items() if value not in (None, [])}


def checkpoint_path(out: Path | None, name: str) -> Path:
    """The path of the checkpoint: the one that was given, or one in the folder of own agents."""
    return out or own_folder() / f"{name}{SUFFIX}"


def need_torch() -> None:
    """Import torch with one thread, which takes seconds. Raises MissingExtra."""
    with working("loading torch"):
        try:
            import torch
        except ImportError:
            raise MissingExtra("training", "train") from None
    torch.set_num_threads(1)
