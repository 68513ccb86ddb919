"""The page for everybody: by axe-core, on small screens, without movement, and light to load."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.browser import ROLL, Visit, Visitor, link

BAND = ({"seed": 3}, {"seed": 4, "listen": "lead", "follow": 0.5})
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 600, "height": 500}
SMALL = {"width": 360, "height": 740}
MOST_BYTES, MOST_PACKED = 720_000, 230_000
CHANGED_PIXELS = """async () => {
  const pixels = () => new Uint32Array(ROLL.data.buffer);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const [before, beat] = [pixels(), melobridge.player.beat()];
  while (melobridge.player.beat() < beat + 1) await frame();
  await frame();
  return pixels().filter((pixel, at) => pixel !== before[at]).length;
}""".replace("ROLL", ROLL)
"""How many there are on the roll from one beat to the next."""
DIALOGS = ("keep", "midi", "help")
LOADED = """() => {
  const all = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
  const distinct = [...new Map(all.map((one) => [one.name, one])).values()];
  const sum = (key) => distinct.reduce((total, one) => total + one[key], 0);
  return { files: distinct.length, bytes: sum('decodedBodySize'), packed: sum('encodedBodySize') };
}"""
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page: Page, where: str) -> list[str]:
    """What axe-core has against the page as it is, in words."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [f"{where}: {one['id']}: {one['nodes'][0]['html']}" for one in found]


def seen_from_all_sides(visitor: Visitor) -> list[str]:
    """Violations of the page while it plays, with each dialog, with a reason, and on stage."""
    page = visitor.page
    found = violations(page, "page")
    for name in DIALOGS:
        page.click(f"#show-{name}")
        page.locator(f"#{name}").wait_for()
        found += violations(page, name)
        page.keyboard.press("Escape")
    page.press("#roll", "ArrowLeft")
    page.press("#roll", "Enter")
    page.locator("#why .terms li").first.wait_for()
    found += violations(page, "why")
    page.press("#why .close", "Escape")
    page.click("#show-stage")
    return found + violations(page, "stage")


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "light", "viewport": PHONE},
    ],
    ids=["light", "dark", "phone"],
)
def test_axe_has_nothing_against_it(visit: Visit, look: dict[str, Any]) -> None:
    visitor = visit(link(*BAND, chords="Am F C G"), **look)
    visitor.play(notes=2)
    assert seen_from_all_sides(visitor) == []


def test_nothing_hangs_over_the_edge_of_a_small_phone(visit: Visit) -> None:
    visitor = visit(link(*BAND, chords="Am F C G"), viewport=SMALL)
    visitor.play()
    assert visitor.get(WIDE) is False
    for name in DIALOGS:
        visitor.page.click(f"#show-{name}")
        assert visitor.get(WIDE) is False
        visitor.page.keyboard.press("Escape")
    visitor.page.click("#show-stage")
    assert visitor.get(WIDE) is False


def test_who_wants_no_movement_sees_the_roll_stand_still(visit: Visit) -> None:
    """But for when a page of it is turned, or its rows are, which never goes on for three beats."""
    moved = []
    for wish in ("reduce", "no-preference"):
        visitor = visit(link(), reduced_motion=wish, viewport=NARROW)
        visitor.page.click("#play")
        visitor.until("melobridge.player.beat() > 7")
        moved.append(min(visitor.get(CHANGED_PIXELS) for _ in range(3)))
    assert moved[0] < moved[1] / 4


def test_all_that_the_page_loads_is_light(visit: Visit) -> None:
    """Playing included, which loads what makes sound."""
    visitor = visit()
    visitor.play()
    loaded = visitor.get(LOADED)
    assert loaded["files"] > 50
    assert loaded["bytes"] < MOST_BYTES
    assert loaded["packed"] < MOST_PACKED
