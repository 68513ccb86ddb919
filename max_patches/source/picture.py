"""The presentation view of the device as a picture, drawn from what Max reads, not from a screen:
its geometry, texts and initial values. Live draws its own dials, in the colours of its theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import cos, pi, sin
from pathlib import Path
from typing import Any, Literal, NamedTuple

from max_patches.source.device import build
from max_patches.source.saving import HEIGHT

Saved = Mapping[str, Any]

# Pixels of the picture for each of the device, and the bar with its name that Live puts on top.
SCALE, BAR = 2, 18
# Roughly the grey theme of Live 12.
BODY, HEAD, FIELD, EDGE = "#a5a5a5", "#909090", "#8d8d8d", "#7a7a7a"
INK, SOFT, LIT, GROOVE = "#121212", "#3a3a3a", "#ffad56", "#6d6d6d"
SIZE, SMALL = 8.6, 7.6
PITCHES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
MIDI_NOTE, PLAIN_INT = 8, 0
# A dial's arc leaves its lower quarter open; in turns, clockwise from straight down.
OPEN = 0.125
# What stands there while it plays; the script writes it.
PLAYING = {"Status": "online  0.6 ms", "Reason": "first choice: form"}
ONLINE = "#59bf66"
Anchor = Literal["left", "center", "right"]


class Area(NamedTuple):
    """A filled rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    colour: str | tuple[float, ...]
    round: float = 0
    edge: str = "none"


class Curve(NamedTuple):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float


class Text(NamedTuple):
    """One line of text; x, y: its anchor, in the middle of its height. room: how wide it may be."""

    x: float
    y: float
    words: str
    room: float
    anchor: Anchor = "left"
    size: float = SIZE
    colour: str = INK
    bold: bool = False


Shape = Area | Curve | Text


def shapes(saved: Saved) -> list[Shape]:
    """The picture of a saved device, from back to front, in pixels of the device."""
    top = saved["patcher"]
    boxes = [entry["box"] for entry in top["boxes"]]
    shown = [box for box in boxes if box.get("presentation")]
    return [
        Area(0, -BAR, top["devicewidth"], HEIGHT + BAR, BODY),
        Area(0, -BAR, top["devicewidth"], BAR, HEAD),
        Area(6, -BAR + 5, 8, 8, LIT, 4),
        Text(20, -BAR / 2, "melobridge", 120, bold=True),
        *(shape for box in shown for shape in DRAWN[box["maxclass"]](box)),
    ]


def draw(path: Path) -> None:
    """Draw the device to a file: .png or .svg."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    saved = build()
    width, height = saved["patcher"]["devicewidth"], HEIGHT + BAR
    figure = Figure(figsize=(width / 72, height / 72), dpi=72 * SCALE)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(HEIGHT, -BAR))
    axes.axis("off")
    for shape in shapes(saved):
        _put(axes, shape)
    with mpl.rc_context({"svg.hashsalt": "melobridge"}):
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else {})


def _put(axes: Any, shape: Shape) -> None:
    from matplotlib.patches import FancyBboxPatch

    match shape:
        case Area():
            style = f"round,pad=0,rounding_size={shape.round}" if shape.round else "square,pad=0"
            corner, size = (shape.x, shape.y), (shape.width, shape.height)
            box = FancyBboxPatch(corner, *size, boxstyle=style, linewidth=0.7)
            box.set(facecolor=shape.colour, edgecolor=shape.edge)
            axes.add_patch(box)
        case Curve():
            xs, ys = zip(*shape.points, strict=True)
            look = {"color": shape.colour, "linewidth": shape.width, "solid_capstyle": "round"}
            axes.plot(xs, ys, **look)
        case Text():
            place = {"ha": shape.anchor, "va": "center_baseline"}
            weight = "bold" if shape.bold else "normal"
            look = {"fontsize": shape.size, "color": shape.colour, "fontweight": weight}
            axes.text(shape.x, shape.y, shape.words, **place, **look)


def _values(box: Saved) -> Saved:
    found: Saved = box["saved_attribute_attributes"]["valueof"]
    return found


def _initial(box: Saved) -> str:
    """The initial value as Live writes it."""
    values = _values(box)
    value = values["parameter_initial"][0]
    if "parameter_enum" in values:
        return str(values["parameter_enum"][value])
    if values["parameter_unitstyle"] == MIDI_NOTE:
        return f"{PITCHES[value % 12]}{value // 12 - 2}"
    return f"{value:.0f}" if values["parameter_unitstyle"] == PLAIN_INT else f"{value:.2f}"


def _dial(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    values = _values(box)
    least, most = values["parameter_mmin"], values["parameter_mmax"]
    share = (values["parameter_initial"][0] - least) / (most - least)
    middle, centre, radius = x + width / 2, y + height / 2 + 0.5, 10.5
    yield Text(middle, y + 6, values["parameter_shortname"], width + 4, "center")
    yield _arc(middle, centre, radius, 0, 1, GROOVE)
    yield _arc(middle, centre, radius, 0, share, LIT)
    tip = _on_circle(middle, centre, radius - 2, share)
    yield Curve(((middle, centre), tip), INK, 1.6)
    yield Text(middle, y + height - 5, _initial(box), width, "center", SMALL)


def _arc(x: float, y: float, radius: float, start: float, end: float, colour: str) -> Curve:
    steps = 24
    shares = [start + (end - start) * step / steps for step in range(steps + 1)]
    return Curve(tuple(_on_circle(x, y, radius, share) for share in shares), colour, 2.6)


def _on_circle(x: float, y: float, radius: float, share: float) -> tuple[float, float]:
    turn = 2 * pi * (OPEN + share * (1 - 2 * OPEN))
    return x - radius * sin(turn), y + radius * cos(turn)


def _menu(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    yield Area(x, y, width, height, FIELD, 2, EDGE)
    yield Text(x + 5, y + height / 2, _initial(box), width - 18)
    arrow = ((x + width - 11, y + 6), (x + width - 8, y + 9.5), (x + width - 5, y + 6))
    yield Curve(arrow, INK, 1)


def _numbox(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    yield Area(x, y, width, height, FIELD, 2, EDGE)
    yield Text(x + width / 2, y + height / 2, _initial(box), width - 4, "center")


def _tab(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    choices = _values(box)["parameter_enum"]
    step = height / len(choices)
    for number, choice in enumerate(choices):
        colour = LIT if number == _values(box)["parameter_initial"][0] else FIELD
        yield Area(x, y + number * step, width, step - 2, colour, 2, EDGE)
        yield Text(x + width / 2, y + (number + 0.5) * step - 1, choice, width - 6, "center")


def _button(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    lit = box["mode"] and _values(box)["parameter_initial"][0]
    yield Area(x, y, width, height, LIT if lit else FIELD, 2, EDGE)
    yield Text(x + width / 2, y + height / 2, box["text"], width - 6, "center")


def _comment(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    bold = bool(box.get("fontface"))
    colour = INK if bold else SOFT
    written = str(box.get("text", ""))
    words = PLAYING.get(str(box.get("varname")), written)
    yield Text(x + 2, y + height / 2, words, width, colour=colour, bold=bold)


def _line(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    if width < height:
        yield Curve(((x + width / 2, y), (x + width / 2, y + height)), EDGE, 0.8)
    else:
        yield Curve(((x, y + height / 2), (x + width, y + height / 2)), EDGE, 0.8)


def _panel(box: Saved) -> Iterator[Shape]:
    x, y, width, height = box["presentation_rect"]
    yield Area(x, y, width, height, ONLINE, min(width, box["rounded"]) / 2)


DRAWN: dict[str, Callable[[Saved], Iterator[Shape]]] = {
    "live.dial": _dial,
    "live.menu": _menu,
    "live.numbox": _numbox,
    "live.tab": _tab,
    "live.text": _button,
    "live.comment": _comment,
    "live.line": _line,
    "panel": _panel,
}
