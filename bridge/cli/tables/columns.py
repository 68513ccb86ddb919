"""What the tables of figures share: their looks, and how a figure is written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.table import Table


def new_table(title: str, names: Sequence[str]) -> Table:
    """A table with a title and right-justified columns of these names."""
    table = Table(title, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in names:
        table.add_column(name, justify="right")
    return table


def number(value: float, form: str = ".2f") -> str:
    """A figure as text, '-' for an undefined one."""
    return "-" if math.isnan(value) else format(value, form)
