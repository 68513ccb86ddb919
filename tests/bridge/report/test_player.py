"""The buttons of takes: what they hold, and that a browser plays it without anything else."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from agent.music.note import REST, Note
from bridge.report.player import MODULES, SCRIPTS, button, hand_of, hands_in, script
from bridge.report.takes import played_hands, write_take
from tests.support.chromium import chromium
from tests.support.tunes import tune

SHORT = [[(60, 0.8, 0.0, 0.2), (64, 0.8, 0.3, 0.2)]]
LONG = [[(67, 0.8, 0.0, 60.0)]]
FIGURE = "<figure>{}<svg><rect class='take'/><rect class='take'/></svg></figure>"
STATE = "[...document.querySelectorAll('button')].map((one) => one.ariaLabel)"
SOUNDING = (
    "[...document.querySelectorAll('.take')].map((one) => one.classList.contains('sounding'))"
)


def test_a_button_holds_the_notes_and_is_hidden_without_scripts() -> None:
    assert button([[(60, 0.8, 0.0, 1 / 3)], []], "<1> & 'so'") == (
        "<button type='button' class='take-player' data-take='&lt;1&gt; &amp; &#x27;so&#x27;' "
        "data-hands='[[[60,0.8,0.0,0.333]],[]]' hidden></button>"
    )


def test_notes_sound_a_little_shorter_than_they_last_and_rests_not_at_all() -> None:
    notes = [Note(60, 0.5, 1.0, 2.0), Note(REST, 0.5, 1.0, 3.0)]
    assert hand_of(notes, bpm=60) == [(60, 0.5, 2.0, 0.95)]


def test_a_take_plays_as_its_midi_file_does(tmp_path: Path) -> None:
    take = tune("0 2/12 . 4 0 0/36", meter="3/4")
    write_take(tmp_path / "take.mid", take)
    (there,) = hands_in(tmp_path / "take.mid")
    (here,) = played_hands(take)
    assert [note[0] for note in there] == [note[0] for note in here]
    for one, other in zip(there, here, strict=True):
        assert all(abs(a - b) < 0.005 for a, b in zip(one, other, strict=True))


def test_the_script_is_one_whole() -> None:
    whole = script()
    assert not re.search(r"^(import|export) ", whole, re.MULTILINE)
    assert "</script" not in whole
    names = re.findall(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", whole, re.MULTILINE)
    assert len(names) == len(set(names)), "two modules have a name in common"


def test_each_module_comes_after_those_that_it_imports() -> None:
    for number, name in enumerate(MODULES):
        text = (SCRIPTS / name).read_text(encoding="utf-8")
        needed = re.findall(
            r"^import .* from '\.?/?(?:\./)?(?:synthesis/)?([\w-]+\.js)';", text, re.MULTILINE
        )
        before = {other.split("/")[-1] for other in MODULES[:number]}
        assert set(needed) <= before


def test_a_browser_plays_one_take_at_a_time(
    require_client: Callable[[str], Path], tmp_path: Path
) -> None:
    buttons = [button(SHORT, "one"), button(LONG, "two")]
    figures = "".join(FIGURE.format(one) for one in buttons)
    page_file = tmp_path / "takes.html"
    page_file.write_text(f"<!doctype html>{figures}<script>{script()}</script>", encoding="utf-8")
    with chromium(require_client("chromium")) as browser:
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(page_file.as_uri())
        assert states(page) == ["Play one", "Play two"]
        page.click("button >> nth=1")
        page.wait_for_function(f"{SOUNDING}[2]")
        assert states(page) == ["Play one", "Stop two"]
        page.click("button >> nth=0")
        assert states(page) == ["Stop one", "Play two"]
        page.wait_for_function(f"{SOUNDING}[1]")
        page.wait_for_function(f"{STATE}[0] === 'Play one'")  # it ends by itself
        assert page.evaluate(SOUNDING) == [False] * 4
        assert errors == []


def states(page: Page) -> list[str]:
    """What each button would do."""
    return list(page.evaluate(STATE))
