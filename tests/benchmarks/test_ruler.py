"""The tables of the melody agents, as the benchmark prints them."""

from agent.evaluation.columns import real_column
from agent.evaluation.yardstick import shipped_yardstick
from benchmarks.ruler import rows


def test_each_figure_of_a_column_is_a_row() -> None:
    real = real_column(shipped_yardstick("hymn"), compared=20)
    shown = dict(rows([real]))
    assert shown["takes, or tunes"] == "60"
    assert shown["endings: closing tonic"] == "78.3"
    assert shown["loops: any of these"] == "0.0"
    assert shown["contour: range, semitones"] == f"{real.statistics['range']:.1f}"
    assert shown["form ABCD"] == f"{100 * real.forms['ABCD']:.1f}"
