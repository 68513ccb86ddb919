"""What all tests share: real clients are required, or their tests are skipped with a reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A shared machine may pause us at any point: time per example says nothing about the code.
settings.register_profile("melobridge", deadline=None)
settings.load_profile("melobridge")


@pytest.fixture(scope="session")
def require_client() -> Callable[[str], Path]:
    """Give the path of a real client's program, as in ``sclang = require_client("sclang")``.

    Where the program is missing the test is skipped, or fails if MELOBRIDGE_REQUIRE_CLIENTS=1.
    """

    def path_of(program: str) -> Path:
        found = shutil.which(program)
        if found is None and os.environ.get("MELOBRIDGE_REQUIRE_CLIENTS") == "1":
            pytest.fail(f"{program} is required but isn't on the PATH", pytrace=False)
        if found is None:
            pytest.skip(f"{program} isn't on the PATH")
        return Path(found)

    return path_of
