"""Arguments and options that several commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from agent.errors import ConfigError
from agent.library.catalogue import agent_paths
from bridge.midi.clock.link_clock import check_link
from bridge.midi.commands import LINK, SYNC_SOURCES


def complete_agent(incomplete: str) -> list[str]:
    return [name for name in agent_paths() if name.startswith(incomplete)]


AgentArgument = Annotated[
    str,
    typer.Argument(
        help="Name of an agent ('melobridge agents' lists them), or its file.",
        autocompletion=complete_agent,
    ),
]


PickupOption = Annotated[
    float | None,
    typer.Option(
        help="Length of the pickup in quarter notes, 0 for none; by default as real tunes have it.",
        min=0,
        metavar="BEATS",
    ),
]


def with_options(
    command: Callable[..., None], options: Iterable[inspect.Parameter]
) -> Callable[..., None]:
    """The command with these options added, in place of its **keywords."""
    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *options)]
    command.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command


def check_sync(sync: str) -> None:
    """Raises ConfigError for an unknown clock source, MissingExtra for one that isn't installed."""
    if sync not in SYNC_SOURCES:
        raise ConfigError(f"there is no sync '{sync}': use {', '.join(SYNC_SOURCES)}")
    if sync == LINK:
        check_link()
