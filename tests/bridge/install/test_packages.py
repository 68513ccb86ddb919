import json
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from bridge.install.packages import FOLDERS, package_folder, shipped_files

ROOT = Path(__file__).parents[3]


def write(folder: Path, *files: str) -> Path:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(file)
    return folder


def test_users_get_all_but_tests_sources_python_and_hidden_files(tmp_path: Path) -> None:
    quark = write(
        tmp_path,
        "melobridge.quark",
        "Classes/Pmelo.sc",
        "HelpSource/Classes/Pmelo.schelp",
        "Tests/TestPmelo.sc",
        "source/device.json",
        "Classes/.Pmelo.sc.swp",
        ".git/config",
        "__init__.py",
        "__pycache__/x.pyc",
    )
    assert [file.as_posix() for file in shipped_files(quark)] == [
        "Classes/Pmelo.sc",
        "HelpSource/Classes/Pmelo.schelp",
        "melobridge.quark",
    ]


@pytest.mark.parametrize("client", FOLDERS)
def test_each_package_is_there(client: str) -> None:
    assert shipped_files(package_folder(client))


def test_the_quarks_bear_the_version_of_the_python_package() -> None:
    for place in (ROOT, package_folder("supercollider")):
        text = (place / "melobridge.quark").read_text(encoding="utf-8")
        assert re.findall(r"version:\s*\"(.*?)\"", text) == [version("melobridge")], place


def test_the_max_package_bears_the_version_of_the_python_package() -> None:
    text = (package_folder("max") / "package-info.json").read_text(encoding="utf-8")
    assert json.loads(text)["version"] == version("melobridge")
