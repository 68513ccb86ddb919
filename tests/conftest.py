"""What all tests share: real clients are required, or their tests are skipped with a reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tests.support.jack import ENVIRONMENT, Jack, forget_the_dead

# A shared machine may pause us at any point: time per example says nothing about the code.
settings.register_profile("melobridge", deadline=None)
settings.load_profile("melobridge")


def pytest_configure(config: pytest.Config) -> None:
    """Before any worker begins."""
    if not hasattr(config, "workerinput"):
        forget_the_dead()


def missing(what: str) -> NoReturn:
    """Skip a test for what is missing, or fail if MELOBRIDGE_REQUIRE_CLIENTS=1."""
    if os.environ.get("MELOBRIDGE_REQUIRE_CLIENTS") == "1":
        pytest.fail(f"required: {what}", pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def require_client() -> Callable[[str], Path]:
    """Give the path of a real client's program, as in ``sclang = require_client("sclang")``.

    A path, as in ``require_client("/usr/lib/pd/extra/cyclone")``, is that of a file or a folder.
    Where it is `missing` the test ends.
    """

    def path_of(client: str) -> Path:
        found = shutil.which(client) or (
            client if "/" in client and Path(client).exists() else None
        )
        return Path(found) if found else missing(f"{client} isn't installed")

    return path_of


@pytest.fixture
def jack(require_client: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Jack]:
    """A sound server without a sound card; this process and its children find it."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with Jack(require_client("jackd")) as jack:
        yield jack
