"""`melobridge train classic` as a person runs it."""

import json
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from agent.classic.learning.settings import DQNSettings
from tests.support.commands import MOST_SECONDS, ROOT, environment, melobridge
from tests.support.running import eventually

SHORT = ["--updates", "96", "--melodies", "16", "--replay", "64", "--batch", "16", "--hidden", "16"]


def test_every_hyperparameter_is_an_option_with_help(folder: Path) -> None:
    text = melobridge(folder, "train", "classic", "--help").stdout
    for setting in fields(DQNSettings):
        assert f"--{setting.name.replace('_', '-')}" in text


def test_training_makes_an_agent_that_is_listed_and_plays(folder: Path) -> None:
    done = melobridge(folder, "train", "classic", "--seed", "3", *SHORT)
    made = folder / "agents" / "classic-3.safetensors"
    assert made.exists()
    assert made.with_suffix(".png").exists()
    assert not made.with_suffix(".resume").exists()
    assert "share of the exact optimum" in done.stdout
    assert "classic-3" in melobridge(folder, "agents").stdout
    header = json.loads(melobridge(folder, "agents", "classic-3", "--json").stdout)
    assert header["training"]["seed"] == 3
    melobridge(folder, "generate", "classic-3", "--seed", "1")
    again = melobridge(folder, "train", "classic", "--seed", "3", *SHORT, status=1)
    assert "is already there: choose another --out, --resume or --overwrite" in again.stderr


def test_settings_come_from_a_file_and_options_win(folder: Path) -> None:
    small = "melodies = 16\nreplay = 64\nbatch = 16\nhidden = [16]\n"
    (folder / "run.toml").write_text(f"seed = 5\nupdates = 40\n{small}")
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
    header = json.loads(melobridge(folder, "agents", "classic", "--json").stdout)
    assert header["training"]["seed"] != 5
    shutil.copy(folder / "a.safetensors", folder / "agents")
    training = json.loads(melobridge(folder, "agents", "a", "--json").stdout)["training"]
    assert (training["seed"], training["updates"]) == (5, 33)


def test_an_agent_may_learn_another_progression_and_other_weights(folder: Path) -> None:
    task = ["--progression", "I V vi IV", "--variety", "0.5"]
    melobridge(folder, "train", "classic", "--out", "agents/axis.safetensors", *task, *SHORT)
    header = json.loads(melobridge(folder, "agents", "axis", "--json").stdout)["task_settings"]
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
        env=environment(folder) | {"PYTHONPATH": str(ROOT)},
    )
    interrupt_when_saved(child, folder / "parts.resume")
    told, _ = child.communicate(timeout=MOST_SECONDS)
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
    assert eventually(lambda: resume_file.exists() or child.poll() is not None, MOST_SECONDS)
    assert child.poll() is None, "the run ended before it could be interrupted"
    child.send_signal(signal.SIGINT)


def test_without_torch_training_names_the_missing_extra(folder: Path) -> None:
    (folder / "torch.py").write_text("raise ImportError\n")
    done = subprocess.run(
        [sys.executable, "-m", "bridge.cli", "train", "classic"],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(folder) | {"PYTHONPATH": f"{folder}:{ROOT}"},
        timeout=MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "loading torch ...\n"
        "melobridge: training needs the extra 'train': "
        "pip install -c constraints.txt -e '.[train]' (in melobridge's folder)\n"
    )


@pytest.mark.parametrize("task", ["classic", "melody"])
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("mine.txt", "--out writes an agent: name it mine.safetensors, not mine.txt"),
        ("file/mine.safetensors", "can't be written (Not a directory): choose another --out"),
        ("there.safetensors", "there.safetensors is already there: choose another --out, "),
    ],
)
def test_a_place_that_takes_no_agent_is_refused_before_the_training(
    folder: Path, task: str, out: str, said: str
) -> None:
    for name in ("file", "there.safetensors"):
        (folder / name).touch()
    done = melobridge(folder, "train", task, "--out", out, status=1)
    assert said in done.stderr
    assert "torch" not in done.stderr


def test_a_learning_curve_that_is_there_stays(folder: Path) -> None:
    (folder / "mine.png").touch()
    done = melobridge(folder, "train", "classic", "--out", "mine.safetensors", status=1)
    assert "mine.png is already there" in done.stderr


def test_tensorboard_logs_are_written(folder: Path) -> None:
    pytest.importorskip("tensorboard")
    melobridge(
        folder, "train", "classic", "--out", "a.safetensors", "--tensorboard", "logs", *SHORT
    )
    assert list((folder / "logs").glob("events.out.tfevents.*"))
