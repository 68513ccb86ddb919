"""`melobridge agents`: which agents there are, and what is known of one."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from agent.errors import CheckpointError
from agent.library.catalogue import agent_paths, open_agent, own_folder
from agent.library.loading import load_checkpoint
from bridge.cli.shared.lines import say
from bridge.cli.shared.options import complete_agent
from bridge.cli.tables import agents as tables
from bridge.cli.tables.agents import KnownAgent


def agents(
    agent: Annotated[
        str | None,
        typer.Argument(
            help="Show all that is known of this one: its name, or its file.",
            autocompletion=complete_agent,
        ),
    ] = None,
    scores: Annotated[bool, typer.Option("--scores", help="Show how well they score.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print all that their files say, as JSON.")
    ] = False,
) -> None:
    """List the agents, shipped and your own; or show one of them."""
    found, faults = _all() if agent is None else ([_named(agent)], dict[str, str]())
    console = Console()
    if as_json:
        print(json.dumps(_json(found, faults) if agent is None else _header(found[0]), indent=2))
    elif scores:
        tables.scores(console, found)
    elif agent is None:
        tables.overview(console, found, faults)
        say(console, "\n[dim]More of one: 'melobridge agents NAME'; figures: --scores[/dim]")
        say(console, f"Your own agents: {own_folder()}", markup=False)
    else:
        tables.in_full(console, found[0])


def _named(name_or_file: str) -> KnownAgent:
    """An agent by its name or file. Raises AgentNotFound or CheckpointError."""
    name, checkpoint = open_agent(name_or_file)
    path = agent_paths().get(name_or_file, Path(name_or_file))
    return KnownAgent(name, path, checkpoint.header)


def _all() -> tuple[list[KnownAgent], dict[str, str]]:
    """The agents that there are, and what is wrong with those that can't be read."""
    found, faults = [], {}
    for name, path in agent_paths().items():
        try:
            found.append(KnownAgent(name, path, load_checkpoint(path).header))
        except CheckpointError as error:
            faults[name] = str(error)
    return found, faults


def _json(found: list[KnownAgent], faults: dict[str, str]) -> dict[str, Any]:
    """The headers of agents by name; of a damaged one, what is wrong."""
    damaged = {name: {"damaged": fault} for name, fault in faults.items()}
    return {agent.name: _header(agent) for agent in found} | damaged


def _header(agent: KnownAgent) -> dict[str, Any]:
    return asdict(agent.header)
