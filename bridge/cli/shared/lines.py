"""Lines on the console as they are: not wrapped, and numbers not coloured."""

from __future__ import annotations

from rich.console import Console


def say(console: Console, text: str, *, markup: bool = True) -> None:
    """Print a line. markup: whether [bold] and the like in it mean anything."""
    console.print(text, highlight=False, soft_wrap=True, markup=markup)
