"""The page plays, turns, learns and explains, in a real browser."""

from __future__ import annotations

from typing import Any

from tests.support.browser import ROLL, Visit, Visitor, link
from tests.support.page import BrowserTab

REMEMBER = """() => {
  const { settings, player } = melobridge;
  settings.addEventListener('change', () => { window.before = player.played.length; });
}"""
OBEYING = "melobridge.player.played.findLastIndex(({ pitch }) => pitch < it) + 1"
"""The place of the first of those that obey, up to the last note that was handed to the sound."""
SOME_LATER = 8
SPY = """() => {
  const { sound } = melobridge;
  window.asked = [];
  sound.play = (voice, instrument, event) => {
    window.asked.push(event.pitch);
    return Object.getPrototypeOf(sound).play.call(sound, voice, instrument, event);
  };
}"""
SOLID_NOTE = """(() => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--voice-1)';
  const colour = getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
  probe.remove();
  const { width, height, data } = ROLL;
  const LONG = 20, NAMES = 60;
  for (let y = 70; y < height; y += 2) {
    for (let x = NAMES, run = 0; x < width; x += 1) {
      const at = 4 * (y * width + x);
      run = colour.every((part, n) => Math.abs(data[at + n] - part) < 3) ? run + 1 : 0;
      if (run >= LONG) return { x: x - LONG / 2, y: y + 2 };
    }
  }
  return null;
})()""".replace("ROLL", ROLL)


def value_at_the_server(visitor: Visitor, key: str) -> object:
    """What the server has for a key of the page's first voice."""
    ask = "async (key) => (await melobridge.connection.ask('/melo/get', ['lead', key]))[0].args[2]"
    return visitor.get(ask, key)


def is_reward(frame: Any) -> bool:
    """Whether it says that another client gave a thumb."""
    is_feed = isinstance(frame, dict) and frame["type"] == "feed"
    return is_feed and frame["messages"][0][0] == "/melo/reward"


def test_a_click_gives_music(visit: Visit) -> None:
    visitor = visit(link())
    assert visitor.get("melobridge.player.playing") is False
    visitor.play(notes=6)
    visitor.listen()
    visitor.loud()
    clock = visitor.get("melobridge.sound.now()")
    visitor.until("melobridge.sound.now() > it", clock)
    visitor.heard(12)
    visitor.page.click("#play")
    assert visitor.get("melobridge.player.playing") is False
    visitor.quiet()
    notes = visitor.played()
    assert [note.onset for note in notes] == sorted({note.onset for note in notes})
    assert all(55 <= note.pitch <= 84 for note in notes)


def test_the_first_click_of_all_has_chords_and_a_bass(visit: Visit) -> None:
    visitor = visit()
    assert visitor.page.locator("#field-chords").input_value() == "C G Am F"
    visitor.page.click("#play")
    for voice in ("lead", "backing pad", "backing bass"):
        visitor.heard(1, voice)
    first_chord = {note.pitch % 12 for note in visitor.played("backing pad") if note.onset < 4}
    assert first_chord == {0, 4, 7}


def test_no_chords_look_like_none(visit: Visit) -> None:
    field = visit(link()).page.locator("#field-chords")
    assert (field.input_value(), field.get_attribute("placeholder")) == ("", "no chords")


def test_the_space_bar_plays_with_chords_bass_and_kit(visit: Visit) -> None:
    backing = {"chords": True, "bass": True, "kit": True}
    visitor = visit(link(key="A", scale="minor", chords="Am F C G", backing=backing))
    visitor.page.keyboard.press(" ")
    for voice in ("lead", "backing pad", "backing bass", "backing kit"):
        visitor.heard(2, voice)
    first_chord = {note.pitch % 12 for note in visitor.played("backing pad") if note.onset < 4}
    assert first_chord == {9, 0, 4}


def test_a_knob_turns_the_next_notes_and_leaves_those_that_sound(visit: Visit) -> None:
    visitor = visit(link({"seed": 3, "low": 48, "high": 71}))
    visitor.play(notes=4)
    visitor.get(REMEMBER)
    assert visitor.knob("high", "End") > 100
    assert visitor.knob("low", "PageUp") == 53
    while visitor.knob("low", "PageUp") < 73:
        pass
    before = visitor.get("window.before")
    sounded = visitor.played()[:before]
    visitor.until(f"melobridge.player.played.length > {OBEYING} + 4", 73)
    assert visitor.played()[:before] == sounded
    # A server that is late, as on a busy machine, has some of the old ones played.
    assert visitor.get(f"(it) => {OBEYING}", 73) <= before + SOME_LATER
    assert value_at_the_server(visitor, "low") == 73


def test_delete_turns_a_knob_back_to_what_the_page_starts_with(visit: Visit) -> None:
    visitor = visit(link({"seed": 3, "low": 48, "high": 71}))
    assert [visitor.knob(name, "Delete") for name in ("low", "high")] == [55, 84]


def test_bars_are_a_number_or_for_ever(visit: Visit) -> None:
    visitor = visit(link(bars=8))
    field = visitor.page.locator("#field-bars")
    for said in ("-3", "x"):
        field.fill(said)
        field.press("Enter")
        visitor.page.locator("#message").get_by_text("bars: use a number from 0").wait_for()
        assert field.input_value() == "8"
    for said in ("0", "", "ever"):
        field.fill("8")
        field.press("Enter")
        visitor.until("melobridge.settings.state.bars === 8")
        field.fill(said)
        field.press("Enter")
        visitor.until("melobridge.settings.state.bars === 0")
        assert field.input_value() == ""


def test_a_thumb_for_the_sounding_note_and_taking_it_back(visit: Visit) -> None:
    visitor = visit(link())
    told = visitor.page.locator("#told")
    visitor.page.keyboard.press("0")
    assert told.inner_text() == "There is no thumb to take back."
    visitor.play(notes=3)
    with BrowserTab(visitor.port) as watching:
        before = visitor.get("melobridge.player.beat()")
        visitor.page.keyboard.press("+")
        told.get_by_text("More like this: its taste knows 1 thumb.").wait_for()
        after = visitor.get("melobridge.player.beat()")
        voice, value, index = watching.until(is_reward)["messages"][0][1]
    assert (voice, value) == ("lead", 1)
    note = visitor.get(
        "(n) => melobridge.player.voices[0].notes().find((one) => one.index === n)", index
    )
    assert note["onset"] <= after
    assert note["onset"] + note["duration"] >= before
    visitor.page.click("#thumb-down")
    told.get_by_text("Less like this: its taste knows 2 thumbs.").wait_for()
    visitor.page.keyboard.press("0")
    told.get_by_text("Taken back: its taste knows 1 thumb.").wait_for()


def test_a_click_on_a_note_says_why_and_lets_others_be_heard(visit: Visit) -> None:
    visitor = visit(link())
    visitor.play(notes=8)
    visitor.page.click("#play")
    place = visitor.until(SOLID_NOTE)
    visitor.page.click("#roll", position=place)
    why = visitor.page.locator("#why")
    why.locator(".terms li").first.wait_for()
    assert "notes that were allowed" in why.locator(".summary").inner_text()
    assert {"what real tunes do"} <= set(
        why.locator(".terms li > span:first-child").all_inner_texts()
    )
    visitor.get(SPY)
    visitor.listen()
    visitor.quiet()
    alternative = why.locator(".alternatives button:enabled").first
    alternative.click()
    visitor.loud()
    [pitch] = visitor.get("asked")
    name = alternative.locator("b").inner_text()
    assert name == visitor.get(
        "async (p) => (await import('/static/js/names.js')).noteName(p)", pitch
    )
    visitor.page.keyboard.press("Escape")
    why.wait_for(state="hidden")


def test_the_arrows_choose_a_note_and_enter_says_why(visit: Visit) -> None:
    visitor = visit(link())
    visitor.play(notes=8)
    visitor.page.click("#play")
    roll = visitor.page.locator("#roll")
    roll.press("ArrowLeft")
    first = visitor.page.locator("#spoken").inner_text()
    roll.press("ArrowLeft")
    second = visitor.page.locator("#spoken").inner_text()
    assert first != second
    assert all(text.startswith("lead: ") for text in (first, second))
    roll.press("Enter")
    visitor.page.locator("#why .summary").wait_for()
    heading = visitor.page.locator("#why h2").inner_text()
    assert second.startswith(f"lead: {heading}, ")


def test_a_script_of_others_is_refused_and_what_the_browser_says_is_seen(visit: Visit) -> None:
    visitor = visit(link())
    visitor.get("fetch('http://localhost:9/').catch(() => 'refused')")
    visitor.get(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'evil = 1'}))"
    )
    assert visitor.get("window.evil") is None
    for directive in ("connect-src", "script-src"):
        assert any(directive in text for text in visitor.complaints)
    visitor.complaints.clear()
    assert visitor.strangers == []


def test_a_meter_with_groups_has_its_bars_and_its_backing(visit: Visit) -> None:
    backing = {"chords": True, "bass": True, "kit": True}
    visitor = visit(link(chords="Am F", backing=backing))
    visitor.page.get_by_label("Meter").select_option("7/8")
    visitor.play(notes=16)
    for note in visitor.played("lead"):
        assert note.onset % 3.5 + note.duration <= 3.5 + 0.01
    pads = {note.onset for note in visitor.played("backing pad")}
    assert {0.0, 3.5} <= pads
    assert all(onset % 3.5 == 0 for onset in pads)
    assert {note.onset % 3.5 for note in visitor.played("backing bass")} <= {0.0, 2.0, 3.0}
    assert value_at_the_server(visitor, "meter") == "7/8"
