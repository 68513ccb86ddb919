from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty place to work in, with a folder of own agents inside."""
    (tmp_path / "agents").mkdir()
    return tmp_path
