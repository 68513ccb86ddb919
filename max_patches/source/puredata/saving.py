"""How a graph becomes the text of a .pd file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from max_patches.source.layout import HEIGHT, Layout, laid_out
from max_patches.source.patcher import Box, Patch, Rect

FONT, LETTER, PADDING = 10, 6, 10
PAGE_WIDTH = 1250
# What a screen has room for; the rest is scrolled to.
TALLEST = 800
FRAME, INK = "#eef2f6", "#404040"
CLASSES = {
    "newobj": "obj",
    "message": "msg",
    "comment": "text",
    "inlet": "obj",
    "outlet": "obj",
}


def save(patch: Patch, layout: Layout | None = None) -> str:
    """The text of a file. Without a layout, groups stand in rows."""
    layout = layout or _laid_out(patch)
    lines = [f"#N canvas 40 40 {_window(layout)} {FONT}", *_content(patch, layout)]
    return "".join(f"{line};\n" for line in lines)


def escaped(text: str) -> str:
    """A text as it stands in a file: `,` and `;` would end it, and $ be an argument."""
    return re.sub(r" ?([,;])", r" \\\1", re.sub(r"\\?\$", r"\\$", text))


def size(box: Box) -> tuple[int, int]:
    """Width and height of a box, in pixels."""
    return len(_text(box)) * LETTER + PADDING, HEIGHT


def _window(layout: Layout) -> str:
    width, height = layout.size
    return f"{width} {min(height, TALLEST)}"


def _laid_out(patch: Patch) -> Layout:
    return laid_out(patch, size, PAGE_WIDTH)


def _text(box: Box) -> str:
    return box.text or box.maxclass


def _content(patch: Patch, layout: Layout) -> Iterator[str]:
    """Frames lie below the boxes, and cords count boxes from the first line on."""
    lines = [_frame(frame) for frame in layout.frames.values()]
    lines += [_title(title, rect) for title, rect in layout.titles.items()]
    first = len(lines) - 1
    yield from lines
    for box in patch.boxes:
        yield from _box(box, layout.boxes[box.number])
    for source, destination in patch.cords:
        one, other = first + source.box.number, first + destination.box.number
        yield f"#X connect {one} {source.number} {other} {destination.number}"


def _frame(rect: Rect) -> str:
    place = f"{rect.x} {rect.y} cnv 15 {rect.width} {rect.height}"
    return f"#X obj {place} empty empty empty 20 12 0 12 {FRAME} {INK} 0"


def _title(title: str, rect: Rect) -> str:
    return f"#X text {rect.x} {rect.y} {_wide(title)}"


def _wide(text: str) -> str:
    """A text on one line: else it is wrapped."""
    return f"{escaped(text)}, f {len(text) + 1}"


def _box(box: Box, rect: Rect) -> Iterator[str]:
    if box.inner is None:
        text = _wide(box.text) if box.maxclass == "comment" else escaped(_text(box))
        yield f"#X {CLASSES[box.maxclass]} {rect.x} {rect.y} {text}"
        return
    name = box.text.removeprefix("p ")
    layout = _laid_out(box.inner)
    yield f"#N canvas 60 60 {_window(layout)} {name} 0"
    yield from _content(box.inner, layout)
    yield f"#X restore {rect.x} {rect.y} pd {name}"
