from pathlib import Path

import pytest

from bridge.errors import OutputError
from bridge.export.files import write_file


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"sound.wav can't be written: "):
        write_file(tmp_path / "file" / "sound.wav", b"")
