"""Several who play: voices of one page, pages of one server, and clients of other kinds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count

from bridge.osc import codec
from tests.support.browser import Visit, link
from tests.support.page import BrowserTab
from tests.support.running import Asking, Running, eventually

TABS, SHOWN, NOTES = 10, 3, 12
BEHIND = "window.requestAnimationFrame = () => 0"
"""As a tab behind another one: it sounds, but isn't painted."""
SEEDS = range(1, 9)
FIRST_NOTES = "(n) => melobridge.player.voices[0].notes().slice(0, n).map((note) => note.pitch)"


def test_a_voice_listens_to_another_and_both_sound(visit: Visit) -> None:
    visitor = visit(link())
    page = visitor.page
    page.click("#add-voice")
    assert page.locator("#voice-title").inner_text() == "second"
    page.get_by_label("Listens to").select_option("lead")
    assert (
        page.get_by_role("slider", name="follow", exact=True).get_attribute("aria-valuenow")
        == "0.5"
    )
    page.click("#play")
    for voice in ("lead", "second"):
        visitor.heard(4, voice)
    asked = "(await melobridge.connection.ask('/melo/get', ['second', 'listen']))[0].args[2]"
    assert visitor.get(f"async () => {asked}") == "lead"
    page.get_by_label("Mute lead").click()
    sounded = len(visitor.played("lead"))
    visitor.heard(len(visitor.played("second")) + 4, "second")
    assert len(visitor.played("lead")) == sounded
    page.get_by_label("Remove second").click()
    assert page.locator("#band .card").count() == 1


def test_a_line_from_one_to_another_makes_it_listen(visit: Visit) -> None:
    visitor = visit(link({"seed": 1}, {"seed": 2, "name": "second"}))
    page = visitor.page
    page.locator("[data-name=second] .ear").hover()
    page.mouse.down()
    page.locator("[data-name=lead] .name").hover()
    page.mouse.up()
    voice = visitor.get("melobridge.settings.state.voices[1]")
    assert (voice["listen"], voice["follow"]) == ("lead", 0.5)


def test_ten_pages_play_each_a_voice_of_its_own(visit: Visit) -> None:
    """Three in the browser; the others are WebSockets alone, or two cores would be too few."""
    with ExitStack() as stack:
        visitors = [visit(link({"seed": seed}), script=BEHIND) for seed in range(SHOWN)]
        tabs = [stack.enter_context(BrowserTab(visitors[0].port)) for _ in range(SHOWN, TABS)]
        for visitor in visitors:
            visitor.page.click("#play")
        for number, tab in enumerate(tabs, SHOWN):
            tab.send("/melo/next", "lead", 1, 0, NOTES, "seed", number, "low", 55, "high", 84)
        melodies = [tuple(tab.reply("/melo/note")[3] for _ in range(NOTES)) for tab in tabs]
        for visitor in visitors:
            visitor.heard(NOTES)
            assert visitor.get("melobridge.player.playing")
            melodies.append(tuple(visitor.get(FIRST_NOTES, NOTES)))
    assert len(set(melodies)) == TABS


def pitches_by_seed(stranger: Asking, epochs: Iterator[int]) -> set[codec.Argument]:
    """The first pitches of a voice that is as wild as can be, with several seeds."""
    wild = ("temperature", 2.0, "low", 48, "high", 96)
    notes = [
        stranger.ask("/melo/next", "theirs", next(epochs), 0, 1, *wild, "seed", seed)[0]
        for seed in SEEDS
    ]
    return {note[3] for note in notes}


def test_a_voice_of_another_client_is_shown_taken_over_and_given_back(
    visit: Visit, melobridge: Running
) -> None:
    visitor, epochs = visit(link()), count(1)
    with Asking(melobridge.port) as stranger:
        card = visitor.page.locator("#others .other", has_text="theirs")
        assert eventually(lambda: len(pitches_by_seed(stranger, epochs)) > 1 and card.count())
        card.get_by_text("temperature 2").wait_for()
        assert card.get_by_role("slider").count() == 0
        card.get_by_role("button", name="Take over").click()
        card.get_by_role("slider", name="temperature of theirs").press("Home")
        assert eventually(lambda: len(pitches_by_seed(stranger, epochs)) == 1)
        card.get_by_role("button", name="Give back").click()
        assert eventually(lambda: len(pitches_by_seed(stranger, epochs)) > 1)
        assert card.get_by_role("slider").count() == 0


def test_what_was_taken_over_is_given_back_when_the_tab_is_closed(
    visit: Visit, melobridge: Running
) -> None:
    visitor, epochs = visit(link()), count(1)
    with Asking(melobridge.port) as stranger:
        card = visitor.page.locator("#others .other", has_text="theirs").last
        assert eventually(lambda: pitches_by_seed(stranger, epochs) and card.count())
        card.get_by_role("button", name="Take over").click()
        card.get_by_role("slider", name="temperature of theirs").press("Home")
        assert eventually(lambda: len(pitches_by_seed(stranger, epochs)) == 1)
        visitor.page.close()
        assert eventually(lambda: len(pitches_by_seed(stranger, epochs)) > 1)
