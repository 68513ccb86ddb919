from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from bridge.cli.commands.clients import findings
from bridge.install.installer import MARK
from bridge.install.locations import Machine
from tests.support.commands import melobridge

HERE = version("melobridge")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home on Linux."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def extensions(home: Path) -> Path:
    return home / ".local" / "share" / "SuperCollider" / "Extensions"


@pytest.fixture
def mark(extensions: Path) -> Callable[[str], None]:
    """Put a version of melobridge there."""

    def mark(version: str) -> None:
        (extensions / "melobridge").mkdir(parents=True, exist_ok=True)
        (extensions / "melobridge" / MARK).write_text(f"melobridge {version}\n")

    return mark


def test_the_quark_is_installed_and_what_to_do_next_is_said(home: Path, extensions: Path) -> None:
    told = melobridge(home, "clients", "install", "supercollider").stdout
    assert f"Quark melobridge {HERE} is in {extensions / 'melobridge'}\n" in told
    assert "Next: recompile the class library" in told
    assert str(extensions / "melobridge" / "examples") in told
    assert list((extensions / "melobridge" / "examples").glob("*.scd"))
    again = melobridge(home, "clients", "install", "supercollider").stdout
    assert f"is in {extensions / 'melobridge'}, in place of melobridge {HERE}\n" in again


def test_the_quark_goes_where_it_is_told(home: Path, extensions: Path) -> None:
    told = melobridge(home, "clients", "install", "supercollider", "--to", "my quarks").stdout
    assert f"is in {home / 'my quarks' / 'melobridge'}\n" in told
    assert (home / "my quarks" / "melobridge" / MARK).is_file()
    assert not extensions.exists()


def test_a_newer_quark_is_replaced_only_by_force(
    home: Path, extensions: Path, mark: Callable[[str], None]
) -> None:
    mark("99.0.0")
    refused = melobridge(home, "clients", "install", "supercollider", status=1)
    assert refused.stdout == ""
    assert refused.stderr == (
        f"melobridge: {extensions / 'melobridge'} is melobridge 99.0.0, newer than this one "
        f"({HERE}): update melobridge, or go back by --force\n"
    )
    told = melobridge(home, "clients", "install", "supercollider", "--force").stdout
    assert "in place of melobridge 99.0.0" in told


def test_the_max_package_goes_to_each_max_and_its_device_is_named(home: Path) -> None:
    for max_version in ("Max 8", "Max 9"):
        (home / "Documents" / max_version).mkdir(parents=True)
    told = melobridge(home, "clients", "install", "max").stdout
    for max_version in ("Max 8", "Max 9"):
        folder = home / "Documents" / max_version / "Packages" / "melobridge"
        assert f"Max package melobridge {HERE} is in {folder}\n" in told
        [device] = folder.rglob("*.amxd")
        assert str(device) in told


def test_without_max_its_package_goes_nowhere(home: Path) -> None:
    refused = melobridge(home, "clients", "install", "max", status=1)
    assert refused.stderr == (
        f"melobridge: {home / 'Documents'} has no folder of Max 8 or Max 9: start Max once, or "
        "name the folder of its packages by --to\n"
    )


def test_the_list_tells_what_is_installed_and_what_to_do(
    home: Path, extensions: Path, mark: Callable[[str], None]
) -> None:
    target = extensions / "melobridge"
    command = "'melobridge clients install supercollider'"

    def told() -> tuple[bool, str]:
        quark, *_ = findings(Machine("linux", home, {}))
        return quark.ok, quark.text

    assert told() == (False, f"not installed: {command} puts it into {target}")
    mark("0.0.1")
    assert told() == (False, f"0.0.1 in {target}: {command} brings {HERE}")
    mark("99.0.0")
    newer = f"99.0.0 in {target} is newer than this melobridge ({HERE}): update it"
    assert told() == (False, newer)
    mark(HERE)
    assert told() == (True, f"{HERE} in {target}")
    (target / MARK).unlink()
    assert told() == (False, f"{target} wasn't written by {command}")
    target.rmdir()
    target.symlink_to(home)
    assert told() == (False, f"{target} is a link to {home}: it is yours to keep up to date")


def test_the_same_quark_from_quarks_is_warned_of(home: Path) -> None:
    other = home / "downloaded-quarks" / "melobridge"
    other.mkdir(parents=True)
    (other / "melobridge.quark").write_text("()")
    settings = home / ".config" / "SuperCollider" / "sclang_conf.yaml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"includePaths:\n    - {other}\nexcludePaths:\n    []\n")
    warning = f'Quarks.uninstall("{other}")'
    assert warning not in melobridge(home, "clients", "list").stdout
    assert warning in melobridge(home, "clients", "install", "supercollider").stdout
    assert warning in melobridge(home, "clients", "list").stdout


def test_a_missing_program_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(home))
    told = melobridge(home, "clients", "install", "supercollider").stdout
    assert "--  sclang      not found (SuperCollider: install it" in told
