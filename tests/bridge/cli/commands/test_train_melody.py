"""`melobridge train melody` as a person runs it."""

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import mido
import pytest

from agent.corpus.songbook import songbook
from agent.library.catalogue import shipped_folder
from agent.library.loading import load_melody, player_for
from agent.melody.learning.settings import MelodySettings
from agent.melody.playing.checkpoint import save_melody_checkpoint
from agent.music.tune import write_tunes
from bridge.cli import main
from bridge.session.log import head
from tests.support.commands import MOST_SECONDS, environment, melobridge
from tests.support.corpus_files import band, midi
from tests.support.melody_agent import little_checkpoint, save_melody_agent
from tests.support.recording import Recorder
from tests.support.tunes import tune

ROOT = Path(__file__).parents[4]
FEW = ["--prior-batch", "32", "--lines", "4", "--batch", "16", "--replay", "32"]
SHORT = ["--prior-updates", "40", "--updates", "20"]
ENDLESS = ["--prior-updates", "2000", "--updates", "1000000"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place to work in: the first tunes of the songbook and a little agent among one's own."""
    (tmp_path / "agents").mkdir()
    save_melody_agent(tmp_path / "agents" / "little.safetensors")
    write_tunes(tmp_path / "tunes.jsonl.gz", songbook()[:14])
    return tmp_path


def test_every_hyperparameter_is_an_option_with_help(folder: Path) -> None:
    text = melobridge(folder, "train", "melody", "--help").stdout
    for name in [*(setting.name for setting in fields(MelodySettings)), "from", "corpus"]:
        assert f"--{name.replace('_', '-')}" in text


def test_an_agent_learns_from_the_songbook_and_plays(folder: Path) -> None:
    hardly = ["--seed", "5", "--prior-updates", "4", "--updates", "2"]
    done = melobridge(folder, "train", "melody", *hardly, *FEW)
    made = folder / "agents" / "melody-5.safetensors"
    lines = done.stdout.splitlines()
    assert lines[0] == "32 tunes to learn from, 4 to choose by, 4 to measure with"
    assert lines[-3:] == [
        f"trained {made}",
        f"hear it: melobridge generate {made}",
        f"play it: melobridge serve {made}",
    ]
    assert "bits an event on 4 unseen tunes: " in done.stdout
    assert "before" not in done.stdout
    melobridge(folder, "generate", "melody-5", "--bars", "2", "--seed", "1")
    assert mido.MidiFile(folder / "piece.mid").length > 0
    training = json.loads(melobridge(folder, "agents", "melody-5", "--json").stdout)["training"]
    assert (training["seed"], training["prior_updates"], training["gamma"]) == (5, 4, 0.95)


def test_a_source_is_left_out_and_measured_with(folder: Path) -> None:
    tunes = songbook()
    mixed = [replace(tune, source="jigs") for tune in tunes[:9]] + tunes[9:]
    write_tunes(folder / "mixed.jsonl.gz", mixed)
    done = melobridge(
        folder,
        *("train", "melody", "--corpus", "mixed.jsonl.gz", "--without", "jigs"),
        *("--prior-updates", "4", "--updates", "0", *FEW),
    )
    assert "9 to measure with" in done.stdout.splitlines()[0]
    assert "bits an event on 9 unseen tunes: " in done.stdout
    done = melobridge(folder, "train", "melody", "--without", "jazz", "--seed", "1", status=1)
    assert "no tune is of the source 'jazz': use " in done.stderr


def test_an_agent_is_fine_tuned_on_tunes_of_ones_own(folder: Path) -> None:
    many = [replace(tune, source="own", id=f"{n}") for n in range(3) for tune in songbook()]
    write_tunes(folder / "many.jsonl.gz", many)
    own = ["--corpus", "many.jsonl.gz", "--from", "little", "--out", "mine.safetensors"]
    done = melobridge(folder, "train", "melody", *own, *FEW, *SHORT, "--prior-rate", "0.01")
    told = done.stdout.split("unseen tunes: ")[1].splitlines()[0].split()
    assert (told[1], told[3]) == ("before,", "after")
    assert float(told[2]) < float(told[0])
    header = load_melody(folder / "mine.safetensors").header
    assert header.scores["bits"] == pytest.approx(float(told[2]), abs=1e-3)
    assert (header.training["learning_rate"], header.training["rehearsal"]) == (1e-3, 0)
    melobridge(folder, "generate", "mine.safetensors", "--bars", "2")


def test_few_tunes_are_held_out_in_turn_and_what_is_forgotten_is_told(folder: Path) -> None:
    few = [replace(tune, source="own") for tune in songbook() if tune.meter == "6/8"]
    write_tunes(folder / "few.jsonl.gz", few)
    own = ["--corpus", "few.jsonl.gz", "--from", "little", "--out", "mine.safetensors"]
    done = melobridge(folder, "train", "melody", *own, "--prior-batch", "32")
    bits = r"\d\.\d{3} before, \d\.\d{3} after"
    for line, pattern in zip(
        done.stdout.splitlines(),
        (
            "6 tunes to learn from",
            f"bits an event on 6 tunes, each unseen in its turn: {bits}",
            r"change: -\d\.\d{3}, from tune to tune \d\.\d{3}; better on \d of 6",
            r"taken over: \d+% of what was learned",
            rf"bits an event on the songbook \(what it forgets\): {bits}",
            r"100 takes: \d+ with a loop, \d+ notes? in a row copied at most",
        ),
        strict=False,
    ):
        assert re.fullmatch(pattern, line)
    assert "hear it: melobridge generate mine.safetensors --meter 6/8\n" in done.stdout
    training = load_melody(folder / "mine.safetensors").header.training
    assert (training["rehearsal"], training["updates"]) == (1, 0)
    melobridge(folder, "generate", "mine.safetensors", "--bars", "2")


def test_one_file_of_music_is_enough(folder: Path) -> None:
    (folder / "mine.mid").write_bytes(band())
    own = ["--corpus", "mine.mid", "--from", "little", "--out", "mine.safetensors"]
    done = melobridge(folder, "train", "melody", *own, "--prior-batch", "32")
    assert done.stdout.startswith("1 tune to learn from\n")
    assert f"trained {Path('mine.safetensors')}\n" in done.stdout


@pytest.fixture
def session(folder: Path) -> Path:
    """The log of a session in which wide leaps got thumbs down and the rest thumbs up."""
    player = player_for(load_melody(folder / "agents" / "little.safetensors"))
    recorder = Recorder({"little": player}, "little")
    for index in range(0, 240, 8):
        notes = recorder.ask("/melo/next", "lead", 1, index, 8)
        pitches = [values[3] for values in notes if values[3] != -1]
        wide = any(abs(a - b) > 12 for a, b in pairwise(pitches))  # type: ignore[operator]
        recorder.ask("/melo/reward", "lead", -1 if wide else 1, index, index + 7)
    (folder / "tuesday.jsonl").write_text(recorder.log)
    return folder / "tuesday.jsonl"


def test_an_agent_learns_from_what_was_liked_in_a_session(folder: Path, session: Path) -> None:
    own = ["--from", "little", "--from-log", "tuesday.jsonl", "--corpus", "tunes.jsonl.gz"]
    rate = ["--prior-rate", "0.01", "--out", "mine.safetensors"]
    done = melobridge(folder, "train", "melody", *own, *FEW, *SHORT, *rate)
    first = done.stdout.splitlines()[0]
    assert re.fullmatch(r"1 voice, 240 notes, 30 thumbs: \d+ phrases liked, \d+ not", first)
    found = re.findall(r"on \d+ ([a-z ]+): ([\d.]+) before, ([\d.]+) after", done.stdout)
    assert [what.removeprefix("unseen ") for what, _, _ in found] == [
        "tunes",
        "liked phrases",
        "disliked phrases",
    ]
    gained = [float(before) - float(after) for _, before, after in found]
    assert gained[1] > gained[2]
    melobridge(folder, "generate", "mine.safetensors", "--bars", "2")


def test_settings_come_from_a_file_and_options_win(folder: Path) -> None:
    (folder / "run.toml").write_text("updates = 9\nmethod = 'dqn'\nlines = 2\nbatch = 8\n")
    fine = ["--from", "little", "--corpus", "tunes.jsonl.gz", "--prior-updates", "0"]
    options = ["--config", "run.toml", "--updates", "3", "--out", "a.safetensors"]
    melobridge(folder, "train", "melody", *fine, *options)
    training = load_melody(folder / "a.safetensors").header.training
    assert (training["updates"], training["method"], training["prior_updates"]) == (3, "dqn", 0)


def test_ctrl_c_saves_what_was_learned(folder: Path) -> None:
    own = ["--corpus", "tunes.jsonl.gz", "--from", "little", "--out", "early.safetensors"]
    child = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", "train", "melody", *own, *FEW, *ENDLESS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=environment(folder),
    )
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    told, _ = child.communicate(timeout=MOST_SECONDS)
    assert child.returncode == 130
    assert "interrupted: saving what was learned so far" in told
    assert load_melody(folder / "early.safetensors").header.task == "melody"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--character", "jazz"], "there is no character 'jazz': use any, fiddle, hymn, lied, son"),
        (["--character", "hymn"], "the corpus has no tune of the character 'hymn' to learn from: "),
        (["--corpus", "gone.jsonl.gz"], "gone.jsonl.gz can't be read as a corpus (.jsonl.gz): No "),
        (["--corpus", "cut.jsonl.gz"], "cut.jsonl.gz can't be read as a corpus (.jsonl.gz): Compr"),
        (["--corpus", "damaged.jsonl.gz"], "damaged.jsonl.gz can't be read as a corpus (.jsonl.g"),
        (["--corpus", "odd.jsonl.gz"], "odd.jsonl.gz, line 2 is no tune: no 'id' in it"),
        (["--corpus", "empty.jsonl.gz"], "empty.jsonl.gz holds no tunes"),
        (["--corpus", "empty.mid"], "empty.mid holds no tune: the file is empty"),
        (["--corpus", "note.mid"], "note.mid holds no tune: its melody has only 1 note: 8 are ne"),
        (["--corpus", "silent.mid"], "silent.mid holds no tune: there are no notes in it"),
        (["--corpus", "there.safetensors"], "there.safetensors can't be read as a corpus"),
        (
            ["--corpus", "note.jsonl.gz", "--from", "little"],
            "the corpus has only 1 note to learn from: 8 are needed",
        ),
        (["--from", "jazz"], "there is no agent 'jazz': use one of "),
        (["--from", "classic"], "--from classic is of the task classic, not melody"),
        (["--from", "damaged"], "damaged.safetensors is no safetensors file or is cut short"),
        (["--method", "ppo"], "method is 'ppo': use soft, dqn, tuner_q, tuner_psi, munchausen"),
        (["--gamma", "2"], "gamma is 2: the most is 1"),
        (["--n-step", "600"], "n_step (600) must be less than replay (512)"),
        (["--seed", "99999999999999999999"], "seed is 1e+20: the most is 9.22337e+18"),
        (["--out", "agent.pt"], "--out writes an agent: name it agent.safetensors, not agent.pt"),
        (["--out", "there.safetensors"], "there.safetensors is already there: choose another --ou"),
        (["--from-log", "gone.jsonl"], "--from-log fine-tunes an agent: name it by --from"),
        (
            ["--rehearsal", "1"],
            "rehearsal is for an agent that learns from tunes: name it by --from",
        ),
        (["--from", "little", "--from-log", "gone.jsonl"], "gone.jsonl can't be read: No such f"),
        (
            ["--from", "little", "--from-log", "calm.jsonl"],
            "there is nothing to learn from in calm.jsonl",
        ),
        (
            ["--from", "tuner", "--from-log", "calm.jsonl"],
            "--from-log fine-tunes agents of the method soft, not tuner_q",
        ),
        (["--config", "gone.toml"], "gone.toml can't be read: No such file or directory"),
        (["--config", "odd.toml"], "there is no setting 'colour': use one of seed, prior_updates"),
    ],
)
def test_a_fault_is_one_clear_sentence(
    folder: Path,
    arguments: list[str],
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = (folder / "tunes.jsonl.gz").read_bytes()
    (folder / "cut.jsonl.gz").write_bytes(whole[:999])
    (folder / "damaged.jsonl.gz").write_bytes(whole[:500] + bytes(100) + whole[600:])
    lines = gzip.decompress(whole).splitlines()
    (folder / "odd.jsonl.gz").write_bytes(gzip.compress(lines[0] + b"\n{}\n"))
    (folder / "empty.jsonl.gz").write_bytes(gzip.compress(b""))
    write_tunes(folder / "note.jsonl.gz", [tune("0")])
    (folder / "empty.mid").touch()
    for name, notes in (("note", [(0.0, 1.0, 60)]), ("silent", [])):
        (folder / f"{name}.mid").write_bytes(midi(("", 0, notes)))
    (folder / "odd.toml").write_text("colour = 'red'\n")
    tuner = little_checkpoint(method="tuner_q")
    save_melody_checkpoint(folder / "agents/tuner.safetensors", tuner.header, tuner.tensors)
    (folder / "calm.jsonl").write_text(head("0.1.0", "little", 1, {}, {}, {}) + "\n")
    shutil.copy(shipped_folder() / "classic.safetensors", folder / "there.safetensors")
    (folder / "agents" / "damaged.safetensors").write_bytes(b"no agent")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(folder / "agents"))
    monkeypatch.setattr(sys, "argv", ["melobridge", "train", "melody", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    working = {"loading torch ...", "reading music ..."}
    [told] = [line for line in capsys.readouterr().err.splitlines() if line not in working]
    assert ended.value.code == 1
    assert told.startswith("melobridge: ")
    assert fault in told
