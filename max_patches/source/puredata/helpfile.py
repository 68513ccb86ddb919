"""melobridge-help.pd: every message, and a melody to hear."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from max_patches.source.layout import HEIGHT, MARGIN, Layout
from max_patches.source.patcher import Box, Rect
from max_patches.source.puredata.graph import Graph
from max_patches.source.puredata.saving import size

# In pixels: three columns; in each, frames one below the other.
LEFT, MIDDLE, RIGHT, TOP, BOTTOM = 16, 460, 904, 90, 647
WIDTH, ROW, TITLE, INDENT, GAP = 430, 27, 34, 196, 14
CLIENT_HEIGHT = 172


class Section(NamedTuple):
    """Message boxes, and what each one does."""

    title: str
    lines: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        """With its title, and what the messages go to."""
        return TITLE + ROW * (len(self.lines) + 1) + MARGIN // 2


@dataclass(slots=True)
class Page:
    """A graph whose boxes are put in their places by hand."""

    graph: Graph = field(default_factory=lambda: Graph("$0-"))
    layout: Layout = field(default_factory=lambda: Layout({}, {}, {}))

    def put(self, x: int, y: int, text: str, maxclass: str = "newobj") -> Box:
        """A box at a place."""
        box = self.graph.widget(maxclass, text=text)
        self.layout.boxes[box.number] = Rect(x, y, size(box)[0], HEIGHT)
        return box

    def message(self, x: int, y: int, text: str) -> Box:
        """A message box."""
        return self.put(x, y, text, "message")

    def say(self, x: int, y: int, text: str) -> None:
        """A text."""
        self.put(x, y, text, "comment")

    def frame(self, title: str, rect: Rect) -> None:
        """A frame below the boxes, with a title."""
        self.layout.frames[title] = rect
        self.layout.titles[title] = Rect(rect.x + MARGIN, rect.y + 6, rect.width, HEIGHT)


PLAYING = (
    ("start", "by its own clock"),
    ("stop", ""),
    ("tempo 96", "quarters a minute"),
    ("tempo 160", ""),
    ("next", "the next note at once (a bang, too)"),
    ("fallback hold", "without a server: the last note"),
    ("fallback rest", "or silence"),
)
KNOBS = (
    ("set temperature 1.5", "0 to 2: how bold"),
    ("set temperature 1", ""),
    ("set harmony 2 variety 0.5", "several at once"),
    ("set harmony 1 variety 1", ""),
    ("set key D scale dorian", "all keys: docs/protocol.md"),
    ("set low 60 high 79", "lowest and highest pitch"),
    ("set density 2", "at most so many notes a quarter"),
    ("agent fiddle", "another agent plays on"),
    ("agent all", ""),
)
TASTE = (
    ("good", "thumbs for the note that sounds:"),
    ("bad", "the voice learns what you like"),
    ("taste undo", "takes the last thumb back"),
    ("taste save mine", "under a name; taste load mine"),
    ("taste reset", ""),
    ("why", "why was this note chosen?"),
)
MORE = (
    ("heard 67 100 500", "what you played: pitch, velocity, ms"),
    ("flush", "composes anew from the next note on"),
    ("reset", "begins at note 0, with nothing heard"),
    ("agents", "which there are"),
)
COLUMNS = {
    LEFT: (Section("Play", PLAYING), Section("Listen, begin anew, look around", MORE)),
    MIDDLE: (Section("Knobs: heard in the very next note", KNOBS), Section("Thumbs", TASTE)),
}
NEWS = (
    "online 0 or 1. late COUNT: notes that were not there in time.",
    "because INDEX pitch ..., after why. learned NOTES THUMBS.",
    "agent NAME TASK NUMBER COUNT. error ADDRESS CODE TEXT VOICE.",
)
INTRODUCTION = (
    "[melobridge VOICE PORT HOST]: a melody partner. It asks ahead, so notes are there in time; "
    "without a server it plays its fallback in tempo, and goes on once there is one.",
    "First, in a terminal: melobridge serve. Then press sound on, and start.",
    "Give each [melobridge] a voice of its own. Port 6356 and host 127.0.0.1 where left out.",
)


def graph() -> tuple[Graph, Layout]:
    """The help patch, and where everything stands."""
    page = Page()
    for number, line in enumerate(INTRODUCTION):
        page.say(LEFT, 10 + number * 22, line)
    for left, sections in COLUMNS.items():
        top = TOP
        for section in sections:
            _messages(page, section, left, top)
            top += section.height + GAP
    _news(page, TOP + sum(section.height + GAP for section in COLUMNS[LEFT]))
    _client(page)
    _sound(page, TOP + CLIENT_HEIGHT + GAP)
    return page.graph, page.layout


def _messages(page: Page, section: Section, left: int, top: int) -> None:
    page.frame(section.title, Rect(left, top, WIDTH, section.height))
    x, y = left + MARGIN, top + TITLE
    to = page.put(x, y + ROW * len(section.lines), "s $0-melobridge")
    for number, (text, meaning) in enumerate(section.lines):
        page.message(x, y + ROW * number, text) >> to
        if meaning:
            page.say(left + INDENT, y + ROW * number, meaning)


def _news(page: Page, top: int) -> None:
    page.frame("News, from the right outlet", Rect(LEFT, top, WIDTH, BOTTOM - top))
    for number, line in enumerate(NEWS):
        page.say(LEFT + MARGIN, top + TITLE - 4 + 20 * number, line)


def _client(page: Page) -> None:
    page.frame("The client, and what comes out", Rect(RIGHT, TOP, WIDTH, CLIENT_HEIGHT))
    x, y = RIGHT + MARGIN, TOP + TITLE
    client = page.put(x, y, "r $0-melobridge") >> page.put(x, y + ROW, "melobridge lead")
    client >> page.put(x, y + 3 * ROW, "s $0-notes")
    page.say(x, y + 4 * ROW, "pitch velocity milliseconds index (-1: the fallback's)")
    news = client.out(1) >> page.put(x + 94, y + 2 * ROW, "list prepend set")
    shown = news >> page.put(x + 214, y + 2 * ROW, "list trim")
    shown >> page.message(x + 94, y + 3 * ROW, "news of the server")


def _sound(page: Page, top: int) -> None:
    page.frame("Sound", Rect(RIGHT, top, WIDTH, BOTTOM - top))
    x, y = RIGHT + MARGIN, top + TITLE
    page.message(x, y, "; pd dsp 1")
    page.say(x + 80, y, "sound on")
    notes = page.put(x, y + 40, "r $0-notes")
    parts = notes >> page.put(x, y + 68, "unpack f f f")
    length = parts.out(2) >> page.put(x + 170, y + 110, "* 0.8")
    level = parts.out(1) >> page.put(x + 90, y + 110, "/ 500")
    tone = parts >> page.put(x, y + 166, "mtof") >> page.put(x, y + 194, "osc~")
    shape = page.put(x + 90, y + 138, "pack f f")
    length >> shape.into(1)
    swell = level >> shape >> page.message(x + 90, y + 166, "$1 5, 0 60 $2")
    envelope = swell >> page.put(x + 90, y + 194, "vline~")
    loudness = tone >> page.put(x, y + 236, "*~")
    envelope >> loudness.into(1)
    out = loudness >> page.put(x, y + 264, "dac~")
    loudness >> out.into(1)
    page.say(x + 230, y + 12, "or by MIDI:")
    made = notes >> page.put(x + 230, y + 68, "makenote 100 500")
    sent = made >> page.put(x + 230, y + 96, "noteout 1")
    made.out(1) >> sent.into(1)
