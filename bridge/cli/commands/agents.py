"""`melobridge agents`: which agents there are, and what is known of one."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.errors import CheckpointError
from agent.library.catalogue import agent_paths, find_agent, own_folder, shipped_folder
from agent.library.loading import load_checkpoint
from agent.player.checkpoint import CLASSIC, MELODY, Header
from bridge.cli.shared.options import complete_agent

# For each task: the scores of the header and their columns, their format, what they mean.
TASKS = {
    MELODY: (
        {"bits": "bits", "overlap": "overlap", "frechet": "Frechet", "auc": "AUC"},
        ".2f",
        "On tunes never learned from: bits an event (lower is better); takes beside them: "
        "overlapping area of their features (1 is best), Frechet distance (0; few unseen tunes "
        "raise it by about 400 / their number), AUC of a classifier that tells them apart (0.5).",
    ),
    CLASSIC: (
        {
            "start": "start",
            "primers": "primers",
            "settings_mean": "settings",
            "settings_worst": "worst",
        },
        ".1%",
        "Share of the exact optimum from the first note, after any first bar, on average over 28 "
        "settings of the knobs and at their worst.",
    ),
}


def agents(
    name: Annotated[
        str | None,
        typer.Argument(help="Show all that is known of this one.", autocompletion=complete_agent),
    ] = None,
) -> None:
    """List the agents, shipped and your own; or show one of them."""
    if name is not None:
        text = load_checkpoint(find_agent(name)).header.to_json()
        print(json.dumps(json.loads(text), indent=2))
        return
    console, headers = Console(), {agent: _header(path) for agent, path in agent_paths().items()}
    for task in TASKS:
        found = {a: h for a, h in headers.items() if isinstance(h, Header) and h.task == task}
        if found:
            _show(console, task, found)
    for agent, fault in headers.items():
        if isinstance(fault, str):
            console.print(f"{agent}  [red]damaged[/red]  {fault}\n", soft_wrap=True)
    console.print(f"[dim]Your own agents: {own_folder()}[/dim]", soft_wrap=True)


def _header(path: Path) -> Header | str:
    """The header of an agent's file, or why it can't be read."""
    try:
        return load_checkpoint(path).header
    except CheckpointError as error:
        return str(error)


def _show(console: Console, task: str, headers: dict[str, Header]) -> None:
    names, form, meaning = TASKS[task]
    table = Table(task, box=None, padding=(0, 1))
    for column in names.values():
        table.add_column(column, justify="right")
    for column in ("date", ""):
        table.add_column(column)
    for agent, header in headers.items():
        scores = [header.scores.get(name) for name in names]
        cells = ["-" if score is None else format(score, form) for score in scores]
        table.add_row(agent, *cells, *_origin(agent_paths()[agent]))
    console.print(table)
    console.print(f"[dim]{meaning}[/dim]\n")


def _origin(path: Path) -> tuple[str, str]:
    """The date of an agent's file, and whether it is shipped or the user's own."""
    date = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d")
    return date, "shipped" if path.parent == shipped_folder() else "own"
