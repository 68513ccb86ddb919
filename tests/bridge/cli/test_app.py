"""The commands as a person runs them: real processes, real files."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import mido
import pytest

from agent.classic.learning.settings import DQNSettings
from agent.library.catalogue import shipped_folder
from tests.support.commands import environment, melobridge

SHORT = ["--updates", "96", "--melodies", "16", "--replay", "64", "--batch", "16", "--hidden", "16"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty place to work in, with a folder of own agents inside."""
    (tmp_path / "agents").mkdir()
    return tmp_path


def test_help_names_every_command_and_the_version_is_told(folder: Path) -> None:
    text = melobridge(folder, "--help").stdout
    for command in ("serve", "generate", "agents", "doctor", "train", "evaluate"):
        assert command in text
        assert "Usage" in melobridge(folder, command, "--help").stdout
    assert re.fullmatch(r"melobridge \d+\.\d+\.\d+\n", melobridge(folder, "--version").stdout)


def test_every_hyperparameter_is_an_option_with_help(folder: Path) -> None:
    text = melobridge(folder, "train", "classic", "--help").stdout
    for setting in fields(DQNSettings):
        assert f"--{setting.name.replace('_', '-')}" in text


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
        melobridge(folder, "generate", agent, "--seed", "4", "--out", name)
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


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["generate", "--key", "H"], "'H' is no note name: use A to G"),
        (["generate", "--scale", "foo"], "there is no scale 'foo': use pitch classes above"),
        (["generate", "--chord", "H7"], "'H7' is no chord: use a symbol such as C, Am"),
        (["generate", "--chord-tones", "some"], "chord_tones is 'some': use free, strong, all"),
        (["generate", "--durations", "0.7"], "durations is '0.7': use any, or lengths in quarter"),
        (["generate", "classic", "--meter", "3/4"], "meter is 3/4: this agent plays in 4/4 only"),
        (["generate", "--meter", "5/4"], "meter is '5/4': use 4/4, 2/2, 3/4"),
        (["generate", "--character", "jazz"], "there is no character 'jazz': use any, fiddle"),
        (["generate", "--durations", "5"], "durations is '5': use some of 1/8"),
        (["generate", "--progression", "Am H"], "'H' is no chord: use a symbol such as"),
        (["generate", "--progression", ""], "a progression needs chords, such as 'Am F C G'"),
        (["generate", "--progression", "C", "--chord", "C"], "--chord sounds all the time"),
        (["generate", "--chords"], "--chords has none to write: give some by --progression"),
        (["generate", "classic", "--progression", "C"], "knows one progression only, I vi IV V"),
        (["generate", "--low", "61", "--high", "61"], "no note of the key lies between low 61"),
        (["generate", "jazz"], "there is no agent 'jazz': use one of all, classic"),
        (["generate", "gone.safetensors"], "gone.safetensors doesn't exist"),
        (["generate", "--out", "agents"], "'agents' is a directory"),
        (["agents", "jazz"], "there is no agent 'jazz'"),
        (["evaluate", "jazz"], "there is no agent 'jazz'"),
        (["train", "classic", "--gamma", "2"], "gamma is 2: the most is 1"),
        (
            ["train", "classic", "--progression", "I V"],
            "the progression must fill phrases of 4 bars",
        ),
        (["train", "classic", "--progression", "I V X I"], "'X' is no Roman numeral"),
        (["train", "classic", "--out", "agent.pt"], "--out must end in .safetensors"),
        (["train", "classic", "--config", "gone.toml"], "gone.toml can't be read"),
        (
            ["train", "classic", "--resume", "--out", "gone.safetensors"],
            "there is no run to resume",
        ),
        (["serve", "jazz"], "there is no agent 'jazz'"),
        (["serve", "--sync", "lnik"], "there is no sync 'lnik': use internal, midi, link"),
        (["play", "--sync", "lnik"], "there is no sync 'lnik': use internal, midi, link"),
        (["serve", "--log", "agents"], "'agents' is a directory"),
        (["serve", "--host", "nowhere.invalid"], "can't listen on nowhere.invalid"),
    ],
)
def test_a_fault_is_one_clear_sentence(folder: Path, arguments: list[str], fault: str) -> None:
    status = 2 if arguments[-1] == "agents" else 1
    done = melobridge(folder, *arguments, status=status)
    assert fault in done.stderr
    if status == 1:
        assert done.stderr.startswith("melobridge: ")
        assert done.stderr.count("\n") == 1


def test_knobs_outside_their_range_are_refused(folder: Path) -> None:
    done = melobridge(folder, "generate", "--harmony", "3", status=2)
    assert "--harmony" in done.stderr


def test_training_makes_an_agent_that_is_listed_and_plays(folder: Path) -> None:
    done = melobridge(folder, "train", "classic", "--seed", "3", *SHORT)
    made = folder / "agents" / "classic-3.safetensors"
    assert made.exists()
    assert made.with_suffix(".png").exists()
    assert not made.with_suffix(".resume").exists()
    assert "share of the exact optimum" in done.stdout
    assert "classic-3" in melobridge(folder, "agents").stdout
    header = json.loads(melobridge(folder, "agents", "classic-3").stdout)
    assert header["training"]["seed"] == 3
    melobridge(folder, "generate", "classic-3", "--seed", "1")
    again = melobridge(folder, "train", "classic", "--seed", "3", *SHORT, status=1)
    assert "is already there: choose another --out, --resume or --overwrite" in again.stderr


def test_settings_come_from_a_file_and_options_win(folder: Path) -> None:
    (folder / "run.toml").write_text("seed = 5\nupdates = 40\nmelodies = 16\nreplay = 64\n")
    melobridge(
        folder,
        "train",
        "classic",
        "--config",
        "run.toml",
        "--updates",
        "33",
        "--out",
        "a.safetensors",
    )
    header = json.loads(melobridge(folder, "agents", "classic").stdout)
    assert header["training"]["seed"] != 5
    shutil.copy(folder / "a.safetensors", folder / "agents")
    training = json.loads(melobridge(folder, "agents", "a").stdout)["training"]
    assert (training["seed"], training["updates"]) == (5, 33)


def test_an_agent_may_learn_another_progression_and_other_weights(folder: Path) -> None:
    task = ["--progression", "I V vi IV", "--variety", "0.5"]
    melobridge(folder, "train", "classic", "--out", "agents/axis.safetensors", *task, *SHORT)
    header = json.loads(melobridge(folder, "agents", "axis").stdout)["task_settings"]
    assert header["progression"] == ["I", "V", "vi", "IV"]
    assert header["weights"] == [1.0, 1.0, 0.5]
    assert re.search(r"C +G +Am +F", melobridge(folder, "generate", "axis").stdout)


def test_ctrl_c_saves_and_says_how_to_resume_and_resuming_ends_the_same(folder: Path) -> None:
    long = ["--updates", "2300", *SHORT[2:]]
    melobridge(folder, "train", "classic", "--out", "whole.safetensors", *long)
    child = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "bridge.cli",
            "train",
            "classic",
            "--out",
            "parts.safetensors",
            *long,
        ],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(folder) | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    interrupt_when_saved(child, folder / "parts.resume")
    told, _ = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "go on with: melobridge train classic --resume --out parts.safetensors" in told
    changed = ["train", "classic", "--resume", "--out", "parts.safetensors", "--seed", "9"]
    refused = melobridge(folder, *changed, status=1)
    assert "a resumed run keeps its settings" in refused.stderr
    melobridge(folder, "train", "classic", "--resume", "--out", "parts.safetensors")
    whole, parts = (folder / name for name in ("whole.safetensors", "parts.safetensors"))
    assert parts.read_bytes() == whole.read_bytes()


def interrupt_when_saved(child: subprocess.Popen[str], resume_file: Path) -> None:
    """Press Ctrl-C in the middle of the run: once its first save on the way is there."""
    for _ in range(1_200):
        if resume_file.exists():
            break
        assert child.poll() is None, "the run ended before it could be interrupted"
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)


def test_evaluating_prints_the_shares_and_the_baselines(folder: Path) -> None:
    text = melobridge(folder, "evaluate", "classic").stdout
    assert "exact optimum from the start: 53.75" in text
    for row in ("agent", "greedy", "random"):
        assert row in text
    report = json.loads(melobridge(folder, "evaluate", "classic", "--json").stdout)
    assert report["optimum"] == 53.75
    assert len(report["settings"]) == 28
    assert report["greedy"]["start"] == pytest.approx(0.686, abs=1e-3)


def test_a_damaged_agent_is_shown_as_damaged(folder: Path) -> None:
    whole = (shipped_folder() / "classic.safetensors").read_bytes()
    (folder / "agents" / "cut.safetensors").write_bytes(whole[:1000])
    listing = melobridge(folder, "agents").stdout
    assert "damaged" in listing
    done = melobridge(folder, "generate", "cut", status=1)
    assert "cut.safetensors is no safetensors file or is cut short" in done.stderr


def test_the_doctor_finds_everything_or_says_what_to_do(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    done = melobridge(folder, "doctor", "--port", port)
    assert done.stderr == ""
    text = done.stdout
    for what in ("agents", "port", "round trip", "MIDI", "sclang", "pd", "oscsend"):
        assert what in text
    assert re.search(r"round trip +[\d.]+ ms", text)
    assert f"127.0.0.1:{port} is free" in text


def test_the_doctor_ends_with_a_fault_when_the_port_is_taken(folder: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        text = melobridge(folder, "doctor", "--port", port, status=1).stdout
    assert f"can't listen on 127.0.0.1:{port}" in text


def test_without_torch_training_names_the_missing_extra(folder: Path) -> None:
    (folder / "torch.py").write_text("raise ImportError\n")
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "train", "classic"],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(folder) | {"PYTHONPATH": f"{folder}:{Path(__file__).parents[3]}"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "melobridge: training needs the extra 'train': "
        "pip install -c constraints.txt -e '.[train]' (in melobridge's folder)\n"
    )


def test_tensorboard_logs_are_written(folder: Path) -> None:
    pytest.importorskip("tensorboard")
    melobridge(
        folder, "train", "classic", "--out", "a.safetensors", "--tensorboard", "logs", *SHORT
    )
    assert list((folder / "logs").glob("events.out.tfevents.*"))
