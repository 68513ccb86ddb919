"""The pictures of a report as inline SVG, with colours from the page's style sheet.

Classes: take and real (the agent's melodies and real ones), black, grid, axis, label, chord.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np

from agent.evaluation.knob_effects import Effect
from agent.evaluation.panel import ReferenceBand
from agent.metrics.notes import FloatArray
from agent.music.note import REST
from agent.music.pitches import MAJOR_SCALE
from agent.music.tune import METERS, TICKS
from agent.pieces.piece import Piece

# Of a density: number of points, and bandwidth as a share of the picture's width.
POINTS, SMOOTHING = 80, 0.035
# Pictures of one statistic or knob: width, height, and height of the numbers below.
WIDTH, HEIGHT, FOOT = 260, 120, 18
ROLL_LEFT, ROLL_WIDTH, ROLL_ROW, ROLL_HEAD = 30, 760, 5, 20
BARS_A_SYSTEM = 8
# Width of a letter of a chord.
LETTER = 7


def svg(width: float, height: float, parts: Sequence[str], title: str) -> str:
    """A picture with a title for screen readers."""
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _rect(x: float, y: float, width: float, height: float, kind: str, opacity: float = 1) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" opacity="{opacity:.2f}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "label") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )


# Piano rolls


def piano_roll(piece: Piece, symbols: Sequence[tuple[float, str]], title: str) -> str:
    """A piano roll in systems of bars; louder notes are darker, chords are named above.

    symbols: onset in quarter notes and symbol of each chord.
    """
    pitches = [note.pitch for note in piece.notes if note.pitch != REST]
    reach = range(min(pitches) - 1, max(pitches) + 2)
    height = ROLL_HEAD + len(reach) * ROLL_ROW + 8
    # A pickup adds a bar: rather lengthen a system by it than add a system for the last bar.
    systems = math.ceil(max(piece.knobs.bars - 1, 1) / BARS_A_SYSTEM)
    bars = math.ceil(piece.knobs.bars / systems)
    parts = []
    for number in range(systems):
        shown = range(number * bars, min((number + 1) * bars, piece.knobs.bars))
        inner = _system(piece, symbols, shown, ROLL_WIDTH / (bars * piece.bar), reach)
        place = f"translate({ROLL_LEFT} {number * height})"
        parts.append(f'<g transform="{place}">{inner}</g>')
    return svg(ROLL_LEFT + ROLL_WIDTH + 1, height * systems, parts, title)


def _system(
    piece: Piece, symbols: Sequence[tuple[float, str]], bars: range, scale: float, reach: range
) -> str:
    """One system. scale: width of a quarter note; reach: pitches from the lowest to the highest."""
    begin, end = bars.start * piece.bar, bars.stop * piece.bar
    parts = [*_keys(piece, reach, (end - begin) * scale), *_bars(piece, bars, scale, len(reach))]
    for note in piece.notes:
        if note.pitch != REST and begin <= note.onset < end:
            x, width = (note.onset - begin) * scale, max(note.duration * scale - 1.5, 1.5)
            y, shade = _row(note.pitch, reach), 0.3 + note.velocity * 0.85
            parts.append(_rect(x, y, width, ROLL_ROW, "take", shade))
    here = [((onset - begin) * scale, text) for onset, text in symbols if begin <= onset < end]
    parts += _chords(here)
    return "".join(parts)


def _chords(symbols: Sequence[tuple[float, str]]) -> list[str]:
    """Chord symbols at their places; one that would overlap the one before is left out."""
    parts, free = [], 0.0
    for x, symbol in symbols:
        if x >= free:
            parts.append(_text(x + 3, ROLL_HEAD - 6, symbol, kind="label chord"))
            free = x + 4 + LETTER * len(symbol)
    return parts


def _row(pitch: int, reach: range) -> float:
    """The y coordinate of the top of a pitch's row."""
    return ROLL_HEAD + (reach[-1] - pitch) * ROLL_ROW


def _keys(piece: Piece, reach: range, width: float) -> list[str]:
    """Shaded rows of black keys, and names of the tonics."""
    parts = []
    for pitch in reach:
        y = _row(pitch, reach)
        if pitch % 12 not in MAJOR_SCALE:
            parts.append(_rect(0, y, width, ROLL_ROW, "black"))
        if pitch % 12 == piece.knobs.key:
            parts.append(_text(-5, y + ROLL_ROW, piece.spelling.note(pitch), "end"))
    return parts


def _bars(piece: Piece, bars: range, scale: float, rows: int) -> list[str]:
    """Lines at beats and bars, and the number of the first bar."""
    beat, foot = METERS[piece.knobs.meter][1] / TICKS, ROLL_HEAD + rows * ROLL_ROW
    width = piece.bar * scale
    parts = [_text(-5, ROLL_HEAD - 6, str(bars.start + 1), "end")]
    for number in range(round(len(bars) * piece.bar / beat)):
        x = number * beat * scale
        parts.append(_line(x, ROLL_HEAD, x, foot, "grid"))
    for number in range(len(bars) + 1):
        parts.append(_line(number * width, ROLL_HEAD - 4, number * width, foot, "axis"))
    return parts


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
    parts.append(_line(0, foot, WIDTH, foot, "axis"))
    parts += [_text(0, HEIGHT - 4, f"{low:.2g}"), _text(WIDTH, HEIGHT - 4, f"{high:.2g}", "end")]
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
        _line(0, 8, 120, 8, "grid"),
        _rect(x(band.low), 5, max(x(band.high) - x(band.low), 1), 6, "real area"),
        _rect(x(band.mean) - 0.75, 2, 1.5, 12, "real"),
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
        _line(30, foot, WIDTH, foot, "axis"),
        f'<polyline class="take outline" points="{points}"/>',
    ]
    for setting, value, error in zip(effect.settings, values, errors, strict=True):
        parts.append(_line(x(setting), y(value - error), x(setting), y(value + error), "take bar"))
        parts.append(f'<circle class="take" cx="{x(setting):.1f}" cy="{y(value):.1f}" r="3"/>')
        parts.append(_text(x(setting), HEIGHT - 4, f"{setting:g}", "middle"))
    parts += [_text(26, y(bound) + 4, f"{bound:.2f}", "end") for bound in (low, high)]
    return svg(WIDTH, HEIGHT, parts, f"{effect.knob}: {effect.statistic}")
