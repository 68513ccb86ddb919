"""Somebody at the page of a server, with a real browser."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.support.free_ports import HOST
from tests.support.patience import PATIENCE_SECONDS

PATIENCE_MS = 1000 * PATIENCE_SECONDS
POLLING_MS = 30
QUICK = 240
"""Quarters a minute, so that much sounds in little time."""
READY = "window.melobridge?.connection.isOpen"
LISTEN = """() => {
  window.ear = new Tone.Analyser('waveform', 2048);
  Tone.getDestination().connect(window.ear);
}"""
ROLL = """(() => {
  const { width, height } = document.querySelector('#roll');
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(document.querySelector('#roll'), 0, 0);
  return copy.getImageData(0, 0, width, height);
})()"""
"""JavaScript: the pixels of the piano roll."""
PEAK = "Math.max(...window.ear.getValue().map(Math.abs))"


class SoundedNote(NamedTuple):
    """What sounded on the page, in beats."""

    voice: str
    pitch: int
    velocity: float
    onset: float
    duration: float


def link(*voices: dict[str, Any], tempo: float = QUICK, **song: Any) -> str:
    """The end of a link with settings; without voices it has one, with seed 3, and no chords."""
    usual = {"v": 1, "tempo": tempo, "chords": "", "voices": list(voices or [{"seed": 3}])}
    state = usual | song
    text = base64.urlsafe_b64encode(json.dumps(state).encode()).decode()
    return f"#s={text.rstrip('=')}"


class Visitor:
    """A tab with the page; what its browser complained of, and what it asked of others, is kept."""

    def __init__(self, page: Page, port: int) -> None:
        self.page, self.port = page, port
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def open(self, end: str = "") -> Visitor:
        """Load the page, with the end of a link, until it has its server."""
        self.page.goto(self.address + end)
        self.until(READY)
        return self

    def until(self, true: str, argument: object = None) -> Any:
        """Wait until a JavaScript expression is true; its value. The argument is its `it`."""
        # A function: the page's policy lets no expression be evaluated again and again.
        function = f"(it) => ({true})"
        found = self.page.wait_for_function(function, arg=argument, polling=POLLING_MS)
        return found.json_value()

    def get(self, expression: str, argument: object = None) -> Any:
        """The value of a JavaScript expression, or of a function of an argument."""
        return self.page.evaluate(expression, argument)

    def play(self, notes: int = 1) -> Visitor:
        """Press play, and wait until so many notes sounded."""
        self.page.click("#play")
        return self.heard(notes)

    def heard(self, notes: int, voice: str = "lead") -> Visitor:
        """Wait until so many notes of a voice sounded in all."""
        count = "melobridge.player.played.filter((note) => note.voice === it.voice).length"
        self.until(f"{count} >= it.notes", {"voice": voice, "notes": notes})
        return self

    def listen(self) -> None:
        """Have an ear at the loudspeaker; for `loud` and `quiet`, once something sounds."""
        self.until("window.Tone")
        self.page.evaluate(LISTEN)

    def loud(self) -> None:
        self.until(f"{PEAK} > 0.02")

    def quiet(self) -> None:
        self.until(f"{PEAK} < 0.001")

    def played(self, voice: str | None = "lead") -> list[SoundedNote]:
        """What sounded of a voice, or of all."""
        found = self.page.evaluate("melobridge.player.played")
        notes = [SoundedNote(*(one[name] for name in SoundedNote._fields)) for one in found]
        return [note for note in notes if voice is None or note.voice == voice]

    def knob(self, name: str, key: str) -> float:
        """Press a key on a knob of the chosen voice; its value then."""
        slider = self.page.get_by_role("slider", name=name, exact=True)
        slider.press(key)
        return float(slider.get_attribute("aria-valuenow") or "nan")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)


Visit = Callable[..., Visitor]


@contextmanager
def visits(browser: Browser, port: int) -> Iterator[Visit]:
    """`visit(link(...), color_scheme="dark")`: another one at the page, in a context of their own.

    script: JavaScript to run before the page's own. At the end nobody's browser may have anything
    to complain of, other than what a test took out of `complaints`.
    """
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def visit(end: str = "", script: str = "", **options: Any) -> Visitor:
        contexts.append(browser.new_context(**options))
        if script:
            contexts[-1].add_init_script(script)
        visitors.append(Visitor(contexts[-1].new_page(), port))
        return visitors[-1].open(end)

    try:
        yield visit
        assert [(one.complaints, one.strangers) for one in visitors] == [([], [])] * len(visitors)
    finally:
        for context in contexts:
            context.close()
