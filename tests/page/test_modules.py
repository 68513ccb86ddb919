"""The page's modules in Node.js: whatever of them needs no browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.requirements import missing

TESTS = sorted((Path(__file__).parent / "js").glob("*.test.mjs"))
LONGEST_SECONDS = 60.0


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.name.removesuffix(".test.mjs"))
def test_module(file: Path) -> None:
    node = shutil.which("node")
    if node is None:
        missing("node")
    done = subprocess.run(
        [node, "--test", str(file)],
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
