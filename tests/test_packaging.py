"""What a wheel, an sdist and an editable install hold."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from bridge.install.installer import MARK
from bridge.install.packages import FOLDERS, package_folder, shipped_files
from tests.support.checkout import copy_sources
from tests.support.commands import MOST_SECONDS, melobridge


def build(kind: str, sources: Path, out: Path) -> Path:
    """Build by setuptools' own interface, as pip does; nothing is fetched."""
    code = f"import setuptools.build_meta as build; print(build.build_{kind}({str(out)!r}))"
    out.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=sources,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out / done.stdout.splitlines()[-1]


def of_clients(names: list[str], prefix: str) -> set[str]:
    """The files of the client packages among others."""
    return {
        name.removeprefix(prefix)
        for name in names
        if name.startswith(tuple(f"{prefix}{folder}/" for folder in FOLDERS.values()))
        and not name.endswith("/")
    }


@pytest.fixture(scope="module")
def shipped() -> set[str]:
    """The files of both packages, as paths in the checkout."""
    return {
        f"{folder}/{file.as_posix()}"
        for client, folder in FOLDERS.items()
        for file in shipped_files(package_folder(client))
    }


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built beside what an earlier version left behind."""
    stale = sources / "build" / "lib" / "bridge" / "shipped" / "supercollider" / "Stale.sc"
    stale.parent.mkdir(parents=True)
    stale.write_text("Stale {}")
    return build("wheel", sources, tmp_path_factory.mktemp("wheel"))


def test_a_wheel_holds_both_packages_and_nothing_stale(wheel: Path, shipped: set[str]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert of_clients(archive.namelist(), "bridge/shipped/") == shipped
        assert {name.split("/")[0] for name in archive.namelist()} == {
            "agent",
            "bridge",
            "melobridge",
            wheel.name.replace("-py3-none-any.whl", ".dist-info"),
        }


def test_a_wheel_holds_every_module_and_all_data_of_agents(wheel: Path, sources: Path) -> None:
    wanted = {
        path.relative_to(sources).as_posix()
        for package in ("agent", "bridge", "melobridge")
        for path in (sources / package).rglob("*")
        if path.is_file()
    }
    assert {"agent/py.typed", "agent/shipped/all.safetensors"} <= wanted
    assert {"agent/songbook/songbook.jsonl.gz", "agent/evaluation/reference.npz"} <= wanted
    assert wanted - set(names(wheel)) == set()


def test_an_sdist_makes_the_same_wheel(
    sources: Path, wheel: Path, shipped: set[str], tmp_path: Path
) -> None:
    sdist = build("sdist", sources, tmp_path)
    with tarfile.open(sdist) as archive:
        members = [member.name for member in archive.getmembers() if member.isfile()]
        # Python 3.11.2 of Debian 12 knows no filters yet.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "unpacked")
    assert of_clients(members, f"{sdist.name.removesuffix('.tar.gz')}/") == shipped
    [unpacked] = (tmp_path / "unpacked").iterdir()
    again = build("wheel", unpacked, tmp_path)
    assert names(again) == names(wheel)


def names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as file:
        return sorted(file.namelist())


def test_the_packages_are_installed_out_of_a_wheel(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    for client, folder in FOLDERS.items():
        target = tmp_path / client
        melobridge(tmp_path, "clients", "install", client, "--to", str(target), path=str(site))
        there = {path for path in (target / "melobridge").rglob("*") if path.is_file()}
        files = {path.relative_to(target / "melobridge") for path in there} - {Path(MARK)}
        assert files == set(shipped_files(site / "bridge" / "shipped" / folder))


def test_an_editable_install_is_one_plain_line_and_copies_nothing(
    sources: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(build("editable", sources, tmp_path)) as archive:
        [path] = [name for name in archive.namelist() if ".dist-info" not in name]
        assert path.endswith(".pth")
        assert archive.read(path).decode() == f"{sources}\n"
    assert not os.path.lexists(sources / "bridge" / "shipped")
