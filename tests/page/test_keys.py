"""Playing with the page: the computer's keys, and MIDI keyboards, controllers and outputs."""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import Page

from tests.support.browser import QUICK, Visit, Visitor, link
from tests.support.page import BrowserTab

DEVICES = """(() => {
  const ports = { sent: [] };
  const input = { id: 'in', name: 'Little Keys', onmidimessage: null };
  const output = { id: 'out', name: 'Big Synth', send: (bytes, time) => ports.sent.push(
    { bytes: [...bytes], time: time ?? performance.now(), now: performance.now() }) };
  const access = Object.assign(new EventTarget(), {
    inputs: new Map([['in', input]]), outputs: new Map([['out', output]]),
  });
  ports.move = (...bytes) => input.onmidimessage({ data: new Uint8Array(bytes) });
  navigator.requestMIDIAccess = async () => access;
  window.ports = ports;
})()"""
REFUSED = "navigator.requestMIDIAccess = async () => { throw new DOMException('no'); }"
NOTE_ON = 0x90
SOUNDS = "melobridge.player.played.filter((note) => note.voice === it).length > 0"


def set_mode(page: Page, mode: str) -> None:
    page.get_by_label("Mode").select_option(mode)


def press(visitor: Visitor, keys: str) -> None:
    """Play letters, each until the next one is down: a slow machine leaves no rest between them."""
    held = ""
    for key in keys:
        beat = visitor.get("melobridge.player.beat()")
        visitor.page.keyboard.down(key)
        if held:
            visitor.page.keyboard.up(held)
        visitor.until("melobridge.player.beat() > it + 0.5", beat)
        held = key
    visitor.page.keyboard.up(held)


def heard_by_the_server(watching: BrowserTab, pitch: int) -> Any:
    """Wait until another client's request told the server of a pitch."""

    def is_heard(frame: Any) -> bool:
        if not isinstance(frame, dict) or frame["type"] != "feed":
            return False
        address, values = frame["messages"][0]
        return bool(address == "/melo/heard" and values[1] == pitch)

    return watching.until(is_heard)


def test_a_voice_answers_what_the_letters_play(visit: Visit) -> None:
    visitor = visit(link())
    set_mode(visitor.page, "answer")
    with BrowserTab(visitor.port) as watching:
        visitor.page.click("#play")
        visitor.until("melobridge.player.playing")
        visitor.page.keyboard.press("p")
        press(visitor, "adg")
        heard_by_the_server(watching, 60)
    visitor.heard(1)
    keys, answer = visitor.played("keys"), visitor.played()
    assert [note.pitch for note in keys] == [60, 64, 67]
    assert answer[0].onset > keys[-1].onset + keys[-1].duration


def test_a_voice_plays_along_and_takes_up_what_it_hears(visit: Visit) -> None:
    visitor = visit(link())
    set_mode(visitor.page, "duet")
    assert visitor.get("melobridge.settings.state.voices[0].follow") == 0.5
    with BrowserTab(visitor.port) as watching:
        visitor.play(notes=2)
        visitor.page.keyboard.press("p")
        press(visitor, "w")
        heard_by_the_server(watching, 61)
    sounded = len(visitor.played())
    visitor.heard(sounded + 4)
    assert [note.pitch for note in visitor.played("keys")] == [61]


def test_a_voice_puts_its_pitches_to_the_rhythm_of_the_letters(visit: Visit) -> None:
    visitor = visit(link({"seed": 3, "low": 72, "high": 84}, key="C"))
    set_mode(visitor.page, "pitch")
    visitor.page.click("#play")
    visitor.until("melobridge.player.playing")
    visitor.page.keyboard.press("p")
    press(visitor, "wew")
    visitor.heard(3)
    assert all(72 <= note.pitch <= 84 for note in visitor.played())
    assert [note.pitch for note in visitor.played("keys")] == []


def test_letters_sound_at_once_before_anything_plays(visit: Visit) -> None:
    visitor = visit(link())
    visitor.page.click("#letters")
    visitor.page.keyboard.down("a")
    visitor.listen()
    visitor.loud()
    visitor.page.keyboard.up("a")
    visitor.quiet()
    visitor.page.locator("#keyboard .key[data-pitch='64']").click()
    visitor.loud()


def test_a_midi_keyboard_is_heard_and_its_controller_turns_a_knob(visit: Visit) -> None:
    visitor = visit(link(), script=DEVICES)
    page = visitor.page
    page.click("#show-midi")
    page.get_by_label("I play on").select_option("Little Keys")
    page.keyboard.press("Escape")
    set_mode(page, "duet")
    visitor.play()
    pressed = visitor.get("melobridge.player.beat()")
    visitor.get("ports.move(0x90, 62, 100)")
    visitor.until("melobridge.player.beat() > it + 0.5", pressed)
    visitor.get("ports.move(0x80, 62, 0)")
    visitor.until(SOUNDS, "keys")
    visitor.get("ports.move(0xB0, 16, 127)")
    slider = page.get_by_role("slider", name="harmony", exact=True)
    assert slider.get_attribute("aria-valuenow") == "2"
    variety = page.get_by_role("slider", name="variety", exact=True)
    variety.press("m")
    page.get_by_text("Move the controller that shall turn variety of lead.").wait_for()
    visitor.get("ports.move(0xB0, 30, 0)")
    page.get_by_text("Learned: CC 30, channel 1.").wait_for()
    visitor.get("ports.move(0xB0, 30, 127)")
    assert variety.get_attribute("aria-valuenow") == "2"
    visitor.get("ports.move(0xB0, 64, 127)")
    page.get_by_text("More like this: its taste knows 1 thumb.").wait_for()


def test_a_voice_sounds_on_a_midi_output_in_time(visit: Visit) -> None:
    visitor = visit(link(), script=DEVICES)
    page = visitor.page
    page.click("#show-midi")
    page.get_by_label("lead sounds on").select_option("Big Synth")
    page.get_by_label("Channel of lead").select_option("3")
    page.keyboard.press("Escape")
    visitor.play(notes=6)
    page.click("#play")
    played = visitor.played()
    sent = visitor.get("ports.sent")
    on = [one for one in sent if one["bytes"][0] == NOTE_ON | 2 and one["bytes"][2]]
    assert [one["bytes"][1] for one in on[: len(played)]] == [note.pitch for note in played]
    # A busy machine may let the page, or its sound, wait for single notes.
    assert median(one["time"] - one["now"] for one in on) >= 0
    times = [one["time"] / 1000 * QUICK / 60 for one in on[: len(played)]]
    begun = [time - note.onset for time, note in zip(times, played, strict=True)]
    assert median(abs(one - median(begun)) for one in begun) < 0.1
    assert {one["bytes"][0] & 0x0F for one in sent} == {2}


def test_without_midi_the_page_says_why(visit: Visit) -> None:
    for script, sentence in (
        (REFUSED, "The browser refused MIDI: allow it for this page"),
        ("delete Navigator.prototype.requestMIDIAccess", "This browser has no Web MIDI"),
    ):
        visitor = visit(link(), script=script)
        visitor.page.click("#show-midi")
        visitor.page.locator("#midi").get_by_text(sentence).wait_for()
