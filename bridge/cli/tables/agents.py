"""Agents for the terminal: what they play like, all that is known of one, how well they score."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from agent.library.catalogue import DEFAULT_AGENT, shipped_folder
from agent.library.shipped import ORIGINS, Origin
from agent.player.checkpoint import CLASSIC, MELODY, Header
from agent.player.constraints import ANY
from bridge.cli.shared.lines import print_table

UNSAID = "what its file doesn't say"

# For each task: the scores of the header and their columns, their format, what they mean.
SCORES = {
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


class KnownAgent(NamedTuple):
    """An agent's name, file and header."""

    name: str
    path: Path
    header: Header

    @property
    def is_shipped(self) -> bool:
        return self.path.resolve().parent == shipped_folder().resolve()

    @property
    def origin(self) -> Origin:
        """What it plays like and learned from: of a user's own, as far as its header tells."""
        if self.is_shipped and self.name in ORIGINS:
            return ORIGINS[self.name]
        if self.header.task == CLASSIC:
            return Origin("the classic task", "nothing but its reward")
        character = self.header.task_settings.get("character", ANY)
        return Origin("any character" if character == ANY else f"the character {character}", UNSAID)


def overview(console: Console, agents: list[KnownAgent], faults: Mapping[str, str]) -> None:
    """Print what each agent plays like and learned from; faults: of those that can't be read."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for agent in agents:
        mark = " (the default)" if agent.name == DEFAULT_AGENT else ""
        mark = mark if agent.is_shipped else f"{mark} (your own)"
        table.add_row(agent.name, Text.assemble(agent.origin.plays_like, (mark, "dim")))
        table.add_row("", Text(f"learned from {agent.origin.learned_from}", "dim"))
    for name, fault in faults.items():
        table.add_row(name, Text.assemble(("damaged: ", "red"), fault))
    console.print(table)


def in_full(console: Console, agent: KnownAgent) -> None:
    """Print all that a person wants to know of one agent."""
    header, origin = agent.header, agent.origin
    versions = [f"{package} {version}" for package, version in header.provenance.items()]
    facts = {
        "plays like": origin.plays_like,
        "learned from": origin.learned_from,
        "knobs": ", ".join(header.terms)
        if header.knobs
        else "none: it was trained for one setting",
        "trained with": ", ".join(versions),
        "file": str(agent.path),
    }
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, fact in facts.items():
        table.add_row(name, Text(fact or "unknown"))
    kind = "comes with melobridge" if agent.is_shipped else "your own"
    console.print(Text.assemble((agent.name, "bold"), (f" ({kind})", "dim")))
    console.print(table)


def scores(console: Console, agents: list[KnownAgent]) -> None:
    """Print how well agents score, a table for each task."""
    for task, (names, form, meaning) in SCORES.items():
        rows = [agent for agent in agents if agent.header.task == task]
        if not rows:
            continue
        table = Table(task, box=None, padding=(0, 1))
        for column in names.values():
            table.add_column(column, justify="right", no_wrap=True)
        for agent in rows:
            found = [agent.header.scores.get(name) for name in names]
            cells = ["-" if score is None else format(score, form) for score in found]
            table.add_row(Text(agent.name, no_wrap=True), *cells)
        print_table(console, table)
        console.print(f"[dim]{meaning}[/dim]\n", highlight=False)
