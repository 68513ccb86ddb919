"""What a command is doing, said at once, and how far it is: on stderr, so that results stay alone.

On a terminal it is a bar that goes away at the end; elsewhere a few lines.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bridge.cli.shared.lines import say

# Takes what is being done, how much of it is done, and of how much.
OnProgress: TypeAlias = Callable[[str, int, int], None]

BAR_COLUMNS = 12
# No terminal: a line as often as that, at most.
LINE_SECONDS = 10.0


@contextmanager
def working(what: str) -> Iterator[OnProgress]:
    """Say what is being done, such as 'reading tunes', and show how far it is."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield ProgressLines(console, what, time.monotonic)
        return
    columns = TextColumn("{task.description}"), BarColumn(BAR_COLUMNS), TimeRemainingColumn()
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as progress:
        bar = progress.add_task(what, total=None)

        def on_progress(what: str, done: int, total: int) -> None:
            progress.update(bar, description=what, completed=done, total=total)

        yield on_progress


class ProgressLines:
    """Progress as lines: one for each new thing to do, and then one now and then."""

    def __init__(self, console: Console, what: str, now: Callable[[], float]) -> None:
        self._console, self._now = console, now
        self._what, self._due = "", 0.0
        self._begin(what)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Print a line if it is time for one."""
        if what != self._what:
            self._begin(what)
        elif self._now() >= self._due and done < total:
            self._due = self._now() + LINE_SECONDS
            say(self._console, f"{what}: {done:,} of {total:,}", markup=False)

    def _begin(self, what: str) -> None:
        self._what, self._due = what, self._now() + LINE_SECONDS
        say(self._console, f"{what} ...", markup=False)
