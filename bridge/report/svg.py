"""The pictures of figures in a report, as inline SVG with colours from the page's style sheet.

Classes: take and real (the agent's melodies and real ones), grid, axis, label.
"""

from __future__ import annotations

import numpy as np

from agent.evaluation.columns import ReferenceBand
from agent.evaluation.knob_effects import Effect
from agent.metrics.notes import FloatArray
from bridge.export.svg import line, rect, svg, text

# Of a density: number of points, and bandwidth as a share of the picture's width.
POINTS, SMOOTHING = 80, 0.035
# Pictures of one statistic or knob: width, height, and height of the numbers below.
WIDTH, HEIGHT, FOOT = 260, 120, 18


# Distributions


def distributions(ours: FloatArray, real: FloatArray, title: str) -> str:
    """Densities of a statistic: the agent's takes as a line, real tunes as an area."""
    ours, real = ours[~np.isnan(ours)], real[~np.isnan(real)]
    low, high = _limits(np.concatenate([ours, real]))
    densities = [_density(values, low, high) for values in (real, ours)]
    top, foot = float(np.max(densities)) or 1.0, HEIGHT - FOOT
    parts = [
        f'<path class="{kind}" d="{_curve(one / top, foot, closed=closed)}"/>'
        for one, kind, closed in zip(
            densities, ("real area", "take outline"), (True, False), strict=True
        )
    ]
    parts.append(line(0, foot, WIDTH, foot, "axis"))
    parts += [text(0, HEIGHT - 4, f"{low:.2g}"), text(WIDTH, HEIGHT - 4, f"{high:.2g}", "end")]
    return svg(WIDTH, HEIGHT, parts, title)


def _limits(values: FloatArray) -> tuple[float, float]:
    """The 1st and 99th percentile; one unit wide if they are equal."""
    if not len(values):
        return 0.0, 1.0
    low, high = np.percentile(values, [1, 99]).tolist()
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _density(values: FloatArray, low: float, high: float) -> FloatArray:
    """[POINTS]: Gaussian kernel density, with kernels wide enough to smooth integer counts."""
    grid, width = np.linspace(low, high, POINTS), SMOOTHING * (high - low)
    kernels = np.exp(-0.5 * ((grid[:, None] - values) / width) ** 2)
    return kernels.sum(axis=1) / max(len(values), 1)


def _curve(heights: FloatArray, foot: float, *, closed: bool) -> str:
    """A path through the heights (0-1); if closed, along the foot back to its start."""
    step = WIDTH / (len(heights) - 1)
    points = [f"{n * step:.1f} {foot - h * (foot - 4):.1f}" for n, h in enumerate(heights.tolist())]
    path = f"M{'L'.join(points)}"
    return f"{path}V{foot}H0Z" if closed else path


def band_mark(band: ReferenceBand, value: float, title: str) -> str:
    """The 5th to 95th percentile and the mean of real tunes, and the agent's mean."""
    low, high = min(band.low, value), max(band.high, value)
    room = (high - low) * 0.05 or 0.5

    def x(number: float) -> float:
        return 120 * (number - low + room) / (high - low + 2 * room)

    parts = [
        line(0, 8, 120, 8, "grid"),
        rect(x(band.low), 5, max(x(band.high) - x(band.low), 1), 6, "real area"),
        rect(x(band.mean) - 0.75, 2, 1.5, 12, "real"),
        f'<circle class="take" cx="{x(value):.1f}" cy="8" r="4"/>',
    ]
    return svg(120, 16, parts, title)


# Knobs


def knob_effect(effect: Effect) -> str:
    """A statistic over the range of a knob: means over takes, with two standard errors."""
    values, errors = np.array(effect.values), 2 * np.array(effect.errors)
    low, high = float((values - errors).min()), float((values + errors).max())
    first, last = effect.settings[0], effect.settings[-1]
    room, foot = (high - low) or 1.0, HEIGHT - FOOT

    def x(setting: float) -> float:
        return 34 + (WIDTH - 44) * (setting - first) / (last - first)

    def y(value: float) -> float:
        return foot - 6 - (foot - 14) * (value - low) / room

    points = " ".join(
        f"{x(s):.1f},{y(v):.1f}" for s, v in zip(effect.settings, effect.values, strict=True)
    )
    parts = [
        line(30, foot, WIDTH, foot, "axis"),
        f'<polyline class="take outline" points="{points}"/>',
    ]
    for setting, value, error in zip(effect.settings, values, errors, strict=True):
        parts.append(line(x(setting), y(value - error), x(setting), y(value + error), "take bar"))
        parts.append(f'<circle class="take" cx="{x(setting):.1f}" cy="{y(value):.1f}" r="3"/>')
        parts.append(text(x(setting), HEIGHT - 4, f"{setting:g}", "middle"))
    parts += [text(26, y(bound) + 4, f"{bound:.2f}", "end") for bound in (low, high)]
    return svg(WIDTH, HEIGHT, parts, f"{effect.knob}: {effect.statistic}")
