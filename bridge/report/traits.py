"""The tables of a report that a musician asks first: endings, loops, form, contour, rhythm."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from agent.evaluation.panel import Panel
from agent.evaluation.traits import GROUPS, Group
from bridge.report.html import heading, paragraph, table

SHOWN_FORMS = 8


def traits(panel: Panel) -> Iterator[str]:
    """The section of all groups of traits."""
    plain, briefed = (escape(column.name) for column in panel.columns[:2])
    yield heading("As a musician hears it")
    yield paragraph(
        f"In percent, unless said. {plain}: as <code>generate</code> plays without options, "
        f"{panel.bars} bars of C major in 4/4 without chords. {briefed}: under the meter, mode, "
        "length, pickup and chords of real tunes. Near the real column is good; real tunes end as "
        "they really do, not where an excerpt is cut."
    )
    names = [escape(column.name) for column in panel.columns]
    for group in GROUPS:
        yield table([escape(group.title), *names], _rows(panel, group))


def _rows(panel: Panel, group: Group) -> Iterator[list[str]]:
    for trait in group.traits:
        values = [column.traits[trait.name] for column in panel.columns]
        cells = [_number(100 * value if trait.share else value) for value in values]
        yield [escape(trait.text), *cells]
    if group.title == "form":
        yield from _forms(panel)


def _forms(panel: Panel) -> Iterator[list[str]]:
    for form in list(panel.columns[-1].forms)[:SHOWN_FORMS]:
        shares = [column.forms.get(form, 0.0) for column in panel.columns]
        yield [f"{form}: four phrases of four bars", *(_number(100 * share) for share in shares)]
    distances = [_number(100 * column.form_distance) for column in panel.columns]
    yield ["distance of all forms from real ones (total variation)", *distances]


def scales(panel: Panel) -> Iterator[str]:
    """The section of scales, if they were measured."""
    if not panel.scales:
        return
    yield heading("The colour of scales")
    yield paragraph(
        f"{panel.scales[0].takes} pieces in each scale: notes on the degrees that are its colour, "
        "in percent; what it would be if all its degrees came equally often; what it is in real "
        "tunes of that mode. Last, how many pieces hang on one note, eight times in a row."
    )
    yield table(
        ["scale", "notes on its colour", "colour", "even", "real", "hanging"],
        (
            [
                one.scale.replace("_", " "),
                _number(100 * one.share),
                one.colours,
                _number(100 * one.even),
                _number(100 * one.real),
                f"{one.hanging}",
            ]
            for one in panel.scales
        ),
    )


def long_pieces(panel: Panel) -> Iterator[str]:
    """The section of long pieces, if they were measured."""
    if not panel.stages:
        return
    yield heading("Long pieces")
    yield paragraph("32 bars at the beginning, middle and end of pieces of 256 bars.")
    yield table(
        ["", "notes a quarter", "distinct bars of 32"],
        (
            [stage.name, _number(stage.notes, ".2f"), _number(stage.distinct_bars)]
            for stage in panel.stages
        ),
    )


def _number(value: float, form: str = ".1f") -> str:
    return "-" if math.isnan(value) else format(value, form)
