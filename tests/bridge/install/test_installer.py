import stat
from pathlib import Path

import pytest

from bridge.errors import InstallError
from bridge.install.installer import MARK, Found, Kind, install, is_newer, look


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of one class and one test."""
    folder = tmp_path / "package"
    (folder / "Classes").mkdir(parents=True)
    (folder / "Classes" / "Pmelo.sc").write_text("Pmelo {}")
    (folder / "Tests").mkdir()
    (folder / "Tests" / "TestPmelo.sc").write_text("TestPmelo {}")
    return folder


@pytest.fixture
def extensions(tmp_path: Path) -> Path:
    return tmp_path / "SuperCollider" / "Extensions"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_package_is_copied_without_its_tests_and_says_whose_it_is(
    package: Path, extensions: Path
) -> None:
    assert install(package, extensions, "1.2.3") == Found(Kind.NOTHING)
    assert files(extensions) == ["melobridge/Classes/Pmelo.sc", f"melobridge/{MARK}"]
    assert look(extensions / "melobridge") == Found(Kind.PACKAGE, "1.2.3")
    assert (extensions / "melobridge" / MARK).read_text().startswith("melobridge 1.2.3\n")


def test_an_installed_folder_is_open_to_others_as_its_parent_is(
    package: Path, extensions: Path
) -> None:
    install(package, extensions, "1.2.3")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (extensions / "melobridge", extensions)]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("before", ["1.2.2", "1.2.3", "0.10"])
def test_an_older_or_equal_version_is_replaced_whole(
    package: Path, extensions: Path, before: str
) -> None:
    install(package, extensions, before)
    (extensions / "melobridge" / "Classes" / "Stale.sc").write_text("Stale {}")
    assert install(package, extensions, "1.2.3") == Found(Kind.PACKAGE, before)
    assert files(extensions) == ["melobridge/Classes/Pmelo.sc", f"melobridge/{MARK}"]


def test_a_newer_version_stays_unless_forced(package: Path, extensions: Path) -> None:
    install(package, extensions, "1.10.0")
    with pytest.raises(InstallError, match=r"is melobridge 1\.10\.0, newer than this one \(1\.9"):
        install(package, extensions, "1.9.3")
    assert look(extensions / "melobridge") == Found(Kind.PACKAGE, "1.10.0")
    install(package, extensions, "1.9.3", force=True)
    assert look(extensions / "melobridge") == Found(Kind.PACKAGE, "1.9.3")


def test_a_checkout_or_a_folder_of_ones_own_stays_unless_forced(
    package: Path, extensions: Path
) -> None:
    (extensions / "melobridge" / ".git").mkdir(parents=True)
    (extensions / "melobridge" / "melobridge.quark").write_text("(name: melobridge)")
    with pytest.raises(InstallError, match="wasn't written by 'melobridge clients install'"):
        install(package, extensions, "1.2.3")
    assert (extensions / "melobridge" / ".git").is_dir()
    install(package, extensions, "1.2.3", force=True)
    assert not (extensions / "melobridge" / ".git").exists()


@pytest.mark.parametrize("text", ["", "something else 3", "\udcff"])
def test_a_mark_of_another_kind_is_not_ours(extensions: Path, text: str) -> None:
    (extensions / "melobridge").mkdir(parents=True)
    (extensions / "melobridge" / MARK).write_bytes(text.encode(errors="surrogateescape"))
    assert look(extensions / "melobridge") == Found(Kind.FOREIGN)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_unless_forced_and_then_what_it_leads_to_stays(
    package: Path, extensions: Path, tmp_path: Path, there: bool
) -> None:
    mine = tmp_path / "mine"
    if there:
        install(package, mine, "1.0.0")
    extensions.mkdir(parents=True)
    (extensions / "melobridge").symlink_to(mine)
    with pytest.raises(InstallError, match=f"is a link to {mine}: remove it"):
        install(package, extensions, "1.2.3")
    assert install(package, extensions, "1.2.3", force=True) == Found(Kind.LINK)
    assert look(extensions / "melobridge") == Found(Kind.PACKAGE, "1.2.3")
    assert not there or look(mine / "melobridge") == Found(Kind.PACKAGE, "1.0.0")


def test_what_fails_half_way_leaves_the_old_version_and_no_rest(
    package: Path, extensions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(package, extensions, "1.0.0")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(InstallError, match=r"melobridge can't be written: Permission denied$"):
        install(package, extensions, "1.2.3")
    assert look(extensions / "melobridge") == Found(Kind.PACKAGE, "1.0.0")
    assert [path.name for path in extensions.iterdir()] == ["melobridge"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(
    package: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InstallError, match=r"melobridge can't be written: Not a directory$"):
        install(package, tmp_path / "file" / "Extensions", "1.2.3")


def test_versions_are_compared_as_numbers() -> None:
    assert is_newer("0.10.0", than="0.9.1")
    assert not is_newer("0.9.1", than="0.10.0")
    assert not is_newer("1.0.0", than="1.0.0")
    assert is_newer("1.0.0", than="of the future")
