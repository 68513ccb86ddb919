from pathlib import Path

import pytest

from bridge.errors import PlayError
from bridge.musician.recorder import RecordingWriter, new_file
from tests.support.running import eventually


def test_it_writes_at_once_then_once_a_second_and_at_the_end(tmp_path: Path) -> None:
    file, said = tmp_path / "take.mid", list[str]()
    recorder = RecordingWriter(file, said.append)
    recorder.keep(lambda: b"one", now=10.0)
    assert eventually(lambda: file.exists() and file.read_bytes() == b"one")
    recorder.keep(lambda: pytest.fail("too soon"), now=10.9)
    recorder.keep(lambda: b"two", now=11.0)
    assert eventually(lambda: file.read_bytes() == b"two")
    recorder.close(b"three")
    assert file.read_bytes() == b"three"
    assert said == []


def test_a_disk_that_is_full_ends_the_recording_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = list[str]()
    recorder = RecordingWriter(tmp_path / "file" / "take.mid", said.append)
    recorder.keep(lambda: b"one", now=0.0)
    recorder.close(b"two")
    [text] = said
    assert text.endswith(": the recording ends here")
    recorder.keep(lambda: pytest.fail("nobody writes any more"), now=5.0)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    assert new_file(tmp_path / "take.mid") == tmp_path / "take.mid"
    assert new_file(tmp_path / "take.mid") == tmp_path / "take-2.mid"
    assert new_file(tmp_path / "take.mid") == tmp_path / "take-3.mid"


def test_a_place_that_cant_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlayError, match="choose another place with --record"):
        new_file(tmp_path / "nowhere" / "take.mid")
