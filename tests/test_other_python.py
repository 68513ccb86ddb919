"""`make serve` with a newer Python, for which python-rtmidi has no wheel: all but MIDI goes."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.client import Client
from tests.support.checkout import copy_sources
from tests.support.commands import ROOT, melobridge
from tests.support.patience import PATIENCE_SECONDS

NEWER = ("python3.14", "python3.13")
PYENV = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
ENOUGH = ("--bars", "4", "--seed", "3")


def interpreters() -> Iterator[str]:
    """What newer Pythons may be called."""
    for name in NEWER:
        yield name
        yield from map(str, sorted(PYENV.glob(f"versions/*/bin/{name}")))


def works(python: str) -> bool:
    """Whether a Python is there, with what virtual environments need."""
    if shutil.which(python) is None:
        return False
    return subprocess.run([python, "-c", "import ensurepip, venv"], check=False).returncode == 0


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh checkout."""
    folder = copy_sources(tmp_path_factory.mktemp("checkout"))
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("Makefile", "constraints.txt"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def greeting(checkout: Path) -> Iterator[list[str]]:
    """What `make serve` prints up to the end of its greeting; the server runs."""
    python = next(filter(works, interpreters()), None)
    if python is None:
        pytest.skip(f"none of {', '.join(NEWER)} is here")
    options = [f"PYTHON={python}", "ARGS=--port 0 classic"]
    process = subprocess.Popen(
        ["make", "serve", *options],
        cwd=checkout,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, which ends as a whole
    )
    assert process.stdout is not None
    lines = list[str]()
    for line in process.stdout:
        lines.append(line)
        if "stops" in line:
            break
    yield lines
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def python(checkout: Path, greeting: list[str]) -> Path:
    return checkout / ".venv" / "bin" / "python"


@pytest.fixture(scope="module")
def port(greeting: list[str]) -> int:
    [listens] = [line for line in greeting if line.startswith("melobridge listens on ")]
    return int(listens.split(":")[1].split()[0])


def test_it_installs_and_answers(port: int) -> None:
    with Client(port=port, timeout=PATIENCE_SECONDS) as melo:
        assert len(melo.voice("lead").next(4)) == 4


def test_it_composes_the_same_bytes(python: Path, tmp_path: Path) -> None:
    (here := tmp_path / "here").mkdir()
    (there := tmp_path / "there").mkdir()
    told = melobridge(here, "generate", *ENOUGH).stdout
    assert melobridge(there, "generate", *ENOUGH, python=python).stdout == told
    assert (there / "piece.mid").read_bytes() == (here / "piece.mid").read_bytes()


def test_one_sentence_says_that_there_is_no_midi(
    greeting: list[str], port: int, python: Path, tmp_path: Path
) -> None:
    built = subprocess.run([python, "-c", "import rtmidi"], capture_output=True, check=False)
    if built.returncode == 0:
        pytest.skip("python-rtmidi could be built here")
    assert [line for line in greeting if line.startswith("No MIDI ports: ")]
    done = melobridge(tmp_path, "ports", status=1, python=python)
    assert done.stderr.startswith("melobridge: there is no MIDI library here, python-rtmidi: ")
    assert done.stderr.count("\n") == 1
    checks = melobridge(tmp_path, "doctor", "--port", str(port), python=python).stdout
    assert "there is no MIDI library here" in " ".join(checks.split())
