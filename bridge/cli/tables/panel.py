"""The figures of melody agents as tables for the terminal, each with what it means."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rich.table import Table

from agent.evaluation.columns import PLAIN, Column, Copies
from agent.evaluation.panel import Panel
from agent.evaluation.violations import Violations
from agent.metrics.rl_tuner_rules import COLUMNS, RULES, Rule
from bridge.cli.tables.columns import new_table, number
from bridge.cli.tables.traits import long_pieces, scales, traits

SHOWN_STATISTICS = 20


def tables(panel: Panel) -> Iterator[tuple[Table, str]]:
    """Each table with what it means."""
    yield _summary(panel)
    yield from traits(panel)
    yield _areas(panel)
    yield _rules(panel)
    yield _statistics(panel)
    yield _bits(panel)
    yield _violations(panel)
    if panel.effects:
        yield _effects(panel)
    if panel.scales:
        yield scales(panel)
    if panel.stages:
        yield long_pieces(panel)


def _names(panel: Panel) -> list[str]:
    return [column.name for column in panel.columns]


def _summary(panel: Panel) -> tuple[Table, str]:
    table = new_table("like real tunes", _names(panel))
    rows = {
        "overlapping area": [f"{column.overlap:.3f}" for column in panel.columns],
        "Frechet distance": [number(column.frechet, ".1f") for column in panel.columns],
        "AUC, real or played": [number(column.auc, ".3f") for column in panel.columns],
    }
    rows |= _alike(panel.columns)
    for n in panel.columns[0].distinct:
        rows[f"distinct {n}-grams, %"] = [number(100 * c.distinct[n], ".1f") for c in panel.columns]
    if panel.columns[0].copies:
        rows["longest copy, notes"] = [_copies(column.copies) for column in panel.columns]
        rows["- transposed, moves"] = [_copies(column.transposed) for column in panel.columns]
    for name, cells in rows.items():
        table.add_row(name, *cells)
    return table, _meaning(panel)


def _meaning(panel: Panel) -> str:
    """What the rows of the summary are."""
    plain, briefed = (column.name for column in panel.columns[:2])
    copies = (
        " Longest copy: notes in a row shared with a training tune, second in any key; median, "
        "95 %, the most."
    )
    return (
        f"{plain}: as 'generate' plays without options, {panel.bars} bars of C major in 4/4, no "
        f"chords. {briefed}: under the meter, mode, length, pickup and chords of real tunes. "
        f"On {panel.compared} tunes a side; real: one half beside the other. Overlapping area of "
        "features: 1 is best. Frechet distance of statistics: 0. AUC of a classifier that tells "
        "takes from real tunes: 0.5. "
        f"In {PLAIN.meter} {PLAIN.mode}: of such takes beside such tunes alone. "
        "Distinct n-grams among 50 takes: as many as in real tunes."
    ) + (copies if panel.columns[0].copies else "")


def _alike(columns: Sequence[Column]) -> dict[str, list[str]]:
    """The rows of likeness to tunes of the kind of plain takes."""
    found = [column.alike for column in columns]
    return {
        f"in {PLAIN.meter} {PLAIN.mode}: area": [number(one.overlap, ".3f") for one in found],
        "- Frechet distance": [number(one.frechet, ".1f") for one in found],
        "- AUC": [number(one.auc, ".3f") for one in found],
    }


def _copies(found: Copies | None) -> str:
    return "-" if found is None else " ".join(f"{number:.0f}" for number in found)


def _areas(panel: Panel) -> tuple[Table, str]:
    table = new_table("overlapping area", _names(panel))
    for name in panel.columns[0].areas:
        table.add_row(_words(name), *(f"{column.areas[name]:.2f}" for column in panel.columns))
    return table, "By feature of MGEval (Yang and Lerch 2020): 1 is best, real is what to reach."


def _rules(panel: Panel) -> tuple[Table, str]:
    table = new_table("rules of RL Tuner", [*_names(panel), *COLUMNS])
    for rule in RULES:
        values = [column.rules[rule.name] for column in panel.columns]
        table.add_row(_words(rule.name), *(_rule_cell(rule, v) for v in (*values, *rule.published)))
    return table, (
        f"In %, autocorrelations as such; on two bars. Right of {panel.columns[-1].name}: as "
        "published (Jaques et al. 2017). Near real is musical; near zero or 100 needn't be."
    )


def _rule_cell(rule: Rule, value: float) -> str:
    if rule.name.startswith("autocorrelation"):
        return number(value)
    return number(100 * value, ".3g")


def _statistics(panel: Panel) -> tuple[Table, str]:
    known = [name for name in panel.bands if not math.isnan(panel.shift(name))]
    order = sorted(known, key=lambda name: -abs(panel.shift(name)))
    table = new_table("statistics", [*_names(panel), "5 %", "95 %", "shift"])
    for name in order[:SHOWN_STATISTICS]:
        band, values = panel.bands[name], [c.statistics[name] for c in panel.columns]
        outside = not band.low <= panel.ours(name) <= band.high
        cells = [number(value) for value in (*values, band.low, band.high)]
        table.add_row(_words(name), *cells, f"{panel.shift(name):+.2f}{'!' if outside else ''}")
    rest = abs(panel.shift(order[SHOWN_STATISTICS])) if len(order) > SHOWN_STATISTICS else 0.0
    return table, (
        f"Means; the {SHOWN_STATISTICS} of {len(order)} that differ most from real tunes, the "
        f"others by {rest:.2f} at most (--json has all). 5 %, 95 %: of single real tunes. shift: "
        f"of {panel.columns[0].name} ({panel.columns[1].name} where chords count) in deviations of "
        "single real tunes; ! is outside their 5 to 95 %."
    )


def _bits(panel: Panel) -> tuple[Table, str]:
    groups = list(panel.bits[panel.agent])
    table = new_table("bits an event", groups)
    for name, values in panel.bits.items():
        table.add_row(name, *(f"{values[group]:.3f}" for group in groups))
    return table, (
        f"How surprising each next note of {panel.predicted_of} is: lower is better. Agents: their "
        "prior. PPM, Markov chains: learned from the training tunes, where a --corpus is given."
    )


def _violations(panel: Panel) -> tuple[Table, str]:
    table = new_table("broken constraints", ["notes", "pitch", "range", "bar line", "length"])
    for name, counted in (("takes", panel.violations), ("random settings", panel.constrained)):
        table.add_row(name, *_counts(counted))
    return table, "Must be 0: notes outside scale or chord, outside the range, over a bar line ..."


def _counts(counted: Violations) -> list[str]:
    numbers = counted.notes, counted.pitch, counted.range, counted.bar, counted.length
    return [f"{number:,}" for number in numbers]


def _effects(panel: Panel) -> tuple[Table, str]:
    positions = ["least", "", "middle", "", "most"]
    table = new_table("knob", ["what it moves", *positions, ""])
    table.columns[1].justify = "left"
    for effect in panel.effects:
        values = [f"{value:.2f}" for value in effect.values]
        table.add_row(
            effect.knob, effect.statistic, *values, "steady" if effect.monotone else "uneven"
        )
    return table, (
        "Means over takes at five settings from the knob's least to its most (temperature from "
        "0.25). steady: every turn moves it the right way."
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
