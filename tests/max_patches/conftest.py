"""A Max of one's own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.max_interpreter.application import Application
from tests.support.serving import serving
from tests.support.tiny_patch import Tiny

pytest.register_assert_rewrite("tests.max_patches.rig")
MakeTiny = Callable[..., Tiny]


@pytest.fixture
def application() -> Iterator[Application]:
    """Max and Live, without a patch."""
    application = Application()
    yield application
    application.close()


@pytest.fixture(scope="session")
def standing_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that no test ends."""
    with serving(tmp_path_factory.mktemp("agents"), seed=8) as server:
        yield server.port


@pytest.fixture
def tiny(application: Application) -> MakeTiny:
    """Make a tiny patch: `tiny({"a": "t b i"}, "a0 p0", "a1 p1")`."""

    def make(boxes: dict[str, str], *cords: str) -> Tiny:
        return Tiny(boxes, *cords, application=application)

    return make
