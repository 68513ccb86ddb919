"""The system's players are small scripts here."""

import sys
from pathlib import Path

import pytest

from bridge.errors import SoundError
from bridge.export.audio_player import play_wav

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts of a shell")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_sound_is_given_to_the_systems_player(programs: Path, tmp_path: Path) -> None:
    program(programs, "aplay", f'/bin/cp "$2" {tmp_path}/heard.wav')
    play_wav(b"a sound")
    assert (tmp_path / "heard.wav").read_bytes() == b"a sound"


def test_where_one_cannot_another_plays(programs: Path, tmp_path: Path) -> None:
    program(programs, "paplay", "echo no server >&2; exit 1")
    program(programs, "aplay", f"/bin/touch {tmp_path}/heard")
    play_wav(b"a sound")
    assert (tmp_path / "heard").exists()


def test_without_a_device_it_says_how_to_get_a_file(programs: Path) -> None:
    program(programs, "aplay", "echo audio open error: no such device >&2; exit 1")
    with pytest.raises(SoundError) as refused:
        play_wav(b"a sound")
    assert str(refused.value) == (
        "there is no audio device to play on (audio open error: no such device): "
        "--wav FILE writes the sound into a file"
    )


@pytest.mark.usefixtures("programs")
def test_without_a_player_it_says_how_to_get_a_file() -> None:
    with pytest.raises(SoundError, match=r"no program here plays sound .*: --wav FILE writes"):
        play_wav(b"a sound")
