import zlib
from pathlib import Path

import pytest

from bridge.page.layouts.__main__ import files, main

LAYOUTS = Path(__file__).parents[4] / "docs" / "layouts"


def unpacked(name: str, content: bytes) -> bytes:
    """The content of a layout: zlib's own bytes may change with its version."""
    return zlib.decompress(content) if name.endswith(".tosc") else content


@pytest.mark.parametrize("name", files())
def test_the_layouts_in_the_documents_are_those_of_the_table(name: str) -> None:
    written = unpacked(name, (LAYOUTS / name).read_bytes())
    made = "run python -m bridge.page.layouts --out docs/layouts"
    assert written == unpacked(name, files()[name]), made


def test_there_are_no_other_layouts() -> None:
    assert {path.name for path in LAYOUTS.iterdir()} == set(files())


def test_the_layouts_are_written_into_a_folder(tmp_path: Path) -> None:
    main(["--out", str(tmp_path / "new" / "folder")])
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == set(files())


def test_a_folder_that_can_not_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"can't write into .*: choose another --out"):
        main(["--out", str(tmp_path / "file")])
