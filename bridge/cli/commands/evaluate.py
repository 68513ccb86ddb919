"""`melobridge evaluate`: how good an agent is.

An agent of the classic task: its share of the exact optimum, beside random and greedy notes. One of
the melody task: its takes beside real tunes (`bridge.cli.commands.evaluate_melody`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from agent.classic.evaluation import OptimalityScore, Report
from agent.classic.evaluation import evaluate as measure
from agent.classic.playing.checkpoint import ClassicCheckpoint
from agent.errors import TaskError
from agent.library.catalogue import DEFAULT_AGENT, open_agent
from agent.library.loading import by_task
from agent.melody.playing.checkpoint import MelodyCheckpoint
from bridge.cli.shared.lines import print_table
from bridge.cli.shared.options import AgentArgument
from bridge.cli.shared.output_files import Overwrite
from bridge.cli.shared.working import working

PANEL = "Melody agents"
MELODY_ONLY = (
    "against",
    "corpus",
    "takes",
    "bars",
    "seed",
    "effects",
    "scales",
    "long",
    "report",
    "overwrite",
)


def evaluate(
    context: typer.Context,
    agent: AgentArgument = DEFAULT_AGENT,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    against: Annotated[
        list[str] | None,
        typer.Option(
            help="Measure this beside it: another melody agent, noise, walk (a random walk in the "
            "scale) or textbook (random quarter notes). May be given several times.",
            rich_help_panel=PANEL,
        ),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(
            help="Tunes to measure with (.jsonl.gz of 'melobridge corpus build'); by default the "
            "figures of real tunes that come with melobridge.",
            dir_okay=False,
            rich_help_panel=PANEL,
        ),
    ] = None,
    takes: Annotated[
        int, typer.Option(help="How many pieces it plays.", min=10, rich_help_panel=PANEL)
    ] = 1000,
    bars: Annotated[
        int,
        typer.Option(
            help="Longest piece; other lengths than 16 need --corpus.",
            min=2,
            max=256,
            rich_help_panel=PANEL,
        ),
    ] = 16,
    seed: Annotated[
        int, typer.Option(help="Same seed, same takes.", min=0, rich_help_panel=PANEL)
    ] = 0,
    effects: Annotated[
        bool,
        typer.Option(
            "--effects", help="Also turn every knob (about a minute).", rich_help_panel=PANEL
        ),
    ] = False,
    scales: Annotated[
        bool,
        typer.Option(
            "--scales",
            help="Also play in 33 common scales (half a minute).",
            rich_help_panel=PANEL,
        ),
    ] = False,
    long: Annotated[
        bool,
        typer.Option(
            "--long", help="Also play pieces of 256 bars (some seconds).", rich_help_panel=PANEL
        ),
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            help="Folder for a page to read and hear it: index.html and MIDI files; with the "
            "effects of the knobs.",
            file_okay=False,
            rich_help_panel=PANEL,
        ),
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """Measure an agent: against the exact optimum (classic), beside real tunes (melody)."""
    name, checkpoint = open_agent(agent)

    def classic(agent: ClassicCheckpoint) -> None:
        _refuse_melody_options(context, name)
        _evaluate_classic(name, agent, as_json=as_json)

    def melody(agent: MelodyCheckpoint) -> None:
        from bridge.cli.commands.evaluate_melody import MelodyEvaluation, evaluate_melody

        options = MelodyEvaluation(
            tuple(against or ()),
            corpus,
            takes,
            bars,
            seed,
            effects,
            scales,
            long,
            report,
            overwrite,
        )
        evaluate_melody(name, agent, options, as_json=as_json)

    by_task(checkpoint, classic=classic, melody=melody)


def _refuse_melody_options(context: typer.Context, name: str) -> None:
    for option in MELODY_ONLY:
        source = context.get_parameter_source(option)
        if source and source.name != "DEFAULT":
            raise TaskError(
                f"--{option} is for melody agents: {name} is of the task classic, which is "
                "measured against its exact optimum"
            )


def _evaluate_classic(name: str, checkpoint: ClassicCheckpoint, *, as_json: bool) -> None:
    with working(f"measuring {name}"):
        report = measure(checkpoint.policy, checkpoint.task)
    if as_json:
        print(
            json.dumps({"agent": name, "task": checkpoint.header.task} | report.as_dict(), indent=2)
        )
        return
    console = Console()
    console.print(f"[bold]{name}[/bold] on the task {checkpoint.header.task}", highlight=False)
    console.print(f"exact optimum from the start: {report.optimum:g}\n", highlight=False)
    print_table(console, _stated(report))
    if report.settings:
        console.print()
        print_table(console, _settings(report))
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


def _cells(score: OptimalityScore) -> list[str]:
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
