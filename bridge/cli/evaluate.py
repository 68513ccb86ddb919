"""`melobridge evaluate`: an agent's share of the exact optimum, beside random and greedy notes."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.catalogue import open_agent
from agent.evaluation import Report, Score
from agent.evaluation import evaluate as measure
from bridge.cli.options import AgentArgument


def evaluate(
    agent: AgentArgument = "classic",
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Measure an agent against the exact optimum (dynamic programming)."""
    name, checkpoint = open_agent(agent)
    report = measure(checkpoint.policy, checkpoint.task)
    if as_json:
        print(
            json.dumps({"agent": name, "task": checkpoint.header.task} | report.as_dict(), indent=2)
        )
        return
    console = Console()
    console.print(f"[bold]{name}[/bold] on the task {checkpoint.header.task}", highlight=False)
    console.print(f"exact optimum from the start: {report.optimum:g}\n", highlight=False)
    console.print(_stated(report))
    if report.settings:
        console.print()
        console.print(_settings(report))
        console.print(
            f"\nover {len(report.settings)} settings: mean {report.settings_mean:.2%}, "
            f"worst {report.settings_worst:.2%}",
            highlight=False,
        )
    console.print(
        "\n[dim]Shares are value / optimum, exact. primers: after each of the 2,401 first bars. "
        "regret: optimum - value over all reachable states, in reward units. "
        "above random: (value - random) / (optimum - random).[/dim]"
    )


def _stated(report: Report) -> Table:
    table = Table("weights 1 1 1", box=None, padding=(0, 2))
    for column in ("start", "primers", "worst primer", "mean regret"):
        table.add_column(column, justify="right")
    rows = {"agent": report.agent, "greedy": report.greedy, "random": report.random}
    for name, score in rows.items():
        table.add_row(name, *_cells(score))
    return table


def _cells(score: Score) -> list[str]:
    shares = [f"{share:.2%}" for share in (score.start, score.primers, score.worst_primer)]
    return [*shares, f"{score.regret:.3f}"]


def _settings(report: Report) -> Table:
    table = Table("harmony", "smoothness", "variety", box=None, padding=(0, 2))
    for column in ("agent", "above random", "greedy", "random"):
        table.add_column(column, justify="right")
    for setting in report.settings:
        shares = (setting.agent, setting.above_random, setting.greedy, setting.random)
        table.add_row(
            *(f"{weight:g}" for weight in setting.weights), *(f"{share:.1%}" for share in shares)
        )
    return table
