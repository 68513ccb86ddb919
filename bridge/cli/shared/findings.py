"""What a check found, as one line each."""

from __future__ import annotations

from typing import NamedTuple

from rich.console import Console


class Finding(NamedTuple):
    """One line of a report; fatal: the main job can't run."""

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
    console.print(finding.text, highlight=False, soft_wrap=True, markup=False)
