"""`melobridge generate` as a person runs it."""

import io
import os
import re
import subprocess
import sys
import wave
from pathlib import Path

import mido
import numpy as np
import pytest

from tests.support.commands import ROOT, environment, melobridge


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
        melobridge(folder, "generate", agent, "--seed", "1", *scale, *chord, "--overwrite")
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
    whole = [*asked, "--chords", "--bars", "4", "--pickup", "0"]
    done = melobridge(folder, "generate", "all", "--seed", "2", *whole)
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
    melobridge(folder, "generate", "--seed", "2", "--tempo", "120", "--pickup", "0")
    assert mido.MidiFile(folder / "piece.mid").length == pytest.approx(16 * 4 / 2)


def test_a_pickup_comes_before_the_first_bar_and_its_chord(folder: Path) -> None:
    asked = ["--progression", "C G", "--chords", "--svg", "--wav", "a.wav", "--tempo", "120"]
    melody = ["--bars", "2", "--seed", "3", "--pickup", "1.5", "--out", "a.mid"]
    done = melobridge(folder, "generate", *melody, *asked)
    file = mido.MidiFile(folder / "a.mid")
    assert [track[1].time for track in file.tracks[1:]] == [2.5 * 480, 4 * 480]
    assert file.length == pytest.approx((2.5 + 8) / 2)
    assert re.search(r"\n  0  [A-G]", done.stdout)
    assert re.search(r"\n  1  [A-G]", done.stdout)
    assert ">0</text>" in (folder / "a.svg").read_text()
    with wave.open(str(folder / "a.wav")) as sound:
        begin = np.frombuffer(sound.readframes(4410), np.int16)
    assert np.abs(begin).max() > 300, "nobody waits for the pickup"


def test_a_pickup_that_cant_be_is_one_sentence(folder: Path) -> None:
    done = melobridge(folder, "generate", "--pickup", "4", status=1)
    assert done.stderr == (
        "melobridge: pickup is 4: use less than a bar of 4/4, which has 4 quarter notes, or 0 for "
        "none\n"
    )


def test_knobs_outside_their_range_are_refused(folder: Path) -> None:
    done = melobridge(folder, "generate", "--harmony", "3", status=2)
    assert "--harmony" in done.stderr


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--scale", ""), "melobridge: there is no scale '': use pitch classes above the tonic "),
        (
            ("--chords", "Am F"),
            "melobridge: --chords takes no chords: give them by --progression 'Am F'\n",
        ),
    ],
)
def test_what_was_meant_otherwise_is_one_sentence(
    folder: Path, options: tuple[str, ...], fault: str
) -> None:
    complaint = melobridge(folder, "generate", *options, status=1).stderr
    assert complaint.startswith(fault)
    assert complaint.count("\n") == 1


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_nothing_is_written_over_unasked(folder: Path) -> None:
    asked = ["generate", "classic", "--bars", "1", "--svg", "--seed"]
    melobridge(folder, *asked, "1")
    first = (folder / "piece.mid").read_bytes()
    told = melobridge(folder, *asked, "2").stdout
    assert "piece-2.mid" in told
    assert "piece-2.svg  piano roll\n" in told
    melobridge(folder, *asked, "2", "--count", "2")
    assert (folder / "piece.mid").read_bytes() == first
    numbered = [f"piece-{number}" for number in (2, 3, 4)]
    assert files(folder) == sorted(
        f"{stem}{suffix}" for stem in ("piece", *numbered) for suffix in (".mid", ".svg")
    )
    melobridge(folder, *asked, "2", "--overwrite")
    assert (folder / "piece.mid").read_bytes() == (folder / "piece-2.mid").read_bytes()


def test_a_file_that_was_named_is_kept(folder: Path) -> None:
    (folder / "mine.svg").write_text("before", "utf-8")
    asked = "generate", "classic", "--out", "mine.mid", "--svg"
    done = melobridge(folder, *asked, status=1)
    assert (
        done.stderr
        == "melobridge: mine.svg is already there: choose another --out, or --overwrite\n"
    )
    assert files(folder) == ["mine.svg"]
    melobridge(folder, *asked, "--overwrite")
    assert (folder / "mine.svg").read_text("utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--out", "tune.wav", "--out writes a MIDI file: name it tune.mid, not tune.wav"),
        ("--out", "tune.txt", "--out writes a MIDI file: name it tune.mid, not tune.txt"),
        ("--wav", "tune.mid", "--wav writes a WAV file: name it tune.wav, not tune.mid"),
        ("--wav", "file/a.wav", "file/a.wav can't be written (Not a directory)"),
    ],
)
def test_a_wrong_file_is_refused_before_anything_is_written(
    folder: Path, option: str, name: str, said: str
) -> None:
    (folder / "file").touch()
    assert said in melobridge(folder, "generate", option, name, status=1).stderr
    assert files(folder) == ["file"]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_device_is_written_to_and_stays(folder: Path) -> None:
    done = melobridge(folder, "generate", "classic", "--out", "/dev/full", status=1)
    assert "/dev/full can't be written: No space left on device" in done.stderr
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/stdout")
def test_a_piece_goes_through_a_pipe_without_its_text(folder: Path) -> None:
    command = [sys.executable, "-m", "bridge.cli", "generate", "classic", "--out", "/dev/stdout"]
    done = subprocess.run(
        command, capture_output=True, env=environment(folder), cwd=folder, check=True
    )
    assert mido.MidiFile(file=io.BytesIO(done.stdout)).length > 10
    assert b"reward" in done.stderr


def test_a_piece_is_heard_as_a_wav_file(folder: Path) -> None:
    done = melobridge(folder, "generate", "classic", "--wav", "tune.wav", "--tempo", "120")
    assert re.search(r"tune.wav  1\d s, ", done.stdout)
    with wave.open(str(folder / "tune.wav")) as file:
        assert file.getnframes() / file.getframerate() > 32 / 2
        loudest = np.abs(np.frombuffer(file.readframes(10**7), "<i2").astype(int)).max()
    assert 25_000 < loudest < 32_000


def test_without_fluidsynth_the_sound_is_our_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    done = melobridge(folder, "generate", "classic", "--wav", "tune.wav")
    assert "melobridge's own sound" in done.stdout
    assert (folder / "tune.wav").stat().st_size > 10**6


def test_without_an_audio_device_the_notes_and_a_way_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    done = melobridge(folder, "generate", "classic", "--listen", status=1)
    assert "reward" in done.stdout
    assert "--wav FILE writes the sound into a file" in done.stderr


def test_without_the_extra_the_notes_come_before_the_hint(folder: Path) -> None:
    (folder / "matplotlib.py").write_text("raise ImportError", "utf-8")
    path = f"{folder}{os.pathsep}{ROOT}"
    done = melobridge(folder, "generate", "classic", "--png", "--svg", status=1, path=path)
    assert "reward" in done.stdout
    assert done.stderr.startswith("melobridge: --png (--svg doesn't) needs the extra 'plot': pip")
    assert files(folder) == ["matplotlib.py", "piece.mid", "piece.svg"]


def test_many_pieces_through_a_pipe_say_at_once_what_is_done(folder: Path) -> None:
    done = melobridge(folder, "generate", "classic", "--count", "2", "--bars", "1")
    assert done.stderr == "composing ...\n"
