"""Piano rolls as SVG, in systems of bars; louder notes are darker, chords are named above.

Classes of the elements: take (notes), black, grid, axis, label, chord, title.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from agent.music.meter import meter_of
from agent.music.note import REST
from agent.music.pitches import MAJOR_SCALE, MIDDLE_C
from agent.music.scales import scale_mask
from agent.music.spelling import Spelling, spelling_of
from agent.music.tune import TICKS
from agent.pieces.piece import Piece
from bridge.export.svg import group, line, rect, svg, svg_file, text

LEFT, WIDTH, ROW, HEAD, FOOT = 30, 760, 7, 20, 8
BARS_A_SYSTEM = 8
# Few bars don't fill the width: a quarter note is no wider than this.
WIDEST_BEAT = 48
# Width of a letter of a chord; height of the title, and the margin of a picture of its own.
LETTER, TITLE, MARGIN = 7, 26, 10
STYLE = """
.melo-roll .paper{fill:#fbfaf7}
.melo-roll .take{fill:#d9481f}
.melo-roll .black{fill:#eef0f4}
.melo-roll .grid{stroke:#e1e3ea;stroke-width:.7}
.melo-roll .axis{stroke:#667085;stroke-width:.9}
.melo-roll .label{fill:#667085;font:11px system-ui,sans-serif}
.melo-roll .chord{fill:#2e7196;font-weight:600}
.melo-roll .title{fill:#1d2433;font:600 14px system-ui,sans-serif}
"""


class DrawnNote(Protocol):
    """What is drawn of a note: pitch (REST for a rest), velocity (0-1), and its duration and onset
    in quarter notes."""

    @property
    def pitch(self) -> int: ...
    @property
    def velocity(self) -> float: ...
    @property
    def duration(self) -> float: ...
    @property
    def onset(self) -> float: ...


class Roll(NamedTuple):
    """What is drawn. symbols: onset in quarter notes and symbol of each chord; bars: the numbers of
    those that are shown, the first one of the music is 0; key: pitch class of the tonic; before:
    how many bars stand before bar 1, such as that of a pickup."""

    notes: Sequence[DrawnNote]
    symbols: Sequence[tuple[float, str]]
    meter: str
    bars: range
    key: int
    spelling: Spelling
    before: int = 0

    @property
    def bar(self) -> float:
        """Length of a bar in quarter notes."""
        return meter_of(self.meter).bar / TICKS


def piano_roll(piece: Piece, symbols: Sequence[tuple[float, str]], title: str) -> str:
    """A piece, for a page that has colours for the classes.

    symbols: onset in quarter notes and symbol of each chord.
    """
    knobs = piece.knobs
    bars = range(piece.before + knobs.bars)
    roll = Roll(piece.notes, symbols, knobs.meter, bars, knobs.key, piece.spelling, piece.before)
    _, height, parts = _systems(roll)
    return svg(LEFT + WIDTH + 1, height, parts, title)


def piano_roll_svg(
    notes: Sequence[DrawnNote],
    *,
    meter: str = "4/4",
    key: int = 0,
    scale: str = "major",
    symbols: Sequence[tuple[float, str]] = (),
    title: str = "",
    before: int = 0,
) -> str:
    """A phrase as a picture of its own, for a file or inside any page.

    It shows the bars from the first note's to the last one's; onsets count from the first bar of
    the music. key: pitch class of the tonic; scale: a name, or semitones above the tonic; symbols:
    onset in quarter notes and symbol of each chord; before: how many bars stand before bar 1, such
    as that of a pickup. Raises TaskError for an unknown scale.
    """
    spelling = spelling_of(key, scale_mask(scale))
    roll = Roll(notes, symbols, meter, _bars_of(notes, meter), key, spelling, before)
    width, height, parts = _systems(roll)
    head = TITLE if title else 0
    whole = LEFT + width + 2 * MARGIN, head + height + 2 * MARGIN
    named = [text(0, MARGIN, title, kind="title")] if title else []
    inner = group(MARGIN, MARGIN, [*named, group(0, head, parts)])
    drawn = f'<g class="melo-roll">{rect(0, 0, *whole, "paper")}{inner}</g>'
    return svg_file(*whole, [drawn], title or "piano roll", STYLE)


def _bars_of(notes: Sequence[DrawnNote], meter: str) -> range:
    """The bars that notes sound in; the first one where there are none."""
    bar = meter_of(meter).bar / TICKS
    first = math.floor(min((note.onset for note in notes), default=0.0) / bar)
    ends = (round((note.onset + note.duration) * TICKS) / TICKS for note in notes)
    return range(first, max(first + 1, math.ceil(max(ends, default=0.0) / bar)))


def _systems(roll: Roll) -> tuple[float, float, list[str]]:
    """Width and height of the systems, and their elements."""
    pitches = [note.pitch for note in roll.notes if note.pitch != REST] or [MIDDLE_C]
    reach = range(min(pitches) - 1, max(pitches) + 2)
    height = HEAD + len(reach) * ROW + FOOT
    # A pickup adds a bar: rather lengthen a system by it than add a system for the last bar.
    count = math.ceil(max(len(roll.bars) - 1, 1) / BARS_A_SYSTEM)
    bars = math.ceil(len(roll.bars) / count)
    scale = min(WIDTH / (bars * roll.bar), WIDEST_BEAT)
    parts = []
    for number in range(count):
        shown = roll.bars[number * bars : (number + 1) * bars]
        parts.append(group(LEFT, number * height, _system(roll, shown, scale, reach)))
    return bars * roll.bar * scale, height * count, parts


def _system(roll: Roll, bars: range, scale: float, reach: range) -> list[str]:
    """One system. scale: width of a quarter note; reach: pitches from the lowest to the highest."""
    begin, end = bars.start * roll.bar, bars.stop * roll.bar
    parts = [*_keys(roll, reach, (end - begin) * scale), *_bars(roll, bars, scale, len(reach))]
    for note in roll.notes:
        if note.pitch != REST and begin <= note.onset < end:
            x, width = (note.onset - begin) * scale, max(note.duration * scale - 1.5, 1.5)
            y, shade = _row(note.pitch, reach), 0.3 + note.velocity * 0.85
            parts.append(rect(x, y, width, ROW, "take", min(shade, 1)))
    here = [((onset - begin) * scale, name) for onset, name in roll.symbols if begin <= onset < end]
    return [*parts, *_chords(here)]


def _chords(symbols: Sequence[tuple[float, str]]) -> list[str]:
    """Chord symbols at their places; one that would overlap the one before is left out."""
    parts, free = [], 0.0
    for x, symbol in symbols:
        if x >= free:
            parts.append(text(x + 3, HEAD - 6, symbol, kind="label chord"))
            free = x + 4 + LETTER * len(symbol)
    return parts


def _row(pitch: int, reach: range) -> float:
    """The y coordinate of the top of a pitch's row."""
    return HEAD + (reach[-1] - pitch) * ROW


def _keys(roll: Roll, reach: range, width: float) -> list[str]:
    """Shaded rows of black keys, and names of the tonics."""
    parts = []
    for pitch in reach:
        y = _row(pitch, reach)
        if pitch % 12 not in MAJOR_SCALE:
            parts.append(rect(0, y, width, ROW, "black"))
        if pitch % 12 == roll.key:
            parts.append(text(-5, y + ROW, roll.spelling.note(pitch), "end"))
    return parts


def _bars(roll: Roll, bars: range, scale: float, rows: int) -> list[str]:
    """Lines at beats and bars, and the number of the first bar."""
    foot = HEAD + rows * ROW
    width = roll.bar * scale
    parts = [text(-5, HEAD - 6, str(bars.start + 1 - roll.before), "end")]
    for number in range(len(bars)):
        for tick in meter_of(roll.meter).beats:
            x = (number * roll.bar + tick / TICKS) * scale
            parts.append(line(x, HEAD, x, foot, "grid"))
    for number in range(len(bars) + 1):
        parts.append(line(number * width, HEAD - 4, number * width, foot, "axis"))
    return parts
