"""The findings of a check, a line each."""

from __future__ import annotations

from typing import NamedTuple

from rich.console import Console

from bridge.cli.shared.lines import say


class Finding(NamedTuple):
    """A line of a report. fatal: no server can run, or nothing answers."""

    ok: bool
    what: str
    text: str
    fatal: bool = False


def show(console: Console, finding: Finding) -> None:
    """Print a finding behind its mark."""
    if finding.ok:
        mark = "[green]ok[/green]"
    else:
        mark = "[red]!![/red]" if finding.fatal else "[yellow]--[/yellow]"
    console.print(f"{mark}  {finding.what:<11} ", end="")
    say(console, finding.text, markup=False)
