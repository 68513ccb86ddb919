"""Installs a client's package where the client looks for it.

Files that melobridge didn't install are only replaced by force.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from bridge.errors import InstallError
from bridge.install.packages import shipped_files

NAME = "melobridge"
# A file by which an installed package is told from a checkout, or a folder of the user.
MARK = "installed-by-melobridge.txt"
MARKED = (
    "melobridge {version}\n\n"
    "`melobridge clients install` wrote this folder, and the next one replaces it whole:\n"
    "keep files of your own elsewhere.\n"
)


class Kind(Enum):
    """What is at a path."""

    NOTHING = "nothing"
    LINK = "a link"
    FOREIGN = "something else"
    PACKAGE = "an installed package"


class Found(NamedTuple):
    """What is at a path, and the version of an installed package."""

    kind: Kind
    version: str = ""


def look(path: Path) -> Found:
    """Find out what is at a path where a package should be installed."""
    if is_link(path):
        return Found(Kind.LINK)
    if not path.exists():
        return Found(Kind.NOTHING)
    try:
        words = (path / MARK).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return Found(Kind.FOREIGN)
    return Found(Kind.PACKAGE, words[1]) if words[:1] == [NAME] else Found(Kind.FOREIGN)


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or a junction on Windows."""
    try:
        path.readlink()
    except OSError:
        return False
    return True


def install(source: Path, folder: Path, version: str, *, force: bool = False) -> Found:
    """Copy a package to folder/melobridge; anything there is replaced as a whole, in one step.

    Returns what was there. Raises InstallError if that is a link, a newer version or not an
    installed package, unless forced (a link is then removed, but not its target), and if the
    folder can't be written.
    """
    target = folder / NAME
    found = look(target)
    if not force and (objection := _objection(target, found, version)):
        raise InstallError(objection)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # sclang compiles the content of hidden folders, too, but not of folders named "ignore".
        with tempfile.TemporaryDirectory(prefix=f".{NAME}-", dir=folder) as temporary:
            workplace = Path(temporary, "ignore")
            _copy(source, workplace / "new", version)
            _swap(workplace / "new", target, workplace / "old")
    except OSError as error:
        raise InstallError(f"{target} can't be written: {error.strerror or error}") from None
    return found


def _objection(target: Path, found: Found, version: str) -> str:
    """Why the target may only be replaced by force; empty if it may be replaced."""
    if found.kind is Kind.LINK:
        leads = f"{target} is a link to {target.readlink()}"
        return f"{leads}: remove it, or replace it by --force (what it leads to stays)"
    if found.kind is Kind.FOREIGN:
        return (
            f"{target} is there and wasn't written by 'melobridge clients install': move it away, "
            "or replace it by --force"
        )
    if found.kind is Kind.PACKAGE and is_newer(found.version, version):
        return (
            f"{target} is melobridge {found.version}, newer than this one ({version}): "
            "update melobridge, or go back by --force"
        )
    return ""


def is_newer(version: str, than: str) -> bool:
    """Whether a version is newer than another one: 0.10.0 is newer than 0.9.1."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    found = re.match(r"\d+(\.\d+)*", version)
    return [int(number) for number in found[0].split(".")] if found else []


def _copy(source: Path, target: Path, version: str) -> None:
    """Copy a package, with its mark, to a new folder."""
    for file in shipped_files(source):
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / file, target / file)
    (target / MARK).write_text(MARKED.format(version=version), encoding="utf-8")


def _swap(new: Path, target: Path, old: Path) -> None:
    """Rename `target` to `old` and `new` to `target`; if that fails, restore `target`."""
    had = os.path.lexists(target)
    if had:
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if had:
            old.rename(target)
        raise
