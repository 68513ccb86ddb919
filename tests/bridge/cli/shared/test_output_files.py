import os
import sys
from pathlib import Path

import pytest

from bridge.cli.shared.output_files import CORPUS, MIDI, check_output
from bridge.errors import OutputError


def refused(path: Path | str, *, overwrite: bool = False) -> str:
    with pytest.raises(OutputError) as error:
        check_output(Path(path), "--out", MIDI, overwrite=overwrite)
    return str(error.value)


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = Path("piece.mid")
    path.write_bytes(b"before")
    return path


def test_a_file_that_is_there_is_kept(there: Path) -> None:
    assert refused(there) == "piece.mid is already there: choose another --out, or --overwrite"
    check_output(there, "--out", MIDI, overwrite=True)
    assert there.read_bytes() == b"before"


def test_another_name_is_refused_with_the_right_one() -> None:
    assert refused("a/tune.wav") == "--out writes a MIDI file: name it tune.mid, not tune.wav"
    assert refused("tune") == "--out writes a MIDI file: name it tune.mid, not tune"
    with pytest.raises(OutputError, match=r"name it tunes.jsonl.gz, not tunes.txt"):
        check_output(Path("tunes.txt"), "--out", CORPUS, overwrite=False)


@pytest.mark.usefixtures("there")
def test_names_of_the_kind_are_taken_and_leave_nothing() -> None:
    for name in ("new.mid", "NEW.MID", "new.midi", "a/folder/new.mid"):
        check_output(Path(name), "--out", MIDI, overwrite=False)
    assert [path.name for path in Path().iterdir()] == ["piece.mid"]


@pytest.mark.usefixtures("there")
def test_a_folder_is_no_file() -> None:
    Path("music.mid").mkdir()
    assert refused("music.mid", overwrite=True) == (
        "--out music.mid is a folder: name a file, such as music.mid/name.mid"
    )


def test_a_place_that_takes_no_file_is_named(there: Path) -> None:
    assert refused(there / "x.mid") == (
        "piece.mid/x.mid can't be written (Not a directory): choose another --out"
    )
    assert "can't be written (File name too long)" in refused("x" * 300 + ".mid")


@pytest.mark.skipif(sys.platform != "linux", reason="a folder where not even root may write")
def test_a_folder_of_the_system_takes_no_file() -> None:
    assert "/proc/new/piece.mid can't be written" in refused("/proc/new/piece.mid")


def test_a_device_may_have_any_name() -> None:
    check_output(Path(os.devnull), "--out", MIDI, overwrite=False)
