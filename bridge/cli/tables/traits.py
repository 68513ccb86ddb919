"""What a musician asks first, as tables for the terminal: endings, loops, form, contour, rhythm."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.table import Table

from agent.evaluation.panel import Panel
from agent.evaluation.scale_colours import Colouring
from agent.evaluation.traits import GROUPS, Group
from bridge.cli.tables.columns import new_table, number

SHOWN_FORMS = 5


def traits(panel: Panel) -> Iterator[tuple[Table, str]]:
    """Each group as a table, and what all of them mean."""
    *groups, last = GROUPS
    for group in groups:
        yield _group(panel, group), ""
    yield (
        _group(panel, last),
        "In % of takes, or of notes, bars or the time within each, unless said otherwise. "
        "ABCD and the like: four phrases of four bars. What each row counts: docs/evaluation.md.",
    )


def _group(panel: Panel, group: Group) -> Table:
    table = new_table(group.title, [column.name for column in panel.columns])
    for trait in group.traits:
        values = [column.traits[trait.name] for column in panel.columns]
        table.add_row(
            trait.label,
            *(number(100 * one if trait.share else one, ".1f") for one in values),
        )
    if group.title == "form":
        _add_forms(table, panel)
    return table


def _add_forms(table: Table, panel: Panel) -> None:
    """The commonest forms of real tunes, and how far all forms are from theirs."""
    for form in list(panel.columns[-1].forms)[:SHOWN_FORMS]:
        shares = [column.forms.get(form, 0.0) for column in panel.columns]
        table.add_row(form, *(number(100 * share, ".1f") for share in shares))
    table.add_row(
        "forms, distance",
        *(number(100 * column.form_distance, ".1f") for column in panel.columns),
    )


def scales(panel: Panel) -> tuple[Table, str]:
    """How much of its colour each scale gets."""
    takes = panel.scales[0].takes
    table = new_table("scale", ["colour", "notes, %", "even, %", "real, %", "hanging"])
    for one in panel.scales:
        table.add_row(one.scale.replace("_", " "), one.colours, *_shares(one), f"{one.hanging}")
    return table, (
        f"{takes} takes a scale. notes: on the degrees that are its colour; even: if all its "
        "degrees came equally often; real: in real tunes of this mode. hanging: takes with one "
        "note eight times in a row."
    )


def _shares(one: Colouring) -> list[str]:
    return [number(100 * share, ".1f") for share in (one.share, one.even, one.real)]


def long_pieces(panel: Panel) -> tuple[Table, str]:
    """Whether long pieces go on as they began."""
    table = new_table("256 bars", ["notes a quarter", "distinct bars of 32"])
    for stage in panel.stages:
        distinct = "-" if math.isnan(stage.distinct_bars) else f"{stage.distinct_bars:.1f}"
        table.add_row(stage.name, number(stage.notes), distinct)
    return table, "Of 32 bars each; means over pieces. The end should be as the beginning."
