"""PNG pictures with matplotlib: piano rolls, learning curves and effects of knobs."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import MissingExtra
from agent.evaluation.knob_effects import Effect
from agent.music.chords import NO_CHORD_SYMBOLS
from agent.music.meter import meter_of
from agent.music.note import REST
from agent.music.pitches import MAJOR_SCALE, MIDDLE_C
from agent.music.tune import TICKS
from agent.pieces.piece import Piece
from bridge.export.files import write_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BARS_A_SYSTEM, MOST_SYSTEMS = 8, 8
KNOBS_A_ROW = 4
INK, ACCENT, SOFT, GRID = "#1d2433", "#e4572e", "#2e86ab", "#d9dde5"


def piano_roll(path: Path, piece: Piece, title: str) -> None:
    """Draw a melody in systems of bars; louder notes are darker, chords are named above.

    Raises MissingExtra without matplotlib, and OutputError if the path can't be written.
    """
    count = piece.before + piece.knobs.bars
    systems = min(math.ceil(piece.knobs.bars / BARS_A_SYSTEM), MOST_SYSTEMS)
    bars = math.ceil(count / systems)
    pitches = [note.pitch for note in piece.notes if note.pitch != REST] or [MIDDLE_C]
    low, high = min(pitches) - 1, max(pitches) + 1
    height = 0.9 + systems * (0.55 + max(high - low, 9) * 0.12)
    figure, rows = _figure(11, height, systems)
    for number, axes in enumerate(rows):
        begin = number * bars
        _keys(axes, low, high, piece)
        _bars(axes, piece, range(begin, min(begin + bars, count)))
        _notes(axes, piece)
        axes.set(xlim=(begin * piece.bar, (begin + bars) * piece.bar), ylim=(low - 0.5, high + 0.5))
    rows[0].set_title(title, loc="left", color=INK, fontsize=11, pad=20 if piece.chords else 8)
    rows[-1].set_xlabel("bar", color=INK)
    _save(figure, path)


def _keys(axes: Axes, low: int, high: int, piece: Piece) -> None:
    """Shade the rows of black keys; label the notes of the scale, the tonic in bold."""
    for pitch in range(low, high + 1):
        if pitch % 12 not in MAJOR_SCALE:
            axes.axhspan(pitch - 0.5, pitch + 0.5, color="#f3f4f7", zorder=0)
    scale = piece.knobs.pitch_classes(strong=False)
    named = [pitch for pitch in range(low, high + 1) if scale >> pitch % 12 & 1]
    axes.set_yticks(named, [piece.spelling.note(pitch) for pitch in named], fontsize=8)
    for pitch, label in zip(named, axes.get_yticklabels(), strict=True):
        label.set_fontweight("bold" if pitch % 12 == piece.knobs.key else "normal")


def _bars(axes: Axes, piece: Piece, bars: range) -> None:
    """Draw lines at bars and beats, number the bars below and name their chords above."""
    starts = [bar * piece.bar for bar in bars]
    places = [tick / TICKS for tick in meter_of(piece.knobs.meter).beats]
    beats = [start + place for start in starts for place in places]
    axes.set_xticks(starts, [str(bar + 1 - piece.before) for bar in bars], fontsize=8)
    axes.set_xticks(beats, minor=True)
    axes.grid(axis="x", which="major", color="#9aa3b5", linewidth=1)
    axes.grid(axis="x", which="minor", color=GRID, linewidth=0.5)
    for start, symbol in piece.symbols:
        if start in starts and symbol.lower() not in NO_CHORD_SYMBOLS:
            axes.annotate(
                symbol,
                (start, 1),
                xycoords=("data", "axes fraction"),
                xytext=(3, 4),
                textcoords="offset points",
                color=SOFT,
                fontsize=9,
                fontweight="bold",
            )


def _notes(axes: Axes, piece: Piece) -> None:
    for note in piece.notes:
        if note.pitch != REST:
            axes.barh(
                note.pitch,
                note.duration - 0.06 * min(note.duration, 1),
                left=note.onset,
                height=0.78,
                color=ACCENT,
                alpha=0.35 + 0.65 * note.velocity,
                zorder=3,
            )


def learning_curve(
    path: Path, updates: Sequence[int], curves: Mapping[str, Sequence[float]]
) -> None:
    """Draw curves of shares of the optimum (0-1) over gradient steps. Raises as `piano_roll`."""
    figure, (axes,) = _figure(8, 4)
    for (name, values), color in zip(curves.items(), (ACCENT, SOFT, INK), strict=False):
        axes.plot(
            updates, [100 * value for value in values], label=name, color=color, linewidth=1.8
        )
    axes.axhline(100, color=INK, linewidth=0.8, linestyle=":")
    axes.set(xlabel="updates", ylabel="% of the exact optimum", ylim=(60, 101))
    axes.grid(color=GRID, linewidth=0.6)
    axes.legend(frameon=False, loc="lower right")
    axes.set_title("What the agent reaches while it learns", loc="left", color=INK, fontsize=11)
    _save(figure, path)


def knob_effects(path: Path, effects: Sequence[Effect], title: str) -> None:
    """Draw a statistic over the range of each knob, with two standard errors."""
    rows = math.ceil(len(effects) / KNOBS_A_ROW)
    figure, panels = _figure(11, 0.5 + 2.4 * rows, rows, KNOBS_A_ROW)
    for axes, effect in zip(panels, effects, strict=False):
        twice = [2 * error for error in effect.errors]
        axes.errorbar(effect.settings, effect.values, twice, color=ACCENT, linewidth=1.8, capsize=3)
        axes.set_title(effect.knob, loc="left", color=INK, fontsize=11, fontweight="bold")
        axes.set_xlabel(effect.statistic, color=INK, fontsize=8)
        axes.set_xticks(effect.settings, [f"{setting:g}" for setting in effect.settings])
        axes.grid(color=GRID, linewidth=0.6)
        axes.margins(y=0.15)
    for axes in panels[len(effects) :]:
        axes.set_visible(False)
    figure.suptitle(title, x=0.01, ha="left", color=INK, fontsize=11)
    _save(figure, path)


def _figure(
    width: float, height: float, rows: int = 1, columns: int = 1
) -> tuple[Figure, list[Axes]]:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtra("drawing a picture", "plot") from None
    figure = Figure(figsize=(width, height), layout="constrained")
    drawn = [figure.add_subplot(rows, columns, n + 1) for n in range(rows * columns)]
    for axes in drawn:
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(which="both", length=0, colors=INK)
    return figure, drawn


def _save(figure: Figure, path: Path) -> None:
    content = io.BytesIO()
    figure.savefig(content, dpi=120, format="png")
    write_file(path, content.getvalue())
