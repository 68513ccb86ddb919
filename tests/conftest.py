"""What all tests share: real clients are required, or their tests are skipped with a reason.

Tests lie as the modules do: `bridge/osc/codec.py` has its own in `tests/bridge/osc/test_codec.py`.
What several folders use is in `tests/support`: servers real and faked, other programs, a Max in
virtual time; what one folder uses stands beside its tests. Those that need programs of others are
in `tests/real`, by the program.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.free_ports import udp_port
from tests.support.jack import ENVIRONMENT, Jack, forget_the_dead
from tests.support.requirements import missing
from tests.support.serving import CLASSIC, Server, serving

# A server that is started again gives other notes than the one before it.
OTHER_SEED = 8

# A shared machine may pause us at any point: time per example says nothing about the code.
settings.register_profile("melobridge", deadline=None)
settings.load_profile("melobridge")


# Folders and files of tests that take long: real programs, whole commands, training. `make fast`
# leaves them out; a single test is marked @pytest.mark.slow.
SLOW = (
    "agent/classic/learning",
    "agent/classic/test_evaluation.py",
    "agent/corpus/test_build.py",
    "agent/corpus/test_notation.py",
    "agent/evaluation",
    "agent/melody/learning",
    "agent/melody/playing/test_inference.py",
    "benchmarks",
    "bridge/cli/commands",
    "bridge/cli/generate",
    "bridge/cli/play/test_command.py",
    "bridge/cli/test_app.py",
    "bridge/client/test_served.py",
    "bridge/export/test_pictures.py",
    "bridge/processes/test_own_server.py",
    "bridge/report",
    "bridge/server/test_loop.py",
    "bridge/worker/test_process.py",
    "bridge/worker/test_supervisor.py",
    "page",
    "real",
    "max_patches",
    "melobridge/test_serving.py",
    "test_notebook.py",
    "test_other_python.py",
    "test_packaging.py",
    "test_readme.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long."""
    slow = [Path(__file__).parent / path for path in SLOW]
    for item in items:
        if not {item.path, *item.path.parents}.isdisjoint(slow):
            item.add_marker(pytest.mark.slow)


def pytest_configure(config: pytest.Config) -> None:
    """Before any worker begins."""
    if not hasattr(config, "workerinput"):
        forget_the_dead()


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


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server for one test; its parameter is the agent, else CLASSIC."""
    with serving(tmp_path, getattr(request, "param", CLASSIC)) as server:
        yield server


@pytest.fixture
def free_port() -> int:
    """A UDP port on which nobody listens."""
    return udp_port()


@pytest.fixture
def start_again(server: Server, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Start another server at the port of one that was killed."""
    with ExitStack() as servers:

        def start() -> None:
            servers.enter_context(serving(tmp_path, port=server.port, seed=OTHER_SEED))

        yield start
