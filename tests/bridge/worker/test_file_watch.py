import os
from pathlib import Path

from bridge.worker.file_watch import FileWatch, identity


def found(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in folder.iterdir()}


def test_a_file_that_stays_as_it_is_known_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    known = identity(tmp_path / "a")
    assert known is not None
    watch = FileWatch(lambda: found(tmp_path), {"a": known})
    assert [list(watch.changed()) for _ in range(3)] == [[], [], []]


def test_a_new_or_changed_file_is_reported_once_when_it_stands_still(tmp_path: Path) -> None:
    watch = FileWatch(lambda: found(tmp_path), {})
    for text in ("one", "longer"):
        (tmp_path / "a").write_text(text, encoding="utf-8")
        changed = [list(watch.changed()) for _ in range(3)]
        assert changed == [[], [("a", identity(tmp_path / "a"))], []]


def test_a_file_that_is_being_written_isnt_reported(tmp_path: Path) -> None:
    watch = FileWatch(lambda: found(tmp_path), {})
    for size in range(1, 5):
        (tmp_path / "a").write_bytes(bytes(size))
        assert list(watch.changed()) == []


def test_a_time_of_change_alone_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    watch = FileWatch(lambda: found(tmp_path), {})
    list(watch.changed())
    assert len(list(watch.changed())) == 1
    os.utime(tmp_path / "a", (1, 1))
    list(watch.changed())
    assert len(list(watch.changed())) == 1


def test_a_file_that_goes_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    known = identity(tmp_path / "a")
    assert known is not None
    watch = FileWatch(lambda: {"a": tmp_path / "a"}, {"a": known})
    (tmp_path / "a").unlink()
    assert [list(watch.changed()) for _ in range(2)] == [[], []]
