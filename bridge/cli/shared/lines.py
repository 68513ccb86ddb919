"""Lines on the console: not wrapped, numbers not coloured; tables that fit."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

# Wider than any console.
WIDEST = 1000


def say(console: Console, text: str, *, markup: bool = True) -> None:
    """Print a line. markup: whether [bold] and the like in it mean anything."""
    console.print(text, highlight=False, soft_wrap=True, markup=markup)


def print_table(console: Console, table: Table) -> None:
    """Print a table; where the console is too narrow for it, each row as a line of its own."""
    unbounded = console.options.update(max_width=WIDEST)
    if Measurement.get(console, unbounded, table).minimum <= console.width:
        console.print(table)
        return
    if table.title:
        console.print(table.title, style="bold", highlight=False)
    headers = [_text(column.header) for column in table.columns]
    for row in zip(*(column.cells for column in table.columns), strict=True):
        cells = zip(headers, map(_text, row), strict=True)
        named = [Text(" ").join(part for part in cell if part) for cell in cells if cell[1].plain]
        console.print(Text("  ").join(named), highlight=False)


def _text(cell: RenderableType) -> Text:
    """A cell without the spaces that line it up."""
    text = cell.copy() if isinstance(cell, Text) else Text.from_markup(str(cell))
    text.rstrip()
    return text[len(text) - len(text.plain.lstrip()) :]
