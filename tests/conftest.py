"""What all tests share: real clients are required, or their tests are skipped with a reason."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.clients.jack import ENVIRONMENT, Jack, forget_the_dead

# A shared machine may pause us at any point: time per example says nothing about the code.
settings.register_profile("melobridge", deadline=None)
settings.load_profile("melobridge")


def pytest_configure(config: pytest.Config) -> None:
    """Before any worker begins."""
    if not hasattr(config, "workerinput"):
        forget_the_dead()


@pytest.fixture(scope="session")
def require_client() -> Callable[[str], Path]:
    """Give the path of a real client's program, as in ``sclang = require_client("sclang")``.

    A path, as in ``require_client("/usr/lib/pd/extra/cyclone")``, is that of a file or a folder.
    Where it is missing the test is skipped, or fails if MELOBRIDGE_REQUIRE_CLIENTS=1.
    """

    def path_of(client: str) -> Path:
        found = shutil.which(client) or (
            client if "/" in client and Path(client).exists() else None
        )
        if found is None and os.environ.get("MELOBRIDGE_REQUIRE_CLIENTS") == "1":
            pytest.fail(f"{client} is required but isn't installed", pytrace=False)
        if found is None:
            pytest.skip(f"{client} isn't installed")
        return Path(found)

    return path_of


@pytest.fixture
def jack(require_client: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Jack]:
    """A sound server without a sound card; this process and its children find it."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    with Jack(require_client("jackd")) as jack:
        yield jack
