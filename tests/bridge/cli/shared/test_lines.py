import io

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bridge.cli.shared.lines import print_table


def printed(table: Table, width: int) -> list[str]:
    out = io.StringIO()
    print_table(Console(file=out, width=width), table)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def shares() -> Table:
    table = Table("agent", box=None, padding=(0, 2))
    table.title = "a comparison"
    for name in ("start", "primers"):
        table.add_column(name, justify="right")
    table.add_row(Text("everybody", "bold"), "100.00%", "[dim]96.40%[/dim]")
    table.add_row("random", "", "-12.51%")
    return table


def test_a_table_with_room_is_a_table() -> None:
    assert printed(shares(), 60)[1:3] == [
        "  agent          start    primers",
        "  everybody    100.00%     96.40%",
    ]


def test_a_table_without_room_is_a_line_for_each_row() -> None:
    assert printed(shares(), 24) == [
        "a comparison",
        "agent everybody  start",
        "100.00%  primers 96.40%",
        "agent random  primers",
        "-12.51%",
    ]
