"""The Quark is installed in each way that is documented, and then plays."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.commands import melobridge
from tests.support.patience import PATIENCE_SECONDS
from tests.support.program import Program
from tests.support.sclang import QUARK, start
from tests.support.serving import Server

pytestmark = pytest.mark.sclang

ROOT = QUARK.parent
# What a clone of the repository holds and sclang reads.
KINDS = {".quark", ".sc", ".scd", ".schelp"}
ONE_NOTE = r"""
var file = MeloBridge.filenameSymbol.asString;
"from %".format(file).postln;
MeloBridge(\default, "127.0.0.1", "PORT".getenv.asInteger).waitFor(\lead) {
    Pmelo(\lead).asStream.next(()).use { "a note: %, %".format(~midinote, ~dur).postln };
    0.exit;
};
"""

Fresh = Callable[[str], Program]


@pytest.fixture
def fresh(
    require_client: Callable[[str], Path], server: Server, tmp_path: Path
) -> Iterator[Callable[[str], Program]]:
    """Run code to its end, in a home where nothing but the code before it was run."""
    path = require_client("sclang")
    with ExitStack() as programs:

        def run(code: str) -> Program:
            program = start(path, tmp_path / "home", code, {"PORT": server.port}, include=None)
            assert programs.enter_context(program).wait_for_exit(PATIENCE_SECONDS) == 0
            return program

        yield run


def assert_plays(fresh: Fresh, place: Path) -> None:
    """The class library compiles, with the classes of this place, and a note comes."""
    program = fresh(ONE_NOTE)
    assert program.printed(rf"^from {place}/")
    assert program.printed(r"^a note: \d+, \d")


def test_from_a_local_folder(fresh: Fresh) -> None:
    installed = fresh(f'Quarks.install("{QUARK}"); 0.exit;')
    assert installed.printed("^(supercollider|melobridge) installed$")
    assert_plays(fresh, QUARK)


def test_from_a_git_repository(fresh: Fresh, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git isn't on the PATH")
    repository = tmp_path / "melobridge"
    commit(repository)
    installed = fresh(f'Quarks.install("file://{repository}"); 0.exit;')
    assert installed.printed("^melobridge installed$")
    assert_plays(fresh, tmp_path / "home" / ".local" / "share" / "SuperCollider")


def commit(repository: Path) -> None:
    """A repository that holds what sclang would find in a clone of this one."""
    for source in sources():
        target = repository / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    someone = ("-c", "user.name=me", "-c", "user.email=me@example.org")
    for command in ("init", "add .", "commit --message quark"):
        git = ["git", *someone, "-c", "init.defaultBranch=main", *command.split()]
        subprocess.run(git, cwd=repository, check=True, capture_output=True)


def sources() -> list[Path]:
    """The files of this repository that matter to sclang, without what git ignores."""
    folders = [ROOT / "supercollider", ROOT / "tests", ROOT / "benchmarks", ROOT / "max_patches"]
    files = [path for folder in folders for path in folder.rglob("*")]
    return [path for path in [*files, *ROOT.glob("*.quark")] if path.suffix in KINDS]


def test_from_the_python_package(fresh: Fresh, tmp_path: Path) -> None:
    extensions = tmp_path / "home" / ".local" / "share" / "SuperCollider" / "Extensions"
    melobridge(tmp_path, "clients", "install", "supercollider", "--to", str(extensions))
    assert_plays(fresh, extensions / "melobridge")


def test_an_unfinished_installation_is_no_duplicate(fresh: Fresh, tmp_path: Path) -> None:
    extensions = tmp_path / "home" / ".local" / "share" / "SuperCollider" / "Extensions"
    melobridge(tmp_path, "clients", "install", "supercollider", "--to", str(extensions))
    shutil.copytree(extensions / "melobridge", extensions / ".melobridge-abc" / "ignore" / "new")
    assert_plays(fresh, extensions / "melobridge")
