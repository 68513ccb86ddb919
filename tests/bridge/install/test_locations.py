from pathlib import Path

import pytest

from bridge.install.locations import Machine, extensions, max_packages, quarks

HOME = Path("/home/me")


@pytest.mark.parametrize(
    ("machine", "folder"),
    [
        (Machine("linux", HOME, {}), "/home/me/.local/share/SuperCollider/Extensions"),
        (
            Machine("linux", HOME, {"XDG_DATA_HOME": "/data"}),
            "/data/SuperCollider/Extensions",
        ),
        (
            Machine("darwin", HOME, {"XDG_DATA_HOME": "/data"}),
            "/home/me/Library/Application Support/SuperCollider/Extensions",
        ),
        (
            Machine("win32", HOME, {"LOCALAPPDATA": "/local"}),
            "/local/SuperCollider/Extensions",
        ),
        (Machine("win32", HOME, {}), "/home/me/AppData/Local/SuperCollider/Extensions"),
    ],
)
def test_supercollider_looks_for_classes_in_its_extensions(machine: Machine, folder: str) -> None:
    assert extensions(machine) == Path(folder)


def test_each_max_that_was_started_has_packages_the_latest_first(tmp_path: Path) -> None:
    machine = Machine("darwin", tmp_path, {})
    assert max_packages(machine) == []
    for version in ("Max 7", "Max 8", "Max 9"):
        (tmp_path / "Documents" / version).mkdir(parents=True)
    assert max_packages(machine) == [
        tmp_path / "Documents" / "Max 9" / "Packages",
        tmp_path / "Documents" / "Max 8" / "Packages",
    ]


def settings(machine: Machine, text: str) -> None:
    """Write what Quarks keeps in sclang's settings."""
    file = machine.home / ".config" / "SuperCollider" / "sclang_conf.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)


def quark(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "melobridge.quark").write_text("()")
    return folder


def test_quarks_finds_melobridge_among_what_sclang_includes(tmp_path: Path) -> None:
    machine = Machine("linux", tmp_path, {})
    mine, quoted, excluded = (quark(tmp_path / name) for name in ("mine", "my own", "left out"))
    settings(
        machine,
        f"includePaths:\n  -   {mine}\n  - /elsewhere/Bjorklund\n    - '{quoted}'\n"
        f"excludePaths:\n    - {excluded}\npostInlineWarnings: false\n",
    )
    assert quarks(machine) == [mine, quoted]


@pytest.mark.parametrize("text", ["", "includePaths:\n    []\n", "\0\xff", "excludePaths:\n"])
def test_other_settings_hold_no_quark(tmp_path: Path, text: str) -> None:
    machine = Machine("linux", tmp_path, {})
    settings(machine, text)
    assert quarks(machine) == []


def test_without_settings_there_is_no_quark(tmp_path: Path) -> None:
    assert quarks(Machine("linux", tmp_path, {})) == []
