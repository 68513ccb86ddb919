"""How soon the page shows, how much it loads, and how smoothly it paints a large band.

    python -m benchmarks.page_paint --chromium /usr/bin/chromium

It starts a server and loads its page in a fresh browser context each time: the first contentful
paint as the browser reports it, and the bytes of all that was loaded, as files and as gzip. Then it
plays 16 voices and counts frames. It needs Playwright for Python, and a Chromium as
`benchmarks.page_pictures` does.
"""

from __future__ import annotations

import argparse
import statistics
from typing import Any, NamedTuple

from playwright.sync_api import Browser, ViewportSize

from benchmarks.page_pictures import LAPTOP, chromium, served

WINDOW = ViewportSize(width=LAPTOP[0], height=LAPTOP[1])
LOADS = 10
VOICES = 16
SECONDS = 3
CONNECTED = "() => window.melobridge?.connection.isOpen"
PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length"
TIMES = """() => {
  const files = performance.getEntriesByType('resource');
  const all = [...performance.getEntriesByType('navigation'), ...files];
  const sum = (key) => all.reduce((total, one) => total + one[key], 0);
  return {
    paint_ms: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    bytes: sum('decodedBodySize'), packed: sum('encodedBodySize'), files: all.length,
  };
}"""
BAND = """(count) => {
  const { settings } = melobridge;
  while (settings.state.voices.length < count) settings.addVoice();
}"""
FRAMES = """(seconds) => new Promise((resolve) => {
  let frames = 0, latest = 0, longest = 0;
  const start = performance.now();
  const count = (now) => {
    frames += 1;
    if (latest) longest = Math.max(longest, now - latest);
    latest = now;
    if (now - start < seconds * 1000) requestAnimationFrame(count);
    else resolve({ per_second: (frames * 1000) / (now - start), longest_ms: longest });
  };
  requestAnimationFrame(count);
})"""


class Load(NamedTuple):
    """One load of the page: its first contentful paint, and what came."""

    paint_ms: float
    bytes: int
    packed: int
    files: int


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--chromium", help="path of a Chromium; else Playwright's own")
    options = parser.parse_args()
    with chromium(options.chromium) as browser, served() as address:
        loads = [load(browser, address) for _ in range(LOADS)]
        frames = painted(browser, address)
    paints = [one.paint_ms for one in loads]
    last = loads[-1]
    print(
        f"first contentful paint: median {statistics.median(paints):.0f} ms of {LOADS} loads, ",
        end="",
    )
    print(f"{min(paints):.0f} to {max(paints):.0f}")
    print(f"loaded: {last.files} files, {last.bytes:,} bytes, {last.packed:,} as gzip")
    print(f"{VOICES} voices: {frames['per_second']:.0f} frames a second", end="")
    print(f", the longest took {frames['longest_ms']:.0f} ms")


def load(browser: Browser, address: str) -> Load:
    """Load the page in a context of its own, as for the first time."""
    context = browser.new_context(viewport=WINDOW)
    try:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(CONNECTED)
        page.wait_for_function(PAINTED)
        return Load(**page.evaluate(TIMES))
    finally:
        context.close()


def painted(browser: Browser, address: str) -> dict[str, Any]:
    """Frames while a large band plays."""
    page = browser.new_page(viewport=WINDOW)
    try:
        page.goto(address)
        page.wait_for_function(CONNECTED)
        page.evaluate(BAND, VOICES)
        page.click("#play")
        page.wait_for_function("() => melobridge.player.beat() > 4", timeout=60_000)
        frames: dict[str, Any] = page.evaluate(FRAMES, SECONDS)
        return frames
    finally:
        page.close()


if __name__ == "__main__":
    main()
