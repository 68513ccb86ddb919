"""Pictures of the page, as the documents show them: light, dark, a stage, a phone, and a recording.

    python -m benchmarks.page_pictures --out docs/page

It starts a server, opens its page in Chromium, plays a piece, and writes light.png, dark.png,
stage.png, phone.png and play.gif. It needs Playwright for Python (`pip install playwright`), Pillow
(which comes with matplotlib), and a Chromium: `playwright install chromium`, or one that --chromium
names. The same settings give the same notes; the pixels differ with the fonts of the machine.
"""

from __future__ import annotations

import argparse
import base64
import io
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, cast

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import running

LAPTOP, STAGE, PHONE = (1440, 900), (1920, 1080), (390, 844)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-sync", "--disable-background-networking"]
COLOURS = 255
"""Of a picture: the page has few, and their shades at the edges of letters."""

PIECE = """() => {
  const settings = melobridge.settings;
  const song = {tempo: 104, key: "A", scale: "minor", chords: "Am F C G", bars: 16};
  const lead = {seed: 11, agent: "all", character: "fiddle", low: 64, high: 84};
  const bass = {seed: 5, low: 45, high: 62, instrument: "pluck", listen: "lead"};
  for (const [name, value] of Object.entries(song)) settings.set(name, value);
  settings.addVoice();
  [lead, bass].forEach((voice, number) => {
    const path = `voices.${number}`;
    for (const [name, value] of Object.entries(voice)) settings.set(`${path}.${name}`, value);
  });
  settings.set("voices.1.knobs.density", 1);
  settings.set("voices.0.knobs.form", 1.6);
  settings.set("voices.0.knobs.smoothness", 1.3);
}"""

FILM_SIZE, FILM_SECONDS, FILM_RATE = (1240, 860), 10.0, 7


class Picture(NamedTuple):
    """A still: its name, the size of the window, the theme, the query, and the beat to wait for."""

    name: str
    size: tuple[int, int]
    theme: str
    query: str = ""
    beat: float = 22.4


PICTURES = (
    Picture("light", LAPTOP, "light"),
    Picture("dark", LAPTOP, "dark"),
    Picture("stage", STAGE, "dark", "?stage"),
    Picture("phone", PHONE, "light"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("docs/page"), help="folder to write")
    parser.add_argument("--chromium", help="path of a Chromium; else Playwright's own")
    parser.add_argument("--only", nargs="*", help="names of some of them, without their suffix")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = options.only or [picture.name for picture in PICTURES] + ["play"]
    with chromium(options.chromium) as browser:
        for picture in PICTURES:
            if picture.name in wanted:
                with served() as address:
                    told(still(browser, address, picture, options.out))
        if "play" in wanted:
            with served() as address:
                told(film(browser, address, options.out))


def told(path: Path) -> None:
    print(f"{path}  {path.stat().st_size / 1000:.0f} kB")


@contextmanager
def served() -> Iterator[str]:
    """The address of the page of a server on free ports."""
    with running(["melobridge", "serve", "--port", "0", "--page", "0"]) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "http://" in line:
                yield line[line.index("http://") :].split()[0]
                return
    raise SystemExit("melobridge serve shows no address of a page")


@contextmanager
def chromium(path: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def opened(browser: Browser, address: str, size: tuple[int, int], theme: Any) -> Page:
    """The page with the piece, ready to be played."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    page.goto(address)
    page.wait_for_function("() => window.melobridge?.connection.isOpen")
    page.evaluate(PIECE)
    return page


def still(browser: Browser, address: str, picture: Picture, out: Path) -> Path:
    page = opened(browser, address + picture.query, picture.size, picture.theme)
    page.keyboard.press(" ")
    page.wait_for_function(f"() => melobridge.player.beat() > {picture.beat}", timeout=60_000)
    content = page.screenshot()
    page.close()
    path = out / f"{picture.name}.png"
    image = Image.open(io.BytesIO(content)).convert("RGB")
    indexed(image, palette_of([image])).save(path, optimize=True)
    return path


def film(browser: Browser, address: str, out: Path) -> Path:
    """A recording: it plays, a knob is turned, a thumb is given, and a note says why."""
    page = opened(browser, address, FILM_SIZE, "light")
    frames: list[tuple[float, bytes]] = []
    camera = page.context.new_cdp_session(page)

    def take(event: dict[str, Any]) -> None:
        frames.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
        camera.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    page.keyboard.press(" ")
    page.wait_for_function("() => melobridge.player.beat() > 10", timeout=60_000)
    camera.on("Page.screencastFrame", take)
    camera.send("Page.startScreencast", {"format": "png"})
    act(page)
    acted = time.time()
    while frames[-1][0] < acted:  # a busy machine hands them over late
        page.wait_for_timeout(50)
    camera.remove_listener("Page.screencastFrame", take)
    camera.send("Page.stopScreencast")
    page.close()
    return assembled(frames, out / "play.gif")


def act(page: Page) -> None:
    """What is to be seen, in FILM_SECONDS."""
    page.wait_for_timeout(1500)
    page.focus("melo-knob[data-name=variety]")
    for _ in range(4):
        page.keyboard.press("PageUp")
        page.wait_for_timeout(120)
    page.wait_for_timeout(1800)
    page.keyboard.press("+")
    page.wait_for_timeout(1200)
    page.focus("#roll")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_timeout(2600)
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)


def assembled(frames: list[tuple[float, bytes]], path: Path) -> Path:
    """A GIF that goes on for ever, at FILM_RATE, of frames with their times in seconds."""
    start = frames[0][0]
    count = int(min(FILM_SECONDS, frames[-1][0] - start) * FILM_RATE)
    chosen = [_frame_at(frames, start + number / FILM_RATE) for number in range(count)]
    images = [Image.open(io.BytesIO(content)).convert("RGB") for content in chosen]
    palette = palette_of(images[:: FILM_RATE * 2])
    first, *others = [indexed(image, palette) for image in images]
    first.save(path, save_all=True, append_images=others, duration=1000 // FILM_RATE, loop=0)
    return path


def palette_of(images: Iterable[Image.Image]) -> Image.Image:
    """The commonest colours, as they are: flat areas keep theirs, which an average would change."""
    counted = Counter[tuple[int, ...]]()
    for image in images:
        for count, colour in image.getcolors(image.width * image.height) or []:
            counted[cast(tuple[int, ...], colour)] += count
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour, _ in counted.most_common(COLOURS) for part in colour])
    return palette


def indexed(image: Image.Image, palette: Image.Image) -> Image.Image:
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _frame_at(frames: list[tuple[float, bytes]], when: float) -> bytes:
    """The last frame that was there at a time."""
    return [content for at, content in frames if at <= when][-1]


if __name__ == "__main__":
    main()
