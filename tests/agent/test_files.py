import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.files import check_writable, is_stream, write_atomically

NULL = Path(os.devnull)


def test_a_file_is_replaced_as_a_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    for content in (b"one", b"two"):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_a_link_stays_one(tmp_path: Path) -> None:
    link, file = tmp_path / "link", tmp_path / "file"
    link.symlink_to(file)
    for content in (b"one", b"two"):
        write_atomically(link, content)
        assert link.is_symlink()
        assert file.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
def test_a_pipe_is_written_to() -> None:
    code = "from pathlib import Path; from agent.files import write_atomically as write\n"
    code += "write(Path('/dev/stdout'), b'through a pipe')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"through a pipe"


def test_a_device_stays_one() -> None:
    assert is_stream(NULL)
    check_writable(NULL)
    write_atomically(NULL, b"lost")
    assert is_stream(NULL)


def test_files_and_folders_are_no_streams(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert [is_stream(path) for path in (tmp_path, tmp_path / "file", tmp_path / "none")] == [
        False,
        False,
        False,
    ]


def test_what_could_be_written_is_tried_and_leaves_nothing(tmp_path: Path) -> None:
    for name in ("file", "new/folder/file"):
        check_writable(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_found_before(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file/inside", "x" * 300):
        with pytest.raises(OSError, match=r"Not a directory|name too long"):
            check_writable(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform != "linux", reason="a folder where not even root may write")
def test_a_folder_of_the_system_takes_no_file() -> None:
    with pytest.raises(OSError):  # noqa: PT011 - the words are the system's
        check_writable(Path("/proc/nowhere/file"))
