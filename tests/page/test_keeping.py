"""What the page keeps: a MIDI file of what was heard, a link, its settings for the next visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from mido import MidiFile

from tests.support.browser import SoundedNote, Visit, Visitor, link

BAND = ({"seed": 3}, {"seed": 4, "low": 40, "high": 60, "instrument": "bass"})
CLOSE_BEATS = 0.01
LAST_BARS = 4
BAR_BEATS = 4
COMPOSED = (
    "melobridge.player.voices[0].notes().slice(0, 16).map((n) => [n.pitch, n.onset, n.duration])"
)


def notes_of(path: Path) -> dict[str, list[tuple[int, float, float]]]:
    """(pitch, onset, duration) in beats of each track of a MIDI file, by the track's name."""
    file = MidiFile(path)
    found: dict[str, list[tuple[int, float, float]]] = {}
    for track in file.tracks:
        beat, begun = 0.0, dict[int, float]()
        for message in track:
            beat += message.time / file.ticks_per_beat
            if message.type == "note_on" and message.velocity:
                begun[message.note] = beat
            elif message.type in ("note_on", "note_off"):
                onset = begun.pop(message.note)
                notes = found.setdefault(track.name, [])
                notes.append((message.note, onset, beat - onset))
    return {
        name: sorted(notes, key=lambda note: (note[1], note[0])) for name, notes in found.items()
    }


def last_bars(visitor: Visitor, voice: str) -> list[SoundedNote]:
    """What sounded of a voice in the last bars, in their beats."""
    end = -(-visitor.get("melobridge.player.beat()") // BAR_BEATS) * BAR_BEATS
    start = end - LAST_BARS * BAR_BEATS
    notes = [note for note in visitor.played(voice) if note.onset >= start]
    return [note._replace(onset=note.onset - start) for note in notes]


def kept_midi(visitor: Visitor, folder: Path) -> Path:
    """The MIDI file of the last bars, downloaded."""
    visitor.page.click("#show-keep")
    visitor.page.get_by_label("The last").select_option(str(LAST_BARS))
    with visitor.page.expect_download() as download:
        visitor.page.click("#keep a.file")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("bars", [6])
def test_a_midi_file_holds_what_was_heard(visit: Visit, tmp_path: Path, bars: int) -> None:
    chords = {"chords": "Am F C G", "backing": {"chords": True, "bass": True, "kit": False}}
    visitor = visit(link(*BAND, tempo=400, bars=bars, key="A", scale="minor", **chords))
    visitor.play()
    visitor.until("!melobridge.player.playing")
    written = notes_of(kept_midi(visitor, tmp_path))
    assert set(written) == {"lead", "second", "backing pad", "backing bass"}
    for voice, notes in written.items():
        heard = sorted(last_bars(visitor, voice), key=lambda note: (note.onset, note.pitch))
        assert [note[0] for note in notes] == [note.pitch for note in heard]
        assert [note[1] for note in notes] == pytest.approx(
            [note.onset for note in heard], abs=CLOSE_BEATS
        )
        assert [note[2] for note in notes] == pytest.approx(
            [note.duration for note in heard], abs=CLOSE_BEATS
        )


def test_nothing_to_keep_is_said(visit: Visit) -> None:
    visitor = visit(link())
    visitor.page.click("#show-keep")
    visitor.page.get_by_text("Nothing has sounded yet: press play first.").wait_for()


def test_a_copied_link_plays_the_same_notes_elsewhere(visit: Visit) -> None:
    first = visit(permissions=["clipboard-read", "clipboard-write"])
    first.page.get_by_label("Key", exact=True).select_option("D")
    first.page.get_by_label("Scale", exact=True).select_option("dorian")
    first.page.get_by_label("Tempo, quarters a minute").fill("240")
    first.page.get_by_label("Tempo, quarters a minute").press("Tab")
    first.knob("variety", "End")
    first.page.click("#show-keep")
    first.page.get_by_text("Copy a link to these settings").click()
    first.page.get_by_text("The link is copied.").wait_for()
    copied = first.get("navigator.clipboard.readText()")
    second = visit("#" + copied.partition("#")[2])
    assert second.get("melobridge.settings.state") == first.get("melobridge.settings.state")
    first.page.keyboard.press("Escape")
    notes = [visitor.play(notes=12).get(COMPOSED) for visitor in (first, second)]
    assert notes[0] == notes[1]


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("#s=%%%", "The link couldn't be read, so the page starts with its usual settings."),
        (
            link({"name": "<img src=x onerror=alert(1)>", "seed": "../../etc/passwd"}, tempo=1e9),
            "Parts of the link make no sense here, and were left out.",
        ),
    ],
)
def test_nonsense_in_a_link_is_left_out_with_a_sentence(
    visit: Visit, end: str, sentence: str
) -> None:
    visitor = visit(end)
    visitor.page.locator("#message").get_by_text(sentence).wait_for()
    assert visitor.get("melobridge.settings.state.voices.map((voice) => voice.name)") == ["lead"]
    assert visitor.page.locator("img").count() == 0
    visitor.play()


def test_settings_stay_after_a_reload(visit: Visit) -> None:
    visitor = visit()
    visitor.knob("harmony", "End")
    visitor.page.get_by_label("Meter").select_option("3/4")
    visitor.page.click("#add-voice")
    before = visitor.get("melobridge.settings.state")
    visitor.open()
    assert visitor.get("melobridge.settings.state") == before
    assert visitor.page.locator("#band .card").count() == 2
    slider = visitor.page.get_by_role("slider", name="harmony", exact=True)
    assert slider.get_attribute("aria-valuenow") == "2"
    assert visitor.page.get_by_label("Meter").input_value() == "3/4"
