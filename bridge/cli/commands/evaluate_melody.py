"""Measuring a melody agent: its takes beside real tunes and beside rivals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from agent.errors import TaskError, WrongTask
from agent.evaluation.panel import (
    BASELINES,
    Contestant,
    Extent,
    OnProgress,
    Panel,
    agent_contestant,
    baseline_contestant,
    measured_panel,
)
from agent.evaluation.yardstick import Yardstick, corpus_yardstick, shipped_yardstick
from agent.library.catalogue import open_melody_agent
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import MelodyPlayer
from agent.music.tune import read_tunes
from bridge.cli.shared.lines import say
from bridge.cli.shared.panel_tables import tables


class MelodyEvaluation(NamedTuple):
    """What was given on the command line; see the help of each option."""

    against: tuple[str, ...]
    corpus: Path | None
    takes: int
    bars: int
    seed: int
    effects: bool
    report: Path | None


def evaluate_melody(
    name: str, checkpoint: MelodyCheckpoint, options: MelodyEvaluation, *, as_json: bool
) -> None:
    """Measure a melody agent, and print the figures."""
    player = MelodyPlayer(checkpoint)
    yardstick = _yardstick(options, player.character)
    agent = agent_contestant(name, player, yardstick.reference.briefs, options.seed)
    rivals = [_rival(rival, name, yardstick, options) for rival in dict.fromkeys(options.against)]
    if options.report:
        from bridge.report.page import prepare

        prepare(options.report)
    knobs = options.effects or options.report is not None
    extent = Extent(options.takes, options.seed, knob_effects=knobs)
    with _progress() as on_progress:
        panel = measured_panel(agent, rivals, yardstick, extent, on_progress)
    if options.report:
        from bridge.report.page import write_report

        write_report(options.report, panel, yardstick, agent)
    if as_json:
        print(json.dumps(panel.as_dict(), indent=2))
    else:
        _show(Console(), panel, options.report)


def _yardstick(options: MelodyEvaluation, character: str) -> Yardstick:
    if options.corpus is None:
        return shipped_yardstick(character, options.bars)
    return corpus_yardstick(
        read_tunes(options.corpus), options.corpus.name, character, options.bars
    )


def _rival(rival: str, name: str, yardstick: Yardstick, options: MelodyEvaluation) -> Contestant:
    if rival in BASELINES:
        return baseline_contestant(rival, options.bars, options.seed)
    try:
        other, checkpoint = open_melody_agent(rival)
    except WrongTask as error:
        raise TaskError(
            f"--against {rival}: it is of the task {error.task}, not melody; use a "
            f"melody agent or one of {', '.join(BASELINES)}"
        ) from None
    if other == name:
        raise TaskError(f"--against {rival}: two agents of the name '{name}' can't be told apart")
    player = MelodyPlayer(checkpoint)
    return agent_contestant(other, player, yardstick.reference.briefs, options.seed)


@contextmanager
def _progress() -> Iterator[OnProgress]:
    """A progress bar, on a terminal."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(24), TimeRemainingColumn()
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as progress:
        bar = progress.add_task("", total=None)

        def on_progress(what: str, done: int, total: int) -> None:
            progress.update(bar, description=what, completed=done, total=total)

        yield on_progress


def _show(console: Console, panel: Panel, report: Path | None) -> None:
    say(
        console,
        f"[bold]{panel.agent}[/bold]  {panel.columns[0].tunes:,} takes of up to {panel.bars} bars "
        f"beside {panel.of_what}",
    )
    for table, meaning in tables(panel):
        console.print()
        console.print(table)
        console.print(f"[dim]{meaning}[/dim]", highlight=False)
    if report:
        say(console, f"\nread and hear it: {report / 'index.html'}")
