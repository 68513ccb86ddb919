"""Pictures as PNG: a piano roll of a piece, the learning curve of a training run (matplotlib)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import MeloError, MissingExtra
from agent.player import REST, Note
from agent.theory import MAJOR_SCALE, pitch_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, ACCENT, SOFT, GRID = "#1d2433", "#e4572e", "#2e86ab", "#d9dde5"


def piano_roll(path: Path, notes: Sequence[Note], beats_per_bar: int, title: str) -> None:
    """Draw a melody: bars across, pitches up, the louder the darker."""
    figure, axes = _figure(11, 3.8)
    sounding = [note for note in notes if note.pitch != REST]
    low = min(note.pitch for note in sounding) - 1
    high = max(note.pitch for note in sounding) + 1
    for pitch in range(low, high + 1):
        if pitch % 12 not in MAJOR_SCALE:
            axes.axhspan(pitch - 0.5, pitch + 0.5, color="#f3f4f7", zorder=0)
    for note in sounding:
        axes.barh(
            note.pitch,
            note.duration * 0.94,
            left=note.onset,
            height=0.78,
            color=ACCENT,
            alpha=0.35 + 0.65 * note.velocity,
            zorder=3,
        )
    end = max(note.onset + note.duration for note in notes)
    bars = range(0, int(end) + 1, beats_per_bar)
    axes.set_xticks(
        list(bars)[:-1] or [0], [str(bar // beats_per_bar + 1) for bar in bars][:-1] or ["1"]
    )
    axes.set_xticks(range(int(end) + 1), minor=True)
    white = [pitch for pitch in range(low, high + 1) if pitch % 12 in MAJOR_SCALE]
    axes.set_yticks(white, [pitch_name(pitch) for pitch in white])
    axes.grid(axis="x", which="major", color="#9aa3b5", linewidth=1)
    axes.grid(axis="x", which="minor", color=GRID, linewidth=0.5)
    axes.set(xlim=(0, end), ylim=(low - 0.5, high + 0.5), xlabel="bar")
    axes.set_title(title, loc="left", color=INK, fontsize=11)
    _save(figure, path)


def learning_curve(
    path: Path, updates: Sequence[int], curves: Mapping[str, Sequence[float]]
) -> None:
    """Draw shares of the optimum over gradient steps."""
    figure, axes = _figure(8, 4)
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


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtra("drawing a picture", "plot") from None
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(which="both", length=0, colors=INK)
    return figure, axes


def _save(figure: Figure, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, dpi=120, format="png")
    except OSError as error:
        raise MeloError(f"{path} can't be written: {error.strerror or error}") from None
