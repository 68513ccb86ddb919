"""Where the boxes of a patch stand in patching view: each group by itself, top down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from max_patches.source.patcher import Box, Cord, Outlet, Patch, Rect

LETTER, PADDING, HEIGHT = 6.2, 16, 22
ROW, GAP, OUTLET_STEP = 36, 14, 34
TITLE, MARGIN = 28, 16
PAGE_WIDTH = 1900
GROUP_GAP = 24
WIDGET_SIZES = {
    "inlet": (30, 30),
    "outlet": (30, 30),
    "live.dial": (44, 48),
    "live.tab": (80, 64),
    "live.text": (48, 16),
    "live.menu": (90, 16),
    "live.numbox": (44, 16),
    "live.line": (40, 8),
    "panel": (40, 40),
    "button": (24, 24),
    "toggle": (24, 24),
    "number": (50, 22),
}


Size = Callable[[Box], tuple[int, int]]


class Layout(NamedTuple):
    """boxes: where each box is, by its number. titles, frames: of the groups, by their title."""

    boxes: dict[int, Rect]
    titles: dict[str, Rect]
    frames: dict[str, Rect]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of everything."""
        right = max((frame.x + frame.width for frame in self.frames.values()), default=400)
        bottom = max((frame.y + frame.height for frame in self.frames.values()), default=200)
        return right + MARGIN, bottom + MARGIN


def laid_out(patch: Patch, size: Size | None = None, page_width: int = PAGE_WIDTH) -> Layout:
    """Groups stand in rows, from left to right, in the order that they were made.

    size: width and height of a box, in pixels; by default as Max draws it.
    """
    size = size or size_of
    layout = Layout({}, {}, {})
    left = top = MARGIN
    tallest = 0
    for title in patch.groups:
        places = _places(patch.members(title), patch.cords, size)
        width = max([rect.x + rect.width for rect in places.values()] + [title_width(title)])
        height = max(rect.y + rect.height for rect in places.values()) + TITLE
        if left > MARGIN and left + width + 2 * MARGIN > page_width:
            left, top, tallest = MARGIN, top + tallest + GROUP_GAP, 0
        frame = Rect(left, top, width + 2 * MARGIN, height + 2 * MARGIN)
        layout.frames[title] = frame
        layout.titles[title] = Rect(left + MARGIN, top + 8, title_width(title), 20)
        for number, rect in places.items():
            x, y = left + MARGIN + rect.x, top + MARGIN + TITLE + rect.y
            layout.boxes[number] = rect._replace(x=x, y=y)
        left += frame.width + GROUP_GAP
        tallest = max(tallest, frame.height)
    return layout


def title_width(title: str) -> int:
    """Of a comment on one line."""
    return round(len(title) * LETTER) + PADDING


def size_of(box: Box) -> tuple[int, int]:
    """Width and height of a box."""
    if box.maxclass in WIDGET_SIZES:
        return WIDGET_SIZES[box.maxclass]
    inlets, outlets, _ = box.ports
    return max(title_width(box.text), 24, 14 * max(inlets, outlets)), HEIGHT


def _places(boxes: Sequence[Box], cords: Sequence[Cord], size: Size) -> dict[int, Rect]:
    """In each row, each box near what is above it."""
    numbers = {box.number for box in boxes}
    above: dict[int, list[Outlet]] = {number: [] for number in numbers}
    for cord in cords:
        if {cord.source.box.number, cord.destination.box.number} <= numbers:
            above[cord.destination.box.number].append(cord.source)
    rows = _rows(above)
    places: dict[int, Rect] = {}
    tops = _tops(boxes, rows, size)
    for row in sorted(set(rows.values())):
        here = [box for box in boxes if rows[box.number] == row]
        wanted = [(_wanted(places, above[box.number]), box) for box in here]
        _place_row(wanted, tops[row], places, size)
    return places


def _rows(above: Mapping[int, Sequence[Outlet]]) -> dict[int, int]:
    """The longest way from above; a cord that closes a loop counts for nothing."""
    rows: dict[int, int] = {}

    def row(number: int, below: frozenset[int]) -> int:
        if number not in rows:
            sources = {outlet.box.number for outlet in above[number]} - below - {number}
            rows[number] = max((row(s, below | {number}) + 1 for s in sources), default=0)
        return rows[number]

    for number in sorted(above, reverse=True):
        row(number, frozenset())
    return rows


def _tops(boxes: Sequence[Box], rows: dict[int, int], size: Size) -> dict[int, int]:
    tops, top = {}, 0
    for row in sorted(set(rows.values())):
        tops[row] = top
        top += max(size(box)[1] for box in boxes if rows[box.number] == row) + ROW - HEIGHT
    return tops


def _wanted(places: dict[int, Rect], sources: Sequence[Outlet]) -> int:
    """Below the outlet that it hangs on, if any."""
    placed = [(places[box.number].x, n) for box, n in sources if box.number in places]
    return min((x + n * OUTLET_STEP for x, n in placed), default=0)


def _place_row(
    wanted: list[tuple[int, Box]], top: int, places: dict[int, Rect], size: Size
) -> None:
    free = 0
    for x, box in sorted(wanted, key=lambda one: (one[0], one[1].number)):
        width, height = size(box)
        left = max(x, free)
        places[box.number] = Rect(left, top, width, height)
        free = left + width + GAP
