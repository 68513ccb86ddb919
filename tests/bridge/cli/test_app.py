"""The command line as a whole, as a person runs it: real processes, real files."""

import re
from pathlib import Path

import pytest

from tests.support.commands import melobridge


def test_help_names_every_command_and_the_version_is_told(folder: Path) -> None:
    text = melobridge(folder, "--help").stdout
    for command in ("serve", "generate", "agents", "doctor", "train", "evaluate"):
        assert command in text
        assert "Usage" in melobridge(folder, command, "--help").stdout
    assert re.fullmatch(r"melobridge \d+\.\d+\.\d+\n", melobridge(folder, "--version").stdout)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["generate", "--key", "H"], "key: 'H' is no key: use a note name"),
        (["generate", "--scale", "foo"], "there is no scale 'foo': use pitch classes above"),
        (["generate", "--chord", "H7"], "'H7' is no chord: use a symbol such as C, Am"),
        (["generate", "--chord-tones", "some"], "chord_tones is 'some': use free, strong, all"),
        (["generate", "--durations", "0.7"], "durations is '0.7': use any, or lengths in quarter"),
        (["generate", "classic", "--meter", "3/4"], "meter is 3/4: this agent plays in 4/4 only"),
        (["generate", "--meter", "4/3"], "meter is '4/3': use one such as 3/4"),
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
        (
            ["train", "classic", "--out", "agent.pt"],
            "--out writes an agent: name it agent.safetensors, not agent.pt",
        ),
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
        (["serve", "--host", "203.0.113.7"], "this isn't an address of this machine"),
    ],
)
def test_a_fault_is_one_clear_sentence(folder: Path, arguments: list[str], fault: str) -> None:
    status = 2 if arguments[-1] == "agents" else 1
    done = melobridge(folder, *arguments, status=status)
    assert fault in done.stderr
    if status == 1:
        sentence = done.stderr.removeprefix("loading torch ...\n")
        assert sentence.startswith("melobridge: ")
        assert sentence.count("\n") == 1
