"""`melobridge replay` as a person runs it."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import mido
import pytest

from agent.library.loading import load_checkpoint, player_for
from bridge.cli import main
from bridge.client import Client
from bridge.session import log
from tests.support.commands import environment, melobridge
from tests.support.melody_agent import save_melody_agent
from tests.support.patience import PATIENCE_SECONDS
from tests.support.recording import Recorder
from tests.support.running import eventually


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    """A person's own agent."""
    (tmp_path / "agents").mkdir()
    return save_melody_agent(tmp_path / "agents" / "mine.safetensors")


@pytest.fixture
def folder(tmp_path: Path, agent: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place to work in, with that agent and the log of a session."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MELOBRIDGE_AGENTS", str(agent.parent))
    recorder = Recorder({"mine": player_for(load_checkpoint(agent))}, "mine")
    recorder.ask("/melo/next", "lead", 1, 0, 8)
    recorder.ask("/melo/next", "bass", 1, 0, 4, "high", 55)
    recorder.ask("/melo/reward", "lead", 1.0)
    recorder.ask("/melo/next", "lead", 1, 8, 8)
    content = log.digest(agent.read_bytes())
    recorder.lines[0] = log.head("0.1.0", "mine", 7, {"mine": content}, {}, {})
    (tmp_path / "tuesday.jsonl").write_text(recorder.log)
    return tmp_path


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Status, what it says, and what it complains of."""
    monkeypatch.setattr(sys, "argv", ["melobridge", "replay", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, told.out, told.err


def test_all_is_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(monkeypatch, capsys, "tuesday.jsonl")
    assert told == (0, "4 requests, 20 notes: all as they were\n", "replaying ...\n")


def test_a_log_that_was_cut_is_replayed_up_to_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = folder / "tuesday.jsonl"
    log.write_text(log.read_text()[:-50])
    status, told, _ = run(monkeypatch, capsys, "tuesday.jsonl")
    assert (status, told.splitlines()) == (
        0,
        [
            "3 requests, 12 notes: all as they were",
            "the last line of the log is cut short: that is where the replay ends",
        ],
    )


def test_what_each_voice_played_becomes_a_midi_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told, _ = run(monkeypatch, capsys, "tuesday.jsonl", "--midi", "tuesday.mid")
    assert status == 0
    assert told.startswith("tuesday.mid: lead (127.0.0.1:5001), bass (127.0.0.1:5001)\n")
    _, lead, bass = mido.MidiFile("tuesday.mid").tracks
    assert lead.name == "lead (127.0.0.1:5001)"
    assert {message.note for message in bass if message.type == "note_on"} <= set(range(56))


def test_an_agent_that_has_changed_can_be_given(
    folder: Path,
    agent: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(agent, "old.safetensors")
    save_melody_agent(agent, seed=5)
    status, _, fault = run(monkeypatch, capsys, "tuesday.jsonl")
    assert (status, fault) == (
        1,
        "melobridge: agent 'mine' has changed since the session: give its file as it was then by "
        "--agent FILE\n",
    )
    assert run(monkeypatch, capsys, "tuesday.jsonl", "--agent", "old.safetensors")[0] == 0
    agent.unlink()
    status, _, fault = run(monkeypatch, capsys, "tuesday.jsonl")
    assert fault.startswith("melobridge: agent 'mine' isn't here: ")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"lead", 1, 2, ', '"lead", 1, 2, 1', "tuesday.jsonl isn't as it was: line 2, 0.250 s, "),
        ('"answer": [', '"answer": ', "tuesday.jsonl, line 2 is damaged: it is no JSON"),
        ('"session": 1', '"song": 1', "tuesday.jsonl doesn't begin as a session log does"),
    ],
)
def test_a_log_that_was_changed_is_found_out(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    fault: str,
) -> None:
    log = folder / "tuesday.jsonl"
    log.write_text(log.read_text().replace(before, after, 1))
    status, told, complaint = run(monkeypatch, capsys, "tuesday.jsonl")
    assert (status, told) == (1, "")
    complaint = complaint.removeprefix("replaying ...\n")
    assert complaint.startswith(f"melobridge: {fault}")
    assert complaint.count("\n") == 1


def test_a_log_that_isnt_there_is_one_clear_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, fault = run(monkeypatch, capsys, "gone.jsonl")
    assert (status, fault) == (
        1,
        "melobridge: gone.jsonl can't be read: No such file or directory\n",
    )


LAST = "the last voice"


def play(port: int, agent: Path) -> int:
    """Some music with a real server, whose agent changes meanwhile; returns the notes of it."""
    with Client(port=port, timeout=PATIENCE_SECONDS) as client:
        lead, bass = client.voice("lead", key="D"), client.voice("bass", low=36, high=55)
        notes = [*lead.next(16), *bass.next(8), *lead.next(32, within=1)]
        lead.good()
        lead.heard(69, 0.8, 1.0)
        save_melody_agent(agent, seed=5)
        before = [note[:3] for note in client.voice("still", seed=1).next(16)]
        for number in range(600):
            probe = client.voice(f"probe {number}", seed=1).next(16)
            notes += probe
            if [note[:3] for note in probe] != before:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the server didn't take up the changed agent")
        return len(notes) + len(before) + len(lead.next(16)) + len(client.voice(LAST).next())


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_what_a_real_server_logs_replays_exactly(tmp_path: Path, agent: Path, end: int) -> None:
    shutil.copy(agent, tmp_path / "old.safetensors")
    options = ["serve", "mine", "--port", "0", "--log", "tuesday.jsonl"]
    log = tmp_path / "tuesday.jsonl"
    server = subprocess.Popen(
        [sys.executable, "-m", "bridge.cli", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=tmp_path,
        env=environment(tmp_path),
    )
    try:
        assert server.stdout is not None
        greeting = server.stdout.readline()
        notes = play(int(greeting.split(":")[-1].split()[0]), agent)
        # A killed server has handed over all but what was answered just now.
        assert eventually(lambda: f'"{LAST}"' in log.read_text())
    finally:
        server.send_signal(end)
        server.communicate(timeout=PATIENCE_SECONDS)
    assert '"agent": "mine", "digest": ' in log.read_text()
    old = ["--agent", "old.safetensors", "--midi", "tuesday.mid"]
    told = melobridge(tmp_path, "replay", "tuesday.jsonl", *old, fresh=True).stdout
    [_, replayed] = told.splitlines()
    assert replayed.endswith(" notes: all as they were")
    assert int(replayed.split()[2].replace(",", "")) >= notes, "some may have been asked for twice"
    assert len(mido.MidiFile(tmp_path / "tuesday.mid").tracks) >= 5


def test_a_file_of_music_that_is_there_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "there.mid").touch()
    status, _, complaint = run(monkeypatch, capsys, "tuesday.jsonl", "--midi", "there.mid")
    assert (status, complaint) == (
        1,
        "melobridge: there.mid is already there: choose another --midi, or --overwrite\n",
    )
