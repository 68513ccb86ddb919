"""The instruments of the page, as a browser renders them: in tune, in time, without clicks."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.support.chromium import chromium
from tests.support.hearing import FloatArray, brightness, level, onset, pitch
from tests.support.static_page import static_page

pytestmark = pytest.mark.slow

RATE = 44100
APART = 1.5
"""Seconds from one note of a phrase to the next."""
SOUNDING = 0.7
CENTS = 12.0
PAGE = '<!doctype html><script type="module" src="audio.js"></script><button>on</button>'
SCRIPT = """
import { Sound, INSTRUMENTS } from '/static/js/sound.js';
self.melobridge = { sound: new Sound(), INSTRUMENTS };
"""
RENDER = """async ([events, instrument, seconds]) => {
  const buffer = await melobridge.sound.render(events, instrument, seconds);
  return [0, 1].map((channel) => {
    const bytes = new Uint8Array(buffer.getChannelData(channel).buffer);
    let text = '';
    for (let at = 0; at < bytes.length; at += 4096) {
      text += String.fromCharCode(...bytes.subarray(at, at + 4096));
    }
    return btoa(text);
  });
}"""


class Register(NamedTuple):
    """What an instrument is tried with. late: seconds in which a note must have begun."""

    pitches: tuple[int, ...]
    late: float


# The limiter looks 6 ms ahead; the pad is slow on purpose.
REGISTERS = {
    "piano": Register((48, 60, 64, 67, 73, 84), 0.015),
    "pluck": Register((48, 60, 64, 67, 73, 84), 0.015),
    "pad": Register((48, 60, 64, 67, 73, 80), 0.07),
    "bass": Register((28, 33, 35, 40, 43, 48), 0.025),
}


class Listener:
    """A browser with the page's sound; what it complained of is kept."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def render(self, events: list[dict[str, float]], instrument: str, seconds: float) -> FloatArray:
        """[2, samples]: what the page would play."""
        sides = self.page.evaluate(RENDER, [events, instrument, seconds])
        return np.stack(
            [np.frombuffer(base64.b64decode(side), np.float32) for side in sides]
        ).astype(float)

    def tones(
        self, instrument: str, pitches: tuple[int, ...], velocity: float = 0.8, late: float = 0
    ) -> list[FloatArray]:
        """The recording of a phrase, cut at the times of its notes."""
        events = [
            {"pitch": one, "velocity": velocity, "seconds": SOUNDING, "time": number * APART + late}
            for number, one in enumerate(pitches)
        ]
        whole = self.render(events, instrument, len(pitches) * APART).mean(axis=0)
        return np.split(whole, len(pitches))


@pytest.fixture(scope="module")
def listener(require_client: Callable[[str], Path]) -> Iterator[Listener]:
    files = {"/": PAGE, "/audio.js": SCRIPT, "/favicon.ico": ""}
    with chromium(require_client("chromium")) as browser, static_page(files) as address:
        listener = Listener(browser.new_page())
        listener.page.goto(address)
        listener.page.wait_for_function("self.melobridge")
        yield listener


def heard(tone: FloatArray) -> tuple[float, float]:
    """(pitch, onset in seconds) of a tone."""
    begun = onset(tone, RATE)
    start = round((begun + 0.05) * RATE)
    return pitch(tone[start : round(SOUNDING * RATE)], RATE), begun


def mistakes(
    listener: Listener, instrument: str, pitches: tuple[int, ...], **played: float
) -> list[str]:
    """What is wrong with a phrase, other than asked for, in words."""
    found = []
    register = REGISTERS[instrument]
    for asked, tone in zip(
        register.pitches, listener.tones(instrument, pitches, **played), strict=True
    ):
        sounding, begun = heard(tone)
        if abs(sounding - asked) * 100 > CENTS:
            found.append(f"{asked} sounds as {sounding:.2f}")
        if not 0 <= begun <= register.late:
            found.append(f"{asked} begins after {begun * 1000:.0f} ms")
    return found


@pytest.mark.parametrize("instrument", REGISTERS)
def test_a_phrase_is_in_tune_and_in_time(listener: Listener, instrument: str) -> None:
    assert mistakes(listener, instrument, REGISTERS[instrument].pitches) == []


@pytest.mark.parametrize("instrument", REGISTERS)
def test_a_wrong_pitch_or_a_late_note_would_be_found(listener: Listener, instrument: str) -> None:
    pitches = REGISTERS[instrument].pitches
    wrong = (*pitches[:-1], pitches[-1] + 1)
    assert len(mistakes(listener, instrument, wrong)) == 1
    late = REGISTERS[instrument].late
    assert len(mistakes(listener, instrument, pitches, late=late)) == len(pitches)


@pytest.mark.parametrize("instrument", REGISTERS)
def test_velocity_makes_it_louder_and_brighter(listener: Listener, instrument: str) -> None:
    middle = REGISTERS[instrument].pitches[1:2]
    soft, hard = (
        listener.tones(instrument, middle, velocity)[0][: RATE // 2] for velocity in (0.4, 0.9)
    )
    assert level(hard) - level(soft) > 6
    assert brightness(hard, RATE) > 1.1 * brightness(soft, RATE)


@pytest.mark.parametrize("instrument", REGISTERS)
def test_a_line_is_even(listener: Listener, instrument: str) -> None:
    low = REGISTERS[instrument].pitches[1]
    tones = listener.tones(instrument, tuple(range(low, low + 7)))
    levels = [level(tone[: RATE // 2]) for tone in tones]
    assert max(levels) - min(levels) < 3


@pytest.mark.parametrize("instrument", [*REGISTERS, "kit"])
def test_all_instruments_sound_at_a_sensible_level(listener: Listener, instrument: str) -> None:
    one = REGISTERS.get(instrument, Register((36,), 0)).pitches[0]
    sound = listener.render(
        [{"pitch": one, "velocity": 0.8, "seconds": 0.5, "time": 0}], instrument, 1
    )
    assert -35 < level(sound[:, : RATE // 4]) < -12
    assert np.abs(sound).max() < 0.75


@pytest.mark.parametrize("instrument", REGISTERS)
def test_a_note_ends_without_a_click(listener: Listener, instrument: str) -> None:
    tone = listener.tones(instrument, REGISTERS[instrument].pitches[1:2])[0]
    end = round(SOUNDING * RATE)
    highs = np.abs(np.diff(tone, 2))
    before = highs[end - RATE // 10 : end].max()
    assert highs[end : end + RATE // 10].max() < 1.5 * before
    assert level(tone[-RATE // 10 :]) < level(tone[end - RATE // 10 : end]) - 12


def test_the_kit_strikes_in_time(listener: Listener) -> None:
    strokes = (36, 38, 42, 36)
    assert [onset(stroke, RATE) < 0.015 for stroke in listener.tones("kit", strokes)] == [True] * 4


def test_too_much_at_once_is_bent_but_never_over(listener: Listener) -> None:
    events = [
        {"pitch": one, "velocity": 1.0, "seconds": 1.0, "time": 0.0} for one in range(40, 90, 2)
    ]
    sound = listener.render(events, "piano", 1)
    assert 0.5 < np.abs(sound).max() <= 1
    assert np.isfinite(sound).all()


def test_the_same_phrase_is_the_same_sound(listener: Listener) -> None:
    event = {"pitch": 62, "velocity": 0.6, "seconds": 0.3, "time": 0.1}
    once, again = (listener.render([event], "pluck", 0.5) for _ in range(2))
    assert np.abs(once - again).max() < 1e-6


def test_a_wave_that_is_computed_beside_is_the_same(listener: Listener) -> None:
    assert listener.page.evaluate(
        """async () => {
          const { bass } = await import('/static/js/synthesis/bass.js');
          const worker = new Worker('/static/js/sample-worker.js', { type: 'module' });
          const { data } = await new Promise((resolve) => {
            worker.onmessage = resolve;
            worker.postMessage({ name: 'bass', root: 36, rate: 44100 });
          });
          worker.terminate();
          const here = bass(36, 44100);
          return here.left.every((sample, at) => sample === data.wave.left[at]);
        }"""
    )


def test_a_click_starts_the_clock(listener: Listener) -> None:
    page = listener.page
    assert page.evaluate("melobridge.sound.now()") == 0
    page.evaluate("document.querySelector('button').onclick = () => melobridge.sound.unlock()")
    page.click("button")
    page.wait_for_function("melobridge.sound.now() > 0.1")
    page.evaluate(
        """() => {
          const { sound, INSTRUMENTS } = melobridge;
          for (const instrument of INSTRUMENTS) {
            const note = { pitch: 40, velocity: 0.5, seconds: 0.1, time: sound.now() };
            sound.setVolume(instrument, 0.5);
            sound.play(instrument, instrument, note);
            sound.noteOn('keys', instrument, 60, 0.5);
            sound.noteOff('keys', instrument, 60);
          }
          sound.silence('piano');
          sound.silence();
        }"""
    )


def test_the_browser_has_nothing_to_complain_of(listener: Listener) -> None:
    assert listener.complaints == []
