"""A Max of one's own for each test."""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.max_patches.interpreter.application import Application
from tests.max_patches.tiny import Tiny
from tests.real.clients.conftest import CLASSIC, START_SECONDS, Server, free_port, server
from tests.support.program import Program

pytest.register_assert_rewrite("tests.max_patches.rig")
__all__ = ["application", "free_port", "server", "standing_port", "start_again", "tiny"]
MakeTiny = Callable[..., Tiny]


@pytest.fixture
def application() -> Iterator[Application]:
    """Max and Live, without a patch."""
    application = Application()
    yield application
    application.close()


@contextmanager
def serving(port: int, agents: Path) -> Iterator[int]:
    """`melobridge serve` at a port, or at a free one for 0, with a folder of agents of one's own;
    gives the port."""
    melobridge = str(Path(sysconfig.get_path("scripts"), "melobridge"))
    command = (melobridge, "serve", CLASSIC, "--port", str(port), "--seed", "8")
    environment = os.environ | {"MELOBRIDGE_AGENTS": str(agents)}
    with Program(*command, environment=environment) as program:
        found = program.wait_for(r"melobridge listens on [\d.]+:(\d+)", START_SECONDS)
        yield int(found[1])


@pytest.fixture(scope="session")
def standing_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server that no test ends."""
    with serving(0, tmp_path_factory.mktemp("agents")) as port:
        yield port


@pytest.fixture
def start_again(server: Server, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Start another server at the port of one that was killed."""
    with ExitStack() as servers:

        def start() -> None:
            servers.enter_context(serving(server.port, tmp_path))

        yield start


@pytest.fixture
def tiny(application: Application) -> MakeTiny:
    """Make a tiny patch: `tiny({"a": "t b i"}, "a0 p0", "a1 p1")`."""

    def make(boxes: dict[str, str], *cords: str) -> Tiny:
        return Tiny(boxes, *cords, application=application)

    return make
