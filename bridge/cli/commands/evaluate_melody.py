"""Measuring a melody agent: its takes beside real tunes and beside rivals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from agent.errors import TaskError, WrongTask
from agent.evaluation.contestants import (
    BASELINES,
    Contestant,
    agent_contestant,
    baseline_contestant,
)
from agent.evaluation.panel import Extent, Panel, measured_panel
from agent.evaluation.yardstick import Yardstick, corpus_yardstick, shipped_yardstick
from agent.library.catalogue import open_melody_agent
from agent.melody.playing.checkpoint import MelodyCheckpoint
from agent.melody.playing.player import MelodyPlayer
from agent.music.tune import read_tunes
from agent.wording import counted
from bridge.cli.shared.lines import print_table, say
from bridge.cli.shared.output_files import HTML, MIDI, check_output
from bridge.cli.shared.working import working
from bridge.cli.tables.panel import tables


class MelodyEvaluation(NamedTuple):
    """What was given on the command line; see the help of each option."""

    against: tuple[str, ...]
    corpus: Path | None
    takes: int
    bars: int
    seed: int
    effects: bool
    scales: bool
    long: bool
    report: Path | None
    overwrite: bool


def evaluate_melody(
    name: str, checkpoint: MelodyCheckpoint, options: MelodyEvaluation, *, as_json: bool
) -> None:
    """Measure a melody agent, and print the figures."""
    if options.report:
        _check_report(options.report, overwrite=options.overwrite)
    panel = _measured(name, MelodyPlayer(checkpoint), options)
    if as_json:
        print(json.dumps(panel.as_dict(), indent=2))
    else:
        _show(Console(), panel, options.report)


def _measured(name: str, player: MelodyPlayer, options: MelodyEvaluation) -> Panel:
    """The figures of an agent and its rivals, and the report if there is to be one."""
    yardstick = _yardstick(options, player.character)
    agent = agent_contestant(name, player, options.bars, options.seed)
    rivals = [_rival(rival, name, options) for rival in dict.fromkeys(options.against)]
    knobs = options.effects or options.report is not None
    extent = Extent(
        options.takes,
        options.seed,
        knob_effects=knobs,
        scales=options.scales,
        long_pieces=options.long,
    )
    with working(f"measuring {name}") as on_progress:
        panel = measured_panel(agent, rivals, yardstick, extent, on_progress)
        if options.report:
            from bridge.report.page import write_report

            write_report(options.report, panel, yardstick, agent)
    return panel


def _check_report(folder: Path, *, overwrite: bool) -> None:
    """Check that the files of a report can be written. Raises OutputError."""
    from bridge.report.page import files

    for path in files(folder):
        kind = HTML if path.suffix in HTML.suffixes else MIDI
        check_output(path, "--report", kind, overwrite=overwrite)


def _yardstick(options: MelodyEvaluation, character: str) -> Yardstick:
    if options.corpus is None:
        return shipped_yardstick(character, options.bars)
    return corpus_yardstick(
        read_tunes(options.corpus), options.corpus.name, character, options.bars
    )


def _rival(rival: str, name: str, options: MelodyEvaluation) -> Contestant:
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
    return agent_contestant(other, MelodyPlayer(checkpoint), options.bars, options.seed)


def _show(console: Console, panel: Panel, report: Path | None) -> None:
    say(
        console,
        f"[bold]{panel.agent}[/bold]  {counted(panel.columns[0].tunes, 'take')} of "
        f"{counted(panel.bars, 'bar')}, and as many under briefs, beside {panel.of_what}",
    )
    for table, meaning in tables(panel):
        console.print()
        print_table(console, table)
        if meaning:
            console.print(f"[dim]{meaning}[/dim]", highlight=False)
    if report:
        say(console, f"\nread and hear it: {report / 'index.html'}")
