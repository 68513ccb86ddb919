"""Lines on the console: not wrapped, numbers not coloured, nouns in the right number."""

from __future__ import annotations

from rich.console import Console


def say(console: Console, text: str, *, markup: bool = True) -> None:
    """Print a line. markup: whether [bold] and the like in it mean anything."""
    console.print(text, highlight=False, soft_wrap=True, markup=markup)


def counted(number: int, noun: str) -> str:
    """'1 note', '1,200 notes'."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
