"""The tables of a report: the rules of RL Tuner (Jaques et al. 2017), and all other figures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from agent.evaluation.columns import PLAIN, Column
from agent.evaluation.panel import Panel
from agent.metrics.rl_tuner_rules import COLUMNS, RULES, Rule
from agent.metrics.statistics import STATISTICS
from bridge.report.html import heading, paragraph, table
from bridge.report.svg import band_mark


def rules(panel: Panel) -> Iterator[str]:
    """The section of RL Tuner's rules, with the published figures."""
    yield heading("The rules of RL Tuner")
    yield paragraph(
        "What the first network tuned by deep Q-learning with music theory was measured by (Jaques "
        "et al. 2017), on two bars of each piece. Note RNN is their network before tuning, Q, Psi "
        "and G after it. A rule is no judge: real melodies break some, and noise keeps others. "
        "Being near the real column is good."
    )
    yield table(
        ["in %, correlations as such", *_names(panel), *COLUMNS],
        (
            [
                rule.text,
                *(_rule_cell(rule, column.rules[rule.name]) for column in panel.columns),
                *(_rule_cell(rule, value) for value in rule.published),
            ]
            for rule in RULES
        ),
    )


def _rule_cell(rule: Rule, value: float) -> str:
    correlation = rule.name.startswith("autocorrelation")
    return f"{value:.2f}" if correlation else f"{100 * value:.3g}"


def figures(panel: Panel) -> Iterator[str]:
    """The section of all figures: likeness to real tunes, bits, and every statistic."""
    yield heading("All figures")
    yield paragraph(
        f"Likeness to real tunes, on {panel.compared} a side; the last column is one half of the "
        "real tunes beside the other."
    )
    yield table(["", *_names(panel)], _likeness(panel.columns))
    yield _bits(panel)
    yield paragraph(
        "Every statistic, as its mean over pieces. The bar goes from the 5th to the 95th "
        "percentile of real tunes, with their mean; the dot is the agent."
    )
    rows = (_statistic(panel, one.name, one.text) for one in STATISTICS)
    statistics = table(["", "", *_names(panel)], rows, mark=True)
    yield f"<details><summary>{len(STATISTICS)} statistics</summary>{statistics}</details>"


def _likeness(columns: Sequence[Column]) -> Iterator[list[str]]:
    yield ["overlapping area, mean (1 is best)", *(f"{one.overlap:.3f}" for one in columns)]
    for name in columns[0].areas:
        label = f"overlapping area: {name.replace('_', ' ')}"
        yield [label, *(f"{one.areas[name]:.2f}" for one in columns)]
    yield ["Frechet distance (0 is best)", *(f"{one.frechet:.1f}" for one in columns)]
    yield ["classifier AUC (0.5 is best)", *(f"{one.auc:.3f}" for one in columns)]
    kind = f"of those in {PLAIN.meter} {PLAIN.mode}: "
    alike = [one.alike for one in columns]
    yield [f"{kind}overlapping area", *(_number(one.overlap) for one in alike)]
    yield [f"{kind}Frechet distance", *(_number(one.frechet) for one in alike)]
    yield [f"{kind}AUC", *(_number(one.auc) for one in alike)]
    for n in columns[0].distinct:
        label = f"distinct motifs of {n} notes in 50 pieces, %"
        yield [label, *(f"{100 * one.distinct[n]:.1f}" for one in columns)]


def _bits(panel: Panel) -> str:
    groups = list(panel.bits[panel.agent])
    rows = (
        [escape(name), *(f"{values[group]:.2f}" for group in groups)]
        for name, values in panel.bits.items()
    )
    text = f"Bits an event on {escape(panel.predicted_of)}: how surprising each next note is."
    if "PPM" in panel.bits:
        text += " PPM and Markov chains learned from the training tunes of the corpus."
    return paragraph(text) + table(["", *groups], rows)


def _statistic(panel: Panel, name: str, text: str) -> list[str]:
    band, values = panel.bands[name], [column.statistics[name] for column in panel.columns]
    ours = panel.ours(name)
    mark = "" if math.isnan(band.low + ours) else band_mark(band, ours, text)
    return [text, mark, *(_number(value) for value in values)]


def _number(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.3g}"


def _names(panel: Panel) -> list[str]:
    return [escape(column.name) for column in panel.columns]
