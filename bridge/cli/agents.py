"""`melobridge agents`: which agents there are, and what is known of one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.catalogue import agent_paths, find_agent, own_folder, shipped_folder
from agent.checkpoint import load_checkpoint
from agent.errors import CheckpointError
from bridge.cli.options import _complete_agent

SCORES = ("start", "primers", "settings_mean", "settings_worst")


def agents(
    name: Annotated[
        str | None,
        typer.Argument(help="Show all that is known of this one.", autocompletion=_complete_agent),
    ] = None,
) -> None:
    """List the agents, shipped and your own; or show one of them."""
    if name is not None:
        header = load_checkpoint(find_agent(name)).header
        print(json.dumps(json.loads(header.to_json()), indent=2))
        return
    columns = "agent", "task", "start", "primers", "settings", "worst", "date", ""
    table = Table(*columns, box=None, padding=(0, 1))
    for agent, path in agent_paths().items():
        table.add_row(agent, *_row(path))
    console = Console()
    console.print(table)
    console.print(
        "\n[dim]start, primers, settings: share of the exact optimum from the first note, after "
        f"any first bar, on average over 28 settings of the knobs and at their worst. "
        f"Your own agents: {own_folder()}[/dim]"
    )


def _row(path: Path) -> list[str]:
    date = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d")
    try:
        header = load_checkpoint(path).header
    except CheckpointError as error:
        return ["[red]damaged[/red]", *([""] * len(SCORES)), date, str(error)]
    scores = [header.scores.get(score) for score in SCORES]
    shares = [f"{score:.1%}" if score is not None else "-" for score in scores]
    origin = "shipped" if path.parent == shipped_folder() else "own"
    return [header.task, *shares, date, origin]
