"""`melobridge generate` as a person runs it."""

import re
from pathlib import Path

import mido
import pytest

from tests.support.commands import melobridge


def test_the_eight_bar_piece_is_written_as_midi(folder: Path) -> None:
    done = melobridge(folder, "generate", "classic", "--seed", "1", "--out", "piece.mid")
    notes = [m for m in mido.MidiFile(folder / "piece.mid") if m.type == "note_on"]
    assert len(notes) == 32
    assert {m.note % 12 for m in notes} <= {0, 2, 4, 5, 7, 9, 11}
    names = re.findall(r"\b[A-G]4\b", done.stdout)
    assert names == [f"{'C D EF G A B'[m.note % 12]}4" for m in notes]
    assert re.search(
        r"reward [\d.]+: +harmony [\d.]+ +smoothness [\d.]+ +variety [\d.]+", done.stdout
    )


@pytest.mark.parametrize("agent", ["all", "classic"])
def test_the_same_seed_writes_the_same_file(folder: Path, agent: str) -> None:
    for name in ("one.mid", "two.mid"):
        melobridge(folder, "generate", agent, "--seed", "4", "--out", name, fresh=True)
    assert (folder / "one.mid").read_bytes() == (folder / "two.mid").read_bytes()


def test_a_piece_keeps_to_scale_chord_and_range(folder: Path) -> None:
    scale = ["--key", "A", "--scale", "minor_pentatonic", "--low", "48", "--high", "60"]
    chord = ["--chord", "Am", "--chord-tones", "all"]
    for agent in ("all", "classic"):
        melobridge(folder, "generate", agent, "--seed", "1", *scale, *chord)
        notes = [m.note for m in mido.MidiFile(folder / "piece.mid") if m.type == "note_on"]
        assert len(notes) > 10
        assert set(notes) <= {48, 52, 57, 60}


def test_many_pieces_are_numbered_and_drawn(folder: Path) -> None:
    options = ["--count", "2", "--png", "--chords", "--seed", "1", "--bars", "4"]
    melobridge(folder, "generate", "classic", *options)
    made = sorted(path.name for path in folder.iterdir() if path.is_file())
    assert made == ["piece-1.mid", "piece-1.png", "piece-2.mid", "piece-2.png"]
    tracks = mido.MidiFile(folder / "piece-1.mid").tracks
    assert [sum(m.type == "note_on" for m in track) for track in tracks] == [0, 16, 16]


def test_a_melody_is_played_in_its_meter_and_key_over_its_progression(folder: Path) -> None:
    asked = ["--meter", "6/8", "--key", "D", "--scale", "dorian", "--progression", "Dm C", "--png"]
    done = melobridge(folder, "generate", "all", "--seed", "2", *asked, "--chords", "--bars", "4")
    file = mido.MidiFile(folder / "piece.mid")
    kinds = {m.type: m for m in file.tracks[0]}
    assert (kinds["time_signature"].numerator, kinds["key_signature"].key) == (6, "C")
    assert file.length == pytest.approx(12 * 60 / 110)
    assert sum(m.type == "note_on" for m in file.tracks[2]) == 16
    assert "all, seed 2, D dorian, 6/8" in done.stdout
    assert re.search(r"Dm +C +", done.stdout)
    assert "a length (in quarters) holds until the next" in done.stdout
    assert re.search(
        r"\d+ notes +\d+% steps +\d+% returns +\d+% chord tones +surprise \d\.\d bits", done.stdout
    )


def test_a_melody_has_sixteen_bars_where_none_are_asked_for(folder: Path) -> None:
    melobridge(folder, "generate", "--seed", "2", "--tempo", "120")
    assert mido.MidiFile(folder / "piece.mid").length == pytest.approx(16 * 4 / 2)


def test_knobs_outside_their_range_are_refused(folder: Path) -> None:
    done = melobridge(folder, "generate", "--harmony", "3", status=2)
    assert "--harmony" in done.stderr
